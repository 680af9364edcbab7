"""Conversations that go on: what is kept of them and what is being answered."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from functools import cached_property, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastcore.xml import to_xml

from app.chat.cannot_keep import CannotKeep
from app.chat.parts import history_list, shown_message
from app.models import Ollama

if TYPE_CHECKING:
    from app.chat.answer import Answer
    from app.chat.rows import Message
    from app.chat.store import Store

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

    async def delete(self, conversation: str) -> None:
        """Forget a conversation, and what is being answered in it."""
        self.stop(conversation)
        await self.store.delete(conversation)

    async def ask(
        self, conversation: str, text: str | None, model: str
    ) -> AsyncIterator[Event]:
        """Ask a question, or without a text the last one again.

        Without a conversation, begin one. Yield how the page changes.
        """
        from app.chat.answer import Answer

        if conversation in self._answers:
            yield {"problem": "This conversation is already being answered."}
            return
        answer = Answer(self._ollama, model)
        if conversation:
            # From now on it can be stopped, and not be asked again.
            self._answers[conversation] = answer
        try:
            asked = await self.store.ask(conversation, text, model)
            if asked is None:
                yield {"problem": "This conversation was deleted."}
                return
            conversation = asked.conversation.id
            self._answers[conversation] = answer
            messages = asked.messages
            yield {
                "conversation": conversation,
                "title": asked.conversation.title,
                "history": to_xml(history_list(asked.conversations, conversation)),
                "messages": _html(messages[-2:], live=True),
            }
            history = [
                {"role": m.role, "content": m.text} for m in messages[:-1] if m.text
            ]
            save = partial(self.store.write, asked)
            async with aclosing(answer.events(history, save)) as events:
                async for event in events:
                    yield event
            ended = (await self.store.messages(conversation))[-1:]
        except CannotKeep as error:
            yield {"problem": error.detail}
            return
        finally:
            self._answers.pop(conversation, None)
        if not ended:
            yield {"problem": "The conversation was deleted: its answer was not saved."}
            return
        yield {"message": _html(ended), "failed": answer.failed}


def _html(messages: "list[Message]", *, live: bool = False) -> str:
    return "".join(to_xml(shown_message(message, live=live)) for message in messages)
