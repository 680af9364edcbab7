"""The server of this revision: one page, on the port that it always had."""

from fasthtml.common import H1, P, Titled, fast_app, serve

app, rt = fast_app()


@rt("/")
def get():
    return Titled("Server", H1("Hello"), P("This page is served by FastHTML."))


serve(port=5001)
