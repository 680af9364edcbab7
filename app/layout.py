"""What all pages have in common."""

import json
import os
from collections.abc import Sequence

from fastcore.xml import FT, Html
from fasthtml.components import (
    A,
    Body,
    Code,
    Div,
    Footer,
    Head,
    Header,
    Img,
    Li,
    Link,
    Main,
    Meta,
    Nav,
    P,
    Script,
    Title,
    Ul,
)

from app.assets import Assets

HTMX_CONFIG = {
    # The content security policy forbids what these would do.
    "allowEval": False,
    "includeIndicatorStyles": False,
    "allowScriptTags": False,
    "selfRequestsOnly": True,
    # Pages are kept by the browser, not in its local storage.
    "historyCacheSize": 0,
}

NAVIGATION = {
    "/": "Home",
    "/chat": "Chat",
    "/secret": "Secrets",
    "/hello": "Hello",
    "/counter": "Counter",
}


def workspace_name() -> str:
    """Return the name that the workspace's services are given."""
    return os.environ.get("HEARTH_WORKSPACE_NAME") or "Hearth"


class Layout:
    """Makes whole pages."""

    def __init__(self, assets: Assets) -> None:
        self._assets = assets

    def page(
        self,
        title: str,
        *content: FT,
        path: str | None = None,
        files: Sequence[str] = (),
        cls: str | None = None,
    ) -> FT:
        """Put a page's content between the head and foot that all share.

        ``path`` is the page's own address, to mark it in the navigation; ``files``
        are style sheets and scripts that this page alone needs.
        """
        name = workspace_name()
        full_title = name if title == name else f"{title} · {name}"
        return Html(
            self._head(full_title, files),
            Body(
                A("Skip to the content", href="#content", cls="skip"),
                self._header(name, path),
                Main(*self._notices(), *content, id="content", tabindex="-1"),
                Footer(P("Served from this machine, for this machine only.")),
                cls=cls,
            ),
            lang="en",
        )

    def _head(self, title: str, files: Sequence[str]) -> FT:
        htmx = self._assets.url("htmx.min.js")
        return Head(
            Meta(charset="utf-8"),
            Meta(name="viewport", content="width=device-width, initial-scale=1"),
            Meta(name="color-scheme", content="light dark"),
            Meta(name="htmx-config", content=json.dumps(HTMX_CONFIG)),
            Title(title),
            Link(rel="icon", href=self._assets.url("hearth.svg"), type="image/svg+xml"),
            Link(rel="stylesheet", href=self._assets.url("app.css")),
            *([Script(src=htmx, defer=True)] if htmx else []),
            *[self._file(name) for name in files],
        )

    def _file(self, name: str) -> FT:
        address = self._assets.url(name)
        if name.endswith(".js"):
            return Script(src=address, type="module")
        return Link(rel="stylesheet", href=address)

    def _header(self, name: str, path: str | None) -> FT:
        links = [
            Li(A(label, href=href, aria_current="page" if href == path else None))
            for href, label in NAVIGATION.items()
        ]
        flame = Img(src=self._assets.url("hearth.svg"), alt="", width=28, height=28)
        return Header(
            Div(
                A(flame, name, href="/", cls="brand"),
                Nav(Ul(*links), aria_label="Pages"),
            )
        )

    def _notices(self) -> list[FT]:
        if self._assets.find("htmx.min.js"):
            return []
        return [
            P(
                "This page's scripts are not set up yet: run ",
                Code("deno task setup"),
                ", then reload. Until then, every click reloads the whole page.",
                cls="notice",
                role="status",
            )
        ]
