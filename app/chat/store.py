"""Keeps conversations in a database, for this user's eyes only."""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from app.chat import rows
from app.chat.database import Database, T, Work
from app.chat.rows import SCHEMA, Conversation, Message, State


@dataclass(frozen=True)
class Asked:
    """A question that was added, with an answer that is still empty."""

    conversation: Conversation
    answer: int
    messages: list[Message]
    conversations: list[Conversation]


class Store:
    """The conversations in one file.

    Every method raises ``CannotKeep`` when the file cannot be used.
    """

    def __init__(self, file: Path) -> None:
        self._database = Database(file, SCHEMA)
        self._is_swept = False

    async def conversations(self) -> list[Conversation]:
        """Return the conversations, the latest first."""
        return await self._run(rows.conversations)

    async def messages(self, conversation: str) -> list[Message]:
        """Return what was said, in order."""
        return await self._run(lambda database: rows.messages(database, conversation))

    async def show(
        self, conversation: str
    ) -> tuple[Conversation | None, list[Message], list[Conversation]]:
        """Return a conversation, none without one, its messages, and all others."""
        return await self._run(
            lambda database: (
                rows.find(database, conversation),
                rows.messages(database, conversation),
                rows.conversations(database),
            )
        )

    async def ask(
        self, conversation: str, text: str | None, model: str
    ) -> Asked | None:
        """Add a question, or without a text ask the last one again.

        Without a conversation, begin one. Return none when there is none of that id.
        """

        def work(database: Connection) -> Asked | None:
            # What is read must still hold when it is written.
            database.execute("BEGIN IMMEDIATE")
            if not conversation and text is not None:
                found: Conversation | None = rows.begin(database, text, model)
            else:
                found = rows.find(database, conversation)
            if found is None:
                return None
            answer = (
                rows.ask_again(database, found.id, model)
                if text is None
                else rows.ask(database, found.id, text, model)
            )
            if answer is None:
                return None
            messages = rows.messages(database, found.id)
            return Asked(found, answer, messages, rows.conversations(database))

        return await self._run(work)

    def write(
        self, asked: Asked, text: str, state: State, note: str = ""
    ) -> asyncio.Future[None]:
        """Replace what is known of an answer, in the order of the calls."""

        def work(database: Connection) -> None:
            # In a new file another conversation may have got the answer's number.
            database.execute(
                "UPDATE message SET text = ?, state = ?, note = ?"
                " WHERE id = ? AND conversation = ?",
                [text, state, note, asked.answer, asked.conversation.id],
            )

        return self._run(work)

    async def delete(self, conversation: str) -> None:
        """Forget a conversation."""

        def work(database: Connection) -> None:
            database.execute("DELETE FROM conversation WHERE id = ?", [conversation])
            database.commit()
            # What was written lately may be in a second file, deleted or not.
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")

        await self._run(work)

    def _run(self, work: Work[T]) -> asyncio.Future[T]:
        def swept(database: Connection) -> T:
            if not self._is_swept:
                with database:
                    database.execute(
                        "UPDATE message SET state = 'failed', note = ?"
                        " WHERE state = 'open'",
                        ["Cut off: the app stopped."],
                    )
                self._is_swept = True
            return work(database)

        return self._database.run(swept)
