"""`python -m bench.bare_sender URL COUNT`: signs and posts so many messages, sixteen at a time, and prints how many in a second."""

import asyncio
import hashlib
import hmac
import sys
import time

import aiohttp
import uvloop

BODY = (
    b'{"timestamp":"2025-02-06T14:41:38+00:00","event":"conversation_processing_complete",'
    b'"tenant":"9e1f42e6-dda6-46c6-9740-f51fac539cf8","payload":{"id":"9e259d7a-8dd2-42ce-beb8-ef637eda7ef7"}}'
)
SECRET = b"x" * 40


async def main(url: str, count: int) -> None:
    numbers = iter(range(count))
    async with aiohttp.ClientSession() as session:

        async def send() -> None:
            for _ in numbers:
                signature = hmac.new(SECRET, BODY, hashlib.sha256).hexdigest()
                headers = {"Content-Type": "application/json", "User-Agent": "GuzzleHttp/7", "Signature": signature}
                async with session.post(url, data=BODY, headers=headers) as response:
                    await response.read()

        started = time.perf_counter()
        await asyncio.gather(*(send() for _ in range(16)))
        sys.stdout.write(f"{count / (time.perf_counter() - started)}\n")


if __name__ == "__main__":
    uvloop.run(main(sys.argv[1], int(sys.argv[2])))
