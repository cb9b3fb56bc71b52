"""Which hurdles are in the way: rated ones that are not overcome, the worst first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from planself.scoring.assessment import Assessment
from planself.scoring.plan import FULL
from planself.scoring.result import HurdleResult

NAMED = 3
"""More hurdles than this on a council's page are a list that nobody reads."""


@dataclass(frozen=True, slots=True)
class Obstacles:
    """The hurdles that a report names as in the way, and all that are."""

    named: tuple[HurdleResult, ...]
    in_the_way: tuple[HurdleResult, ...]

    def left_out(self) -> tuple[HurdleResult, ...]:
        """Return those that are in the way and not named."""
        return self.in_the_way[len(self.named) :]


def obstacles(assessment: Assessment) -> Obstacles:
    """Return the hurdles in the way, the worst first; equals in the questionnaire's order."""
    bands = [band.id for band in assessment.loaded.questionnaire.bands]
    rated = [found for found in assessment.result.hurdles if found.score is not None]
    found = [hurdle for hurdle in rated if not is_overcome(hurdle, bands)]
    found.sort(key=lambda hurdle: hurdle.score or 0)
    return Obstacles(tuple(found[:NAMED]), tuple(found))


def is_overcome(hurdle: HurdleResult, bands: Collection[str]) -> bool:
    """Return whether a hurdle has the best of several bands and no failed gate; with a single band, all points."""
    if hurdle.score is None or hurdle.failed_gates:
        return False
    return hurdle.band == list(bands)[-1] if len(bands) > 1 else hurdle.score == FULL
