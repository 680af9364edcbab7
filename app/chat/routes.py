"""The chat's addresses.

What answers them is imported when the first is asked for: the app must start quickly.
"""

import json
from collections.abc import AsyncIterator
from contextlib import aclosing
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from fasthtml.core import FastHTML
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import (
    JSONResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from app.layout import Layout
from app.models import LONGEST_NAME, Ollama

if TYPE_CHECKING:
    from app.chat.conversations import Conversations

# Characters of a question.
LONGEST_QUESTION = 200_000


class Lines(StreamingResponse):
    """Sends objects as lines of JSON, each as soon as it is there."""

    def __init__(self, events: AsyncIterator[dict]) -> None:
        self._events = events
        super().__init__(
            (json.dumps(event, ensure_ascii=False) + "\n" async for event in events),
            media_type="application/x-ndjson",
            headers={"Cache-Control": "no-store"},
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; end what yields the objects when nothing listens any more."""
        async with aclosing(self._events):
            await super().__call__(scope, receive, send)


def add_chat(app: FastHTML, layout: Layout, ollama: Ollama, file: Path) -> None:
    """Add the pages to the app; conversations are kept in a file."""

    @cache
    def conversations() -> "Conversations":
        from app.chat.conversations import Conversations

        return Conversations(ollama, file)

    @app.get("/chat")
    async def new_chat():
        from app.chat.page import chat_page

        return chat_page(layout, await conversations().store.conversations())

    @app.get("/chat/models")
    async def models(model: str = ""):
        from app.chat.model_choice import model_choice

        await conversations().prepare()
        return model_choice(await ollama.installed(), model)

    @app.get("/chat/{conversation}")
    async def show_chat(conversation: str):
        from app.chat.page import chat_page

        found, messages, others = await conversations().store.show(conversation)
        if found is None:
            raise HTTPException(404)
        return chat_page(layout, others, found, messages)

    async def send(request: Request):
        asked = await _json(request)
        text, model = asked.get("text", ""), asked.get("model", "")
        conversation, again = asked.get("conversation", ""), asked.get("again") is True
        if not all(isinstance(part, str) for part in (text, model, conversation)):
            return _refusal("The request is not a question.", 400)
        if not 0 < len(model) <= LONGEST_NAME:
            return _refusal("A question needs a model.", 400)
        if not (again or text.strip()) or len(text) > LONGEST_QUESTION:
            return _refusal("A question needs text, and must not be too long.", 400)
        return Lines(conversations().ask(conversation, None if again else text, model))

    @app.post("/chat/{conversation}/stop")
    async def stop(conversation: str):
        conversations().stop(conversation)
        return Response(status_code=204)

    @app.post("/chat/{conversation}/delete")
    async def delete(conversation: str):
        await conversations().delete(conversation)
        return RedirectResponse("/chat", 303)

    async def pull_model(request: Request):
        from app.chat.pull import pull

        model = (await _json(request)).get("model")
        if not isinstance(model, str) or not 0 < len(model.strip()) <= LONGEST_NAME:
            return _refusal("Which model?", 400)
        return Lines(pull(ollama, model.strip()))

    # Without FastHTML, which would read the body as a form first.
    app.add_route(Route("/chat/send", send, methods=["POST"]))
    app.add_route(Route("/chat/pull", pull_model, methods=["POST"]))


async def _json(request: Request) -> dict:
    """Read the object that a page sends; empty for anything else."""
    try:
        value = await request.json()
        # Half of a character cannot be kept or sent.
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _refusal(text: str, status: int) -> JSONResponse:
    return JSONResponse({"problem": text}, status)
