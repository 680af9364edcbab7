"""The chat page."""

from typing import TYPE_CHECKING

from fastcore.xml import FT
from fasthtml.components import (
    H1,
    A,
    Aside,
    Button,
    Div,
    Form,
    Input,
    Kbd,
    Li,
    Nav,
    Noscript,
    Option,
    P,
    Section,
    Select,
    Textarea,
    Ul,
)

from app.chat.model_choice import pull_form, state
from app.chat.parts import history_list, shown_message
from app.layout import Layout
from app.models import address

if TYPE_CHECKING:
    from app.chat.rows import Conversation, Message

FILES = ("chat.css", "chat_talk.css", "chat_foot.css", "chat.js")

# What one may begin with; a press puts it into the field.
STARTERS = (
    "Write a pandas one-liner that counts missing values per column.",
    "When is the median a better summary than the mean?",
    "What does SettingWithCopyWarning mean?",
)


def chat_page(
    layout: Layout,
    conversations: "list[Conversation]",
    current: "Conversation | None" = None,
    messages: "list[Message] | tuple[()]" = (),
) -> FT:
    """Make the page of a conversation, or of one that is yet to begin."""
    content = [shown_message(message) for message in messages]
    return layout.page(
        current.title if current else "Chat",
        _history(conversations, current.id if current else ""),
        Section(
            _bar(current.title if current else ""),
            Div(
                *(content if current else [_greeting()]),
                id="log",
                tabindex="0",
                role="log",
                aria_label="Conversation",
                aria_live="off",
            ),
            _foot(current),
            cls="talk",
        ),
        path="/chat",
        files=FILES,
        cls="chat",
    )


def _history(conversations: "list[Conversation]", current: str) -> FT:
    """List the conversations: beside the talk, or over it where that is narrow."""
    return Aside(
        A("New conversation", href="/chat", cls="new quiet button"),
        Nav(history_list(conversations, current), aria_label="Conversations"),
        id="history",
        popover=True,
    )


def _bar(title: str) -> FT:
    return Div(
        Button("Conversations", type="button", popovertarget="history", cls="quiet"),
        H1(title or "New conversation", id="title"),
        A("New", href="/chat", cls="quiet button"),
        cls="bar",
    )


def _greeting() -> FT:
    return Div(
        P("Ask the model that runs here", cls="large"),
        P(
            f"Questions go to Ollama at {address().partition('://')[2] or address()}. "
            "Conversations are saved in this workspace.",
            cls="lead",
        ),
        Ul(
            *[Li(Button(text, type="button", cls="starter")) for text in STARTERS],
            aria_label="Suggestions",
        ),
        Noscript(P("The chat needs JavaScript.", cls="notice")),
        id="greeting",
    )


def _foot(current: "Conversation | None") -> FT:
    """Make what stays below the talk: the state of things, and where one writes."""
    asked = current.model if current else ""
    return Div(
        state(trigger="load, "),
        Form(
            Input(type="hidden", id="asked", name="model", value=asked),
            Textarea(
                id="question",
                rows=1,
                placeholder="Ask something",
                aria_label="Your question",
                aria_describedby="keys",
                autofocus=True,
                # A browser must not put back what was sent before a reload.
                autocomplete="off",
            ),
            Div(
                Select(
                    Option("…", value=""),
                    id="model",
                    aria_label="Model",
                    disabled=True,
                ),
                Button(
                    "More …",
                    type="button",
                    popovertarget="get",
                    aria_label="Get a model",
                    cls="quiet",
                ),
                P(
                    Kbd("Enter"),
                    " sends, ",
                    Kbd("Shift"),
                    " + ",
                    Kbd("Enter"),
                    " adds a line",
                    id="keys",
                ),
                Button("Send", id="send"),
                Button("Stop", type="button", id="stop", hidden=True),
                cls="tools",
            ),
            id="composer",
            data_conversation=current.id if current else "",
        ),
        Div(P("Get a model", cls="title"), pull_form(), id="get", popover=True),
        P(id="said", role="status", cls="unseen"),
        cls="foot",
    )
