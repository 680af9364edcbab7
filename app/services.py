"""The workspace's services as they are now, by way of Hearth's own command."""

import asyncio
import json
import os
from datetime import UTC, datetime
from typing import Any, NamedTuple

from fastcore.xml import FT
from fasthtml.components import A, Button, Code, Form, Li, P, Span, Ul
from fasthtml.core import FastHTML, HtmxHeaders
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse

from app.hearth_secrets import NoAnswer, ask_hearth

# The service of which this app is a part; it cannot show its own restart.
OWN = os.environ.get("HEARTH_SERVICE", "")

# Seconds that services may take to stop and answer again.
RESTART_TIMEOUT = 180

# Variables of this app alone, which the services that it restarts must not inherit.
OWN_VARIABLES = {"PORT", "JUPYTER_URL"}


class Service(NamedTuple):
    """One service, as ``hearth status`` reports it."""

    name: str
    state: str
    url: str | None
    since: str | None
    memory: int
    last_line: str | None


async def services() -> list[Service]:
    """Return the workspace's services.

    :raises NoAnswer: when Hearth does not tell
    """
    # It exits with 1 when a service failed, and reports all of them.
    text = await ask_hearth("status", "--why", "--json", codes={0, 1})
    try:
        return [_service(report) for report in json.loads(text)["services"]]
    except (ValueError, KeyError, TypeError) as error:
        raise NoAnswer("The hearth command reports no services.") from error


def _service(report: dict[str, Any]) -> Service:
    return Service(
        name=report["name"],
        state=report["state"],
        url=report["url"],
        since=report["since"] if report["pid"] else None,
        memory=report["memory"],
        last_line=report["lastLine"],
    )


async def restart(name: str) -> None:
    """Restart a service.

    :raises NoAnswer: with Hearth's reason
    """
    env = {
        key: value
        for key, value in os.environ.items()
        if key not in OWN_VARIABLES and not key.startswith("HEARTH_")
    }
    await ask_hearth("restart", name, env=env, timeout=RESTART_TIMEOUT)


def add_services(app: FastHTML) -> None:
    """Add what the home page shows of services, and its buttons."""
    restarting = asyncio.Lock()

    @app.get("/state/services")
    async def state():
        return await cards()

    @app.get("/services/{name}")
    async def go(name: str):
        """Lead to a service's page: its token is in no page of this app."""
        try:
            found = await _named(name)
        except NoAnswer:
            # The home page says why.
            return RedirectResponse("/", 303)
        if found.url is None:
            raise HTTPException(404)
        return RedirectResponse(found.url, 303, {"Cache-Control": "no-store"})

    @app.post("/services/{name}/restart")
    async def press(name: str, htmx: HtmxHeaders):
        problem = ""
        # Another press has to wait: the command would, too.
        async with restarting:
            try:
                if (await _named(name)).name == OWN:
                    raise HTTPException(404)
                await restart(name)
            except NoAnswer as error:
                problem = str(error)
        if not htmx.request:
            return RedirectResponse("/", 303)
        return await cards(problem)


async def _named(name: str) -> Service:
    """Return a service, or answer 404.

    :raises NoAnswer: when Hearth does not tell
    """
    found = [service for service in await services() if service.name == name]
    if not found:
        raise HTTPException(404)
    return found[0]


async def cards(problem: str = "") -> FT:
    """Make the list of services, which the page asks for again and again."""
    try:
        found = await services()
    except NoAnswer as error:
        problem, found = str(error), []
    notice = Li(P("Services", cls="title"), P(problem), role="alert")
    return Ul(
        *([notice] if problem else []),
        *[_card(service) for service in found],
        id="services",
        cls="cards",
        hx_get="/state/services",
        hx_trigger="every 3s",
        hx_swap="outerHTML",
    )


def _card(service: Service) -> FT:
    own = service.name == OWN
    is_led = service.url is not None and not own
    title = A(service.name, href=f"/services/{service.name}") if is_led else service.name
    facts = [service.state]
    if service.since:
        facts += [f"for {age(service.since)}", megabytes(service.memory)]
    line = [P(Code(service.last_line), cls="line")] if service.last_line else []
    return Li(
        P(title, Span(" (this page)") if own else "", cls="title"),
        P(", ".join(facts)),
        *line,
        *([] if own else [_button(service)]),
    )


def _button(service: Service) -> FT:
    word = "Restart" if service.since else "Start"
    return Form(
        Button(word, cls="quiet", aria_label=f"{word} {service.name}"),
        action=f"/services/{service.name}/restart",
        method="post",
        hx_post=f"/services/{service.name}/restart",
        hx_target="#services",
        hx_swap="outerHTML",
        hx_disabled_elt="find button",
    )


def age(since: str, now: datetime | None = None) -> str:
    """Say how long ago a moment was.

    >>> age("2026-01-01T00:00:00.000Z", datetime(2026, 1, 1, 2, 3, tzinfo=UTC))
    '2 h 3 min'
    """
    passed = (now or datetime.now(UTC)) - datetime.fromisoformat(since)
    seconds = max(0, int(passed.total_seconds()))
    if seconds >= 86_400:
        return f"{seconds // 86_400} d {seconds // 3600 % 24} h"
    if seconds >= 3600:
        return f"{seconds // 3600} h {seconds // 60 % 60} min"
    return f"{seconds // 60} min" if seconds >= 60 else f"{seconds} s"


def megabytes(size: int) -> str:
    """Say how much memory there is.

    >>> megabytes(12_345_678)
    '12 MB'
    """
    return f"{size / 1e9:.1f} GB" if size >= 1e9 else f"{size / 1e6:.0f} MB"
