"""A body on its way to the disk: never held in memory, and complete or not there at all."""

import asyncio
import os
import zlib
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from starlette.requests import ClientDisconnect, Request

from sandbox.fourfour.imports.errors import BadGzip, TooMuchFromGzip, UnknownEncoding
from sandbox.http.bodies import ClientGone
from sandbox.world_files import WorldFiles

PIECE = 1 << 20
"""Bytes that are written at one go, in a thread: a disk may take its time."""
FREE, TIMES = 64 << 20, 200
"""What a gzip body may unfold to: so many bytes, or so many times its own size (proposed)."""

GZIP = 16 + zlib.MAX_WBITS


@contextmanager
def new_file(files: WorldFiles) -> Iterator[str]:
    """The name of a file that is being written; what is not complete in the end leaves nothing behind."""
    name = files.new_name()
    try:
        yield name
    finally:
        files.partial(name).unlink(missing_ok=True)


async def receive(request: Request, files: WorldFiles, name: str) -> int:
    """Writes the body and waits until the disk has it. Its size, unfolded. Raises ClientGone, UnknownEncoding, BadGzip, TooMuchFromGzip."""
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip", ""):
        raise UnknownEncoding(encoding=encoding)
    with files.partial(name).open("wb") as file:
        pieces = _pieces(request)
        await (_unfold(pieces, file) if "gzip" in encoding else _write(pieces, file))
        await asyncio.to_thread(os.fsync, file.fileno())
        return file.tell()


async def _write(pieces: AsyncIterator[bytes], file: BinaryIO) -> None:
    async for piece in pieces:
        await asyncio.to_thread(file.write, piece)


async def _unfold(pieces: AsyncIterator[bytes], file: BinaryIO) -> None:
    member, given = zlib.decompressobj(GZIP), 0
    try:
        async for piece in pieces:
            given += len(piece)
            while piece:
                if member.eof:  # gzip files may be put one behind the other (RFC 1952, 2.2)
                    member = zlib.decompressobj(GZIP)
                await asyncio.to_thread(_inflate, member, piece, file, FREE + TIMES * given)
                piece = member.unused_data if member.eof else b""
    except zlib.error as error:
        raise BadGzip(reason=str(error)) from None
    if not member.eof:
        raise BadGzip(reason="it ends too early")


def _inflate(member: "zlib._Decompress", piece: bytes, file: BinaryIO, limit: int) -> None:
    while piece and not member.eof:
        file.write(member.decompress(piece, PIECE))
        piece = member.unconsumed_tail
        if file.tell() > limit:
            raise TooMuchFromGzip(limit=FREE, times=TIMES)


async def _pieces(request: Request) -> AsyncIterator[bytes]:
    """The body in pieces of a size that is worth a thread."""
    waiting = bytearray()
    try:
        async for chunk in request.stream():
            waiting += chunk
            if len(waiting) >= PIECE:
                yield bytes(waiting)
                waiting.clear()
    except ClientDisconnect:
        raise ClientGone from None
    if waiting:
        yield bytes(waiting)
