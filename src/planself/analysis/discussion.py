"""What a group should talk about, and in which order: from published numbers only, so that the list betrays nothing.

Every scored question has one entry at most. Its kind is the one of these that fits best, that is with the greatest
disagreement (0 to 1000), the first of equals:

- `split`: A is below 0; `spread`: the answers are not agreed (the word is scattered or mixed; on scales that have no
  word, A is below 0.50). Disagreement = (1 - A) / 2, A as published.
- `knowledge_gap`: some know and some don't, at least a fifth on either side. Disagreement = twice the share of the
  smaller side among those who know or don't.
- `scope`: some say not applicable and others don't, at least a fifth on either side; measured alike.
- `perception_gap`: the means of the shown roles lie 25.0 or more apart on a hurdle. It belongs to that answered
  question of the hurdle that has the greatest weight × disagreement (then weight). Disagreement = the gap. Where the
  question's own kind weighs more, that stays, and the hurdle is named beside it all the same.

Rank: weight × disagreement, the greatest first, then the questionnaire's order. The weight is the sum over the
question's hurdles of the question's weight times the hurdle's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from planself.analysis.agreement import Word
from planself.analysis.group_result import DiscussionItem, GroupHurdle, GroupQuestion, Kind
from planself.scoring.plan import FULL, Plan, rdiv

TWO_CAMPS = 400
"""Twice the share, in thousandths, that the smaller side must have: a fifth."""
AGREED_FROM = 50
"""The A in hundredths from which a scale without words counts as agreed."""
ROLES_APART = 250
"""How far in tenths the roles' means must lie apart."""


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: Kind
    disagreement: int
    hurdle: str | None = None


def discussion(
    plan: Plan, questions: Sequence[GroupQuestion], hurdles: Iterable[GroupHurdle]
) -> tuple[DiscussionItem, ...]:
    """Return the ranked list for a group's published numbers."""
    weights = _weights(plan)
    entries = {q.id: found for q in questions if q.id in weights and (found := _own(q))}
    disagreements = {q.id: max((entry.disagreement for entry in _kinds(q, all_=True)), default=0) for q in questions}
    answered = {question.id: disagreements[question.id] for question in questions if question.n}
    for question, gap in _perception_gaps(plan, hurdles, answered):
        entries[question] = _joined(entries.get(question), gap)
    order = sorted(
        (id_ for id_ in weights if id_ in entries), key=lambda id_: -weights[id_] * entries[id_].disagreement
    )
    return tuple(
        DiscussionItem(id_, entry.kind, rank, weights[id_], entry.disagreement, entry.hurdle)
        for rank, id_ in enumerate(order, 1)
        for entry in [entries[id_]]
    )


def _weights(plan: Plan) -> dict[str, int]:
    """Return the weight of every scored question, in the questionnaire's order."""
    of_hurdle = {hurdle.id: hurdle.weight for hurdle in plan.hurdles}
    return {
        question.id: rdiv(sum(weight * of_hurdle[hurdle] for hurdle, weight in question.weights), 100)
        for question in plan.questions
        if question.scored
    }


def _own(question: GroupQuestion) -> _Entry | None:
    return max(_kinds(question), key=lambda entry: entry.disagreement, default=None)


def _kinds(question: GroupQuestion, *, all_: bool = False) -> Iterator[_Entry]:
    """Yield what the question's counts say; with `all_` also disagreement that is too small for the list."""
    if question.agreement is not None:
        kind = Kind.SPLIT if _split(question) else Kind.SPREAD
        if all_ or not _agreed(question):
            yield _Entry(kind, 500 - 5 * question.agreement)
    if question.n is None or question.unknown is None or question.not_applicable is None:
        return
    concerned = question.n + question.unknown
    for kind, one, other in (
        (Kind.KNOWLEDGE_GAP, question.unknown, question.n),
        (Kind.SCOPE, question.not_applicable, concerned),
    ):
        disagreement = rdiv(2 * FULL * min(one, other), max(one + other, 1))
        if all_ or disagreement >= TWO_CAMPS:
            yield _Entry(kind, disagreement)


def _split(question: GroupQuestion) -> bool:
    return question.word is Word.SPLIT if question.word else (question.agreement or 0) < 0


def _agreed(question: GroupQuestion) -> bool:
    return question.word is Word.AGREED if question.word else (question.agreement or 0) >= AGREED_FROM


def _perception_gaps(
    plan: Plan, hurdles: Iterable[GroupHurdle], disagreements: Mapping[str, int]
) -> Iterator[tuple[str, _Entry]]:
    """Yield where a hurdle's shown roles lie far apart, with the question to talk about."""
    for hurdle in hurdles:
        means = [role.score for role in hurdle.roles if role.score is not None]
        apart = max(means, default=0) - min(means, default=0)
        if apart >= ROLES_APART:
            weights = {q.id: dict(q.weights).get(hurdle.id, 0) for q in plan.questions if q.id in disagreements}
            question = max(weights, key=lambda id_: (weights[id_] * disagreements[id_], weights[id_]))
            yield question, _Entry(Kind.PERCEPTION_GAP, apart, hurdle.id)


def _joined(known: _Entry | None, gap: _Entry) -> _Entry:
    if known is None or known.disagreement < gap.disagreement:
        return gap
    return known if known.hurdle else replace(known, hurdle=gap.hurdle)
