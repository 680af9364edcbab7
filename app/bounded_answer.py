"""Bounds what a server's answer can make the app hold in memory.

Whatever listens at Ollama's address may send a line, or an error, of any size.
"""

from collections.abc import AsyncIterator

import httpx

# Bytes of a line of a stream, and of any other answer. A list of models takes about
# 500 for each.
LONGEST = 1_000_000

# What is answered with one line for each piece.
STREAMS = ("/api/chat", "/api/pull")


class TooLong(Exception):
    """What was answered is longer than anything that Ollama says."""


async def bound(response: httpx.Response) -> None:
    """Bound an answer before it is read; to be a hook of a client.

    :raises TooLong: here for an answer that was compressed, which would grow when it
        is read; otherwise while it is read
    """
    if response.headers.get("content-encoding", "identity") != "identity":
        raise TooLong
    in_lines = response.is_success and response.request.url.path.endswith(STREAMS)
    response.stream = _Bounded(response.stream, in_lines=in_lines)


class _Bounded(httpx.AsyncByteStream):
    def __init__(self, stream: httpx.AsyncByteStream, *, in_lines: bool) -> None:
        self._stream = stream
        self._in_lines = in_lines

    async def __aiter__(self) -> AsyncIterator[bytes]:
        length = 0
        async for piece in self._stream:
            if self._in_lines and b"\n" in piece:
                length = len(piece) - piece.rindex(b"\n") - 1
            else:
                length += len(piece)
            if length > LONGEST:
                raise TooLong
            yield piece

    async def aclose(self) -> None:
        await self._stream.aclose()
