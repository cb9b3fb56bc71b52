"""What every section of the summary is made from: the summary, the reader, the questionnaire's texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from planself.analysis.summary.result import HurdleSummary, Summary
from planself.i18n import Reader
from planself.report.inline_text import Words
from planself.report.texts import Texts
from planself.scoring.plan import FULL, rdiv

HIDDEN = "–"
"""What stands for a number that would tell of too few, or that does not exist."""

NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Origin:
    """What the summary itself does not know: who wrote it, when, from which files."""

    planself_version: str
    created: datetime
    sources: tuple[str, ...]


class SummaryContext(Texts):
    """A summary as one reader will read it."""

    def __init__(self, summary: Summary, reader: Reader) -> None:
        super().__init__(summary.loaded.questionnaire, reader)
        self.summary = summary

    def hurdle(self, id_: str) -> Words:
        """Return a hurdle's name."""
        return self.words(self.hurdles[id_].name)

    def asked(self, id_: str) -> Words:
        """Return a question's text."""
        return self.words(self.question(id_).text)

    def count(self, value: int | None) -> str:
        """Write a count, or the dash of what is not shown."""
        return HIDDEN if value is None else self.reader.integer(value)

    def share(self, part: int | None, whole: int | None) -> str:
        """Write a part of a whole in percent, on one line."""
        if part is None or not whole:
            return HIDDEN
        return self.percent(rdiv(FULL * part, whole)).replace(" ", NO_BREAK)

    def counted(self, part: int, whole: int | None) -> str:
        """Write a count with its share."""
        return f"{self.count(part)}{NO_BREAK}({self.share(part, whole)})"

    def points(self, values: Sequence[int] | None, between: str = "–") -> str:
        """Write whole points, or the dash of what is not shown."""
        return HIDDEN if values is None else between.join(map(self.reader.integer, values))

    def band_of(self, score: int) -> int:
        """Return the place of the band whose stretch of the scale a score lies in."""
        return sum(band.from_ <= score for band in self.questionnaire.bands) - 1

    @property
    def worst_first(self) -> list[HurdleSummary]:
        """The hurdles by their median, then their lower and upper quartile, the lowest first; those without last."""
        return sorted(self.summary.hurdles, key=_height)


def _height(hurdle: HurdleSummary) -> tuple[int, ...]:
    if hurdle.spread.quartiles is None:
        return (1,)
    lower, median, upper = hurdle.spread.quartiles
    return 0, median, lower, upper
