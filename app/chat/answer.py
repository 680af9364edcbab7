"""An answer of the model, from the first word to the last."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

from app.chat.blocks import Blocks
from app.chat.cannot_keep import CannotKeep
from app.chat.markdown import to_html
from app.chat.rows import State
from app.models import Ollama, explain

# Seconds between two looks at what came: a screen shows no more pictures than that.
LOOK_EVERY = 0.025

# Seconds more for each character that changes with them, because the page makes its
# part of that anew.
LOOK_LATER = 0.00001

# Rendering takes at most this part of the time, however long a block grows.
SHARE = 0.1

# Characters beyond which rendering would keep others waiting: a thread does it.
LONG = 5_000

# Characters at which an answer is ended, even in the middle of a piece: no one reads
# on, and some models never stop.
LONGEST = 100_000

# Seconds between two notes of an unfinished answer in the database.
SAVE_EVERY = 1

Save = Callable[[str, State, str], asyncio.Future[None]]
Event = dict[str, Any]


class Answer:
    """Has a model answer, keeps what it says, and tells how to show it."""

    def __init__(self, ollama: Ollama, model: str) -> None:
        self._ollama = ollama
        self._model = model
        self._changed = asyncio.Event()
        self._task: asyncio.Task | None = None
        self._pieces: list[str] = []
        self._length = 0
        self._stopped = False
        self.thinking = False
        # Ollama did not answer to the end: it, or the model, may be gone.
        self.failed = False

    def stop(self) -> None:
        """End the answer here; what was said stays."""
        self._stopped = True
        if self._task:
            self._task.cancel()

    async def events(
        self, history: list[dict[str, str]], save: Save
    ) -> AsyncIterator[Event]:
        """Answer; yield how the page changes, in batches.

        ``stand`` is HTML of blocks that are complete, ``open`` that of the one after
        them, in place of the ``open`` before.
        """
        self._task = asyncio.create_task(self._read(history, save))
        blocks = Blocks()
        taken = 0
        try:
            while True:
                await self._changed.wait()
                self._changed.clear()
                began = time.perf_counter()
                ended = self._task.done()
                news = "".join(self._pieces[taken:])
                taken = len(self._pieces)
                if news:
                    standing = blocks.add(news)
                    event = {"open": await _render(blocks.open)}
                    if standing:
                        event["stand"] = await _render(standing)
                    yield event
                elif self.thinking and not taken:
                    yield {"thinking": True}
                if ended:
                    break
                took = time.perf_counter() - began
                pause = LOOK_EVERY + len(blocks.open) * LOOK_LATER
                await asyncio.wait([self._task], timeout=max(pause, took / SHARE))
        finally:
            # The listener may have gone away.
            self._task.cancel()

    async def _read(self, history: list[dict[str, str]], save: Save) -> None:
        state, note = "stopped", "Cut off: the page was closed, or the app stopped."
        try:
            state, note = await self._say(history, save)
        except asyncio.CancelledError:
            if self._stopped:
                note = "Stopped."
        except CannotKeep as error:
            state, note = "failed", error.detail
        except Exception as error:  # noqa: BLE001 - whatever answers there
            problem = explain(error, model=self._model)
            self.failed = True
            command = f" {problem.hint} {problem.command}." if problem.hint else ""
            state, note = "failed", problem.text + command
        finally:
            try:
                await _despite_cancelling(save("".join(self._pieces), state, note))
            except CannotKeep as error:
                print(f"An answer was not saved: {error.detail}", flush=True)
            finally:
                self._changed.set()

    async def _say(
        self, history: list[dict[str, str]], save: Save
    ) -> tuple[State, str]:
        if self._stopped:
            return "stopped", "Stopped."
        client = await self._ollama.client()
        saved = time.monotonic()
        stream = await client.chat(self._model, history, stream=True)
        async for part in stream:
            if content := part.message.content:
                room = LONGEST - self._length
                self._pieces.append(content[:room])
                self._length += len(content)
                self._changed.set()
                if len(content) > room:
                    return "stopped", f"Stopped: the answer had {LONGEST:,} characters."
            elif part.message.thinking and not self.thinking:
                self.thinking = True
                self._changed.set()
            if part.done:
                cut = part.done_reason == "length"
                return "done", "Cut off: the model's context is full." if cut else ""
            if time.monotonic() - saved > SAVE_EVERY:
                saved = time.monotonic()
                await save("".join(self._pieces), "open", "")
        self.failed = True
        return "failed", "Ollama stopped before the answer was complete."


async def _despite_cancelling(saving: asyncio.Future[None]) -> None:
    """Wait until an answer is kept, also when the app is about to end."""
    while not saving.done():
        try:
            await asyncio.shield(saving)
        except asyncio.CancelledError:
            continue
    saving.result()


async def _render(text: str) -> str:
    if len(text) < LONG:
        return to_html(text)
    return await asyncio.to_thread(to_html, text)
