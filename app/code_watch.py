"""Notices when the app's code changes."""

from importlib.util import cache_from_source
from pathlib import Path

Snapshot = dict[Path, tuple[int, int, int]]


class CodeWatch:
    """The app's code as it was when the watch began.

    Watched are the Python files beside ``server.py`` and everything under ``app/``;
    environments and caches never are.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._known = self._snapshot()

    def changed(self) -> set[Path]:
        """Return the files that were edited, added or removed since the beginning."""
        now = self._snapshot()
        return {path for path, _ in self._known.items() ^ now.items()}

    def forget_bytecode(self) -> None:
        """Remove the bytecode of changed files.

        Python takes bytecode as current when the source has the same size and the
        same second of modification, which two quick edits can have in common.
        """
        for path in self.changed():
            Path(cache_from_source(str(path))).unlink(missing_ok=True)

    def _snapshot(self) -> Snapshot:
        found = {}
        for path in (*self._root.glob("*.py"), *self._root.glob("app/**/*.py")):
            try:
                stat = path.stat()
            except OSError:
                continue  # Editors replace files: it is back, or gone, next time.
            found[path] = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        return found
