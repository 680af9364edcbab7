"""The hello page: a greeting and a form."""

from fasthtml.components import H1, Button, Code, Div, Form, Input, Label, P
from fasthtml.core import FastHTML

from app.layout import Layout


def add_hello(app: FastHTML, layout: Layout) -> None:
    """Add the page to the app."""

    @app.get("/hello")
    async def hello(name: str = ""):
        return layout.page(
            "Hello",
            H1(f"Hello, {name.strip() or 'world'}!"),
            P(
                "A Python function in ",
                Code("app/hello.py"),
                " builds this page.",
                cls="lead",
            ),
            Form(
                Label("Your name", fr="name"),
                Div(
                    Input(
                        id="name",
                        name="name",
                        value=name,
                        maxlength=60,
                        autocomplete="given-name",
                    ),
                    Button("Greet me"),
                    cls="row",
                ),
                action="/hello",
                method="get",
                cls="panel",
            ),
            path="/hello",
        )
