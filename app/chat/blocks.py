"""Divides Markdown that is still being written into what stands and what may change."""

import re

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_LIST_ITEM = re.compile(r" {0,3}([-*+]|\d{1,9}[.)])(\s|$)")

# Characters at which a block is cut, so that showing one more word stays cheap. What
# that does to its looks is over when the whole answer is rendered.
_LONGEST = 8_000

# Enough of a line to tell what it begins: "12. a".
_TELLING = 5


class Blocks:
    """Markdown that grows.

    A block stands once a line that cannot belong to it begins after an empty one. So
    only the last block is rendered again while an answer grows, however long it is.
    """

    def __init__(self) -> None:
        self.open = ""
        self._seen = 0  # Where, in the open block, the first unread line begins.
        self._fence: str | None = None
        self._after_blank = False

    def add(self, piece: str) -> str:
        """Add what came; return what stands from now on, mostly nothing."""
        self.open += piece
        standing = ""
        while self._seen < len(self.open):
            line, end, _ = self.open[self._seen :].partition("\n")
            if not end and len(line) < _TELLING:
                break
            if self._begins_block(line):
                standing += self.open[: self._seen]
                self.open = self.open[self._seen :]
                self._seen = 0
            self._after_blank = False
            if not end:
                break
            self._read(line)
            self._seen += len(line) + 1
        return standing + (self._cut() if len(self.open) > _LONGEST else "")

    def _cut(self) -> str:
        """Take off the block's beginning; what is left is of the same kind."""
        end = max(self.open.rfind("\n"), self.open.rfind(" ")) + 1 or len(self.open)
        standing, rest = self.open[:end], self.open[end:]
        self.open = f"{self._fence}\n{rest}" if self._fence else rest
        self._seen = max(0, self._seen - end) + len(self.open) - len(rest)
        return f"{standing}\n{self._fence}\n" if self._fence else standing

    def _begins_block(self, line: str) -> bool:
        if not self._after_blank or not line.strip():
            return False
        if line[0] in " \t":
            return False
        return not (_LIST_ITEM.match(line) and _LIST_ITEM.match(self.open))

    def _read(self, line: str) -> None:
        fence = _FENCE.match(line)
        if self._fence is None and fence:
            self._fence = fence[1]
        elif self._fence and fence and not fence[2].strip():
            if fence[1].startswith(self._fence):
                self._fence = None
        self._after_blank = self._fence is None and not line.strip()
