"""The answers of several people put together, member by member, into what may be said about the group.

What is shown is decided by numbers of people and published counts (contract, section 7), never by other answers: a
rule that looks at values tells them by hiding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from planself.analysis.agreement import agreement, hundredths, word
from planself.analysis.anonymity import MIN_GROUP, Protection
from planself.analysis.discussion import discussion
from planself.analysis.group_result import GroupHurdle, GroupQuestion, GroupResult, GroupRole, GroupWhole
from planself.analysis.role_cells import RoleView, Weights, role_view, value
from planself.analysis.spread import median, quartiles
from planself.analysis.tally import Member, MemberTally
from planself.questionnaire import model
from planself.questionnaire.load import Loaded
from planself.scoring.plan import State, rdiv


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

    `roles` are the role groups that may be named even where they are hidden, none means the questionnaire's. With
    `comments` the result holds remarks too, shuffled and without codes; what people wrote can still tell who they are.
    """
    protection = Protection(min_group, open_)
    tally = MemberTally(loaded)
    for member in members:
        tally.add(member)
    listed = [role.id for role in loaded.questionnaire.roles] if roles is None else roles
    return published(tally, protection, listed, comments=comments)


def published(
    tally: MemberTally, protection: Protection, listed: Sequence[str], *, comments: bool = False
) -> GroupResult:
    """Return what may be said about everybody counted; `listed` roles are named even where they are hidden."""
    view = role_view(tally, protection)
    writer = _Writer(tally, protection, view, _in_order(tally, {*listed, *view.shown}), comments)
    questions = tuple(map(writer.question, tally.loaded.questionnaire.questions))
    hurdles = tuple(writer.hurdles({question.id for question in questions if question.counts is not None}))
    loaded = tally.loaded
    return GroupResult(
        questionnaire=(loaded.questionnaire.id, loaded.questionnaire.version, loaded.digest),
        n=tally.members.total(),
        min_group=protection.least,
        open=protection.open,
        questions=questions,
        roles=tuple(writer.roles()),
        hurdles=hurdles,
        whole=writer.whole(hurdles),
        discussion=discussion(tally.plan, questions, hurdles),
    )


def _in_order(tally: MemberTally, names: set[str]) -> tuple[str, ...]:
    """Return the roles that somebody has, in the questionnaire's order, those that it does not know last."""
    known = [role.id for role in tally.loaded.questionnaire.roles]
    there = [name for name in names if name and tally.members[name]]
    return tuple(sorted(there, key=lambda name: (known.index(name) if name in known else len(known), name)))


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes down what may be said; `named` are the roles that may be named."""

    tally: MemberTally
    protection: Protection
    view: RoleView
    named: tuple[str, ...]
    comments: bool

    def question(self, question: model.AnyQuestion) -> GroupQuestion:
        """Return a question's line (rule 1)."""
        counted, asked = self.tally.questions[question.id], self.tally.asked(question.id)
        roles = None if asked.total() == self.tally.members.total() else tuple(r for r in self.named if asked[r])
        if not self._may_show(asked):
            return GroupQuestion(question.id, asked=roles)
        line = GroupQuestion(
            id=question.id,
            n=counted.states[State.ANSWERED],
            unknown=counted.states[State.UNKNOWN],
            not_applicable=counted.states[State.NOT_APPLICABLE],
            missing=counted.states[State.MISSING] + counted.states[State.PENDING],
            asked=roles,
            comments=_shuffled(counted.comments) if self.comments else None,
        )
        size = question.count_size
        if not size or not self.protection.enough(counted.states[State.ANSWERED]):
            return line
        return _with_counts(line, tuple(counted.counts[place] for place in range(size)), question)

    def _may_show(self, asked: Mapping[str, int]) -> bool:
        """Whether enough people were asked, and not those of one role among several alone."""
        if not self.protection.enough(sum(asked.values())):
            return False
        roles, of_role = sum(map(bool, self.tally.members.values())), sum(map(bool, asked.values()))
        return self.protection.open or of_role > 1 or roles < 2

    def roles(self) -> Iterator[GroupRole]:
        """Yield who is shown, once for the whole output (rule 3)."""
        for role in self.named:
            yield GroupRole(role, self.tally.members[role] if role in self.view.shown else None)

    def hurdles(self, counted: set[str]) -> Iterator[GroupHurdle]:
        """Yield the values, from the questions whose counts are published alone (rule 2), and the cells (rule 4)."""
        for weight, hurdle, questions in self._weights():
            entering = {id_: self.tally.questions[id_].earned for id_ in questions if id_ in counted}
            row = [(weight, questions)]
            exact = value(row, entering) if entering else None
            yield GroupHurdle(
                id=hurdle,
                value=None if exact is None else rdiv(exact.numerator, exact.denominator),
                questions=tuple(entering),
                roles=self.view.row(self.tally, row),
            )

    def whole(self, hurdles: Sequence[GroupHurdle]) -> GroupWhole:
        """Return the mean of the published values, and the cells of the whole."""
        weights = {hurdle: weight for weight, hurdle, _questions in self._weights()}
        valued = [(weights[hurdle.id], hurdle.value) for hurdle in hurdles if hurdle.value is not None]
        total = sum(weight for weight, _value in valued)
        row: Weights = [(weight, questions) for weight, _hurdle, questions in self._weights()]
        return GroupWhole(
            value=rdiv(sum(weight * value for weight, value in valued), total) if total else None,
            roles=self.view.row(self.tally, row),
        )

    def _weights(self) -> Iterator[tuple[int, str, dict[str, int]]]:
        """Yield the weight of each hurdle, its id, and the weights of its questions."""
        plan = self.tally.plan
        for hurdle in plan.hurdles:
            weights = {question.id: dict(question.weights).get(hurdle.id, 0) for question in plan.questions}
            yield hurdle.weight, hurdle.id, {id_: weight for id_, weight in weights.items() if weight}


def _with_counts(line: GroupQuestion, counts: tuple[int, ...], question: model.AnyQuestion) -> GroupQuestion:
    """Return a question's line with its counts, and on a scale with all that follows from them."""
    if not question.ladder:
        return replace(line, counts=counts)
    levels, exact = dict(enumerate(counts)), agreement(counts)
    return replace(
        line,
        counts=counts,
        median=median(levels),
        quartiles=quartiles(levels),
        agreement=None if exact is None else hundredths(exact),
        word=word(counts),
    )


def _shuffled(comments: Iterable[str]) -> tuple[str, ...]:
    """Return remarks in an order that only their own texts decide, and that no alphabet does either."""
    return tuple(sorted(comments, key=lambda text: (sha256(text.encode()).digest(), text)))
