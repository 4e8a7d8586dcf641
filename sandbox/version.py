"""The version, as pyproject.toml has it; looking it up in the installed package's metadata would cost the command line 20 ms."""

VERSION = "0.1.0"
