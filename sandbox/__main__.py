"""`python -m sandbox` is the command `sandbox`."""

from sandbox.cli.main import main

main()
