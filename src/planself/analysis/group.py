"""The answers of several people put together, member by member, into what may be said about the group.

Only counts and sums are kept, so thousands of members take no more memory than ten, and no code or name of a member
gets any further than `Tally.add`. What the rules for groups show of the counts is decided in `Tally.result`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from planself.analysis.agreement import agreement, hundredths, word
from planself.analysis.anonymity import MIN_GROUP, Cell, Protection, linked, shown, together
from planself.analysis.discussion import discussion
from planself.analysis.group_result import GroupHurdle, GroupQuestion, GroupResult, GroupRole
from planself.analysis.spread import median, quartiles
from planself.answers.model import AnswerSet, Value
from planself.questionnaire import model
from planself.questionnaire.load import Loaded
from planself.scoring.assessment import Assessment, given_by
from planself.scoring.compile import compile_plan
from planself.scoring.plan import Plan, State, rdiv
from planself.scoring.record import score
from planself.scoring.result import Result

Member = AnswerSet | Assessment
_UNNAMED = ""
"""The column of everybody whose role has no name in the table: never printed, protected like the others."""


def group(
    loaded: Loaded,
    members: Iterable[Member],
    *,
    min_group: int = MIN_GROUP,
    open_: bool = False,
    roles: Sequence[str] | None = None,
    comments: bool = False,
) -> GroupResult:
    """Return the result of a group, from individual answers (a consensus is no further voice).

    `roles` names the role groups to show, none means the questionnaire's. With `comments` the result holds remarks
    too, in alphabetical order and without codes; what people wrote can still tell who they are.
    """
    protection = Protection(min_group, open_)
    tally = Tally(loaded, roles)
    for member in members:
        tally.add(member)
    return tally.result(protection, comments=comments)


@dataclass(slots=True)
class _Question:
    """What is counted of a question."""

    states: Counter[State] = field(default_factory=Counter)
    counts: Counter[int] = field(default_factory=Counter)
    unsure: int = 0
    comments: list[str] = field(default_factory=list)

    @property
    def asked(self) -> int:
        """How many members it was put to."""
        return self.states.total() - self.states[State.NOT_ASKED]


@dataclass(slots=True)
class _Hurdle:
    """What is counted of a hurdle: how often each score, and the cell of each role."""

    scores: Counter[int] = field(default_factory=Counter)
    cells: dict[str, Cell] = field(default_factory=dict)


class Tally:
    """The running counts of a group; members are added one by one and not kept."""

    def __init__(self, loaded: Loaded, roles: Sequence[str] | None = None) -> None:
        """Start with nobody."""
        self._loaded = loaded
        self._plan = compile_plan(loaded.questionnaire)
        self._named = tuple(roles) if roles is not None else tuple(role.id for role in loaded.questionnaire.roles)
        self._n = 0
        self._left_out: dict[tuple[str, ...], frozenset[str]] = {}
        self._roles: set[str] = set()
        self._questions = {question.id: _Question() for question in self._plan.questions}
        self._hurdles = {hurdle.id: _Hurdle() for hurdle in self._plan.hurdles}

    def add(self, member: Member) -> None:
        """Count one member's answers."""
        answers = member.answer_set if isinstance(member, Assessment) else member
        found = member.result if isinstance(member, Assessment) else score(self._plan, given_by(answers), answers.part)
        role = answers.respondent.role if answers.respondent.role in self._named else _UNNAMED
        self._n += 1
        self._roles.add(role)
        if answers.part not in self._left_out:
            self._left_out[answers.part] = _left_out(self._plan, answers.part)
        self._add_questions(answers, found)
        for hurdle in found.hurdles:
            if hurdle.score is not None:
                counted = self._hurdles[hurdle.id]
                counted.scores[hurdle.score] += 1
                counted.cells.setdefault(role, Cell()).add(hurdle.score)

    def _add_questions(self, answers: AnswerSet, found: Result) -> None:
        for question, settled in zip(self._loaded.questionnaire.questions, found.questions, strict=True):
            counted = self._questions[question.id]
            counted.states[settled.state] += 1
            answer = answers.answers.get(question.id)
            if answer is None or settled.state in (State.NOT_ASKED, State.PENDING):
                continue
            if settled.state is State.ANSWERED and answer.value is not None:
                counted.counts.update(_places(question, answer.value))
            counted.unsure += answer.unsure
            if answer.comment:
                counted.comments.append(answer.comment)

    def result(self, protection: Protection, *, comments: bool = False) -> GroupResult:
        """Return what may be said about everybody counted so far."""
        divided = len(set(self._left_out.values())) > 1
        questions = tuple(self._question(question, protection, comments) for question in self._questionnaire)
        hurdles = tuple(self._protected_hurdles(protection, divided))
        return GroupResult(
            questionnaire=(self._loaded.questionnaire.id, self._loaded.questionnaire.version, self._loaded.digest),
            n=self._n,
            min_group=1 if protection.open else protection.min_group,
            open=protection.open,
            divided=divided,
            questions=questions,
            hurdles=hurdles,
            discussion=discussion(self._plan, questions, () if divided else hurdles),
        )

    @property
    def _questionnaire(self) -> tuple[model.AnyQuestion, ...]:
        return self._loaded.questionnaire.questions

    # --- questions ---

    def _question(self, question: model.AnyQuestion, protection: Protection, comments: bool) -> GroupQuestion:
        """Return a question's counts; where parts leave it out, they would be the counts of a subgroup."""
        counted = self._questions[question.id]
        if not protection.mean_shown(self._n):
            return GroupQuestion(question.id)
        n = counted.states[State.ANSWERED]
        if self._partly(question.id) and not protection.open:
            return GroupQuestion(question.id, n)
        size = _size(self._loaded.questionnaire, question)
        counts = tuple(counted.counts[place] for place in range(size))
        on_scale = counts if question.type == "scale" and protection.mean_shown(n) else ()
        exact = agreement(on_scale)
        agreed = None if exact is None else hundredths(exact)
        if not protection.spread_shown(counted.asked):
            return GroupQuestion(question.id, n, agreement=agreed, word=word(on_scale))
        spread = protection.spread_shown(n)
        levels = counted.counts if on_scale and spread else None
        return GroupQuestion(
            id=question.id,
            n=n,
            counts=counts if spread and size else None,
            unknown=counted.states[State.UNKNOWN],
            not_applicable=counted.states[State.NOT_APPLICABLE],
            missing=counted.states[State.MISSING] + counted.states[State.PENDING],
            median=median(levels) if levels else None,
            quartiles=quartiles(levels) if levels else None,
            agreement=agreed,
            word=word(on_scale),
            unsure=counted.unsure if spread else None,
            comments=tuple(sorted(counted.comments, key=lambda text: (text.casefold(), text))) if comments else None,
        )

    def _partly(self, question: str) -> bool:
        """Whether the parts of some members leave a question out, and those of others don't."""
        return len({question in left_out for left_out in self._left_out.values()}) > 1

    # --- hurdles ---

    def _protected_hurdles(self, protection: Protection, divided: bool) -> Iterator[GroupHurdle]:
        columns = (*(role for role in self._named if role in self._roles), _UNNAMED)
        table = [[counted.cells.get(role, Cell()) for role in columns] for counted in self._hurdles.values()]
        cells_shown = shown(table, protection, linked(self._plan))
        has_roles = divided or len(self._roles) > 1
        for id_, row, may in zip(self._hurdles, table, cells_shown, strict=True):
            cells = zip(columns, row, may, strict=True) if has_roles and protection.mean_shown(self._n) else ()
            roles = tuple(
                GroupRole(role, cell.n, cell.mean) if open_ else GroupRole(role)
                for role, cell, open_ in cells
                if role != _UNNAMED
            )
            yield self._hurdle(id_, together(row), roles, protection, divided)

    def _hurdle(
        self, id_: str, whole: Cell, roles: tuple[GroupRole, ...], protection: Protection, divided: bool
    ) -> GroupHurdle:
        if not protection.mean_shown(self._n):
            return GroupHurdle(id_)
        if divided or not protection.mean_shown(whole.n):
            return GroupHurdle(id_, whole.n, roles=roles)
        means = [role.score for role in roles if role.score is not None]
        spread = protection.spread_shown(whole.n)
        return GroupHurdle(
            id=id_,
            n=whole.n,
            score=whole.mean,
            lowest=whole.lowest if spread else None,
            quartiles=quartiles(self._hurdles[id_].scores) if spread else None,
            highest=whole.highest if spread else None,
            mean_of_roles=rdiv(sum(means), len(means)) if len(means) > 1 else None,
            roles=roles,
        )


