"""Runs `jupyter lab` without the work that it does not need before it answers.

Nothing is taken away: what is put off here happens when it is first used. Every
measure looks for what it changes, and leaves it alone where that is gone.
`HEARTH_JUPYTER_PLAIN` names the measures to leave out, with commas between them.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from late_extension_manager import late_extension_manager
from late_modules import finding_late

#: Modules that the start only mentions, each with the functions that others
#: copy out of it by `from … import …`.
LATE_MODULES: dict[str, frozenset[str]] = {
    "arrow": frozenset(),
    "babel": frozenset(),
    "dateutil.parser": frozenset({"isoparse"}),
    "dateutil.tz": frozenset({"tzlocal"}),
    "json5": frozenset(),
    "requests": frozenset(),
    "uri_template": frozenset(),
    "websocket": frozenset(),
}


@contextmanager
def late_modules() -> Iterator[None]:
    """Lets modules wait that the start only mentions."""
    with finding_late(LATE_MODULES):
        yield


@contextmanager
def no_yarn() -> Iterator[None]:
    """Keeps `node` from being run merely to learn where a build would look.

    Only while the command line is read: builds ask yarn as always.
    """
    try:
        from jupyterlab import commands
    except ImportError:
        commands = None
    ask_yarn = getattr(commands, "_yarn_config", None)
    if ask_yarn is None:
        yield
        return
    commands._yarn_config = lambda _logger: {"yarn config": {}, "npm config": {}}
    try:
        yield
    finally:
        commands._yarn_config = ask_yarn


@contextmanager
def no_ipython() -> Iterator[None]:
    """Keeps the server from importing IPython, which only kernels need.

    The shim for old configuration looks at every property of a class, and one
    of them asks IPython for a directory. It has its value again afterwards.
    """
    try:
        from notebook_shim.traits import NotebookAppTraits as traits
    except ImportError:
        yield
        return
    name = "nbextensions_path"
    whole = vars(traits).get(name)
    if not isinstance(whole, property):
        yield
        return
    setattr(traits, name, property(lambda self: []))
    try:
        yield
    finally:
        setattr(traits, name, whole)


@contextmanager
def no_collection() -> Iterator[None]:
    """Disables garbage collection during startup."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def open_clean() -> None:
    """Adds our defaults: no question about news, no look for needed builds.

    They come after everything that the user and the machine configured.
    """
    from jupyter_core import paths

    directories = getattr(paths, "SYSTEM_CONFIG_PATH", None)
    if isinstance(directories, list):
        directories.append(str(Path(__file__).resolve().parent / "config"))


def hide_token(server: Any) -> None:
    """Keeps the token out of the log: Hearth reads it from Jupyter's private file.

    Jupyter logs only a token that it made itself, for people to copy.
    """
    provider = getattr(server, "identity_provider", None)
    if getattr(provider, "token_generated", False):
        provider.token_generated = False


def main() -> None:
    """Runs JupyterLab with the arguments of the command line."""
    # `jupyter lab` does not see this directory either.
    sys.path.pop(0)
    sys.argv[0] = "jupyter-lab"
    open_clean()
    plain = os.environ.get("HEARTH_JUPYTER_PLAIN", "").split(",")

    def take(stack: ExitStack, **measures: Callable[[], Any]) -> None:
        for name, measure in measures.items():
            if name not in plain:
                stack.enter_context(measure())

    setting_up = ExitStack()
    take(setting_up, gc=no_collection)
    with ExitStack() as importing:
        take(
            importing,
            modules=late_modules,
            manager=late_extension_manager,
            yarn=no_yarn,
        )
        from jupyterlab.labapp import LabApp
    take(setting_up, ipython=no_ipython)

    set_up = getattr(LabApp, "initialize_server", None)
    if set_up is None:
        setting_up.close()
    else:

        def set_up_fast(*args: Any, **kwargs: Any) -> Any:
            with setting_up:
                server = set_up(*args, **kwargs)
            hide_token(server)
            return server

        LabApp.initialize_server = set_up_fast
    LabApp.launch_instance()


if __name__ == "__main__":
    main()
