"""Profile pictures."""

from collections.abc import AsyncGenerator
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from sandbox.http.bodies import BodyTooLarge, read_body
from sandbox.http.media_types import media_type as media_type_of
from sandbox.http.public_url import public_url
from sandbox.http.rendering import json_response
from sandbox.tenfold.caller import caller_of
from sandbox.tenfold.errors import InvalidField, NotFound
from sandbox.tenfold.pictures.image import LIMIT, kind_of
from sandbox.tenfold.pictures.store import Picture, PictureStore
from sandbox.world import world_of

FOLDER = "/v2/profile-pictures"
"""Where they are fetched (proposed: the vendor's are somewhere else in the net)."""
AROUND = 64 << 10
"""Bytes of a form beside the picture."""
ALONE = {"Content-Security-Policy": "default-src 'none'; sandbox", "X-Content-Type-Options": "nosniff", "Cache-Control": "max-age=86400"}
"""Whatever else a file may be beside a picture, no browser takes it for that."""


async def put(request: Request) -> Response:
    """T2-08. The file field `image` of a form. Errors: InvalidToken, InvalidField."""
    caller, world = caller_of(request), world_of(request)
    content = await _image(request)
    kind = kind_of(content)
    if kind is None:
        raise InvalidField(field="image", rule="must be a JPEG or a PNG")
    media_type, suffix = kind
    name = f"{world.chance.octets(12).hex()}.{suffix}"
    with world.database.begin() as rows:
        PictureStore(rows).put(caller.user_id, Picture(name, media_type, content))
    return json_response({"url": picture_url(request, name)})


def remove(request: Request) -> Response:
    """T2-09. 200 with an empty body, whether there was one or not. Errors: InvalidToken."""
    caller = caller_of(request)
    with world_of(request).database.begin() as rows:
        PictureStore(rows).put(caller.user_id, None)
    return Response()


def show(request: Request) -> Response:
    """The picture itself, for whoever has its address, as a browser that is given `pictureUrl` (proposed). Errors: NotFound."""
    with world_of(request).database.read() as rows:
        found = PictureStore(rows).find(request.path_params["name"])
    if found is None:
        raise NotFound(path=request.scope["path"])
    return Response(found.content, headers={"Content-Type": found.media_type, **ALONE})


def picture_url(request: Request, name: str) -> str:
    return f"{public_url(request)}{FOLDER}/{name}"


async def _image(request: Request) -> bytes:
    """Raises InvalidField. The form is read whole: it is bounded, and a part of it would be no picture."""
    from starlette.formparsers import MultiPartException, MultiPartParser

    too_large = InvalidField(field="image", rule=f"must be smaller than {LIMIT} bytes")
    try:
        body = await read_body(request.receive, LIMIT + AROUND)
    except BodyTooLarge:
        raise too_large from None
    if media_type_of(request.headers.get("content-type", "")) != "multipart/form-data":
        raise InvalidField(field="image", rule="must be sent as a file of multipart/form-data")
    try:
        form = await MultiPartParser(request.headers, _once(body), max_files=1, max_fields=20).parse()
    except (MultiPartException, KeyError, ValueError) as error:  # the library stumbles over some forms in ways of its own
        raise InvalidField(field="image", rule=f"cannot be read: {error}") from None
    image: Any = form.get("image")
    if not isinstance(image, UploadFile):
        raise InvalidField(field="image", rule="is required, as a file")
    content = await image.read()
    if len(content) >= LIMIT:
        raise too_large
    return content


async def _once(body: bytes) -> AsyncGenerator[bytes, None]:
    yield body
