"""The short form of what an interview asks: it comes first, has a result of its own, and says where to go on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from planself.answers.model import Answer
from planself.interview.order import with_prerequisites
from planself.questionnaire.model import Questionnaire
from planself.scoring.assessment import given
from planself.scoring.compile import compile_plan
from planself.scoring.plan import FULL, Plan
from planself.scoring.record import score
from planself.scoring.result import HurdleResult


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A short form with its own plan: what it says of the answers is what its profile and report will say."""

    questionnaire: Questionnaire
    plan: Plan

    @property
    def ids(self) -> frozenset[str]:
        """Its questions."""
        return frozenset(question.id for question in self.plan.questions)

    def hurdles(self, answers: Mapping[str, Answer], part: Collection[str] = ()) -> tuple[HurdleResult, ...]:
        """Return the hurdles as the short form measures them, the weakest first, unrated ones last."""
        own = {id_: answer for id_, answer in answers.items() if id_ in self.ids}
        return tuple(sorted(score(self.plan, given(own), part).hurdles, key=_height))


def short_form(questionnaire: Questionnaire) -> ShortForm:
    """Return a questionnaire as the short form of an interview."""
    return ShortForm(questionnaire, compile_plan(questionnaire))


def lowest(hurdles: Sequence[HurdleResult]) -> tuple[HurdleResult, ...]:
    """Return the hurdles that share the lowest score; none where none has a score."""
    bottom = min((hurdle.score for hurdle in hurdles if hurdle.score is not None), default=None)
    return tuple(hurdle for hurdle in hurdles if bottom is not None and hurdle.score == bottom)


def weakest_first(plan: Plan, first: Collection[str], hurdles: Sequence[HurdleResult]) -> tuple[str, ...]:
    """Return the questions beyond the first ones by the scores of their hurdles, context last.

    Hurdles of one score are not told apart: their questions stay in the questionnaire's order.
    """
    heights = {hurdle.id: _height(hurdle) for hurdle in hurdles}
    rest = [question for question in plan.questions if question.id not in first]
    rest.sort(
        key=lambda question: min((heights.get(hurdle, FULL + 1) for hurdle, _ in question.weights), default=FULL + 2)
    )
    return with_prerequisites(plan, (question.id for question in rest), first)


def _height(hurdle: HurdleResult) -> int:
    return FULL + 1 if hurdle.score is None else hurdle.score
