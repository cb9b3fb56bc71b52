"""Which cells of a table of subgroups may be shown, so that nobody can be singled out.

A table has a row for each hurdle and a column for each subgroup; every member of the group stands in exactly one
column (those without a subgroup share one that is never printed, but is protected like the others). Beside a row
stands its total. What is hidden is hidden whole: its mean and its n.

The contract hides

1. a cell with fewer than `min_group` members who have a value there,
2. a cell whose members all have the same value, whatever its size,
3. the next smallest cell where exactly one of a row is hidden, because total minus the shown ones is the hidden one.

An attacker does not stop there, so neither do we. What is subtracted from the total leaves the *rest*: all hidden
cells of the row together. The next smallest cell is hidden too, again and again, until

4. the rest has at least `min_group` members who are not all alike. Two hidden cells of one person each would otherwise
   publish the mean of two people;
5. the same holds without any hidden cell of one person: that person can subtract the own value as well;
6. the mean of every cell hidden by 1 or 2 stays open by `SPAN` at least, even for somebody who knows how many people
   are in it, the exact sum of the rest, and the lowest and highest value of the row. A rest of which everybody is at
   0 would otherwise tell everything;
7. where hurdles share their questions so far that one is (nearly) a sum of others, a cell hidden in one row is hidden
   in the rows that share with it (`linked`).

Where that hides every cell of a row, its total stands alone: it is what the group agreed to publish.

What no rule for one table can prevent: two tables of the same people by different subgroups, or before and after one
more person came in. Publish one division, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planself.errors import UsageError
from planself.i18n import _
from planself.scoring.plan import FULL, Plan, rdiv

MIN_GROUP = 5
LEAST_GROUP = 3
"""Fewer than this is refused, unless everybody agreed to an open workshop."""
SPAN = 100
"""How far a hidden mean must stay open: 100 tenths, that is 10.0 of 100."""

Table = Sequence[Sequence["Cell"]]
Shown = tuple[tuple[bool, ...], ...]


@dataclass(frozen=True, slots=True)
class Protection:
    """How small a group may be shown; `open` is for workshops in which everybody agreed to stand by their name."""

    min_group: int = MIN_GROUP
    open: bool = False

    def __post_init__(self) -> None:
        if not self.open and self.min_group < LEAST_GROUP:
            raise UsageError(
                _("A smallest group of {n} protects nobody.").format(n=self.min_group),
                _("Take 5 (or 3 at least), or declare the workshop open if everybody agreed to that."),
            )

    @property
    def least(self) -> int:
        """From how many people on something is shown."""
        return 1 if self.open else self.min_group

    def enough(self, n: int) -> bool:
        """Whether what is counted of so many people may be shown."""
        return n >= self.least

    @property
    def lowered(self) -> bool:
        """Whether a report must say that groups smaller than usual are shown."""
        return self.open or self.min_group < MIN_GROUP

    def mean_shown(self, n: int) -> bool:
        """Whether the mean of so many members of the whole group may be shown."""
        return n >= (1 if self.open else self.min_group)

    def spread_shown(self, n: int) -> bool:
        """Whether counts, median, quartiles, lowest and highest of so many of the whole group may be shown."""
        return n >= (1 if self.open else 2 * self.min_group)


@dataclass(slots=True)
class Cell:
    """The values of a subgroup in one row, added one by one: how many, their sum, lowest and highest."""

    n: int = 0
    total: int = 0
    lowest: int = FULL
    highest: int = 0

    def add(self, value: int) -> None:
        """Count a member's value (0 … 1000)."""
        self.n += 1
        self.total += value
        self.lowest = min(self.lowest, value)
        self.highest = max(self.highest, value)

    @property
    def mean(self) -> int | None:
        """The mean as published, None without values."""
        return rdiv(self.total, self.n) if self.n else None

    @property
    def unanimous(self) -> bool:
        """Whether all values are the same."""
        return self.n > 0 and self.lowest == self.highest


