"""Answers that do not arrive as they were meant."""

from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from sandbox.http.connection import hang_up

NO_TEXT = 0xFF
"""The octet that stands in no UTF-8."""


class Dropped(Response):
    """No answer at all."""

    def __init__(self) -> None:
        super().__init__()
        self.raw_headers = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        hang_up(scope)


class Damaged(Response):
    """Another answer, with something between it and the client."""

    def __init__(self, answer: Response) -> None:
        super().__init__()
        self.answer, self.raw_headers, self.status_code = answer, answer.raw_headers, answer.status_code


class Lost(Damaged):
    """It is given, and nobody hears it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def lose(message: Message) -> None:
            pass

        await self.answer(scope, receive, lose)
        hang_up(scope)


class Truncated(Damaged):
    """It ends in the middle of the first piece of its body, however long the headers say it is."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        over = False

        async def cut(message: Message) -> None:
            nonlocal over
            body: bytes = message.get("body", b"") if scope["method"] != "HEAD" else b""
            if over:
                return
            if body:
                over, message = True, {**message, "body": body[: len(body) // 2], "more_body": True}
            await send(message)

        await self.answer(scope, receive, cut)
        if over:
            hang_up(scope)


class Garbled(Damaged):
    """Every seventh octet of its body, the first one among them, is not what it was."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def garble(message: Message) -> None:
            body = bytearray(message.get("body", b""))
            body[::7] = bytes([NO_TEXT]) * len(body[::7])
            await send({**message, "body": bytes(body)} if body else message)

        await self.answer(scope, receive, garble)
