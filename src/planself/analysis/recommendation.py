"""Next steps: which of the offered measures come first, and why.

A measure is a step only where it betters an answer that stands (`aims`). First comes one for each hurdle that is named
as in the way, the worst first. The order of the others, and within a hurdle (docs/scoring.md): prerequisites first,
then measures that aim at a failed gate, then hurdles that hold the next stage back, then weight × gap ÷ effort, then
the questionnaire's order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from planself.analysis.aims import fits, weak_answers
from planself.analysis.carriers import carriers
from planself.analysis.obstacles import obstacles
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
    who: tuple[str, ...]
    """The roles that carry it here."""
    weak: tuple[str, ...]
    """The questions that it aims at and whose answers are below that today."""
    failed_gates: tuple[str, ...]
    """Those of the weak ones that are gates not met, of this hurdle or another."""
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
    order = ranked(assessment)
    taken = {step.measure.id: step for step in _first(assessment, order).values()}
    counts = Counter(step.hurdle.id for step in taken.values())
    offered = {step.measure.id for step in order}
    for step in order:
        if step.measure.id not in taken and counts[step.hurdle.id] < per_hurdle and _ready(step, taken, offered):
            taken[step.measure.id] = step
            counts[step.hurdle.id] += 1
    return tuple(taken.values())[:in_all]


def first_steps(assessment: Assessment) -> dict[str, Step]:
    """Return the first step of each hurdle that is named as in the way, by hurdle; one without a fitting step lacks."""
    return _first(assessment, ranked(assessment))


def _first(assessment: Assessment, order: Sequence[Step]) -> dict[str, Step]:
    found: dict[str, Step] = {}
    offered = {step.measure.id for step in order}
    for hurdle in obstacles(assessment).named:
        taken = {step.measure.id for step in found.values()}
        step = next((step for step in order if step.hurdle.id == hurdle.id and _ready(step, taken, offered)), None)
        if step is not None:
            found[hurdle.id] = step
    return found


def _ready(step: Step, taken: Collection[str], offered: Collection[str]) -> bool:
    return all(id_ in taken for id_ in step.measure.after if id_ in offered)


def ranked(assessment: Assessment) -> tuple[Step, ...]:
    """Return every offered measure that fits in order, each after all that must come before it."""
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
    failed = {question for found in result.hurdles for question in found.failed_gates}
    found = {
        measure.id: (hurdle, measure)
        for hurdle in questionnaire.hurdles
        for measure in hurdle.measures
        if measure.id in assessment.offered and fits(assessment, measure)
    }
    needed_for: dict[str, list[str]] = {}
    for _hurdle, measure in found.values():
        for earlier in measure.after:
            needed_for.setdefault(earlier, []).append(measure.id)
    for hurdle, measure in found.values():
        numbers, weak = result.hurdle(hurdle.id), weak_answers(assessment, measure)
        yield Step(
            measure=measure,
            hurdle=hurdle,
            found=numbers,
            needed_for=tuple(needed_for.get(measure.id, ())),
            who=carriers(assessment, measure),
            weak=weak,
            failed_gates=tuple(question for question in weak if question in failed),
            holds_back=hurdle.id in result.overall.held_back_by,
            gap=FULL - (numbers.score or 0),
            effort=EFFORT[measure.effort],
        )
