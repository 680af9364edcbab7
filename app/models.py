"""The Ollama that this workspace talks to, and the models that it has."""

import asyncio
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ollama import AsyncClient

# Seconds until Ollama counts as absent, and until it counts as silent. A model that
# is being loaded keeps only the first word of an answer waiting, for as long as it may.
CONNECT_TIMEOUT = 2
ANSWER_TIMEOUT = 2

# Kinds of models that cannot chat: they turn text into numbers.
EMBEDDING_FAMILIES = {"bert", "nomic-bert", "nomic-bert-moe"}

# Models that are listed, and characters of a name.
MOST_MODELS = 1_000
LONGEST_NAME = 300

# Characters of what Ollama says about an error.
LONGEST_REASON = 300

LOOPBACK = ["all://127.0.0.1", "all://localhost", "all://[::1]"]


class Model(NamedTuple):
    """An installed model that can chat."""

    name: str
    about: str

    @property
    def is_elsewhere(self) -> bool:
        """Report whether Ollama only passes on what it is asked."""
        return self.name.endswith(("-cloud", ":cloud"))


class Problem(NamedTuple):
    """What is wrong with Ollama, and what to do."""

    text: str
    hint: str = ""
    command: str = ""
    missing: bool = False


class Installed(NamedTuple):
    """What Ollama answered."""

    models: Sequence[Model] = ()
    problem: Problem | None = None

    def has(self, name: str) -> bool:
        """Report whether a model can be talked to now."""
        wanted = full_name(name).lower()
        return any(model.name.lower() == wanted for model in self.models)


class Ollama:
    """Talks to Ollama through its own client, which is loaded when first used."""

    def __init__(self) -> None:
        self._client: AsyncClient | None = None
        self._loading = asyncio.Lock()

    async def client(self) -> "AsyncClient":
        """Return the client; others may be served while it is loaded."""
        async with self._loading:
            if self._client is None:
                self._client = await asyncio.to_thread(_connect)
        return self._client

    async def installed(self) -> Installed:
        """Ask which models there are."""
        client = await self.client()
        try:
            answer = await asyncio.wait_for(client.list(), ANSWER_TIMEOUT)
        except Exception as error:  # noqa: BLE001 - whatever answers there
            return Installed(problem=explain(error, asked="list"))
        models = [
            Model(model.model, _about(model))
            for model in answer.models
            if model.model
            and len(model.model) <= LONGEST_NAME
            and not _families(model) & EMBEDDING_FAMILIES
        ]
        # The first may be taken without a word: it must run on this machine.
        models.sort(key=lambda model: model.is_elsewhere)
        return Installed(models[:MOST_MODELS])


def wanted_model() -> str:
    """Return the model that Hearth chose for this workspace; may be empty."""
    return full_name(os.environ.get("OLLAMA_MODEL", ""))


def full_name(name: str) -> str:
    """Return a model's name with its tag, as Ollama lists it.

    >>> full_name("llama3.1")
    'llama3.1:latest'
    """
    name = name.strip()
    return name if not name or ":" in name.rpartition("/")[2] else f"{name}:latest"


def address() -> str:
    """Return where Ollama is, for people."""
    return os.environ.get("OLLAMA_HOST") or "127.0.0.1:11434"


def explain(error: BaseException, *, asked: str = "chat", model: str = "") -> Problem:
    """Say what an exception of the client means."""
    import httpx
    from ollama import ResponseError

    from app.bounded_answer import TooLong

    match error:
        case ResponseError(status_code=status) if 300 <= status < 400:
            return Problem(
                f"The server at {address()} redirects to another address, which the "
                "app does not follow.",
                "Set OLLAMA_HOST to Ollama's address, and check it with",
                "deno task ollama",
            )
        case TooLong():
            return Problem(
                f"The server at {address()} sent more data than Ollama ever does.",
                "Check it with",
                "deno task ollama",
            )
        case ResponseError(status_code=404) if asked != "list":
            return Problem(f"{model} is not installed.", missing=True)
        case ResponseError() if asked != "list":
            return Problem(f"Ollama says: {error.error[:LONGEST_REASON]}")
        # The one is raised where an answer is whole, the other where it is a stream.
        case ConnectionError() | httpx.ConnectError() | httpx.ConnectTimeout():
            return Problem(
                f"Ollama does not answer at {address()}.",
                "It may not be running. Start it with",
                "ollama serve",
            )
        case TimeoutError() | httpx.TimeoutException():
            return Problem(
                f"The server at {address()} does not answer.",
                "It may be busy. Check it with",
                "deno task ollama",
            )
        case httpx.RequestError() if asked == "chat":
            return Problem("Ollama stopped before the answer was complete.")
    return Problem(
        f"The server at {address()} is not Ollama.",
        "Check it with",
        "deno task ollama",
    )


def _connect() -> "AsyncClient":
    import httpx
    import ollama

    from app.bounded_answer import bound

    return ollama.AsyncClient(
        # A question must not go where another server points.
        follow_redirects=False,
        headers={"Accept-Encoding": "identity"},
        event_hooks={"response": [bound]},
        timeout=httpx.Timeout(None, connect=CONNECT_TIMEOUT),
        # A proxy is for what is elsewhere.
        mounts=dict.fromkeys(LOOPBACK),
    )


def _families(model) -> set[str]:
    details = model.details
    return {*((details and details.families) or []), (details and details.family) or ""}


def _about(model) -> str:
    size = f"{model.size / 1e9:.1f} GB" if model.size else ""
    parts = [(model.details and model.details.parameter_size) or "", size]
    return ", ".join(part for part in parts if part)
