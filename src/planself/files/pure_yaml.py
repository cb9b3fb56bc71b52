"""PyYAML's parser in Python, for where it was built without libyaml, taking the same texts as libyaml."""

from __future__ import annotations

from typing import Any

from yaml import Loader
from yaml.tokens import ScalarToken

_BLANK = "\0 \t\r\n\x85\u2028\u2029"


class PureParser(Loader):  # type: ignore[misc, unused-ignore]  # a parser only: nothing is ever constructed
    """The parser without libyaml; in its own version a question mark inside of brackets would end a text."""

    def scan_plain(self: Any) -> ScalarToken:
        """Return a text without quotation marks, over several lines where it goes on."""
        start = end = self.get_mark()
        indent = self.indent + 1
        chunks: list[str] = []
        spaces: list[str] = []
        while self.peek() != "#" and (length := self._plain_length()):
            self.allow_simple_key = False
            chunks += [*spaces, self.prefix(length)]
            self.forward(length)
            end = self.get_mark()
            spaces = self.scan_plain_spaces(indent, start)
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return ScalarToken("".join(chunks), True, start, end)

    def _plain_length(self: Any) -> int:
        ends = ",[]{}" if self.flow_level else ""
        length = 0
        while (sign := self.peek(length)) not in _BLANK and sign not in (*ends,):
            if sign == ":" and self.peek(length + 1) in _BLANK + ends:
                break
            length += 1
        return length
