"""Modules that run when they are first used instead of when they are imported.

Like `importlib.util.LazyLoader`, and beyond it: safe with threads on every
Python, right for packages that are entered by one of their submodules, and
able to hand out single functions that others copy out of the module.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

#: What the import system itself asks of a module that has not run yet.
KNOWN_BEFORE = frozenset(
    "__class__ __dict__ __spec__ __loader__ __path__ __file__ __cached__ "
    "__name__ __package__".split()
)


class LateModule(ModuleType):
    """A module that runs when the first of its names is asked for."""

    def __getattribute__(self, name: str) -> Any:
        """Gives a name; for nearly all of them the module must have run."""
        if name in KNOWN_BEFORE:
            return super().__getattribute__(name)
        loader = self.__loader__
        if name in loader.functions:
            return loader.function(self, name)
        loader.run(self)
        # By now it is an ordinary module, except for what it runs itself.
        return ModuleType.__getattribute__(self, name)


class LateLoader(Loader):
    """Puts off what another loader does."""

    def __init__(self, loader: Loader, functions: frozenset[str]) -> None:
        """Comes before `loader`; `functions` are available without running it."""
        self.loader = loader
        self.functions = functions
        self.lock = threading.RLock()
        self.begun = False

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Makes the empty module."""
        return LateModule(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Does nothing yet."""

    def run(self, module: ModuleType) -> None:
        """Runs the module, once; other threads wait until it is whole."""
        with self.lock:
            if self.begun:
                return
            self.begun = True
            self.functions = frozenset()
            try:
                self.loader.exec_module(module)
            except BaseException:
                # As after any failed import: the next one tries again.
                self.begun = False
                sys.modules.pop(module.__name__, None)
                raise
            if module.__spec__ is not None:
                module.__spec__.loader = self.loader
            module.__loader__ = self.loader
            module.__class__ = ModuleType

    def function(self, module: ModuleType, name: str) -> Callable[..., Any]:
        """Gives a stand-in that runs the module when it is called."""

        def stand_in(*args: Any, **kwargs: Any) -> Any:
            self.run(module)
            return getattr(module, name)(*args, **kwargs)

        return stand_in

    def __getattr__(self, name: str) -> Any:
        """Answers everything else as the real loader, resources for instance."""
        return getattr(self.loader, name)


class LateFinder(MetaPathFinder):
    """Finds the modules that can wait."""

    def __init__(self, modules: dict[str, frozenset[str]]) -> None:
        """Takes names of modules, with the functions that can wait too."""
        self.modules = modules

    def find_spec(
        self, name: str, path: Any = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Finds a module as usual, and has it run later."""
        parent = sys.modules.get(name.rpartition(".")[0])
        if isinstance(parent, LateModule):
            parent.__spec__.loader.run(parent)  # type: ignore[union-attr]
        if name not in self.modules:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is None or spec.loader is None:
            return None
        spec.loader = LateLoader(spec.loader, self.modules[name])
        return spec

    def settle(self) -> None:
        """Makes every further import a plain one; what waits goes on waiting."""
        for name in self.modules:
            loader = getattr(sys.modules.get(name), "__loader__", None)
            if isinstance(loader, LateLoader):
                loader.functions = frozenset()
        self.modules = {}


@contextmanager
def finding_late(modules: dict[str, frozenset[str]]) -> Iterator[None]:
    """Lets these modules wait when they are imported meanwhile."""
    finder = LateFinder(modules)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        # It stays, to run a waiting package before its submodules.
        finder.settle()
