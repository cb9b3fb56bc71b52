"""A slide drawn for a window: as large as it fits, and never more lines or columns than there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from planself.i18n import _
from planself.terminal.rows import beside
from planself.terminal.screen import Sieve, cells, shortened, wrap
from planself.terminal.styled_page import MARGIN, Foot, Tokens, cut, foot, heading, height, paragraph
from planself.workshop.slides import AnswerLine, Slide

_BAR = 40
"""Columns of the longest bar; half of that where two stand side by side."""
_PER_PERSON = 3
_INDENT = "    "
_MANY_LINES = 4
"""Lines of dissent, notes and evidence that a small window shows at most."""


@dataclass(frozen=True, slots=True)
class _Manner:
    """How roomy a slide is drawn: anchors whole or one line each, bars below or beside, an empty line between."""

    whole: bool
    below: bool
    apart: bool


_MANNERS = tuple(
    _Manner(whole, below, apart) for apart, whole, below in product((True, False), repeat=3) if below or not apart
)


def draw(slide: Slide, sieve: Sieve, size: tuple[int, int], seconds: int, *, wording: bool = False) -> Tokens:
    """Return the page for a window of so many columns and lines; `wording` shows the levels in full, without bars."""
    columns, lines = size
    shown = _Drawing(slide, sieve, columns)
    below = foot(Foot(slide.legend, slide.notice), sieve, columns)
    for manner in (_Manner(True, False, False),) if wording else _MANNERS:
        tokens = shown.page(manner, seconds, lines - height(below), wording=wording)
        if height(tokens) + height(below) <= lines:
            break
    above = cut(tokens, lines - height(below))
    gap = lines - height(above) - height(below)
    return [*above, ("", "\n" * (gap + 1)), *below]


class _Drawing:
    def __init__(self, slide: Slide, sieve: Sieve, columns: int) -> None:
        self.slide, self.sieve, self.columns = slide, sieve, columns
        self.most = max((max(line.before or 0, line.after or 0) for line in slide.lines), default=0)

    def page(self, manner: _Manner, seconds: int, room: int, *, wording: bool) -> Tokens:
        """Return the page; only of a listing what fits into so many lines, since each is to be seen or counted."""
        slide, width = self.slide, self.columns
        place = self.sieve("  ".join(part for part in (slide.place, clock(seconds)) if part))
        tokens = heading(slide.title, place, (slide.done, slide.whole), self.sieve, width)
        tokens += paragraph(slide.text, width, "class:asked")
        for why in slide.why:
            tokens += paragraph(why, width, "class:aside")
        if slide.lines or slide.listing:
            tokens.append(("", "\n"))
        room -= height(tokens)
        for line in slide.lines:
            tokens += self._line(line, manner, bars=not wording)
        tokens += self._listing(manner, room)
        for aside in slide.aside:
            tokens += paragraph(aside, width, "")
        if slide.settled:
            tokens.append(("", "\n"))
        return [*tokens, *self._settled()]

    def _listing(self, manner: _Manner, room: int) -> Iterator[tuple[str, str]]:
        """Yield the questions with what is proposed, the answer in a line of its own where there is room."""
        found = list(self.slide.listing)
        if manner.whole and manner.below:
            for question, answer in found:
                yield from paragraph(question, self.columns, "class:label")
                said = shortened(answer, self._wide, self.sieve)
                yield "class:pointed", f"{' ' * MARGIN}{self.sieve('  → ')}{said}\n"
            return
        kept = found if len(found) <= room else found[: max(room - 1, 0)]
        for question, answer in kept:
            said = shortened(answer, self._wide // 2, self.sieve)
            left = shortened(question, self._wide - cells(said), self.sieve)
            yield "class:label", f"{' ' * MARGIN}{left}"
            yield from (("", self.sieve(" → ")), ("class:pointed", f"{said}\n"))
        if len(kept) < len(found):
            yield from paragraph(self.slide.further.format(n=len(found) - len(kept)), self.columns, "class:aside")

    @property
    def _wide(self) -> int:
        """The columns of a text within the margins that stands beside something short."""
        return self.columns - 2 * MARGIN - len(_INDENT)

    def _settled(self) -> Iterator[tuple[str, str]]:
        found = [(label, f"{label}: {text}") for label, text in self.slide.settled]
        lines = [part for _label, text in found for part in wrap(text, self.columns - 2 * MARGIN)]
        kept = lines if len(lines) <= _MANY_LINES else [*lines[: _MANY_LINES - 1], self.sieve("…")]
        for place, text in enumerate(kept):
            yield "class:figure" if place == 0 else "class:remark", f"{' ' * MARGIN}{text}\n"

    def _line(self, line: AnswerLine, manner: _Manner, *, bars: bool) -> Iterator[tuple[str, str]]:
        """Yield an answer: key and label, its description, and the bars of how many gave it."""
        mark = self.sieve("✓") if line.agreed else " "
        style = "class:pointed" if line.agreed else "class:label"
        room = self.columns - len(_INDENT) - MARGIN
        bar = self._bars(line, beside=not manner.below) if bars else []
        described = beside(line.label, line.detail)
        yield "class:key", f"{mark}{line.key or ' ':<2} "
        if manner.below or not bar:
            texts = wrap(described, room) if manner.whole else [shortened(described, room, self.sieve)]
            yield from ((style, f"{_INDENT if place else ''}{text}\n") for place, text in enumerate(texts))
            if bar:
                yield from (("", _INDENT), *bar, ("", "\n"))
        else:
            used = sum(cells(text) for _style, text in bar) + 2
            yield from (*bar, ("", "  "), (style, f"{shortened(described, room - used, self.sieve)}\n"))
        if manner.apart:
            yield "", "\n"

    def _bars(self, line: AnswerLine, *, beside: bool) -> list[tuple[str, str]]:
        if line.before is None and line.after is None:
            return []
        if not self.slide.second:
            return self._one(line.before or 0, "class:done", "█", 16 if beside else _BAR, pad=beside)
        half = 9 if beside else _BAR // 2
        first = self._one(line.before or 0, "class:rest", "▒", half, pad=True) if line.before is not None else []
        second = self._one(line.after or 0, "class:done", "█", half, pad=beside) if line.after is not None else []
        named = [] if beside else [("class:rest", _("before "))]
        then = [("", self.sieve(" → "))] if beside else [("", "  "), ("class:done", _("now "))]
        return [*named, *first, *(then if second else []), *second]

    def _one(self, count: int, style: str, sign: str, room: int, *, pad: bool) -> list[tuple[str, str]]:
        unit = min(_PER_PERSON, max(room // max(self.most, 1), 0))
        size = count * unit if unit else -(-count * room // self.most)
        number = f"{' ' if size else ''}{count}"
        rest = " " * (room + 4 - size - len(number)) if pad else ""
        return [(style, self.sieve(sign) * size), ("class:figure", number), ("", rest)]


def clock(seconds: int) -> str:
    """Return a span of time in minutes and seconds."""
    return f"{seconds // 60}:{seconds % 60:02}"


def spoken(slide: Slide, sieve: Sieve) -> Sequence[str]:
    """Return a slide as plain lines that a screen reader can speak, numbers in words and nothing drawn."""
    place = f"{slide.title}. {slide.place}" if slide.place else slide.title
    lines = [place, slide.text, *slide.why]
    for line in slide.lines:
        described = beside(line.label, line.detail)
        agreed = _("agreed on") if line.agreed else ""
        counts = [str(line.before)] if line.before is not None else []
        if line.after is not None:
            before = _("before {n}").format(n=line.before) if line.before is not None else ""
            counts = [part for part in (before, _("now {n}").format(n=line.after)) if part]
        told = ", ".join((*counts, *([agreed] if agreed else [])))
        lines.append(f"{line.key or '-'}. {described}" + (f" ({told})" if told else ""))
    lines += [f"{question} {answer}" for question, answer in slide.listing]
    lines += [*slide.aside, *(f"{label}: {text}" for label, text in slide.settled)]
    return [sieve(line) for line in (*lines, *([slide.notice] if slide.notice else []))]
