"""Keeps conversations in a database, for this user's eyes only."""

import os
import secrets
import sqlite3
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

# An answer is "open" while it grows: one that is open when the app starts was cut off.
State = Literal["done", "open", "stopped", "failed"]

SCHEMA = """
CREATE TABLE IF NOT EXISTS conversation (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    model TEXT NOT NULL,
    changed REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS message (
    id INTEGER PRIMARY KEY,
    conversation TEXT NOT NULL REFERENCES conversation ON DELETE CASCADE,
    role TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    model TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS message_of ON message (conversation, id);
"""

TITLE_LENGTH = 60

# How many conversations are listed.
LISTED = 200


@dataclass(frozen=True)
class Conversation:
    """A conversation, without its messages."""

    id: str
    title: str
    model: str


@dataclass(frozen=True)
class Message:
    """What one side said."""

    id: int
    role: Literal["user", "assistant"]
    text: str
    state: State
    note: str
    model: str


class Store:
    """The conversations in one file.

    All methods are quick and are called from the thread that made it.
    """

    def __init__(self, file: Path) -> None:
        self._database = _open_or_begin_anew(file)
        with self._database:
            self._database.execute(
                "UPDATE message SET state = 'failed', note = ? WHERE state = 'open'",
                ["Cut off: the app ended."],
            )

    def conversations(self) -> list[Conversation]:
        """Return the conversations, the latest first."""
        rows = self._database.execute(
            "SELECT id, title, model FROM conversation ORDER BY changed DESC LIMIT ?",
            [LISTED],
        )
        return [Conversation(*row) for row in rows]

    def find(self, conversation: str) -> Conversation | None:
        """Return a conversation; none when there is none of that id."""
        row = self._database.execute(
            "SELECT id, title, model FROM conversation WHERE id = ?", [conversation]
        ).fetchone()
        return row and Conversation(*row)

    def messages(self, conversation: str) -> list[Message]:
        """Return what was said, in order."""
        rows = self._database.execute(
            "SELECT id, role, text, state, note, model FROM message"
            " WHERE conversation = ? ORDER BY id",
            [conversation],
        )
        return [Message(*row) for row in rows]

    def begin(self, text: str, model: str) -> Conversation:
        """Make a conversation that is called by its first words."""
        line = " ".join(text.split())
        title = line if len(line) <= TITLE_LENGTH else f"{line[:TITLE_LENGTH]}…"
        made = Conversation(secrets.token_urlsafe(9), title, model)
        with self._database:
            self._database.execute(
                "INSERT INTO conversation VALUES (?, ?, ?, ?)",
                [made.id, made.title, made.model, time.time()],
            )
        return made

    def ask(self, conversation: str, text: str, model: str) -> int:
        """Add a question and an answer that is still empty; return the answer's id."""
        add = (
            "INSERT INTO message (conversation, role, text, state, model)"
            " VALUES (?, ?, ?, ?, ?)"
        )
        with self._database:
            self._database.execute(
                "UPDATE conversation SET model = ?, changed = ? WHERE id = ?",
                [model, time.time(), conversation],
            )
            self._database.execute(add, [conversation, "user", text, "done", model])
            answer = self._database.execute(
                add, [conversation, "assistant", "", "open", model]
            )
        return answer.lastrowid or 0

    def ask_again(self, conversation: str, model: str) -> int | None:
        """Replace the last answer by an empty one; return its id, none without one."""
        messages = self.messages(conversation)
        if not messages or messages[-1].role != "assistant":
            return None
        with self._database:
            self._database.execute(
                "UPDATE message SET text = '', state = 'open', note = '', model = ?"
                " WHERE id = ?",
                [model, messages[-1].id],
            )
        return messages[-1].id

    def write(self, answer: int, text: str, state: State, note: str = "") -> None:
        """Replace what is known of an answer."""
        with self._database:
            self._database.execute(
                "UPDATE message SET text = ?, state = ?, note = ? WHERE id = ?",
                [text, state, note, answer],
            )

    def delete(self, conversation: str) -> None:
        """Forget a conversation."""
        with self._database:
            self._database.execute(
                "DELETE FROM conversation WHERE id = ?", [conversation]
            )
        # What was written lately stands in a second file, deleted or not.
        self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _open_or_begin_anew(file: Path) -> sqlite3.Connection:
    try:
        return _open(file)
    except sqlite3.OperationalError:
        raise  # The disk or another process, not what the file holds.
    except sqlite3.DatabaseError as error:
        aside = file.with_suffix(f".unreadable-{time.time_ns()}")
        file.rename(aside)
        print(f"Cannot read {file.name}: {error}. It is now {aside.name}", flush=True)
        return _open(file)


def _open(file: Path) -> sqlite3.Connection:
    """Open a database that nobody else on this machine can read."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # The files that SQLite puts beside it take its mode over.
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    file.chmod(0o600)
    database = sqlite3.connect(file, timeout=5)
    # A write does not wait for the disk: after a power cut the last may be missing.
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = NORMAL")
    database.execute("PRAGMA foreign_keys = ON")
    database.execute("PRAGMA secure_delete = ON")
    database.executescript(SCHEMA)
    return database
