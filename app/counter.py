"""The counter page: HTMX swaps a part of the page in place."""

from fastcore.xml import FT
from fasthtml.components import H1, Button, Form, Output, P
from fasthtml.core import FastHTML, HtmxHeaders
from starlette.responses import RedirectResponse

from app.layout import Layout


class Counter:
    """Counts for as long as the process runs."""

    def __init__(self) -> None:
        self.value = 0

    def add_one(self) -> int:
        """Count one and return the new value."""
        self.value += 1
        return self.value


def add_counter(app: FastHTML, layout: Layout) -> None:
    """Add the page to the app."""
    counter = Counter()

    @app.get("/counter")
    async def show_counter():
        return layout.page(
            "Counter",
            H1("Counter"),
            P("The server counts each press.", cls="lead"),
            Form(
                shown(counter.value),
                Button("Add one"),
                action="/counter",
                method="post",
                hx_post="/counter",
                hx_target="#count",
                hx_swap="outerHTML",
                # Every press counts, in the order in which they came.
                hx_sync="this:queue all",
                cls="panel counter",
            ),
            path="/counter",
        )

    # Handlers that are coroutines run one at a time: no two can count as one.
    @app.post("/counter")
    async def press(htmx: HtmxHeaders):
        value = counter.add_one()
        return shown(value) if htmx.request else RedirectResponse("/counter", 303)


def shown(value: int) -> FT:
    """Make the part of the page that is swapped."""
    return Output(value, id="count")
