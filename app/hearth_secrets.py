"""The workspace's secrets, by way of Hearth's own command, which alone writes them."""

import asyncio
import json
import subprocess
from collections.abc import Container, Mapping
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
    answer = json.loads(await ask_hearth("secret", "list", "--json"))
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
    await ask_hearth("secret", "set", "--keep", name, text=value)


async def ask_hearth(
    *arguments: str,
    text: str = "",
    codes: Container[int] = (0,),
    env: Mapping[str, str] | None = None,
    timeout: float = PATIENCE,
) -> str:
    """Run Hearth's command and return what it printed.

    :raises NoAnswer: when it cannot be run, or ends with none of the exit codes
    """
    try:
        ended = await asyncio.to_thread(
            subprocess.run,
            [HEARTH, *arguments],
            cwd=ROOT,
            env=env,
            input=text,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
    except OSError as error:
        raise NoAnswer("The hearth command is not set up.") from error
    except subprocess.TimeoutExpired as error:
        raise NoAnswer("The hearth command does not answer.") from error
    if ended.returncode not in codes:
        lines = ended.stderr.strip().splitlines()
        raise NoAnswer(_reason(lines))
    return ended.stdout


def _reason(lines: list[str]) -> str:
    """Return the error among lines that also have progress."""
    errors = [line for line in lines if line.startswith("Error: ")]
    return (errors or lines or ["The hearth command failed."])[0].removeprefix("Error: ")
