"""Lets the client of the package index wait until its page is opened.

With its HTTP client and its certificates it takes longer than anything else
that the server makes at its start. The page, and installing from it, stay.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from late_modules import finding_late

MODULE = "jupyterlab.extensions.pypi"
CLASS = "PyPIExtensionManager"


@contextmanager
def late_extension_manager() -> Iterator[None]:
    """Has JupyterLab make a manager of extensions that is empty at first."""
    try:
        with finding_late({MODULE: frozenset({CLASS})}):
            from jupyterlab import extensions
            from jupyterlab.extensions.manager import ExtensionManagerMetadata
    except ImportError:
        yield
        return

    make_now = getattr(extensions, "get_pypi_manager", None)
    if make_now is not None and hasattr(extensions, CLASS):

        def make_late(*args: Any, **kwargs: Any) -> LateManager:
            def make() -> Any:
                setattr(extensions, CLASS, real_class())
                return make_now(*args, **kwargs)

            return LateManager(make, ExtensionManagerMetadata("PyPI", True, sys.prefix))

        extensions.get_pypi_manager = make_late
        # The package holds a stand-in, of which no one could derive a class.
        delattr(extensions, CLASS)
        extensions.__getattr__ = missing_name
    yield


class LateManager:
    """A manager of extensions that is made when it is first asked."""

    def __init__(self, make: Callable[[], Any], metadata: Any) -> None:
        """Takes the way to make it, and what is told of it before."""
        self.metadata = metadata
        self._make = make
        self._manager: Any = None

    def __getattr__(self, name: str) -> Any:
        """Asks the real manager."""
        if self._manager is None:
            self._manager = self._make()
        return getattr(self._manager, name)


def missing_name(name: str) -> Any:
    """Answers for the package of extension managers."""
    if name == CLASS:
        return real_class()
    raise AttributeError(f"module 'jupyterlab.extensions' has no attribute {name!r}")


def real_class() -> Any:
    """Gives the class of the manager, and imports it with all that it needs."""
    return getattr(import_module(MODULE), CLASS)
