"""Conversations that go on: what is kept of them and what is being answered."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastcore.xml import to_xml

from app.chat.parts import history_list, shown_message
from app.models import Ollama

if TYPE_CHECKING:
    from app.chat.answer import Answer
    from app.chat.store import Message, Store

Event = dict[str, Any]


class Conversations:
    """Asks the model, one question at a time in each conversation."""

    def __init__(self, ollama: Ollama, file: Path) -> None:
        self._ollama = ollama
        self._file = file
        self._answers: dict[str, Answer] = {}

    @cached_property
    def store(self) -> "Store":
        """The kept ones; opened when first used, so that the app starts quickly."""
        from app.chat.store import Store

        return Store(self._file)

    async def prepare(self) -> None:
        """Load what answering needs, so that the first answer need not wait."""
        await asyncio.to_thread(import_module, "app.chat.answer")

    def stop(self, conversation: str) -> None:
        """End the answer that is being written, if there is one."""
        if conversation in self._answers:
            self._answers[conversation].stop()

    def delete(self, conversation: str) -> None:
        """Forget a conversation, and what is being answered in it."""
        self.stop(conversation)
        self.store.delete(conversation)

    async def ask(
        self, conversation: str, text: str | None, model: str
    ) -> AsyncIterator[Event]:
        """Ask a question, or without a text the last one again.

        Without a conversation, begin one. Yield how the page changes.
        """
        import sqlite3

        from app.chat.answer import Answer

        store = self.store
        if conversation in self._answers:
            yield {"problem": "This conversation is being answered already."}
            return
        try:
            if not conversation and text is not None:
                conversation = store.begin(text, model).id
            found = store.find(conversation)
            answer_id = found and (
                store.ask_again(conversation, model)
                if text is None
                else store.ask(conversation, text, model)
            )
        except sqlite3.Error as error:
            yield {"problem": f"Cannot keep the question: {error}."}
            return
        if not found or not answer_id:
            yield {"problem": "This conversation is no longer there."}
            return
        messages = store.messages(conversation)
        answer = Answer(
            self._ollama,
            model,
            [{"role": m.role, "content": m.text} for m in messages[:-1] if m.text],
            partial(store.write, answer_id),
        )
        self._answers[conversation] = answer
        try:
            yield {
                "conversation": conversation,
                "title": found.title,
                "history": to_xml(history_list(store.conversations(), conversation)),
                "messages": _html(messages[-2:], live=True),
            }
            async with aclosing(answer.events()) as events:
                async for event in events:
                    yield event
        finally:
            del self._answers[conversation]
        yield {
            "message": _html(store.messages(conversation)[-1:]),
            "missing": answer.missing,
        }


def _html(messages: "list[Message]", *, live: bool = False) -> str:
    return "".join(to_xml(shown_message(message, live=live)) for message in messages)
