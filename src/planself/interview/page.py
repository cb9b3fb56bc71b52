"""The pages of the interview as styled text: what stands above the answers, the answers, and the keys below."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from planself.interview.card import Card
from planself.interview.rows import Row
from planself.interview.screen import Sieve, bar, wrap

Tokens = list[tuple[str, str]]
"""Pieces of text with a style class each; line breaks are part of the text."""

MARGIN = 1
INDENT = 6
"""Columns before a row's text: pointer, key, and the space around them."""


def head(card: Card, sieve: Sieve, width: int) -> Tokens:
    """Return what stands above the answers: where we are, the question, and what is recorded or asked for."""
    tokens = heading(card.section, card.place, (card.done, card.whole), sieve, width)
    tokens += paragraph(card.text, width, "class:asked")
    if card.unit:
        tokens += [("", "\n"), *paragraph(card.unit, width, "class:aside"), ("", "\n")]
    for label, text in card.help:
        tokens += [("", "\n"), *paragraph(f"{label}: {text}", width, "class:aside")]
    if card.remarks:
        tokens.append(("", "\n"))
    for label, text in card.remarks:
        tokens += paragraph(f"{label}: {_shortened(text, sieve)}", width, "class:remark")
    return tokens


def heading(title: str, place: str, done: tuple[int, int] | None, sieve: Sieve, width: int) -> Tokens:
    """Return the top of a page: title and place on one line, the progress bar below."""
    room = width - 2 * MARGIN
    left = wrap(title, max(room - len(place) - 2, 20))
    tokens: Tokens = [("", " " * MARGIN), ("class:section", left[0])]
    tokens += [("class:place", place.rjust(room - len(left[0]))), ("", "\n")]
    for line in left[1:]:
        tokens += [("class:section", f"{' ' * MARGIN}{line}\n")]
    filled, rest = bar(*(done or (0, 1)), room, sieve)
    return [*tokens, ("", " " * MARGIN), ("class:done", filled), ("class:rest", rest), ("", "\n\n")]


def paragraph(text: str, width: int, style: str) -> Tokens:
    """Return a text wrapped within the margins, a line break at its end."""
    return [(style, f"{' ' * MARGIN}{line}\n") for line in wrap(text, width - 2 * MARGIN)]


def table(rows: Sequence[tuple[str, str]], width: int) -> Tokens:
    """Return figures with what they stand for, the figures in a column of their own."""
    column = max((len(figure) for figure, _text in rows), default=0)
    tokens: Tokens = []
    for figure, text in rows:
        first, *others = wrap(text, width - column - 2 - 2 * MARGIN)
        tokens += [("class:figure", f"{' ' * MARGIN}{figure:>{column}}  "), ("", f"{first}\n")]
        tokens += [("", f"{' ' * (MARGIN + column + 2)}{line}\n") for line in others]
    return [*tokens, ("", "\n")] if rows else tokens


def _shortened(text: str, sieve: Sieve) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 200 else flat[:199] + sieve("…")


def row(row: Row, width: int, *, tight: bool, pointed: bool, box: str = "", mark: str = "") -> Tokens:
    """Return a row: key, label and description; tight rows keep both in one paragraph."""
    lead = f"{row.key or ' '}  {box}"
    indent = " " * (3 + len(lead))
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
    first, *others = wrap(f"{label}: {detail}", room)
    cut = len(label) + 1
    if len(first) < cut:
        return _lines(lead, [first, *others], indent, styles[0])
    tokens: Tokens = [("class:key", lead), (styles[0], first[:cut]), (styles[1], first[cut:])]
    return [*tokens, *((styles[1], f"\n{indent}{line}") for line in others)]


def foot(
    notice: str, confirm: str, legend: Iterable[tuple[str, str]], sieve: Sieve, width: int, more: str = ""
) -> Tokens:
    """Return what stands below: whether rows are out of sight, a notice where there is one, and the keys."""
    tokens: Tokens = [("class:notice", f"{' ' * MARGIN}{sieve(more)}"[:width]), ("", "\n")]
    if notice:
        tokens += [*paragraph(notice, width, "class:notice"), ("", "\n")]
    dot = sieve(" · ")
    pieces: list[tuple[str, str]] = [("", confirm)] if confirm else []
    used = MARGIN
    tokens.append(("", " " * MARGIN))
    for letter, word in (*pieces, *legend):
        size = len(letter) + len(word) + 1
        if used > MARGIN and used + size + len(dot) > width - MARGIN:
            tokens.append(("", f"\n{' ' * MARGIN}"))
            used = MARGIN
        elif used > MARGIN:
            tokens.append(("class:legend", dot))
            used += len(dot)
        tokens += [("class:letter", letter), ("class:legend", f" {word}" if letter else word)]
        used += size
    return tokens


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
