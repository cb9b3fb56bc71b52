"""Next steps: which of the offered measures come first, and why.

The order (docs/questionnaire-format.md): prerequisites first, then measures that aim at a failed gate, then hurdles
that hold the next stage back, then weight × gap ÷ effort, then the questionnaire's order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from planself.questionnaire.model import EFFORT, Hurdle, Measure
from planself.scoring.assessment import Assessment
from planself.scoring.plan import FULL
from planself.scoring.result import HurdleResult

PER_HURDLE = 3
"""More steps than this a hurdle are a wish list."""
IN_ALL = 7


@dataclass(frozen=True, slots=True)
class Step:
    """A measure in its place, with what put it there; weight in hundredths, gap in tenths."""

    measure: Measure
    hurdle: Hurdle
    found: HurdleResult
    needed_for: tuple[str, ...]
    failed_gates: tuple[str, ...]
    """The questions that it aims at and that are gates not met, of this hurdle or another."""
    holds_back: bool
    gap: int
    effort: int

    @property
    def rank(self) -> tuple[bool, bool, Fraction]:
        """What it is sorted by: aiming at a failed gate, then at what holds the next stage back, then its worth."""
        return not self.failed_gates, not self.holds_back, -self.worth

    @property
    def worth(self) -> Fraction:
        """Weight × gap ÷ effort, as a person writes it: 1.3 × 92.9 ÷ 2."""
        return Fraction(self.hurdle.weight * self.gap, self.effort * 1000)


def recommend(assessment: Assessment, per_hurdle: int = PER_HURDLE, in_all: int | None = IN_ALL) -> tuple[Step, ...]:
    """Return the next steps in order; none appears without the offered steps that must come before it."""
    taken: dict[str, Step] = {}
    counts: Counter[str] = Counter()
    offered = {step.measure.id: step for step in ranked(assessment)}
    for step in offered.values():
        ready = all(id_ in taken for id_ in step.measure.after if id_ in offered)
        if ready and counts[step.hurdle.id] < per_hurdle:
            taken[step.measure.id] = step
            counts[step.hurdle.id] += 1
    return tuple(taken.values())[:in_all]


def ranked(assessment: Assessment) -> tuple[Step, ...]:
    """Return every offered measure in order, each after all that must come before it."""
    steps = {step.measure.id: step for step in _offered(assessment)}
    placed: dict[str, Step] = {}
    for step in sorted(steps.values(), key=_rank):
        _place(step, steps, placed, set())
    return tuple(placed.values())


def _place(step: Step, steps: Mapping[str, Step], placed: dict[str, Step], on_the_way: set[str]) -> None:
    """Put a step's offered prerequisites in front of it, then the step."""
    if step.measure.id in placed or step.measure.id in on_the_way:
        return
    for other in sorted((steps[id_] for id_ in step.measure.after if id_ in steps), key=_rank):
        _place(other, steps, placed, on_the_way | {step.measure.id})
    placed[step.measure.id] = step


def _rank(step: Step) -> tuple[bool, bool, Fraction]:
    return step.rank


def _offered(assessment: Assessment) -> Iterator[Step]:
    questionnaire, result = assessment.loaded.questionnaire, assessment.result
    offered = set(assessment.offered)
    failed = {question for found in result.hurdles for question in found.failed_gates}
    needed_for: dict[str, list[str]] = {}
    for hurdle in questionnaire.hurdles:
        for measure in hurdle.measures:
            for earlier in measure.after if measure.id in offered else ():
                needed_for.setdefault(earlier, []).append(measure.id)
    for hurdle in questionnaire.hurdles:
        found = result.hurdle(hurdle.id)
        for measure in hurdle.measures:
            if measure.id in offered and found.score is not None:
                yield Step(
                    measure=measure,
                    hurdle=hurdle,
                    found=found,
                    needed_for=tuple(needed_for.get(measure.id, ())),
                    failed_gates=tuple(question for question in measure.aims_at if question in failed),
                    holds_back=hurdle.id in result.overall.held_back_by,
                    gap=FULL - found.score,
                    effort=EFFORT[measure.effort],
                )
