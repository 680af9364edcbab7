"""Which model answers, and what to do when there is none."""

from fastcore.xml import FT
from fasthtml.components import (
    Button,
    Code,
    Div,
    Form,
    Input,
    Option,
    P,
    Progress,
    Select,
)

from app.models import Installed, Problem, full_name, wanted_model


def model_choice(installed: Installed, asked: str = "") -> tuple[FT, ...]:
    """Make the list of models, and above it what is wrong, if something is.

    ``asked`` is the model of the conversation; otherwise Hearth's choice is wanted.
    """
    wanted = full_name(asked) or wanted_model()
    notices: list[FT] = []
    if installed.problem:
        notices.append(_trouble(installed.problem))
    elif wanted and not installed.has(wanted):
        notices.append(_offer(wanted, bool(installed.models)))
    elif not installed.models:
        notices.append(_offer("", False))
    return (
        state(*notices, trigger="every 2s, " if installed.problem else ""),
        _select(installed, wanted),
    )


def state(*notices: FT, trigger: str = "") -> FT:
    """Make the place of the notices, which is asked for anew when models change.

    Until Ollama is there it asks by itself; what is typed stays.
    """
    return Div(
        *notices,
        id="state",
        hx_get="/chat/models",
        hx_trigger=f"{trigger}models from:body",
        hx_swap="outerHTML",
        hx_include="#asked",
    )


def _trouble(problem: Problem) -> FT:
    parts = [problem.text]
    if problem.hint:
        parts += [f" {problem.hint} ", Code(problem.command), "."]
    return P(
        *parts,
        " This page checks again automatically.",
        cls="notice",
        role="status",
    )


def _offer(name: str, others: bool) -> FT:
    """Offer to get a model."""
    if name:
        text = f"{name.removesuffix(':latest')} is not installed."
        text += " Choose another below, or download it:" if others else ""
    else:
        text = "Ollama has no model yet. Which one should it download?"
    return Div(P(text, role="status"), pull_form(name), cls="notice")


def pull_form(name: str = "") -> FT:
    """Make the form that gets a model, with room for how far it is."""
    return Form(
        Div(
            Input(
                name="model",
                aria_label="Model to download",
                value=name.removesuffix(":latest"),
                placeholder="llama3.2:1b",
                required=True,
                autocomplete="off",
                autocapitalize="off",
                spellcheck="false",
            ),
            Button("Get it"),
            Button("Cancel", type="button", cls="cancel quiet", hidden=True),
            cls="row",
        ),
        Progress(max=1, value=0, hidden=True, aria_label="Download"),
        P(cls="pulled", role="status", hidden=True),
        cls="pull",
    )


def _select(installed: Installed, wanted: str) -> FT:
    chosen = wanted if installed.has(wanted) else ""
    options = [
        Option(
            model.name.removesuffix(":latest"),
            value=model.name,
            title=model.about,
            selected=model.name.lower() == chosen.lower(),
        )
        for model in installed.models
    ]
    if not options:
        options = [Option("No model", value="")]
    return Select(
        *options,
        id="model",
        name="model",
        aria_label="Model",
        disabled=not installed.models,
        hx_swap_oob="true",
    )
