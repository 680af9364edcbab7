"""The workspace's secrets, by way of Hearth's own command, which alone writes them."""

import asyncio
import json
import subprocess
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent

# The workspace's own command, whatever else is called that way.
HEARTH = ROOT / ".venv" / "bin" / "hearth"

# Seconds; where npx has to find Deno first it takes one or two.
PATIENCE = 30


class NoAnswer(Exception):
    """The command could not be run, or refused; the text is for the reader."""


class Secret(NamedTuple):
    """A secret that the workspace declares, without its value."""

    name: str
    prompt: str
    help: str
    url: str
    known: bool
    valid: bool
    optional: bool
    exported: bool


async def declared_secrets() -> list[Secret]:
    """Return the declared secrets.

    :raises NoAnswer: when Hearth does not tell
    """
    answer = json.loads(await _hearth("secret", "list", "--json"))
    return [
        Secret(
            name=entry["name"],
            prompt=entry["prompt"] or "Value",
            help=entry["help"] or "",
            url=entry["url"] or "",
            known=entry["set"],
            valid=entry["valid"],
            optional=entry["optional"],
            exported=entry["from"] == "environment",
        )
        for entry in answer["secrets"]
        if entry["declared"]
    ]


async def keep_secret(name: str, value: str) -> None:
    """Have Hearth keep a value, unless it has one already.

    :raises NoAnswer: with Hearth's reason
    """
    await _hearth("secret", "set", "--keep", name, text=value)


async def _hearth(*arguments: str, text: str = "") -> str:
    try:
        ended = await asyncio.to_thread(
            subprocess.run,
            [HEARTH, *arguments],
            cwd=ROOT,
            input=text,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
    except OSError as error:
        raise NoAnswer("The hearth command is not set up.") from error
    except subprocess.TimeoutExpired as error:
        raise NoAnswer("The hearth command does not answer.") from error
    if ended.returncode != 0:
        lines = ended.stderr.strip().splitlines()
        raise NoAnswer(lines[0] if lines else "The hearth command failed.")
    return ended.stdout
