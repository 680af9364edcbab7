"""What is answered while conversations can be neither read nor kept."""

from collections.abc import Callable

from fasthtml.components import H1, A, P
from starlette.exceptions import HTTPException
from starlette.requests import Request

from app.layout import Layout


class CannotKeep(HTTPException):
    """The database cannot be used now; the text says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(503, f"Cannot use the conversations' database: {reason}.")


def cannot_keep(layout: Layout) -> Callable:
    """Make the handler that says so."""

    async def handle(request: Request, error: CannotKeep):
        return layout.page(
            "Conversations cannot be read",
            H1("Conversations cannot be read"),
            P(error.detail, cls="lead"),
            P(
                "Another program may use the file, or the disk may be full. Nothing "
                "is lost."
            ),
            P(A("Try again", href="/chat", cls="button")),
            path="/chat",
        )

    return handle
