"""The refusals of Tenfold by their status: for faults, which may ask for any."""

from starlette.requests import Request

from sandbox.http.errors import ApiError, phrase, with_status
from sandbox.tenfold.errors import InvalidToken, ServerError, TenfoldError


def refusal(request: Request, status: int, message: str | None) -> ApiError:
    """A 401 is one of OAuth's. What is not in the vendor's table is named like what is: TooManyRequestsError (proposed)."""
    if status == InvalidToken.status:
        return with_status(InvalidToken, status, InvalidToken.template if message is None else message)
    if status == ServerError.status:
        return with_status(ServerError, status, ServerError.template if message is None else message)
    return with_status(TenfoldError, status, message, name=phrase(status).replace(" ", "").removesuffix("Error") + "Error")
