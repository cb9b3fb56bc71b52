"""The parts of a report view: frozen plain data, every string and number already as it is printed."""

from __future__ import annotations

from dataclasses import dataclass

from planself.report.chart import Mark, Segment, Tick
from planself.report.inline_text import Sentence, Words


@dataclass(frozen=True, slots=True)
class Fact:
    """A label with its value."""

    label: str
    value: str | Sentence


@dataclass(frozen=True, slots=True)
class Note:
    """A statement: a claim, a sentence that bears it out and, where it counts something, what it counts."""

    title: Sentence
    text: Sentence | None = None
    entries: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class BandView:
    """A band: its place from the worst (0) on, its name, from which score it holds."""

    place: int
    label: Words
    from_: str
    description: Words


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage: its name, the score that every hurdle needs, whether it is the one reached.

    `gates` says that the hurdles' gates must be met as well.
    """

    label: Words
    minimum: str
    gates: bool
    description: Words
    reached: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A hurdle's numbers; score, band and provisional are empty where it has no score.

    `unmet` says that minimum conditions are not met, which no other number tells.

    `complete` says that nothing is open: the range is the score, and the coverage 100 %.
    `topic` stands beside a score, where high is good; `name` says what is in the way; `heading` is both.
    """

    id: str
    name: Words
    topic: Words
    heading: Sentence
    score: str
    range: str
    coverage: str
    complete: bool
    band: BandView | None
    provisional: bool
    unmet: str
    reason: Sentence | None
    mark: Mark | None
    lacks: Sentence | None


@dataclass(frozen=True, slots=True)
class Profile:
    """All hurdles on one scale, worst first; those without a score apart.

    `order` says how to read the list, `complete` that nothing is open at any of those with a score, and `coverage` what
    that means for the numbers.
    """

    order: str
    segments: tuple[Segment, ...]
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    complete: bool
    coverage: str
    unrated: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source of the register; `href` is empty where the address is no web address."""

    id: str
    number: int
    title: Words
    publisher: Words
    year: str
    url: str
    href: str
    accessed: str
    verified: str


@dataclass(frozen=True, slots=True)
class PracticeView:
    """An example of practice; its sources say how far they were verified."""

    who: Words
    what: Words
    since: Words
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """A next step: what, who, until when, why here; `number` is 0 where it is not among the first."""

    number: int
    id: str
    title: Words
    text: Words
    hurdle: Row
    who: Words
    horizon: Words
    effort: str
    note: Words
    reasons: tuple[Sentence, ...]
    rank: Sentence
    sources: tuple[SourceView, ...]
    practice: tuple[PracticeView, ...]


@dataclass(frozen=True, slots=True)
class AnswerView:
    """A question with its answer; `status` says in words what is not an answer; numbers are empty where none counts."""

    id: str
    question: Words
    help: Words
    state: str
    status: str
    level: Sentence | None
    value: Words
    counts: bool
    points: str
    weight: str
    product: str
    why: Sentence | None
    comment: Words
    evidence: Words
    expected: Words
    unsure: bool
    unproven: bool
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class GateView:
    """A minimum condition that is not met or still open."""

    question: Words
    failed: bool
    text: Sentence


@dataclass(frozen=True, slots=True)
class HurdleView:
    """One hurdle in full; the sums make the score recomputable by hand.

    Description and symptoms are left out where the hurdle is low: general words would read as a finding there.
    """

    row: Row
    caption: Sentence
    weight: str
    description: Words
    symptoms: tuple[Words, ...]
    note: Words
    gates: tuple[GateView, ...]
    answers: tuple[AnswerView, ...]
    sum_weight: str
    sum_product: str
    arithmetic: tuple[Sentence, ...]
    steps: tuple[StepView, ...]
    sources: tuple[SourceView, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A question in a list of things to look at."""

    question: Words
    place: Sentence | None
    text: Sentence | None
    comment: Words


@dataclass(frozen=True, slots=True)
class Group:
    """A list of questions with what they have in common."""

    id: str
    title: str
    text: Sentence
    entries: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class ContradictionView:
    """Answers that contradict each other: what does not fit together, and the answers in question."""

    text: Words
    answers: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class LeverView:
    """What one answer would add to the secured overall score, at its best and one step better."""

    question: Words
    place: Sentence
    missing: str
    gain: str


@dataclass(frozen=True, slots=True)
class GapView:
    """What an open question would add to the secured overall score, answered at its best."""

    question: Words
    place: Sentence
    width: str


@dataclass(frozen=True, slots=True)
class ContextView:
    """Answers without points: a whole section with its intro, or single questions of a scored one.

    `silence` says once why nothing of it was asked or answered; there are no answers then.
    """

    title: Words
    intro: Words
    silence: Sentence | None
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True, slots=True)
class Blocker:
    """A hurdle of the council's page, with the answers that weigh heaviest against it and its unmet conditions."""

    row: Row
    points: str
    answers: tuple[AnswerView, ...]
    gates: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Council:
    """The council's page: one sheet, whole numbers; whatever it says is said in full in the full report."""

    lead: Sentence
    score: str
    score_note: str
    notes: tuple[Note, ...]
    obstacles_title: str
    blockers: tuple[Blocker, ...]
    obstacles: tuple[Sentence, ...]
    """What stands below the list: ties, how many more there are, or why there is none."""
    steps_title: str
    steps: tuple[StepView, ...]
    without: tuple[Sentence, ...]
    """The named hurdles without a step, or why there is no step at all."""
    statutory: tuple[Note, ...]
    beside_title: str
    beside: tuple[Note, ...]
    """What a comparison, a plan, peers or a workshop say in short."""
    certainty: tuple[Note, ...]
    closing: Sentence
