"""How the reference servers are served: as `sandbox serve` serves, so that only what an endpoint does differs."""

import sys

import uvicorn
from starlette.applications import Starlette


def serve(app: Starlette) -> None:
    """On the port that the command line names."""
    port = int(sys.argv[1])
    uvicorn.run(app, port=port, http="httptools", loop="uvloop", ws="none", log_level="warning", access_log=False, server_header=False)