def _left_out(plan: Plan, part: tuple[str, ...]) -> frozenset[str]:
    """Return the questions that a part leaves out; two ways to write the same part leave out the same."""
    return frozenset(q.id for q in plan.questions if part and q.roles and not set(part) & set(q.roles))


def _size(questionnaire: model.Questionnaire, question: model.AnyQuestion) -> int:
    """Return how many counts a question has; 0 where answers cannot be counted."""
    match question:
        case model.ScaleQuestion():
            return len(questionnaire.levels(question))
        case model.SingleQuestion() | model.MultipleQuestion():
            return len(question.options)
        case model.YesNoQuestion():
            return 2
        case model.NumberQuestion():
            return len(question.steps) + 1 if question.steps else 0
        case model.TextQuestion():
            return 0


def _places(question: model.AnyQuestion, value: Value) -> tuple[int, ...]:
    """Return which counts an answer belongs to."""
    match question, value:
        case model.ScaleQuestion() | model.YesNoQuestion(), int():
            return (int(value),)
        case model.SingleQuestion(), str():
            return tuple(place for place, option in enumerate(question.options) if option.id == value)
        case model.MultipleQuestion(), tuple():
            return tuple(place for place, option in enumerate(question.options) if option.id in value)
        case model.NumberQuestion(), int() if question.steps:
            return (bisect_right([step.from_ for step in question.steps], value),)
        case _:
            return ()
