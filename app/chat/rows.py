"""Conversations and messages as rows of a database."""

import secrets
import time
from dataclasses import dataclass
from sqlite3 import Connection
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


def conversations(database: Connection) -> list[Conversation]:
    """Return the conversations, the latest first."""
    rows = database.execute(
        "SELECT id, title, model FROM conversation ORDER BY changed DESC LIMIT ?",
        [LISTED],
    )
    return [Conversation(*row) for row in rows]


def find(database: Connection, conversation: str) -> Conversation | None:
    """Return a conversation; none when there is none of that id."""
    row = database.execute(
        "SELECT id, title, model FROM conversation WHERE id = ?", [conversation]
    ).fetchone()
    return row and Conversation(*row)


def messages(database: Connection, conversation: str) -> list[Message]:
    """Return what was said, in order."""
    rows = database.execute(
        "SELECT id, role, text, state, note, model FROM message"
        " WHERE conversation = ? ORDER BY id",
        [conversation],
    )
    return [Message(*row) for row in rows]


def begin(database: Connection, text: str, model: str) -> Conversation:
    """Make a conversation that is called by its first words."""
    line = " ".join(text.split())
    title = line if len(line) <= TITLE_LENGTH else f"{line[:TITLE_LENGTH]}…"
    made = Conversation(secrets.token_urlsafe(9), title, model)
    database.execute(
        "INSERT INTO conversation VALUES (?, ?, ?, ?)",
        [made.id, made.title, made.model, time.time()],
    )
    return made


def ask(database: Connection, conversation: str, text: str, model: str) -> int:
    """Add a question and an answer that is still empty; return the answer's id."""
    add = (
        "INSERT INTO message (conversation, role, text, state, model)"
        " VALUES (?, ?, ?, ?, ?)"
    )
    database.execute(
        "UPDATE conversation SET model = ?, changed = ? WHERE id = ?",
        [model, time.time(), conversation],
    )
    database.execute(add, [conversation, "user", text, "done", model])
    answer = database.execute(add, [conversation, "assistant", "", "open", model])
    return answer.lastrowid or 0


def ask_again(database: Connection, conversation: str, model: str) -> int | None:
    """Replace the last answer by an empty one; return its id, none without one."""
    said = messages(database, conversation)
    if not said or said[-1].role != "assistant":
        return None
    database.execute(
        "UPDATE message SET text = '', state = 'open', note = '', model = ?"
        " WHERE id = ?",
        [model, said[-1].id],
    )
    return said[-1].id
