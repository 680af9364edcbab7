from fasthtml.common import P, fast_app, serve

app, rt = fast_app(live=True)


@rt("/")
def index():
    return P("FastHTML answers")


serve(host="0.0.0.0", port=9999)
