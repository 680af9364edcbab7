"""Gets a model."""

from collections.abc import AsyncIterator
from typing import Any

from app.models import LONGEST_REASON, Ollama, explain

# Parts of a model that are counted.
MOST_PARTS = 1_000


async def pull(ollama: Ollama, model: str) -> AsyncIterator[dict[str, Any]]:
    """Have Ollama download a model; yield how far it is.

    A download that is ended early goes on from there the next time.
    """
    total: dict[str, int] = {}
    here: dict[str, int] = {}
    try:
        client = await ollama.client()
        async for part in await client.pull(model, stream=True):
            is_known = part.digest in total or len(total) < MOST_PARTS
            if part.digest and part.total and is_known:
                total[part.digest] = part.total
                here[part.digest] = part.completed or 0
            yield {
                "status": (part.status or "")[:LONGEST_REASON],
                "total": sum(total.values()),
                "completed": sum(here.values()),
            }
            if part.status == "success":
                yield {"done": True}
                return
        yield {"problem": "Ollama stopped before the download was complete."}
    except Exception as error:  # noqa: BLE001 - whatever answers there
        problem = explain(error, model=model)
        yield {
            "problem": f"Ollama cannot find the model {model}."
            if problem.missing
            else problem.text
        }
