"""An attacker who knows the rules of summaries and benchmarks and a whole output, and looks at all tables of a lot.

Everything published of a hurdle follows from how many of each group have which score there (None: no score). So tables
are told apart by these numbers alone. Whatever all tables with the same output have in common, the attacker knows.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import combinations_with_replacement, product
from typing import Any

from planself.analysis.benchmark import OVERALL, Builder
from planself.analysis.summary.groups import told
from planself.analysis.summary.spread import spread
from planself.scoring.plan import rdiv

Score = int | None
Table = Mapping[str, tuple[Score, ...]]
"""The scores (tenths) of every group, sorted; "" stands for those of no group."""
BAND = 400
"""Where the second band of the lots begins."""


@dataclass(frozen=True)
class Output:
    """What is published, and which groups show something at the hurdle."""

    published: Any
    shown: Collection[str]


@dataclass
class Found:
    """What was looked at, and what the attacker knows that nobody told."""

    tables: int = 0
    outputs: int = 0
    groups: int = 0
    """Outputs that show a group at the hurdle."""
    of_one_mind: int = 0
    """Groups not shown that are known because all scores outside the shown ones, enough of them, are alike."""
    points: list[Any] = field(default_factory=list)
    """Groups not shown, or too few outside those shown, whose scores are known in whole points."""
    tenths: list[Any] = field(default_factory=list)
    """Groups, shown ones included, whose scores are known nearer than whole points."""

    def __add__(self, other: Found) -> Found:
        pairs = ((getattr(self, name), getattr(other, name)) for name in self.__dataclass_fields__)
        return Found(*(one + two for one, two in pairs))


def attack(sizes: Mapping[str, int], kinds: Sequence[Score], least: int, publish: Callable[[Table], Output]) -> Found:
    """Return what follows from the outputs of a lot, over all its tables."""
    classes: dict[str, list[Table]] = defaultdict(list)
    shown: dict[str, Collection[str]] = {}
    for table in tables(sizes, kinds):
        output = publish(table)
        key = json.dumps(output.published)
        classes[key].append(table)
        shown[key] = output.shown
    found = Found(sum(map(len, classes.values())), len(classes))
    for key, same in classes.items():
        found.groups += bool(shown[key])
        hidden = [group for group in sizes if group not in shown[key]]
        for group in sizes:
            _known(group, hidden, same, least, found)
        outside = {_points(table, hidden) for table in same}
        if len(outside) == 1 and 0 < len(*outside) < least:
            found.points.append((hidden, same[0]))
    return found


def tables(sizes: Mapping[str, int], kinds: Sequence[Score]) -> Iterator[Table]:
    """Yield all tables, those that differ by who of a group has which score once."""
    each = [list(combinations_with_replacement(kinds, size)) for size in sizes.values()]
    for chosen in product(*each):
        yield dict(zip(sizes, chosen, strict=True))


def of_summary(table: Table) -> Output:
    """Return what a summary publishes of a hurdle: all together, bands, groups."""
    scores = [{group: _counted(found) for group, found in table.items() if _counted(found)}]
    whole = sum((_counted(found) for found in table.values()), Counter[int]())
    groups = told("by", {group: len(found) for group, found in table.items()}, scores)
    together = spread(whole)
    bands = None if together.fifths is None else sum(n for score, n in whole.items() if score >= BAND)
    shown = [group.name for group in groups.named if group.hurdles[0] is not None]
    return Output([asdict(together), bands, sum(map(len, table.values())), asdict(groups)], shown)


def of_benchmark(table: Table) -> Output:
    """Return what a benchmark publishes of a score; whoever gave no answer to its question is in no group."""
    builder = Builder(["by"])
    for group, found in table.items():
        for score in found:
            builder.count({OVERALL: score}, [("by", group)] if group else [])
    result = builder.result("lot", "1.0.0", None)
    shown = [group.answer for group in result.groups if group.question and group.spreads]
    return Output(result.to_json()["groups"], shown)


def _counted(scores: Sequence[Score]) -> Counter[int]:
    return Counter(score for score in scores if score is not None)


def _known(group: str, hidden: Sequence[str], same: Sequence[Table], least: int, found: Found) -> None:
    exact = {_scores(table, [group]) for table in same}
    if len(exact) == 1 and exact != {()}:
        found.tenths.append((group, same[0]))
    rounded = {_points(table, [group]) for table in same}
    if group not in hidden or len(rounded) > 1 or rounded == {()}:
        return
    outside = [_points(table, hidden) for table in same]
    if all(len(scores) >= least and len(set(scores)) == 1 for scores in outside):
        found.of_one_mind += 1
    else:
        found.points.append((group, same[0]))


def _scores(table: Table, groups: Sequence[str]) -> tuple[int, ...]:
    return tuple(sorted(score for group in groups for score in table[group] if score is not None))


def _points(table: Table, groups: Sequence[str]) -> tuple[int, ...]:
    return tuple(rdiv(score, 10) for score in _scores(table, groups))
