"""What every part of the view is made from: the assessment, the reader, and both by id."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from planself.analysis.obstacles import Obstacles, obstacles
from planself.answers.model import Answer
from planself.i18n import Reader
from planself.report.texts import Texts
from planself.scoring import plan
from planself.scoring.assessment import Assessment
from planself.scoring.result import HurdleResult, QuestionResult, Status
from planself.scoring.sums import Sums, add_up


class AssessmentContext(Texts):
    """An assessment as one reader will read it."""

    def __init__(self, assessment: Assessment, reader: Reader) -> None:
        super().__init__(assessment.loaded.questionnaire, reader)
        self.assessment = assessment
        self.answers = assessment.answer_set.answers
        self.overall = assessment.result.overall
        self.results = {found.id: found for found in assessment.result.hurdles}
        self.states = {found.id: found for found in assessment.result.questions}
        self.consensus = assessment.answer_set.round == "consensus"

    def short(self) -> AssessmentContext:
        """Return the same for a page that stands alone."""
        return _Short(self.assessment, self.reader)

    # --- hurdles and questions ---

    def answer(self, id_: str) -> Answer:
        """Return what stands in the answer file for a question, an empty answer where nothing does."""
        return self.answers.get(id_) or Answer()

    def all_typed(self) -> Iterator[str]:
        """Yield the comments and the evidence of all answers."""
        for found in self.answers.values():
            yield from (found.comment, found.evidence)

    @cached_property
    def rated(self) -> tuple[HurdleResult, ...]:
        """The hurdles with a score, worst first; the questionnaire's order among equals."""
        found = [hurdle for hurdle in self.assessment.result.hurdles if hurdle.score is not None]
        return tuple(sorted(found, key=lambda hurdle: hurdle.score or 0))

    @cached_property
    def obstacles(self) -> Obstacles:
        """The hurdles in the way, and which of them are named."""
        return obstacles(self.assessment)

    @cached_property
    def insufficient(self) -> tuple[HurdleResult, ...]:
        """The hurdles that apply and have too few answers."""
        return tuple(h for h in self.assessment.result.hurdles if h.status is Status.INSUFFICIENT)

    @cached_property
    def inapplicable(self) -> tuple[HurdleResult, ...]:
        """The hurdles of which no question applies."""
        return tuple(h for h in self.assessment.result.hurdles if h.status is Status.NOT_APPLICABLE)

    @cached_property
    def in_order(self) -> tuple[HurdleResult, ...]:
        """All hurdles as the report lists them."""
        return (*self.rated, *self.insufficient, *self.inapplicable)

    @cached_property
    def scored(self) -> tuple[QuestionResult, ...]:
        """The questions that measure a hurdle and apply."""
        return tuple(
            found
            for found in self.assessment.result.questions
            if self.question(found.id).scored and found.state.applicable
        )

    def scored_in(self, *states: plan.State) -> tuple[QuestionResult, ...]:
        """Return the applicable scored questions in one of the states."""
        return tuple(found for found in self.scored if found.state in states)

    @cached_property
    def sums(self) -> dict[str, Sums]:
        """Every hurdle's sums of weights and points."""
        return add_up(self.assessment.plan, self.states)

    @cached_property
    def terms(self) -> dict[str, plan.Question]:
        """The plan's terms of every question."""
        return {question.id: question for question in self.assessment.plan.questions}


class _Short(AssessmentContext):
    brief = True
