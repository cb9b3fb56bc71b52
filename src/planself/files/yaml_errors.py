"""What libyaml says about broken YAML, in plain language: what is wrong, where it began, how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from yaml import MarkedYAMLError, YAMLError

from planself.files.invisible import in_line
from planself.files.places import Place
from planself.files.refusals import FORBIDDEN, MAX_DEPTH, Refusals, brief, unseen
from planself.i18n import _

_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_NESTING = re.compile(
    r"""
    "[^"\\]*(?:\\.[^"\\]*)*"? | (?<![^\s\[{,:])'[^']*'? | (?:^|\s)\#.*  # an open text ends with its line
    | (?P<opened>(?<![^\s\[{,:])[\[{]) | (?P<closed>[\]}])
    """,
    re.VERBOSE,
)
"""Texts and remarks, whose brackets are none; an opening bracket; a closing one; each in time linear to its line."""
_LOOKS_LIKE_KEY = re.compile(r":(\s|$)|^\s*(- |-$|#|$)")


def explain(error: YAMLError | ValueError | OverflowError, text: str, found: Refusals) -> None:
    """Note what is wrong with a text that is no YAML."""
    if isinstance(error, MarkedYAMLError) and error.problem_mark is not None:
        mistake = _Mistake.of(error, text)
        if (deep := _too_deep(mistake)) is not None:
            found.too_deep(deep)
            return
        told = mistake.told()
        if not any(problem.where.line == told[0][0] for problem in found.problems):  # what follows from the first
            found.add(*told)
        return
    for match in islice(FORBIDDEN.finditer(text), 10):  # the rest is more of the same
        found.control(_place(text, match.start()), match[0])
    if not found.problems:
        hint = _("Save the file as UTF-8 text, and compare it with one that works.")
        found.add((1, 1), "E010", _("This is no YAML: the file cannot be read."), hint)


def _too_deep(mistake: _Mistake) -> Place | None:
    """Return where the bound of nesting was passed: the reader looks ahead in brackets, and has a bound of its own."""
    lines = mistake.lines[: mistake.place[0]]
    lines[-1:] = [mistake.before]
    depth, passed = 0, None
    for number, line in enumerate(lines, 1):
        for match in _NESTING.finditer(line):
            if match["opened"]:
                depth += 1
                passed = (number, match.start() + 1) if depth == MAX_DEPTH + 1 else passed
            elif match["closed"]:
                depth = max(0, depth - 1)
    return passed if depth > MAX_DEPTH else None


def _place(text: str, offset: int) -> Place:
    lines = _BREAK.split(text[:offset])
    return len(lines), len(lines[-1]) + 1


Told = tuple[Place, str, str, str]
"""Place, code, message, hint."""


@dataclass(frozen=True, slots=True)
class _Mistake:
    """What the parser says, with the lines it says it about; `begun` is where the broken thing began."""

    said: str
    place: Place
    begun: Place
    lines: list[str]

    @classmethod
    def of(cls, error: MarkedYAMLError, text: str) -> _Mistake:
        mark = error.problem_mark
        assert mark is not None  # noqa: S101 -- explain asked
        begun = error.context_mark or mark
        return cls(
            f"{error.context or ''}: {error.problem or ''}",
            (mark.line + 1, mark.column + 1),
            (begun.line + 1, begun.column + 1),
            [*_BREAK.split(text), ""],
        )

    def told(self) -> Told:
        """Return the first explanation that fits."""
        clear = _unseen(self) or _tab(self)
        if clear is not None:
            return clear
        rule = next((rule for pattern, rule in _RULES if re.search(pattern, self.said)), _unknown)
        return rule(self)

    def line(self, number: int) -> str:
        """Return a line by its number, counted from 1."""
        return self.lines[number - 1] if number <= len(self.lines) else ""

    @property
    def before(self) -> str:
        """What stands before the place, in its line."""
        return self.line(self.place[0])[: self.place[1] - 1]


def _unseen(mistake: _Mistake) -> Told | None:
    """Return the nearest sign that looks like a space and is none, in the lines where the reader lost its way."""
    filled = (number for number in range(mistake.place[0], 0, -1) if mistake.line(number).strip())
    for number in islice(filled, 4):  # what stands farther up was read
        at = in_line(mistake.line(number))
        if at is not None:
            return (number, at + 1), "E007", *unseen(mistake.line(number)[at])
    return None


def _tab(mistake: _Mistake) -> Told | None:
    number = mistake.place[0]
    line = mistake.line(number)
    indentation = line[: len(line) - len(line.lstrip(" \t-"))]
    if "\t" not in indentation:
        return None
    message = _("This line is indented with a tab; YAML takes only spaces.")
    return (number, indentation.index("\t") + 1), "E011", message, _("Put two spaces for each tab.")


def _open_quote(mistake: _Mistake) -> Told:
    hint = _("Close it where the text ends. A quotation mark inside a text in single ones is written twice.")
    return mistake.begun, "E012", _("The quotation mark opened here is never closed."), hint


def _escape(mistake: _Mistake) -> Told:
    hint = _("Use single quotation marks, in which a backslash is only a backslash.")
    return mistake.place, "E018", _("This backslash makes no escape that YAML knows."), hint


def _reserved(mistake: _Mistake) -> Told:
    line, column = mistake.begun
    sign = mistake.line(line)[column - 1 : column]
    if not sign:
        return _unknown(mistake)
    message = _("Text must not begin with {sign}, which has a meaning in YAML.").format(sign=brief(sign))
    hint = (
        _("Put the text in quotation marks; for a text of several lines, begin it on the line below the sign.")
        if sign in "|>"
        else _("Put the text in quotation marks.")
    )
    return mistake.begun, "E016", message, hint


def _no_colon(mistake: _Mistake) -> Told:
    message = _("A key stands here without a colon and a space after it.")
    return mistake.begun, "E013", message, _("Write `key: value`, with a space after the colon.")


def _second_colon(mistake: _Mistake) -> Told:
    if re.search(r":\s", mistake.before):
        message = _("A second colon followed by a space stands in this line, as if a key stood before it.")
        return mistake.place, "E014", message, _('Put the text in quotation marks: `title: "Plan: part one"`.')
    line = mistake.place[0]
    above = next((number for number in range(line - 1, 0, -1) if mistake.line(number).strip()), line)
    text = mistake.line(above)
    if not _LOOKS_LIKE_KEY.search(text):
        begun = (above, len(text) - len(text.lstrip()) + 1)
        return _no_colon(_Mistake(mistake.said, begun, begun, mistake.lines))
    return _misplaced(mistake)


def _misplaced(mistake: _Mistake) -> Told:
    last = mistake.before.rstrip()[-1:]
    if last and last in "\"'":
        message = _("Text goes on after the closing quotation mark.")
        hint = _('Put the whole text in quotation marks; write the same quotation mark inside it twice or as \\".')
        return mistake.place, "E012", message, hint
    if last and last in "]}":
        hint = _("Put a text that begins with a bracket in quotation marks.")
        return mistake.place, "E017", _("Text goes on after the closing bracket."), hint
    line = mistake.place[0]
    column = len(mistake.line(line)) - len(mistake.line(line).lstrip(" ")) + 1
    message = _("This line does not fit the lines above it: its indentation belongs to none of them.")
    hint = _("Keys of one mapping, and the dashes of one list, stand in the same column.")
    return (line, column), "E015", message, hint


def _list_in_line(mistake: _Mistake) -> Told:
    message = _("A list cannot begin in the same line as its key.")
    return mistake.place, "E015", message, _("Put each `- entry` on a line of its own below the key.")


def _brackets(mistake: _Mistake) -> Told:
    line, column = mistake.place
    if line > mistake.begun[0] or not mistake.line(line)[column - 1 :].strip():
        hint = _("Close it with ] or }, and put a comma between entries.")
        return mistake.begun, "E017", _("The bracket opened here is never closed."), hint
    message = _("Inside brackets, a comma is missing before this place, or a text needs quotation marks.")
    return mistake.place, "E017", message, _("Write {a: 1, b: 2} or [a, b]; quote texts with : , [ ] { } in them.")


def _in_brackets(mistake: _Mistake) -> Told:
    if mistake.line(mistake.place[0])[mistake.place[1] - 1 :]:
        return _reserved(mistake)
    hint = _("Close it with ] or }, and put a comma between entries.")
    return mistake.place, "E017", _("The file ends, and a bracket is still open."), hint


def _unknown(mistake: _Mistake) -> Told:
    message = _("This is no YAML: the line cannot be read from here on.")
    hint = _("Compare the line with its neighbours: indentation, colons, quotation marks.")
    return mistake.place, "E010", message, hint


_RULES: tuple[tuple[str, Callable[[_Mistake], Told]], ...] = (
    (r"quoted scalar: found unexpected (end|document)", _open_quote),
    (r"quoted scalar: ", _escape),
    (r"(next token|directive|anchor|alias|block scalar|tag): ", _reserved),
    (r"parsing a flow node", _in_brackets),
    (r"mapping keys are not allowed|expected (the )?node content", _reserved),
    (r"could not find expected ':'", _no_colon),
    (r"mapping values are not allowed", _second_colon),
    (r"sequence entries are not allowed", _list_in_line),
    (r"parsing a flow (mapping|sequence)", _brackets),
    (r"expected key|expected '-' indicator|<block end>|<document start>", _misplaced),
)
