"""The summary of a whole lot, built block by block in flat memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from planself.analysis.summary.alpha import Alpha, AlphaSums, alpha
from planself.analysis.summary.groups import GroupTally
from planself.analysis.summary.result import (
    Counted,
    GateSummary,
    HurdleSummary,
    OverallSummary,
    QuestionSummary,
    Summary,
)
from planself.analysis.summary.spread import Spread, coarse, spread
from planself.analysis.summary.tally import COVERAGE, OVERALL, ROLE, SummaryTally, items, tally
from planself.analysis.suppression import LEAST_SETS
from planself.questionnaire.load import Loaded
from planself.scoring.plan import Plan, Threshold


class SummaryBuilder:
    """Takes scored rows block by block (`score_frame` with `detail=True`); knows no single row afterwards."""

    def __init__(self, plan: Plan, loaded: Loaded, by: str | None = None) -> None:
        self._plan = plan
        self._loaded = loaded
        self._groups = None if by is None else GroupTally(by, plan)
        self._tally = SummaryTally()

    def add(self, batch: pl.DataFrame) -> None:
        """Count a block of scored rows; raises UsageError where the column to group by does not fit."""
        if batch.is_empty():
            return
        tally(self._tally, batch, self._plan)
        if self._groups is not None:
            self._groups.add(batch)

    def result(self, rejected: int = 0) -> Summary:
        """Return the summary so far, without everything that would tell of too few."""
        found, counts = self._tally, self._tally.counts
        return Summary(
            loaded=self._loaded,
            n=found.n,
            rejected=rejected,
            people=counts["people"],
            overall=OverallSummary(
                spread=self._spread(OVERALL),
                insufficient=self._whole(counts["applies"] - found.histograms.get(OVERALL, Counter()).total()),
                not_applicable=self._whole(found.n - counts["applies"]),
                stages=self._counted(self._plan.stages, "stage"),
            ),
            coverage=self._spread(COVERAGE),
            compared=self._whole(counts["compared"]),
            hurdles=tuple(self._hurdle(hurdle.id) for hurdle in self._plan.hurdles),
            questions=tuple(self._question(question.id) for question in self._plan.questions),
            gates=tuple(self._gates()),
            groups=None if self._groups is None else self._groups.result(self._order()),
        )

    def _order(self) -> tuple[str, ...]:
        """Return the names in whose order groups of one size are kept."""
        roles = self._loaded.questionnaire.roles
        return tuple(role.id for role in roles) if self._groups and self._groups.by == ROLE else ()

    def _spread(self, name: str) -> Spread:
        found = self._tally.histograms.get(name, Counter())
        return spread(found) if self._tally.n >= LEAST_SETS else Spread()

    def _hurdle(self, id_: str) -> HurdleSummary:
        found, applies = self._tally, self._tally.counts[f"applies:{id_}"]
        return HurdleSummary(
            id=id_,
            spread=self._spread(f"{id_}.score"),
            insufficient=self._whole(applies - found.histograms.get(f"{id_}.score", Counter()).total()),
            not_applicable=self._whole(found.n - applies),
            bands=self._counted(self._plan.bands, f"band:{id_}"),
            lowest=self._of(found.counts["compared"], f"lowest:{id_}"),
            alpha=self._alpha(id_),
        )

    def _alpha(self, id_: str) -> Alpha:
        found = alpha(len(items(self._plan, id_)), self._tally.alphas.get(id_, AlphaSums()))
        return replace(found, n=self._whole(found.n or 0))

    def _question(self, id_: str) -> QuestionSummary:
        asked = self._tally.counts[f"asked:{id_}"]
        return QuestionSummary(id_, self._whole(asked), self._of(asked, f"unknown:{id_}"))

    def _gates(self) -> list[GateSummary]:
        counts = self._tally.counts
        return [
            GateSummary(
                hurdle=hurdle.id,
                question=gate.question,
                at_least=gate.at_least,
                answered=self._whole(answered := counts[f"answered:{hurdle.id}:{gate.question}"]),
                failed=self._of(answered, f"failed:{hurdle.id}:{gate.question}"),
            )
            for hurdle in self._plan.hurdles
            for gate in hurdle.gates
        ]

    def _whole(self, count: int) -> int | None:
        """Return a count out of all answer sets, None where they are too few for counts."""
        return count if self._tally.n >= LEAST_SETS else None

    def _of(self, n: int, name: str) -> int | None:
        """Return a count out of n, None where n is too small for counts."""
        return self._tally.counts[name] if n >= LEAST_SETS else None

    def _counted(self, places: Sequence[Threshold], kind: str) -> tuple[Counted, ...] | None:
        counted = tuple(Counted(place.id, self._tally.counts[f"{kind}:{place.id}"]) for place in places)
        enough = sum(entry.n for entry in counted) >= LEAST_SETS
        return counted if enough and coarse(place.lower for place in places) else None
