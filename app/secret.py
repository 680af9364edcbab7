"""The page that asks for secrets, once."""

from fastcore.xml import FT
from fasthtml.components import H1, A, Button, Code, Div, Form, Input, Label, P, Section
from fasthtml.core import FastHTML
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse

from app.hearth_secrets import NoAnswer, Secret, declared_secrets, keep_secret
from app.layout import Layout


def add_secret(app: FastHTML, layout: Layout) -> None:
    """Add the page to the app."""

    def page(*content: FT) -> FT:
        return layout.page(
            "Secrets",
            H1("Secrets"),
            P(
                "Keys and passwords that this workspace needs. They are saved in ",
                Code(".env"),
                ", which git ignores.",
                cls="lead",
            ),
            *content,
            path="/secret",
        )

    async def show(refused: dict[str, str]) -> FT:
        try:
            secrets = await declared_secrets()
        except NoAnswer as error:
            return page(_trouble(str(error)))
        if not secrets:
            return page(P("This workspace declares no secrets.", cls="panel"))
        return page(*[_entry(secret, refused.get(secret.name)) for secret in secrets])

    @app.get("/secret")
    async def show_secrets():
        return await show({})

    @app.post("/secret/{name}")
    async def keep(name: str, request: Request):
        value = (await request.form()).get("value")
        if not isinstance(value, str) or not value.strip():
            return await show({name: "Enter a value."})
        try:
            if name not in {secret.name for secret in await declared_secrets()}:
                raise HTTPException(404)
            await keep_secret(name, value.strip())
        except NoAnswer as error:
            return await show({name: str(error)})
        return RedirectResponse("/secret", 303)


def _entry(secret: Secret, refusal: str | None) -> FT:
    return _known(secret) if secret.known else _form(secret, refusal)


def _known(secret: Secret) -> FT:
    origin = "It comes from the environment. " if secret.exported else ""
    doubt = "" if secret.valid else "Its value does not match the expected pattern. "
    return Section(
        P(Code(secret.name), " is set.", cls="title"),
        P(
            f"{origin}{doubt}To change it, run ",
            Code(f"deno task secret {secret.name}"),
            ".",
        ),
        cls="panel known",
    )


def _form(secret: Secret, refusal: str | None) -> FT:
    field = f"value-of-{secret.name}"
    about = [secret.help] if secret.help else []
    if secret.url:
        about += [" ", A("Where to get it", href=secret.url, target="_blank")]
    return Form(
        Label(
            secret.prompt,
            " ",
            Code(secret.name),
            " (optional)" if secret.optional else "",
            fr=field,
        ),
        *([P(*about, id=f"{field}-help")] if about else []),
        Div(
            Input(
                id=field,
                name="value",
                type="password",
                required=True,
                autocomplete="off",
                spellcheck="false",
                aria_describedby=f"{field}-help" if about else None,
            ),
            Button("Save"),
            cls="row",
        ),
        *([P(refusal, cls="notice", role="alert")] if refusal else []),
        action=f"/secret/{secret.name}",
        method="post",
        cls="panel",
    )


def _trouble(text: str) -> FT:
    return Div(
        P(
            text,
            " Secrets can be set in a terminal with ",
            Code("deno task secret"),
            ".",
        ),
        cls="notice",
        role="status",
    )
