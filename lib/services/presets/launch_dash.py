"""Runs a Dash app on the host and port that Hearth chose.

    python launch_dash.py --port=N [--no-debug] SCRIPT [ARGUMENT…]

The script stays as it is: what its `app.run()` or `server.run()` says about
host, port, debugging and encryption is overridden.
"""

from __future__ import annotations

import argparse
import inspect
import os
from typing import Any

from hearth_script import HOST, forcing, run_script

#: Options of `run()` that would take the app off HTTP.
REMOVED = ("ssl_context",)


def hide_frames() -> None:
    """Hides the launcher from Dash, which looks at the frames of its caller.

    With another backend than Flask it serves the module that it finds there.
    """
    stack = inspect.stack
    own = {__file__, forcing.__code__.co_filename}

    def without_launcher(context: int = 1) -> list[Any]:
        return [info for info in stack(context) if info.filename not in own]

    inspect.stack = without_launcher  # type: ignore[assignment]


def direct(values: dict[str, Any]) -> None:
    """Makes every way to run an app use these values."""
    import dash
    import flask

    for owner, name in (
        (dash.Dash, "run"),
        (dash.Dash, "run_server"),
        (flask.Flask, "run"),
    ):
        function = vars(owner).get(name)
        if inspect.isfunction(function):
            setattr(owner, name, forcing(function, values, REMOVED))


def main() -> None:
    """Runs the app with the arguments of the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--no-debug", action="store_true")
    parser.add_argument("script", nargs=argparse.REMAINDER)
    options = parser.parse_args()

    # It names another address for the app, and fails where that is not ours.
    os.environ.pop("DASH_PROXY", None)
    hide_frames()
    direct(
        {
            "host": HOST,
            "port": options.port,
            "debug": not options.no_debug,
            "proxy": None,
        }
    )
    run_script(options.script)


if __name__ == "__main__":
    main()
