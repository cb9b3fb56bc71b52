"""The running counts of a group: added member by member, none of whom is kept.

Only counts and sums are kept, so thousands of members take no more memory than ten, and no code, name or order of
members gets any further than `Tally.add`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction

from planself.answers.model import AnswerSet
from planself.questionnaire.load import Loaded
from planself.scoring.assessment import Assessment, given_by
from planself.scoring.compile import compile_plan
from planself.scoring.plan import Plan, State
from planself.scoring.record import score
from planself.scoring.result import Result

Member = AnswerSet | Assessment


@dataclass(slots=True)
class Earned:
    """How many gave a valid answer to a question, and their points together."""

    n: int = 0
    points: int = 0

    @property
    def mean(self) -> Fraction:
        """The mean of the points, exact; there is one answer at least."""
        return Fraction(self.points, self.n)


@dataclass(slots=True)
class QuestionTally:
    """What is counted of a question."""

    states: Counter[State] = field(default_factory=Counter)
    counts: Counter[int] = field(default_factory=Counter)
    by_role: dict[str, Earned] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)

    @property
    def earned(self) -> Earned:
        """The valid answers of everybody together."""
        found = self.by_role.values()
        return Earned(sum(each.n for each in found), sum(each.points for each in found))


class MemberTally:
    """The running counts of a group; a role is what stands in the answers, empty for those without one."""

    def __init__(self, loaded: Loaded) -> None:
        """Start with nobody."""
        self.loaded = loaded
        self.plan = compile_plan(loaded.questionnaire)
        self.members: Counter[str] = Counter()
        self.questions = {question.id: QuestionTally() for question in self.plan.questions}
        self._asked: Counter[tuple[str, frozenset[str]]] = Counter()
        self._left_out: dict[tuple[str, ...], frozenset[str]] = {}

    def add(self, member: Member) -> None:
        """Count one member's answers."""
        answers = member.answer_set if isinstance(member, Assessment) else member
        found = member.result if isinstance(member, Assessment) else score(self.plan, given_by(answers), answers.part)
        role = answers.respondent.role
        if answers.part not in self._left_out:
            self._left_out[answers.part] = _left_out(self.plan, answers.part)
        self.members[role] += 1
        self._asked[role, self._left_out[answers.part]] += 1
        self._add_questions(role, answers, found)

    def asked(self, question: str) -> Counter[str]:
        """Return of how many members of each role the part holds a question."""
        found: Counter[str] = Counter()
        for (role, left_out), n in self._asked.items():
            if question not in left_out:
                found[role] += n
        return found

    def _add_questions(self, role: str, answers: AnswerSet, result: Result) -> None:
        for question, settled in zip(self.loaded.questionnaire.questions, result.questions, strict=True):
            counted = self.questions[question.id]
            counted.states[settled.state] += 1
            answer = answers.answers.get(question.id)
            if answer is None or settled.state in (State.NOT_ASKED, State.PENDING):
                continue
            if settled.state is State.ANSWERED and answer.value is not None:
                counted.counts.update(question.places(answer.value))
                earned = counted.by_role.setdefault(role, Earned())
                earned.n += 1
                earned.points += settled.points or 0
            if answer.comment:
                counted.comments.append(answer.comment)


def _left_out(plan: Plan, part: tuple[str, ...]) -> frozenset[str]:
    """Return the questions that a part leaves out; two ways to write the same part leave out the same."""
    return frozenset(q.id for q in plan.questions if part and q.roles and not set(part) & set(q.roles))
