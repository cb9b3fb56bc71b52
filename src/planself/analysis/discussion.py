"""What a group should talk about, and in which order: from published numbers only, so that the list betrays nothing.

Every scored question has one entry at most, every hurdle as well. A question's kind is the one of these that fits
best, that is with the greatest disagreement (0 to 1000), the first of equals:

- `split`: A is below 0; `spread`: the answers are not agreed (the word is scattered or mixed; on scales that have no
  word, A is below 0.50). Disagreement = (1 - A) / 2, A as published.
- `knowledge_gap`: some know and some don't, at least a fifth on either side. Disagreement = twice the share of the
  smaller side among those who know or don't.
- `scope`: some say not applicable and others don't, at least a fifth on either side; measured alike.

Beside them stands, for a hurdle, `perception_gap`: the fifths of two shown roles differ by 40 or more. Disagreement =
the distance.

Rank: weight × disagreement, the greatest first, then the questionnaire's order, questions before hurdles. A question
weighs the sum over its hurdles of its weight times the hurdle's; a hurdle weighs as a question that counts for it once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from planself.analysis.agreement import AgreementWord
from planself.analysis.group_result import DiscussionItem, GroupHurdle, GroupQuestion, TopicKind
from planself.scoring.plan import FULL, Plan, rdiv

TWO_CAMPS = 400
"""Twice the share, in thousandths, that the smaller side must have: a fifth."""
AGREED_FROM = 50
"""The A in hundredths from which a scale without words counts as agreed."""
ROLES_APART = 40
"""How far in percent the fifths of two roles must differ."""


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: TopicKind
    disagreement: int


def discussion(
    plan: Plan, questions: Sequence[GroupQuestion], hurdles: Iterable[GroupHurdle]
) -> tuple[DiscussionItem, ...]:
    """Return the ranked list for a group's published numbers."""
    weights, of_hurdle = _weights(plan), {hurdle.id: hurdle.weight for hurdle in plan.hurdles}
    items = [
        DiscussionItem(own.kind, 0, weights[question.id], own.disagreement, question=question.id)
        for question in questions
        if question.id in weights and (own := _own(question))
    ]
    items += [
        DiscussionItem(TopicKind.PERCEPTION_GAP, 0, of_hurdle[hurdle.id], 10 * hurdle.roles.apart, hurdle=hurdle.id)
        for hurdle in hurdles
        if hurdle.roles is not None and hurdle.roles.apart >= ROLES_APART
    ]
    items.sort(key=lambda item: -item.weight * item.disagreement)
    return tuple(replace(item, rank=rank) for rank, item in enumerate(items, 1))


def disagreement(question: GroupQuestion) -> int:
    """Return how far the answers to a question lie apart (0 to 1000), as far as its published counts tell."""
    return max((entry.disagreement for entry in _kinds(question, all_=True)), default=0)


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
        kind = TopicKind.SPLIT if _split(question) else TopicKind.SPREAD
        if all_ or not is_agreed(question.word, question.agreement):
            yield _Entry(kind, 500 - 5 * question.agreement)
    if question.n is None or question.unknown is None or question.not_applicable is None:
        return
    concerned = question.n + question.unknown
    for kind, one, other in (
        (TopicKind.KNOWLEDGE_GAP, question.unknown, question.n),
        (TopicKind.SCOPE, question.not_applicable, concerned),
    ):
        disagreement = rdiv(2 * FULL * min(one, other), max(one + other, 1))
        if all_ or disagreement >= TWO_CAMPS:
            yield _Entry(kind, disagreement)


def _split(question: GroupQuestion) -> bool:
    return question.word is AgreementWord.SPLIT if question.word else (question.agreement or 0) < 0


def is_agreed(word: AgreementWord | None, agreement: int | None) -> bool:
    """Return whether answers count as agreed, by their word, and by A (hundredths) where there is none."""
    return word is AgreementWord.AGREED if word else (agreement or 0) >= AGREED_FROM
