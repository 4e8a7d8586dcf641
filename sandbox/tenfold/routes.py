"""Every endpoint of Tenfold. None answers yet: a path of theirs gets their 404."""

from sandbox.http.router import Surface
from sandbox.tenfold import errors

SURFACE = Surface(
    prefixes=("api", "v1", "v2"),
    endpoints=(),
    not_found=errors.NotFound,
    wrong_method=errors.MethodNotAllowed,
    too_large=errors.BodyTooLarge,
    unexpected=errors.ServerError,
    vendor="tenfold",
)
