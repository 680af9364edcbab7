"""The web app's entry point: ``python server.py``."""

from app.reload import serve_with_reload


def app(sign_in):
    """Make the app; imported only here, so that starting stays quick."""
    from app.web import create_app

    return create_app(sign_in)


if __name__ == "__main__":
    serve_with_reload(app)
