"""Runs a Gradio app on the host and port that Hearth chose.

    python launch_gradio.py --port=N [--no-reload] SCRIPT [ARGUMENT…]

The script stays as it is: what its `launch()` says about host, port, sharing
and encryption is overridden, and so are the variables that mean the same.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from hearth_script import HOST, forcing, run_script, source_files

#: Variables that would move the app, or what serves it.
OVERRIDDEN = (
    "GRADIO_NODE_SERVER_NAME",
    "GRADIO_NODE_SERVER_PORT",
    "GRADIO_ROOT_PATH",
    "GRADIO_SHARE",
)

#: What `launch()` is told. A value of None is Gradio's own default.
FORCED = {
    "server_name": HOST,
    "share": False,
    "inbrowser": False,
    "root_path": "",
    "node_server_name": HOST,
    "node_port": None,
    "ssl_keyfile": None,
    "ssl_certfile": None,
}


class Sources(type(Path())):  # type: ignore[misc]
    """A path whose search for sources leaves environments out."""

    def rglob(self, pattern: str, **_options: Any) -> Any:
        return source_files(self, pattern.removeprefix("*"))


def watch(script: str) -> None:
    """Tells Gradio to reload the app when a file changes, as `gradio SCRIPT`."""
    path = Path(script).resolve()
    watched = dict.fromkeys([path.parent, Path.cwd()])
    os.environ["GRADIO_WATCH_DIRS"] = ",".join(map(str, watched))
    os.environ["GRADIO_WATCH_MODULE_NAME"] = path.stem
    os.environ["GRADIO_WATCH_DEMO_NAME"] = ""
    os.environ["GRADIO_WATCH_DEMO_PATH"] = str(path)


def direct(port: int) -> None:
    """Gives the first app that is launched the port, others the next free one."""
    from gradio import blocks

    launch = blocks.Blocks.launch
    first = forcing(launch, {**FORCED, "server_port": port})
    other = forcing(launch, {**FORCED, "server_port": None})
    launched: list[Any] = []

    def launch_here(self: Any, *args: Any, **kwargs: Any) -> Any:
        running = getattr(self, "_is_running_in_reload_thread", False)
        if not running and self not in launched:
            launched.append(self)
        is_first = not launched or self is launched[0]
        return (first if is_first else other)(self, *args, **kwargs)

    blocks.Blocks.launch = launch_here


def main() -> None:
    """Runs the app with the arguments of the command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--no-reload", action="store_true")
    parser.add_argument("script", nargs=argparse.REMAINDER)
    options = parser.parse_args()

    for name in OVERRIDDEN:
        os.environ.pop(name, None)
    os.environ["GRADIO_SERVER_NAME"] = HOST
    os.environ["GRADIO_SERVER_PORT"] = str(options.port)
    # Gradio asks itself whether it answers, which a proxy would refuse.
    for name in ("NO_PROXY", "no_proxy"):
        hosts = filter(None, [os.environ.get(name), HOST, "localhost"])
        os.environ[name] = ",".join(hosts)
    if not options.no_reload:
        watch(options.script[0])

    from gradio import utils

    utils.Path = Sources
    direct(options.port)
    run_script(options.script)


if __name__ == "__main__":
    main()
