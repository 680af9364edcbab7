"""Bounds what a request can make the app hold in memory."""

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope

# Bytes. The longest question takes up to 12 for each character as escaped JSON.
LARGEST = 3_000_000


class TooLarge(Exception):
    """A request's body is larger than any that the app needs."""


async def with_whole_body(scope: Scope, receive: Receive) -> Receive:
    """Read a request's body and return what gives it to the app.

    :raises TooLarge: as soon as that is known; the rest is left unread
    """
    length = Headers(scope=scope).get("content-length", "0")
    if len(length) > len(str(LARGEST)) or int(length) > LARGEST:
        raise TooLarge
    body = bytearray()
    last: Message = {"type": "http.request", "more_body": True}
    while last["type"] == "http.request" and last.get("more_body"):
        last = await receive()
        body += last.get("body", b"")
        if len(body) > LARGEST:
            raise TooLarge
    if last["type"] == "http.request":
        last = {"type": "http.request", "body": bytes(body), "more_body": False}
    del body
    left = [last]

    async def replay() -> Message:
        return left.pop() if left else await receive()

    return replay
