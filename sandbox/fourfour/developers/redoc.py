"""Redoc, which shows an OpenAPI document as a page: the files of its 2.5 bundle, out of a Python package that carries them.

Only the folder is looked up. Importing the package would import all of fastapi.
"""

import hashlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path

PACKAGE = "fastapi_standalone_docs"
SCRIPT = "redoc.standalone.js"
MEDIA_TYPES = {
    SCRIPT: "text/javascript",
    f"{SCRIPT}.LICENSE.txt": "text/plain",  # the script's first line points at it
    "logo-mini.svg": "image/svg+xml",  # the script looks for it beside the page
}


@cache
def folder() -> Path:
    """Raises ModuleNotFoundError."""
    package = find_spec(PACKAGE)
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError(f"{PACKAGE} is not installed", name=PACKAGE)
    return Path(package.submodule_search_locations[0]) / "static" / "redoc"


@cache
def fingerprint() -> str:
    return hashlib.sha256((folder() / SCRIPT).read_bytes()).hexdigest()[:12]
