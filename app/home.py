"""The home page: what runs here."""

import os
from urllib.parse import urlsplit

from fastcore.xml import FT
from fasthtml.components import H1, H2, A, Code, Li, P, Section, Ul
from fasthtml.core import FastHTML

from app.layout import Layout, workspace_name


def add_home(app: FastHTML, layout: Layout) -> None:
    """Add the page to the app."""

    @app.get("/")
    async def home():
        return layout.page(
            workspace_name(),
            H1(workspace_name()),
            P(
                "Your workspace is up. Everything here runs on this machine.",
                cls="lead",
            ),
            Section(
                H2("What runs"),
                Ul(
                    card("JupyterLab", *jupyter_lab()),
                    card("Web app", "This page. It reloads when its code changes."),
                    cls="cards",
                ),
            ),
            Section(
                H2("Pages to start from"),
                Ul(
                    card(
                        A("Hello", href="/hello"),
                        "A page and a form, made of Python functions.",
                    ),
                    card(
                        A("Counter", href="/counter"),
                        "A button that changes a part of the page, without reloading.",
                    ),
                    cls="cards",
                ),
            ),
            path="/",
        )


def card(title: FT | str, *text: FT | str) -> FT:
    """Make one entry of a list of cards."""
    return Li(P(title, cls="title"), P(*text))


def jupyter_lab() -> tuple[FT | str, ...]:
    """Say where JupyterLab is."""
    address = without_secrets(os.environ.get("JUPYTER_URL", ""))
    command = Code("deno task open")
    if address is None:
        return (command, " opens your notebooks.")
    return (A(address, href=address), ", or signed in with ", command, ".")


def without_secrets(url: str) -> str | None:
    """Return a web address without user, query and fragment, where tokens stand.

    >>> without_secrets("http://127.0.0.1:8888/lab?token=abc")
    'http://127.0.0.1:8888/lab'
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}"
