"""Runs Marimo with a token that only Hearth and the user know.

    python launch_marimo.py edit|run --port=N [OPTION…] NOTEBOOK

Marimo itself would print the token into the log. Here it is in a private file,
from which Hearth opens the page.
"""

from __future__ import annotations

import os
import re
import secrets
import sys
from pathlib import Path

def write_address(port: str, token: str) -> None:
    """Writes the address that signs in to where Hearth looks for it."""
    path = os.environ.get("HEARTH_ADDRESS_FILE")
    if path is None:
        return
    draft = Path(f"{path}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(f"http://127.0.0.1:{port}/?access_token={token}\n")
    draft.replace(path)


def main() -> None:
    """Runs Marimo with the arguments of the command line."""
    # Not above: each kernel loads this file too, without its directory.
    from hearth_script import leave_directory

    leave_directory()
    mode, *arguments = sys.argv[1:]
    port = next(
        match[1] for word in arguments if (match := re.fullmatch(r"--port=(\d+)", word))
    )
    token = secrets.token_urlsafe(32)
    write_address(port, token)
    # Other users see the arguments of the process, not these.
    sys.argv[:] = [
        "marimo",
        "--yes",
        "--quiet",
        mode,
        f"--token-password={token}",
        *arguments,
    ]
    from marimo._cli.cli import main as command

    command(prog_name="marimo")


if __name__ == "__main__":
    main()
