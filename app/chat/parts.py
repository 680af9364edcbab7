"""The chat page's parts that change while one looks at it."""

from typing import TYPE_CHECKING

from fastcore.xml import FT
from fasthtml.components import A, Article, Button, Div, Form, Li, NotStr, P, Ul

if TYPE_CHECKING:
    from app.chat.rows import Conversation, Message


def history_list(conversations: "list[Conversation]", current: str = "") -> FT:
    """Make the list of conversations."""
    return Ul(
        *[
            Li(
                A(
                    kept.title,
                    href=f"/chat/{kept.id}",
                    aria_current="page" if kept.id == current else None,
                ),
                Form(
                    Button("×", cls="plain", aria_label=f"Delete “{kept.title}”"),
                    action=f"/chat/{kept.id}/delete",
                    method="post",
                    cls="delete",
                ),
            )
            for kept in conversations
        ],
        id="kept",
    )


def shown_message(message: "Message", *, live: bool = False) -> FT:
    """Make what one side said; ``live`` is an answer that is still being written."""
    if message.role == "user":
        return Article(
            Div(message.text, cls="text"), cls="message user", aria_label="You"
        )
    return Article(
        P(message.model.removesuffix(":latest"), cls="who"),
        _answer(message, live=live),
        *([P("Thinking", cls="waiting", role="status")] if live else []),
        *([] if live else _ending(message)),
        cls="message model",
        aria_label=message.model,
        aria_busy="true" if live else None,
    )


def _answer(message: "Message", *, live: bool) -> FT:
    if live:
        return Div(Div(cls="open"), cls="text")
    from app.chat.markdown import to_html

    return Div(NotStr(to_html(message.text)), cls="text")


def _ending(message: "Message") -> list[FT]:
    """Say how an answer ended that was not simply completed."""
    note = message.note
    if message.state == "open":
        note = "Not finished: cut off, or still being written in another window."
    if message.state == "done":
        return [P(note, cls="ending")] if note else []
    return [
        P(
            note,
            Button("Try again", type="button", cls="again plain"),
            cls=f"ending {message.state}",
        )
    ]
