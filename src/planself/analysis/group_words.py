"""What a group's result says in words: how far people agree, and what kind of disagreement it is."""

from __future__ import annotations

from collections.abc import Sequence

from planself.analysis.agreement import Word
from planself.analysis.group_result import DiscussionItem, Kind
from planself.i18n import Reader

NOTHING = "–"
"""Stands where nothing is published."""


def agreed(word: Word | None, reader: Reader) -> str:
    """Return the word for an agreement; empty where there is none."""
    _ = reader._
    match word:
        case Word.AGREED:
            return _("agreed")
        case Word.MIXED:
            return _("mixed")
        case Word.SCATTERED:
            return _("scattered")
        case Word.SPLIT:
            return _("split")
        case None:
            return ""


def kind(found: Kind, reader: Reader) -> str:
    """Return what kind of disagreement it is, in a few words."""
    _ = reader._
    match found:
        case Kind.SPLIT:
            return _("the room is split")
        case Kind.SPREAD:
            return _("the answers are spread")
        case Kind.KNOWLEDGE_GAP:
            return _("some know, some don't")
        case Kind.SCOPE:
            return _("some say that it does not apply")
        case Kind.PERCEPTION_GAP:
            return _("roles see it differently")


def why(item: DiscussionItem, hurdle: str, reader: Reader) -> str:
    """Return why a question is worth talking about; `hurdle` is the name of the one that roles see differently."""
    said = kind(item.kind, reader)
    if item.hurdle is None:
        return said
    gap = reader._("roles see “{hurdle}” differently").format(hurdle=hurdle)
    return gap if item.kind is Kind.PERCEPTION_GAP else f"{said}; {gap}"


def hundredths(agreement: int | None, reader: Reader) -> str:
    """Write an agreement with two decimals and a true minus sign."""
    if agreement is None:
        return NOTHING
    shown = f"{abs(agreement) // 100}{reader.decimal_sign}{abs(agreement) % 100:02}"
    return f"−{shown}" if agreement < 0 else shown


def span(values: Sequence[int] | None) -> str:
    """Write one answer, or the first and last of several."""
    if not values:
        return NOTHING
    return str(values[0]) if values[0] == values[-1] else f"{values[0]}–{values[-1]}"
