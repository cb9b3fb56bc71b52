"""What is level: a list has no first where all are, and does not end where what follows has the same number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from planself.i18n import Reader


def level_with_last(points: Sequence[int], shown: int, reader: Reader) -> str:
    """Say how many questions behind the last one shown raise as much; points (tenths) fall, nothing is said of none."""
    more = points[shown:].count(points[shown - 1]) if len(points) > shown else 0
    if not more:
        return ""
    said = reader.n_(
        "For {n} more question it is {{points}} as well.", "For {n} more questions it is {{points}} as well.", more
    )
    return said.format(points=reader.change(points[shown - 1]))


def are_ranked(scores: Iterable[int | None]) -> bool:
    """Return whether some scores differ, so that one of them can be called the lowest."""
    return len({score for score in scores if score is not None}) > 1


def hurdles_title(scores: Iterable[int | None], reader: Reader) -> str:
    """Return the heading of a list of hurdles, which ranks them only where their scores differ."""
    if are_ranked(scores):
        return reader._("The biggest hurdles first (0 = in the way, 100 = overcome)")
    return reader._("Hurdles (0 = in the way, 100 = overcome)")
