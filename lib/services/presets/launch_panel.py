"""Runs `panel serve` for scripts that would also start a server of their own.

    python launch_panel.py [OPTION…] SCRIPT…

A page that the script gives to `serve()` or `show()` is part of the served app
instead, so it is where Hearth put the app.
"""

from __future__ import annotations

import sys
from typing import Any

from hearth_script import leave_directory


def serve_here(pages: Any, *_args: Any, title: Any = None, **_options: Any) -> None:
    """Adds what was to be served to the page that is being made."""
    import panel

    for page in pages.values() if isinstance(pages, dict) else [pages]:
        content = page() if callable(page) else page
        view = panel.panel(content)
        view.servable(title=title if isinstance(title, str) else None)


def main() -> None:
    """Serves with the arguments of the command line."""
    leave_directory()
    from panel.command import main as command
    from panel.io import server

    server.get_server = serve_here
    sys.argv[:1] = ["panel", "serve"]
    command(sys.argv)


if __name__ == "__main__":
    main()
