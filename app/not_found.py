"""The page for addresses that do not exist."""

from collections.abc import Callable

from fasthtml.components import H1, A, P
from starlette.requests import Request

from app.layout import Layout


def not_found(layout: Layout) -> Callable:
    """Make the handler that leads back home."""

    async def handle(request: Request, error: Exception):
        return layout.page(
            "Page not found",
            H1("Page not found"),
            P("There is nothing at this address.", cls="lead"),
            P(A("Go to the home page", href="/", cls="button")),
        )

    return handle
