"""Runs Streamlit with those options that its version knows.

    python launch_streamlit.py SCRIPT [OPTION…]

Older versions, which many projects pin, refuse to start with an option that a
newer one has.
"""

from __future__ import annotations

import os
import sys

from hearth_script import leave_directory


def known_arguments(arguments: list[str], known: set[str]) -> list[str]:
    """The arguments without options that are not among the known ones."""
    return [
        word
        for word in arguments
        if not word.startswith("--") or word.partition("=")[0] in known
    ]


def main() -> None:
    """Runs Streamlit with the arguments of the command line."""
    script, *arguments = sys.argv[1:]
    leave_directory()
    # As `python -m streamlit` has it.
    sys.path.insert(0, os.getcwd())
    try:
        from streamlit.web.cli import main as command, main_run
    except ImportError:  # before 1.9
        from streamlit.cli import main as command, main_run
    known = {name for option in main_run.params for name in option.opts}
    sys.argv[:] = ["streamlit", "run", script, *known_arguments(arguments, known)]
    command(prog_name="streamlit")


if __name__ == "__main__":
    main()
