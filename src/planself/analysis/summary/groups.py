"""Groups by a column: counted score by score, then told of by numbers of answer sets alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import polars as pl

from planself.analysis.spread import in_points
from planself.analysis.summary.result import GroupBreakdown, GroupScores, GroupSummary
from planself.analysis.summary.tally import PERSON, tenths
from planself.analysis.suppression import LEAST_SETS, shown_groups
from planself.errors import UsageError, did_you_mean
from planself.i18n import _
from planself.scoring.plan import FULL, Plan

MOST = 1000
"""A column with more entries than this is no grouping but free text."""
LEAST_GROUPS = 2
"""A single group beside all together shows what is left over, and compares nothing."""
_RESULTS = (
    "status", "score", "lower", "upper", "coverage", "stage",
    "applicable", "band", "provisional", "failed_gates", "open_gates",
)  # fmt: skip
_POINTS = FULL // 10 + 1
_WAITING = 1_000_000
"""So many scores wait before they are counted: counting a few at a time would look through all counts each time."""

Scores = Mapping[str, Counter[int]]
"""Of every group that has any: its scores at a hurdle (tenths, in whole points), counted; "" stands for no group."""


class GroupTally:
    """Counts a block of rows after the other, by what stands in a column."""

    def __init__(self, by: str, plan: Plan) -> None:
        if by == PERSON:
            raise UsageError(_("{column} marks single people and is no column to group by.").format(column=by), _fit())
        self.by = by
        self.sizes: Counter[str] = Counter()
        self._hurdles = [hurdle.id for hurdle in plan.hurdles]
        self._waiting: list[pl.Series] = []
        self._counted = pl.DataFrame(schema={"code": pl.Int32, "n": pl.UInt32})

    def add(self, batch: pl.DataFrame) -> None:
        """Count a block; raises UsageError where the column is missing or groups nothing."""
        if self.by not in (known := _columns(batch, self._hurdles)):
            raise _missing(self.by, known)
        entry = batch[self.by].cast(pl.String).str.strip_chars().fill_null("").alias("entry")
        self.sizes.update(dict(entry.value_counts(name="n").iter_rows()))
        if len(self.sizes) > MOST:
            message = _("The column {column} has more than {most} different entries.")
            raise UsageError(message.format(column=self.by, most=MOST), _fit())
        place = entry.replace_strict(list(self.sizes), range(len(self.sizes)), return_dtype=pl.Int32)
        first = (place * (len(self._hurdles) * _POINTS)).alias("first")
        codes = batch.with_columns(first).select(
            (pl.col("first") + at * _POINTS + (tenths(f"{id_}.score") + 5) // 10).alias(id_)
            for at, id_ in enumerate(self._hurdles)
        )
        self._waiting += codes.get_columns()
        if sum(map(len, self._waiting)) >= _WAITING:
            self._count()

    def _count(self) -> None:
        codes = pl.concat([pl.Series("code", dtype=pl.Int32), *self._waiting]).drop_nulls()
        counted = pl.concat([self._counted, codes.value_counts(name="n")])
        self._counted, self._waiting = counted.group_by("code").agg(pl.col("n").sum()), []

    def result(self, order: Sequence[str] = ()) -> GroupBreakdown:
        """Return the groups that may be told of; of equal ones the later in `order` goes first."""
        self._count()
        names, hurdles = list(self.sizes), len(self._hurdles)
        scores: list[dict[str, Counter[int]]] = [{} for _hurdle in range(hurdles)]
        cell = (pl.col("code") // _POINTS).alias("cell")
        for place, found, counts in self._counted.group_by(cell).agg(pl.col("code") % _POINTS * 10, "n").iter_rows():
            scores[place % hurdles][names[place // hurdles]] = Counter(dict(zip(found, counts, strict=True)))
        return told(self.by, self.sizes, scores, order)


def told(by: str, sizes: Mapping[str, int], scores: Sequence[Scores], order: Sequence[str] = ()) -> GroupBreakdown:
    """Return the groups that may be told of, once for the whole output and again for each hurdle.

    Those who stand in no shown group are none or `LEAST_SETS` at least, and of them so are those who have a score at
    the hurdle: nothing of fewer is left when the shown groups are taken away from all together.
    """
    there = {name: n for name, n in sizes.items() if name}
    outside = sum(sizes.values()) - sum(there.values())
    shown = shown_groups(there, outside, LEAST_SETS, order)
    shown = shown if len(shown) >= LEAST_GROUPS else ()
    rows = [_row(shown, row, order) for row in scores]
    named = tuple(
        GroupSummary(name, sizes[name], tuple(row.get(name) for row in rows)) for name in sorted(shown, key=natural)
    )
    return GroupBreakdown(by, named, len(there) - len(shown), outside)


def _row(shown: Sequence[str], scores: Scores, order: Sequence[str]) -> dict[str, GroupScores]:
    rated = {name: scores[name].total() for name in shown if name in scores}
    outside = sum(found.total() for found in scores.values()) - sum(rated.values())
    return {
        name: GroupScores(rated[name], in_points(scores[name]))
        for name in shown_groups(rated, outside, LEAST_SETS, order)
    }


def natural(name: str) -> tuple[list[tuple[bool, int, str]], str]:
    """Return what sorts names as people do: "Kreis 9" before "Kreis 10"."""
    parts = re.findall(r"\d+|\D+", name.casefold())
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts], name


def _columns(batch: pl.DataFrame, hurdles: Sequence[str]) -> list[str]:
    """Return the columns that may group: none of the results, since a group by scores would print them."""
    own = {f"{id_}.{name}" for id_ in ("overall", *hurdles) for name in _RESULTS}
    return [name for name in batch.columns if name not in own and not name.startswith(("state:", "points:"))]


def _fit() -> str:
    return _("Choose a column that many answer sets share, such as a district.")


def _missing(column: str, known: Sequence[str]) -> UsageError:
    near = did_you_mean(column, known)
    return UsageError(
        _("The answer sets have no column {column} to group by.").format(column=column),
        _("Did you mean {name}?").format(name=near) if near else "",
    )
