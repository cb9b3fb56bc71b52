"""What a room has to settle, in order: the discussion list, then whatever else a consensus needs.

Where the room is unanimous the agenda holds a proposal, which is taken in one step. Proposals rest on published
numbers only, so none betrays anything:

- on a scale, the median of a question that is not on the list: if it is one level, and the word is agreed (on scales
  without words: A is 0.50 or more);
- elsewhere, the option that at least four fifths chose; of options to tick, those that at least four fifths ticked,
  if all others were ticked by at most a fifth.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from planself.analysis.agreement import agreement, hundredths, word
from planself.analysis.anonymity import Protection
from planself.analysis.discussion import disagreement, is_agreed
from planself.analysis.group_result import GroupQuestion, GroupResult, TopicKind
from planself.analysis.spread import median
from planself.answers.model import Value
from planself.interview.order import named
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import AnswerKind, AnyQuestion
from planself.scoring.compile import compile_plan
from planself.scoring.plan import Plan
from planself.workshop.municipality_facts import Facts
from planself.workshop_files.discussion import AnswerCounts

ALMOST_ALL = 5
"""At most one in so many may have answered otherwise for a proposal."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A question to settle; without kind it is not on the discussion list. `proposal` is what nearly all said."""

    question: str
    before: AnswerCounts = field(default_factory=AnswerCounts)
    kind: TopicKind | None = None
    hurdle: str | None = None
    rank: int | None = None
    proposal: Value | None = None


@dataclass(frozen=True, slots=True)
class DiscussionSetup:
    """What stays the same during a discussion."""

    loaded: Loaded
    plan: Plan
    topics: tuple[Topic, ...]
    facts: Facts = field(default_factory=dict)
    """What the workshop knows beforehand."""

    def topic(self, id_: str) -> Topic:
        """Return what is known of a question."""
        return next(topic for topic in self.topics if topic.question == id_)

    def question(self, id_: str) -> AnyQuestion:
        """Return a question of the questionnaire."""
        return self.loaded.questionnaire.by_id[id_]


def agenda(loaded: Loaded, result: GroupResult, known: Collection[str] = ()) -> tuple[Topic, ...]:
    """Return everything that a consensus needs: the discussion list by rank, then the others as they are asked.

    What is `known` beforehand needs no talk.
    """
    numbers = {question.id: question for question in result.questions}
    listed = {item.question: item for item in result.discussion if item.question is not None}
    gaps = {_asked_about(loaded, result, item.hurdle): item for item in reversed(result.discussion) if item.hurdle}
    ranks = {id_: min(item[id_].rank for item in (listed, gaps) if id_ in item) for id_ in {*listed, *gaps}}
    first = tuple(
        Topic(
            id_,
            tally(numbers[id_]),
            listed[id_].kind if id_ in listed else TopicKind.PERCEPTION_GAP,
            gaps[id_].hurdle if id_ in gaps else None,
            rank,
        )
        for id_, rank in sorted(ranks.items(), key=lambda entry: entry[1])
    )
    return (*first, *_others(loaded, numbers, {*ranks, *known}))


def _asked_about(loaded: Loaded, result: GroupResult, hurdle: str) -> str:
    """Return by which question a room talks of a hurdle that roles see differently: the heaviest, farthest apart."""
    row, by_id = result.hurdle(hurdle).roles, loaded.questionnaire.by_id

    def weight(id_: str) -> tuple[int, int]:
        own = by_id[id_].hurdles[hurdle]
        return own * disagreement(result.question(id_)), own

    return max(row.questions if row else (), key=weight)


def _others(loaded: Loaded, numbers: dict[str, GroupQuestion], listed: Collection[str]) -> Iterator[Topic]:
    plan = compile_plan(loaded.questionnaire)
    steering = {id_ for question in plan.questions for id_ in named(question.when)}
    for question in loaded.questionnaire.questions:
        needed = question.scored or question.id in steering
        if needed and question.kind is not AnswerKind.TEXT and question.id not in listed:
            before = tally(numbers[question.id])
            yield Topic(question.id, before, proposal=_proposal(question, before))


def tally(question: GroupQuestion) -> AnswerCounts:
    """Return the published numbers of a question."""
    return AnswerCounts.model_construct(
        n=question.n,
        counts=None if question.counts is None else list(question.counts),
        unknown=question.unknown,
        not_applicable=question.not_applicable,
        median=None if question.median is None else list(question.median),
        agreement=question.agreement,
        word=question.word,
    )


def counted(question: AnyQuestion, counts: Sequence[int], protection: Protection, unknown: int = 0) -> AnswerCounts:
    """Return what may be kept of hands or cards that were counted in the room."""
    n = sum(counts)
    if not protection.enough(n):
        return AnswerCounts.model_construct(n=n)
    scale = question.ladder
    exact = agreement(counts) if scale else None
    middle = median(dict(enumerate(counts))) if scale else None
    return AnswerCounts.model_construct(
        n=n,
        counts=list(counts),
        unknown=unknown,
        median=None if middle is None else list(middle),
        agreement=None if exact is None else hundredths(exact),
        word=word(counts) if scale else None,
    )


def _proposal(question: AnyQuestion, counts: AnswerCounts) -> Value | None:
    proposed = _nearly_all(question, counts)
    return proposed if proposed is not None and question.fits(proposed) else None


def _nearly_all(question: AnyQuestion, counts: AnswerCounts) -> Value | None:
    if not counts.counts or not counts.n:
        return None
    clear = [count for count in counts.counts if count * ALMOST_ALL >= counts.n * (ALMOST_ALL - 1)]
    places = [place for place, count in enumerate(counts.counts) if count in clear]
    match question.kind:
        case AnswerKind.ONE_OF if question.ladder:
            agreed = is_agreed(counts.word, counts.agreement)
            return counts.median[0] if agreed and counts.median and len(counts.median) == 1 else None
        case AnswerKind.ONE_OF:
            return question.choices[places[0]].value if places else None
        case AnswerKind.SOME_OF:
            few = sum(count * ALMOST_ALL <= counts.n for count in counts.counts)
            settled = places and few + len(places) == len(counts.counts)
            return tuple(question.ids[place] for place in places) if settled else None
        case AnswerKind.NUMBER | AnswerKind.TEXT:
            return None
