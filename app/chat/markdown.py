"""Turns a model's Markdown into HTML that is safe to show.

Two libraries stand between a model and the page: the first writes every tag that the
text holds as text, the second lets through only the tags and attributes named here.
"""

import mistune
import nh3

# No pictures: to fetch one would tell somebody else what is talked about.
TAGS = {
    *("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"),
    *("ul", "ol", "li", "pre", "code", "em", "strong", "del", "a"),
    *("table", "thead", "tbody", "tr", "th", "td", "div"),
}

ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}

# The frame that a wide table scrolls in.
FRAME = {"div": {"class": {"wide"}, "tabindex": {"0"}}}


class Renderer(mistune.HTMLRenderer):
    """Writes pictures as links."""

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Link to a picture in place of showing it."""
        return self.link(text or "picture", url, title)


def _wide_table(_: mistune.HTMLRenderer, text: str) -> str:
    return f'<div class="wide" tabindex="0"><table>{text}</table></div>'


_parse = mistune.create_markdown(
    renderer=Renderer(escape=True),
    plugins=["table", "strikethrough", "url"],
)
_parse.renderer.register("table", _wide_table)


def to_html(text: str) -> str:
    """Render Markdown.

    >>> to_html("*Safe* <b>here</b>")
    '<p><em>Safe</em> &lt;b&gt;here&lt;/b&gt;</p>\\n'
    """
    return nh3.clean(
        str(_parse(text)),
        tags=TAGS,
        attributes=ATTRIBUTES,
        tag_attribute_values=FRAME,
        url_schemes={"http", "https", "mailto"},
        url_relative="deny",
        link_rel="noopener noreferrer",
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )
