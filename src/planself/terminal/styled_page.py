"""A page as styled text: what stands above the rows, the rows, and the keys below."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from planself.terminal.rows import Row, beside
from planself.terminal.screen import Sieve, bar, cells, shortened, wrap

Tokens = list[tuple[str, str]]
"""Pieces of text with a style class each; line breaks are part of the text."""

MARGIN = 1
ROOMY = 1000
"""Lines of a window that has room for everything."""


def heading(title: str, place: str, done: tuple[int, int] | None, sieve: Sieve, width: int) -> Tokens:
    """Return the top of a page: title and place on one line, the progress bar below."""
    room = width - 2 * MARGIN
    left = wrap(title, max(room - cells(place) - 2, 20))
    gap = " " * max(room - cells(left[0]) - cells(place), 0)
    tokens: Tokens = [("", " " * MARGIN), ("class:section", left[0]), ("class:place", gap + place), ("", "\n")]
    for line in left[1:]:
        tokens += [("class:section", f"{' ' * MARGIN}{line}\n")]
    filled, rest = bar(*(done or (0, 1)), room, sieve)
    return [*tokens, ("", " " * MARGIN), ("class:done", filled), ("class:rest", rest), ("", "\n\n")]


def fitted(top: Tokens, tokens: Tokens, room: int, sieve: Sieve) -> Tokens:
    """Return a page of at most so many lines: the top goes first, then what is last, which an ellipsis tells."""
    whole, alone = trimmed([*top, *tokens]), trimmed(tokens)
    if height(whole) <= room:
        return whole
    return alone if height(alone) <= room else _broken_off(cut(alone, room), sieve)


def _broken_off(tokens: Tokens, sieve: Sieve) -> Tokens:
    """Return a text that goes on elsewhere: an ellipsis stands in place of its last word."""
    *before, (style, text) = tokens
    return [*before, (style, f"{text.rpartition(' ')[0] or text} {sieve('…')}")]


def cut(tokens: Tokens, lines: int) -> Tokens:
    """Return as many lines as fit, and no empty one at their end."""
    kept: Tokens = []
    left = lines - 1
    for style, text in tokens:
        if text.count("\n") > left:
            kept.append((style, "\n".join(text.split("\n")[: left + 1])))
            break
        left -= text.count("\n")
        kept.append((style, text))
    while kept and kept[-1][1].endswith("\n"):
        kept[-1] = (kept[-1][0], kept[-1][1][:-1])
    return kept


def paragraph(text: str, width: int, style: str) -> Tokens:
    """Return a text wrapped within the margins, a line break at its end."""
    return [(style, f"{' ' * MARGIN}{line}\n") for line in wrap(text, width - 2 * MARGIN)]


def table(rows: Sequence[tuple[str, str]], width: int) -> Tokens:
    """Return figures with what they stand for, the figures in a column of their own."""
    column = max((cells(figure) for figure, _text in rows), default=0)
    tokens: Tokens = []
    for figure, text in rows:
        first, *others = wrap(text, width - column - 2 - 2 * MARGIN)
        lead = " " * (MARGIN + column - cells(figure))
        tokens += [("class:figure", f"{lead}{figure}  "), ("", f"{first}\n")]
        tokens += [("", f"{' ' * (MARGIN + column + 2)}{line}\n") for line in others]
    return [*tokens, ("", "\n")] if rows else tokens


def row(row: Row, width: int, *, tight: bool, pointed: bool, box: str = "", mark: str = "") -> Tokens:
    """Return a row: key, label and description; tight rows keep both in one paragraph."""
    lead = f"{row.key or ' '}  {box}"
    indent = " " * (3 + cells(lead))
    room = width - len(indent) - MARGIN
    label = row.label + mark
    style = "class:pointed" if pointed else "class:label"
    if not row.detail:
        return _lines(lead, wrap(label, room), indent, style)
    detail = "class:pointed-detail" if pointed else "class:detail"
    if tight:
        return _run_in(lead, label, row.detail, indent, room, (style, detail))
    below = [(detail, f"\n{indent}{line}") for line in wrap(row.detail, room)]
    return [*_lines(lead, wrap(label, room), indent, style), *below]


def _lines(lead: str, lines: Sequence[str], indent: str, style: str) -> Tokens:
    return [("class:key", lead), (style, lines[0]), *((style, f"\n{indent}{line}") for line in lines[1:])]


def _run_in(lead: str, label: str, detail: str, indent: str, room: int, styles: tuple[str, str]) -> Tokens:
    first, *others = wrap(beside(label, detail), room)
    cut = len(label) + 1
    if len(first) < cut:
        return _lines(lead, [first, *others], indent, styles[0])
    tokens: Tokens = [("class:key", lead), (styles[0], first[:cut]), (styles[1], first[cut:])]
    return [*tokens, *((styles[1], f"\n{indent}{line}") for line in others)]


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands below: where the answers are or whether rows are out of sight, a notice, and the keys."""

    legend: tuple[tuple[str, str], ...] = ()
    notice: str = ""
    confirm: str = ""
    state: str = ""


def foot(below: Foot, sieve: Sieve, width: int) -> Tokens:
    """Return the lines at the bottom of a page."""
    state = shortened(sieve(below.state), width - 2 * MARGIN, sieve)
    tokens: Tokens = [("class:state", f"{' ' * MARGIN}{state}"), ("", "\n")]
    if below.notice:
        tokens += [*paragraph(below.notice, width, "class:notice"), ("", "\n")]
    dot = sieve(" · ")
    pieces: list[tuple[str, str]] = [("", below.confirm)] if below.confirm else []
    used = MARGIN
    tokens.append(("", " " * MARGIN))
    for letter, word in (*pieces, *below.legend):
        size = cells(letter) + cells(word) + 1
        if used > MARGIN and used + size + len(dot) > width - MARGIN:
            tokens.append(("", f"\n{' ' * MARGIN}"))
            used = MARGIN
        elif used > MARGIN:
            tokens.append(("class:legend", dot))
            used += len(dot)
        tokens += [("class:letter", letter), ("class:legend", f" {word}" if letter else word)]
        used += size
    return tokens


def brief(below: Foot, sieve: Sieve, width: int, room: int) -> Tokens:
    """Return the bottom of a page that has no room for all of it: a notice first, else the keys, as far as they go."""
    whole = foot(below, sieve, width)
    if height(whole) <= room:
        return whole
    if below.notice:
        return cut(paragraph(below.notice, width, "class:notice"), room)
    urgent = below.legend if below.confirm == "" else (*below.legend[-1:], *below.legend[:-1])
    keys = foot(Foot(urgent), sieve, width)[2:]
    return cut(keys, room)


def trimmed(tokens: Tokens) -> Tokens:
    """Return tokens without the line break at their end."""
    if tokens and tokens[-1][1].endswith("\n"):
        style, text = tokens[-1]
        return [*tokens[:-1], (style, text[:-1])]
    return tokens


def height(tokens: Iterable[tuple[str, str]]) -> int:
    """Return how many lines tokens take, the last one included."""
    return sum(text.count("\n") for _style, text in tokens) + 1


def boxes(rows: Iterable[Row], ticked: Collection[str]) -> dict[str, str]:
    """Return the box of every row."""
    return {row.id: "[x] " if row.id in ticked else "[ ] " for row in rows}
