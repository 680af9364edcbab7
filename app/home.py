"""The home page: what runs here."""

import os
from urllib.parse import urlsplit

from fastcore.xml import FT
from fasthtml.components import H1, H2, A, Code, Li, P, Section, Ul
from fasthtml.core import FastHTML

from app.layout import Layout, workspace_name
from app.models import Installed, Ollama, wanted_model


def add_home(app: FastHTML, layout: Layout, ollama: Ollama) -> None:
    """Add the page to the app."""

    @app.get("/")
    async def home():
        return layout.page(
            workspace_name(),
            H1(workspace_name()),
            P(
                "Your workspace is running. Everything here runs on this machine.",
                cls="lead",
            ),
            Section(
                H2("Services"),
                Ul(
                    card("JupyterLab", *jupyter_lab()),
                    card("Web app", "This page. It reloads when its code changes."),
                    id="services",
                    cls="cards",
                    hx_get="/state/services",
                    hx_trigger="load",
                    hx_swap="outerHTML",
                ),
            ),
            Section(
                H2("What they use"),
                Ul(
                    later("Ollama", "/state/ollama"),
                    later("Secrets", "/state/secrets"),
                    cls="cards",
                ),
            ),
            Section(
                H2("Example pages"),
                Ul(
                    card(
                        A("Chat", href="/chat"),
                        "Talk to the local model. Conversations are saved.",
                    ),
                    card(
                        A("Secrets", href="/secret"),
                        "Set the keys and passwords that the workspace needs.",
                    ),
                    card(
                        A("Hello", href="/hello"),
                        "A page and a form, written as Python functions.",
                    ),
                    card(
                        A("Counter", href="/counter"),
                        "A button that updates part of the page without a reload.",
                    ),
                    cls="cards",
                ),
            ),
            path="/",
        )

    @app.get("/state/ollama")
    async def ollama_card():
        return card("Ollama", *ollama_state(await ollama.installed()))

    @app.get("/state/secrets")
    async def secrets_card():
        return card("Secrets", *await secrets_state())


def card(title: FT | str, *text: FT | str) -> FT:
    """Make one entry of a list of cards."""
    return Li(P(title, cls="title"), P(*text))


def later(title: str, address: str) -> FT:
    """Make an entry whose text comes later, so that the page need not wait."""
    return Li(
        P(title, cls="title"),
        P("Checking …"),
        hx_get=address,
        hx_trigger="load",
        hx_swap="outerHTML",
    )


def ollama_state(installed: Installed) -> tuple[FT | str, ...]:
    """Say how Ollama is, and which model answers."""
    if installed.problem:
        return (installed.problem.text,)
    count = len(installed.models)
    if not count:
        return ("Running, but without a model. ", A("Get one", href="/chat"))
    wanted = wanted_model()
    name = wanted if installed.has(wanted) else installed.models[0].name
    others = f" and {count - 1} more" if count > 1 else ""
    return (f"Running with {name.removesuffix(':latest')}{others}.",)


async def secrets_state() -> tuple[FT | str, ...]:
    """Say which secrets are known."""
    from app.hearth_secrets import NoAnswer, declared_secrets

    try:
        secrets = await declared_secrets()
    except NoAnswer as error:
        return (str(error),)
    unknown = [secret.name for secret in secrets if not secret.known]
    if unknown:
        return (f"Not set: {', '.join(unknown)}. ", A("Set them", href="/secret"))
    return ("All are set." if secrets else "This workspace declares none.",)


def jupyter_lab() -> tuple[FT | str, ...]:
    """Say where JupyterLab is."""
    address = without_secrets(os.environ.get("JUPYTER_URL", ""))
    command = Code("deno task open")
    if address is None:
        return (command, " opens your notebooks.")
    return (A(address, href=address), ", or signed in with ", command, ".")


def without_secrets(url: str) -> str | None:
    """Return a web address without user, query and fragment, where tokens are.

    >>> without_secrets("http://127.0.0.1:8888/lab?token=abc")
    'http://127.0.0.1:8888/lab'
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        return None
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}"
