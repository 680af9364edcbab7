"""Runs `uvicorn` with a reloader that does not look into environments.

    python launch_asgi.py MODULE:VARIABLE [OPTION…]

Without the watchfiles package uvicorn looks at every Python file below the
current directory four times a second, those of `.venv` included.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def main() -> None:
    """Runs uvicorn with the arguments of the command line."""
    # Not above: the server's process loads this file too, without its directory.
    from hearth_script import leave_directory, source_files

    leave_directory()
    import uvicorn
    from uvicorn.supervisors.statreload import StatReload

    def sources(reloader: Any) -> Iterator[Path]:
        for directory in reloader.config.reload_dirs:
            yield from (path.resolve() for path in source_files(directory, ".py"))

    StatReload.iter_py_files = sources  # type: ignore[method-assign]
    sys.argv[0] = "uvicorn"
    uvicorn.main()


if __name__ == "__main__":
    main()
