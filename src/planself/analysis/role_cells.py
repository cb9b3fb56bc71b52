"""The view by role: who is shown, and in which fifth of the scale (contract, section 7, rules 3 and 4).

Means would tell the answers of those who are not shown, and hiding by values would tell the values; so cells are
coarse, and what is shown follows from numbers of people alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from planself.analysis.anonymity import MIN_GROUP, Protection
from planself.analysis.group_result import RoleClass, RoleRow
from planself.analysis.suppression import shown_groups
from planself.analysis.tally import Earned, MemberTally
from planself.scoring.plan import FULL

LEAST_QUESTIONS = 3
"""A row of fewer questions has no cells."""
FIFTHS = 5

Weights = Sequence[tuple[int, Mapping[str, int]]]
"""Of each hurdle of a row: its weight, and the weights of its questions."""


@dataclass(frozen=True, slots=True)
class RoleView:
    """The roles that are shown, and how many people of the smallest group may lack an answer to a question."""

    shown: tuple[str, ...] = ()
    spare: int = 0

    def row(self, tally: MemberTally, hurdles: Weights) -> RoleRow | None:
        """Return the cells of a row, or None where it has none."""
        entering = self._entering(tally, {question for _weight, questions in hurdles for question in questions})
        if not self.shown or len(entering) < LEAST_QUESTIONS:
            return None
        of_role = {role: {id_: tally.questions[id_].by_role[role] for id_ in entering} for role in self.shown}
        return RoleRow(
            entering, tuple(RoleClass(role, fifth(value(hurdles, found))) for role, found in of_role.items())
        )

    def _entering(self, tally: MemberTally, candidates: set[str]) -> tuple[str, ...]:
        everybody = tally.members.total()
        return tuple(
            id_
            for id_, counted in tally.questions.items()
            if id_ in candidates
            and tally.asked(id_).total() == everybody
            and everybody - counted.earned.n <= self.spare
        )


def role_view(tally: MemberTally, protection: Protection) -> RoleView:
    """Return which roles are shown: none where it would be fewer than two, or where groups of 3 or 4 were asked for."""
    sizes = {role: n for role, n in tally.members.items() if role}
    outside, least = tally.members[""], protection.least
    if least < MIN_GROUP and not protection.open:
        return RoleView()
    order = [role.id for role in tally.loaded.questionnaire.roles]
    shown = shown_groups(sizes, outside, least, order)
    if len(shown) < 2:
        return RoleView()
    left = tally.members.total() - sum(sizes[role] for role in shown)
    return RoleView(shown, min([*(sizes[role] for role in shown), *([left] if left else [])]) - least)


def value(hurdles: Weights, earned: Mapping[str, Earned]) -> Fraction:
    """Return the mean of the hurdles' values by weight, each the mean of its questions' means by weight; exact.

    Questions that are not in `earned` do not count; one at least is there.
    """
    found = [(weight, *_weighed(questions, earned)) for weight, questions in hurdles]
    total = sum(weight for weight, _mean, weighs in found if weighs)
    return sum((weight * mean / weighs for weight, mean, weighs in found if weighs), Fraction(0)) / total


def fifth(exact: Fraction) -> int:
    """Return the lower end, in percent, of the fifth that a value (in thousandths) lies in; 100 is in the last."""
    return min(int(exact * FIFTHS // FULL), FIFTHS - 1) * 100 // FIFTHS


def _weighed(questions: Mapping[str, int], earned: Mapping[str, Earned]) -> tuple[Fraction, int]:
    """Return the sum of the questions' weighted means, and of their weights."""
    there = {id_: weight for id_, weight in questions.items() if id_ in earned}
    return sum((weight * earned[id_].mean for id_, weight in there.items()), Fraction(0)), sum(there.values())
