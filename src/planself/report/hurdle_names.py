"""Hurdles inside sentences: the first few by topic and the others as a number."""

from __future__ import annotations

from collections.abc import Sequence

from planself.report.context import Material
from planself.report.inline_text import Sentence, compose
from planself.scoring.result import HurdleResult

NAMED = 3
"""More names than this in one sentence are a list that nobody reads."""


def headings(material: Material, ids: Sequence[str]) -> Sentence:
    """Return hurdles' topics with their names, the first few and the others as a number."""
    return some(material, [material.hurdle_heading(id_) for id_ in ids])


def topics(material: Material, ids: Sequence[str]) -> Sentence:
    """Return hurdles' topics alone, which turn no high score round as a name of what is lacking would."""
    return some(material, [material.hurdle_topic(id_) for id_ in ids])


def scored_names(material: Material, ids: Sequence[str]) -> Sentence:
    """Return hurdles' topics, each with its score, the worst first; of many only the first few."""
    worst_first = [found for found in material.rated if found.id in ids]
    return some(
        material,
        [
            compose("{hurdle} ({score})", hurdle=material.hurdle_topic(found.id), score=points(material, found))
            for found in worst_first
        ],
    )


def some(material: Material, shown: list[Sentence]) -> Sentence:
    """Return "a, b and c", or the first few and how many more there are."""
    rest = len(shown) - NAMED if len(shown) > NAMED + 1 else 0
    if not rest:
        return material.listed(shown)
    return material.listed([*shown[:NAMED], Sentence((material.reader.n_("{n} more", "{n} more", rest),))])


def points(material: Material, found: HurdleResult) -> str:
    """Return a rated hurdle's score as this text prints scores."""
    return material.score_text(found.score or 0)


def in_points(material: Material, found: HurdleResult) -> str:
    """Return a rated hurdle's score with its unit: "1 point", "34 points", "34.0 points"."""
    score = points(material, found)
    if material.brief and score == "1":
        return material.reader._("1 point")
    return material.reader._("{score} points").format(score=score)


def band(material: Material, found: HurdleResult) -> Sentence:
    """Return a rated hurdle's band, marked where it is provisional or a minimum condition is not met."""
    _, label = material.reader._, material.bands[found.band or ""].label
    told = compose(_("{band}, provisional"), band=label) if found.provisional else Sentence((label,))
    return compose(_("{band}, minimum condition not met"), band=told) if found.failed_gates else told
