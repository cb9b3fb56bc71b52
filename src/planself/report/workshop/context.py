"""What every part of a workshop's report is made from: the group's result, the room, and how both are said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from planself.analysis.by_hand import terms
from planself.analysis.group_result import GroupHurdle, GroupQuestion, GroupResult
from planself.analysis.group_words import NOTHING, agreed, hundredths, whom
from planself.i18n import Reader
from planself.questionnaire.model import AnswerKind, AnyQuestion
from planself.report.chart import Segment, segments
from planself.report.context import AssessmentContext
from planself.report.inline_text import Sentence, Words, clean
from planself.report.texts import Texts
from planself.report.workshop.bars import Reach, reach
from planself.report.workshop.reported_workshop import ReportedWorkshop
from planself.scoring.compile import compile_plan
from planself.scoring.plan import Plan
from planself.workshop_files.discussion import AnswerCounts, DiscussedQuestion

_ON_ONE_LINE = 7
"""So many counts have room beside each other."""


class WorkshopContext(Texts):
    """A workshop for one reader; every number of the group comes from its published result."""

    def __init__(self, result: GroupResult, workshop: ReportedWorkshop, reader: Reader) -> None:
        super().__init__(workshop.loaded.questionnaire, reader)
        self.result = result
        self.workshop = workshop
        self.by_id = {question.id: question for question in result.questions}

    # --- what there is ---

    @cached_property
    def in_order(self) -> tuple[GroupHurdle, ...]:
        """The hurdles, worst first; those without a value last."""
        return tuple(sorted(self.result.hurdles, key=lambda found: (found.value is None, found.value or 0)))

    @cached_property
    def plan(self) -> Plan:
        """How answers become points."""
        return compile_plan(self.questionnaire)

    @cached_property
    def hides_means(self) -> bool:
        """Whether a value rests on a question whose counts do not tell its mean."""
        parts = (part for hurdle in self.result.hurdles for part in terms(self.plan, self.result, hurdle))
        return any(part.points is None for part in parts)

    @cached_property
    def talked(self) -> tuple[DiscussedQuestion, ...]:
        """What was talked about, the discussion list first."""
        rank = {item.question: item.rank for item in self.result.discussion if item.question is not None}
        known = [item for item in self.workshop.talked if item.question in self.by_id]
        return tuple(sorted(known, key=lambda item: rank.get(item.question, len(self.by_id))))

    def all_typed(self) -> Iterator[str]:
        """Yield notes, evidence and dissent of the whole discussion."""
        for item in self.workshop.talked:
            yield from (item.note, item.evidence, *(objection.text for objection in item.dissent))

    @cached_property
    def agreed(self) -> AssessmentContext | None:
        """What the discussion's record says was agreed on, as answers; None without a discussion."""
        return None if self.workshop.agreed is None else AssessmentContext(self.workshop.agreed, self.reader)

    @cached_property
    def reach(self) -> Reach:
        """The range of all bars of the report, so that one person is equally wide everywhere."""
        first = [self.drawn(found.id, found) for found in self.result.questions]
        second = [self.drawn(item.question, item.after) for item in self.talked if item.after is not None]
        return reach(counts for counts in (*first, *second) if counts)

    def drawn(self, id_: str, answers: GroupQuestion | AnswerCounts) -> Sequence[int]:
        """Return the counts of a scale as they are drawn, the worst level first; nothing where hidden."""
        question = self.question(id_)
        if not question.ladder or answers.counts is None:
            return ()
        return tuple(reversed(answers.counts)) if question.falls else answers.counts

    @cached_property
    def grounds(self) -> tuple[Segment, ...]:
        """The bands as grounds of a drawing."""
        return segments([band.from_ for band in self.questionnaire.bands])

    def band(self, score: int) -> int:
        """Return the place of the band that a score lies in."""
        return sum(score >= band.from_ for band in self.questionnaire.bands) - 1

    # --- how it is said ---

    def role(self, id_: str) -> Words:
        """Return the name of a role group."""
        return self.words(self.workshop.roles.get(id_)) or Words(clean(id_))

    def asked(self, question: GroupQuestion) -> Sentence:
        """Return a question's text, and of whom it was asked, where that was not everybody."""
        text = self.words(self.question(question.id).text)
        said = whom(question, [self.role(role) for role in question.asked or ()], self.reader)
        return self.say("{text} ({whom})", text=text, whom=said) if said else self.say("{text}", text=text)

    def score(self, tenths: int | None) -> str:
        """Write a score, or a dash."""
        return NOTHING if tenths is None else self.reader.tenths(tenths)

    def number(self, n: int | None) -> str:
        """Write a count, or a dash where it is not shown."""
        return NOTHING if n is None else self.reader.integer(n)

    def agreement(self, answers: GroupQuestion | AnswerCounts) -> str:
        """Return how far people agree: the word with A, or A alone."""
        word, a = agreed(answers.word, self.reader), hundredths(answers.agreement, self.reader)
        return f"{word} ({a})" if word else a

    def counts(self, counts: Sequence[int] | None) -> str:
        """Return counts per level, from level 0 on."""
        if counts is None:
            return NOTHING
        between = "\u00a0·\u00a0" if len(counts) <= _ON_ONE_LINE else "\u00a0· "
        return between.join(map(self.reader.integer, counts))

    def minutes(self, seconds: int) -> str:
        """Write how long something took."""
        if seconds < 60:
            return self.reader.n_("{n} second", "{n} seconds", seconds)
        return self.reader.n_("{n} minute", "{n} minutes", (seconds + 30) // 60)

    def choices(self, question: AnyQuestion) -> tuple[str, ...]:
        """Return what a question's counts are counts of; nothing for a scale."""
        _ = self.reader._
        match question.kind:
            case AnswerKind.ONE_OF | AnswerKind.SOME_OF:
                return () if question.ladder else tuple(self.choice(choice) for choice in question.choices)
            case AnswerKind.NUMBER if question.quantity is not None and question.quantity.steps:
                unit = self.words(question.quantity.unit)
                word = f"{unit} " if any(map(str.isalpha, unit)) else ""
                thresholds = [self.exact(threshold, 6) for threshold in question.quantity.thresholds]
                starts = [self.reader.quantity(threshold, "" if word else unit) for threshold in thresholds]
                between = _("from {number} to below {next}")
                places = (
                    _("below {number}").format(number=starts[0]),
                    *(between.format(number=start, next=end) for start, end in pairwise(starts)),
                    _("from {number} on").format(number=starts[-1]),
                )
                return tuple(f"{word}{place}" for place in places)
            case AnswerKind.NUMBER | AnswerKind.TEXT:
                return ()
