"""Conditions as formulas that Excel and LibreOffice compute alike, by Kleene's logic: 2 true, 1 undetermined, 0 false.

Then `and` is the least and `or` the greatest of its parts, and `not` what remains to 2. Each part has a cell of its
own, so that no formula grows beyond what a program takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from planself.scoring.plan import All, AnyOf, Comparison, Condition, Not, State

TRUTH = {True: 2, None: 1, False: 0}
CODES = {
    State.NOT_ASKED: 0,
    State.PENDING: 1,
    State.MISSING: 2,
    State.UNKNOWN: 3,
    State.NOT_APPLICABLE: 4,
    State.ANSWERED: 5,
}
"""How cells write a state: what is asked at all lies above what is not, and what is answered above what is open."""
_MOST_PARTS = 200
"""Excel takes 255."""


@dataclass(slots=True)
class ConditionCells:
    """The cells of conditions so far, each with its formula; equal parts share one."""

    address: Callable[[int], str]
    """The cell of a place, counted from 0."""
    test: Callable[[Comparison], str]
    """The formula of whether an answered question passes a comparison."""
    state: Callable[[str], str]
    """The cell of a question's state."""
    formulas: dict[Condition, str] = field(default_factory=dict)
    _cells: dict[Condition, str] = field(default_factory=dict)

    def cell(self, condition: Condition) -> str:
        """Return the cell of a condition."""
        if condition not in self._cells:
            formula = self._formula(condition)
            self._cells[condition] = self.address(len(self._cells))
            self.formulas[condition] = formula
        return self._cells[condition]

    def _formula(self, condition: Condition) -> str:
        match condition:
            case Comparison():
                state = self.state(condition.question)
                return f"=IF(AND({state}>=1,{state}<=3),1,IF({state}<>5,0,IF({self.test(condition)},2,0)))"
            case All(parts):
                return f"=MIN({self._listed(parts, All)})"
            case AnyOf(parts):
                return f"=MAX({self._listed(parts, AnyOf)})"
            case Not(part):
                return f"=2-{self.cell(part)}"

    def _listed(self, parts: Sequence[Condition], joined: Callable[[tuple[Condition, ...]], Condition]) -> str:
        return ",".join(self.cell(part) for part in _few(parts, joined))


def _few(parts: Sequence[Condition], joined: Callable[[tuple[Condition, ...]], Condition]) -> Iterator[Condition]:
    """Yield parts, joined group by group where they are too many for one formula."""
    if len(parts) <= _MOST_PARTS:
        yield from parts
        return
    size = -(-len(parts) // _MOST_PARTS)
    yield from (joined(tuple(parts[start : start + size])) for start in range(0, len(parts), size))
