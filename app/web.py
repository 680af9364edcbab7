"""Puts the app together."""

import os
from pathlib import Path

from fasthtml.core import FastHTML
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp

from app.assets import Assets
from app.chat.cannot_keep import cannot_keep
from app.chat.routes import add_chat
from app.counter import add_counter
from app.hello import add_hello
from app.home import add_home
from app.layout import Layout
from app.models import Ollama
from app.not_found import not_found
from app.secret import add_secret
from app.security import Guard
from app.services import add_services
from app.sign_in import SignIn

ROOT = Path(__file__).resolve().parent.parent


def create_app(sign_in: SignIn) -> ASGIApp:
    """Make the app with all its pages, for browsers that are signed in."""
    # The second directory is filled by `deno task setup`.
    assets = Assets([ROOT / "app" / "static", ROOT / ".hearth" / "assets"])
    layout = Layout(assets)
    app = FastHTML(
        default_hdrs=False,
        sess_cls=None,
        # Without a key of our own FastHTML would keep one in a file.
        secret_key=os.urandom(32).hex(),
        exception_handlers={404: not_found(layout), 503: cannot_keep(layout)},
    )
    ollama = Ollama()
    add_home(app, layout, ollama)
    add_services(app)
    # `deno task clean` knows this directory, and leaves it alone.
    add_chat(app, layout, ollama, ROOT / ".hearth" / "chat" / "conversations.db")
    add_secret(app, layout)
    add_hello(app, layout)
    add_counter(app, layout)

    @app.get("/static/{name}")
    async def static(name: str, request: Request):
        answer = assets.answer(name, request)
        if answer is None:
            raise HTTPException(404)
        return answer

    @app.get("/health")
    async def health():
        return PlainTextResponse("ok")

    return Guard(app, sign_in)
