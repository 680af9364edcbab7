"""What Hearth's launchers share: running a script whose server they direct."""

from __future__ import annotations

import inspect
import os
import runpy
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"

#: Directories without sources of the project.
SKIPPED = {"__pycache__", "node_modules", "site-packages"}


def run_script(arguments: list[str]) -> None:
    """Runs a script with its arguments as `python SCRIPT …` would."""
    script = arguments[0]
    sys.path[0] = str(Path(script).resolve().parent)
    sys.argv[:] = arguments
    runpy.run_path(script, run_name="__main__")


def leave_directory() -> None:
    """Takes this directory out of the places where modules are found."""
    sys.path.pop(0)


def forcing(
    function: Callable[..., Any], values: dict[str, Any], removed: Iterable[str] = ()
) -> Callable[..., Any]:
    """Wraps a function: parameters of these names get these values.

    Names that the function does not declare are left alone; those in `removed`
    are taken out of its `**` parameter.
    """
    parameters = inspect.signature(function).parameters
    rest = [p.name for p in parameters.values() if p.kind is p.VAR_KEYWORD]

    def forced(*args: Any, **kwargs: Any) -> Any:
        bound = inspect.signature(function).bind(*args, **kwargs)
        bound.arguments.update({k: v for k, v in values.items() if k in parameters})
        for name in rest:
            given = bound.arguments.get(name, {})
            bound.arguments[name] = {k: v for k, v in given.items() if k not in removed}
        return function(*bound.args, **bound.kwargs)

    return forced


def source_files(top: str | Path, suffix: str) -> Iterator[Path]:
    """Files with a suffix below a directory, without looking into environments.

    The `.venv` in a project has thousands of files, which a reloader that looks
    at each of them several times a second must not see.
    """
    for directory, names, files in os.walk(top):
        names[:] = [
            name
            for name in names
            if not name.startswith(".")
            and name not in SKIPPED
            and not os.path.exists(os.path.join(directory, name, "pyvenv.cfg"))
        ]
        yield from (Path(directory, name) for name in files if name.endswith(suffix))
