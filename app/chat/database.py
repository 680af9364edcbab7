"""A database file that is opened for each piece of work, in a thread of its own.

The event loop never waits for the disk, or for another program that has locked the
file. And as nothing stays open in between, a file that was deleted, replaced or damaged
meanwhile is noticed by the next piece of work.
"""

import asyncio
import os
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from app.chat.cannot_keep import CannotKeep

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]

# Seconds that a piece of work waits, for others and for a lock on the file.
PATIENCE = 2

DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


class Database:
    """A file that only its user can read."""

    def __init__(self, file: Path, schema: str) -> None:
        self._file = file
        self._schema = schema
        # One thread: work is done in the order in which it was given.
        self._thread = ThreadPoolExecutor(1, "database")

    def run(self, work: Work[T]) -> asyncio.Future[T]:
        """Do work in one transaction, soon; the future may be left alone.

        :raises CannotKeep: through the future, when the file cannot be used
        """
        deadline = time.monotonic() + PATIENCE
        loop = asyncio.get_running_loop()
        return loop.run_in_executor(self._thread, self._do, work, deadline)

    def _do(self, work: Work[T], deadline: float) -> T:
        try:
            try:
                return self._transact(work, deadline)
            except sqlite3.DatabaseError as error:
                if error.sqlite_errorcode & 0xFF not in DAMAGED:
                    raise
                self._set_aside(error)
                return self._transact(work, deadline)
        except (sqlite3.Error, OSError) as error:
            raise CannotKeep(str(error)) from error

    def _transact(self, work: Work[T], deadline: float) -> T:
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # The files that SQLite puts beside it take its mode over.
        os.close(os.open(self._file, os.O_CREAT | os.O_RDWR, 0o600))
        self._file.chmod(0o600)
        patience = max(0, deadline - time.monotonic())
        with closing(sqlite3.connect(self._file, timeout=patience)) as database:
            # A power cut may take the last write along, but damages nothing.
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            database.execute("PRAGMA foreign_keys = ON")
            database.execute("PRAGMA secure_delete = ON")
            database.executescript(self._schema)
            with database:
                return work(database)

    def _set_aside(self, error: sqlite3.DatabaseError) -> None:
        aside = self._file.with_suffix(f".unreadable-{time.time_ns()}")
        for end in ("", "-wal", "-shm"):
            part = Path(f"{self._file}{end}")
            if part.exists():
                part.rename(f"{aside}{end}")
        name = self._file.name
        print(f"Cannot read {name}: {error}. It is now {aside.name}", flush=True)
