"""`python -m bench.receiver PORT`: takes webhooks and says 200, at less cost than any sender has."""

import asyncio
import sys
from typing import cast

import uvloop

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


class Taking(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport, self._heard = cast(asyncio.Transport, transport), b""

    def data_received(self, data: bytes) -> None:
        self._heard += data
        while (head := self._heard.find(b"\r\n\r\n")) >= 0:
            length = self._heard[:head].lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
            end = head + 4 + int(length or 0)
            if len(self._heard) < end:
                return
            self._heard = self._heard[end:]
            self._transport.write(ANSWER)


async def main(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(Taking, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1])))