def together(cells: Iterable[Cell]) -> Cell:
    """Return the cell of all members of several cells."""
    whole = Cell()
    for cell in cells:
        whole.n += cell.n
        whole.total += cell.total
        whole.lowest = min(whole.lowest, cell.lowest)
        whole.highest = max(whole.highest, cell.highest)
    return whole


def shown(table: Table, protection: Protection, links: Sequence[Iterable[int]] = ()) -> Shown:
    """Return for every cell whether it may be shown; `links` names for each row the rows that could betray it."""
    hidden = [_too_telling(row, protection) for row in table]
    if not protection.open:
        before = -1
        while before != (before := sum(map(len, hidden))):
            hidden = [_covered(row, found, protection.min_group) for row, found in zip(table, hidden, strict=True)]
            for row, others in enumerate(links):
                for other in others:
                    hidden[other] |= {column for column in hidden[row] if table[row][column].n}
    return tuple(
        tuple(column not in found for column in range(len(row))) for row, found in zip(table, hidden, strict=True)
    )


def linked(plan: Plan) -> tuple[tuple[int, ...], ...]:
    """Return for every hurdle those that share a question with it, where they could betray its hidden cells.

    A hurdle of whose weight at least a tenth belongs to questions of its own cannot be computed from others to
    nearer than `SPAN`.
    """
    weights = [
        {
            question.id: dict(question.weights)[hurdle.id]
            for question in plan.questions
            if hurdle.id in dict(question.weights)
        }
        for hurdle in plan.hurdles
    ]
    return tuple(_betrayers(row, weights) for row in range(len(weights)))


def _betrayers(row: int, weights: Sequence[dict[str, int]]) -> tuple[int, ...]:
    sharing = tuple(
        other for other in range(len(weights)) if other != row and weights[other].keys() & weights[row].keys()
    )
    shared = {question for other in sharing for question in weights[other]}
    own = sum(weight for question, weight in weights[row].items() if question not in shared)
    return () if own * FULL >= SPAN * sum(weights[row].values()) else sharing


def _too_telling(row: Sequence[Cell], protection: Protection) -> set[int]:
    """Return the columns that are hidden for their own sake."""
    if protection.open:
        return {column for column, cell in enumerate(row) if not cell.n}
    return {column for column, cell in enumerate(row) if _sensitive(cell, protection.min_group)}


def _sensitive(cell: Cell, min_group: int) -> bool:
    return cell.n < min_group or cell.unanimous


def _covered(row: Sequence[Cell], hidden: set[int], min_group: int) -> set[int]:
    """Return the hidden columns with as many more, smallest first, as it takes to keep them hidden."""
    smallest_first = sorted(set(range(len(row))) - hidden, key=lambda column: row[column].n)
    found = set(hidden)
    for column in smallest_first:
        if _safe([row[known] for known in found if row[known].n], together(row), min_group):
            break
        found.add(column)
    return found


def _safe(rest: Sequence[Cell], whole: Cell, min_group: int) -> bool:
    """Whether the hidden cells stay hidden although their sum can be computed."""
    if not rest:
        return True
    seen_by_others = [rest, *(_without(rest, cell) for cell in rest if cell.n == 1)]
    return (
        len(rest) > 1
        and not any(_sensitive(together(cells), min_group) for cells in seen_by_others)
        and all(_stays_open(cell, together(rest), whole) for cell in rest if _sensitive(cell, min_group))
    )


def _without(cells: Sequence[Cell], left_out: Cell) -> list[Cell]:
    return [cell for cell in cells if cell is not left_out]


def _stays_open(cell: Cell, rest: Cell, whole: Cell) -> bool:
    others = rest.n - cell.n
    least = max(whole.lowest * cell.n, rest.total - whole.highest * others)
    most = min(whole.highest * cell.n, rest.total - whole.lowest * others)
    return most - least >= SPAN * cell.n
