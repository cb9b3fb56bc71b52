"""What a hurdle's figures are made of: sums of weights and of weighted points over the questions that were asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from planself.scoring.plan import FULL, Plan, State, rdiv
from planself.scoring.result import QuestionResult


@dataclass(frozen=True, slots=True)
class Sums:
    """A hurdle's sums: weights of what was asked, applies and is answered, weighted points, open weights."""

    asked: int
    applicable: int
    answered: int
    weighted_points: int
    open_weights: tuple[int, ...]

    @property
    def applying(self) -> int:
        """How much of what was asked applies, as published."""
        return rdiv(FULL * self.applicable, self.asked)

    @property
    def coverage(self) -> int:
        """The published coverage."""
        return rdiv(FULL * self.answered, self.applicable)

    @property
    def lower(self) -> int:
        """The published score if every open question had no points."""
        return rdiv(self.weighted_points, self.applicable)

    @property
    def upper(self) -> int:
        """The published score if every open question had all points."""
        return rdiv(self.weighted_points + FULL * (self.applicable - self.answered), self.applicable)


def add_up(plan: Plan, questions: Mapping[str, QuestionResult]) -> dict[str, Sums]:
    """Return the sums of every hurdle, over the questions that were asked."""
    weights: dict[str, list[tuple[int, QuestionResult]]] = {hurdle.id: [] for hurdle in plan.hurdles}
    for question in plan.questions:
        found = questions[question.id]
        if found.state is not State.NOT_ASKED:
            for hurdle, weight in question.weights:
                weights[hurdle].append((weight, found))
    return {hurdle: _sums(entries) for hurdle, entries in weights.items()}


def _sums(asked: Collection[tuple[int, QuestionResult]]) -> Sums:
    applicable = [(weight, found) for weight, found in asked if found.state.applicable]
    answered = [(weight, found.points) for weight, found in applicable if found.points is not None]
    return Sums(
        asked=sum(weight for weight, _ in asked),
        applicable=sum(weight for weight, _ in applicable),
        answered=sum(weight for weight, _ in answered),
        weighted_points=sum(weight * earned for weight, earned in answered),
        open_weights=tuple(weight for weight, found in applicable if found.points is None),
    )
