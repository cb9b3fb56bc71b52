"""A comparison as one reader will read it: names of rounds, numbers, what was crossed, answers then and now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from planself.analysis.comparison import ChangedAnswer, Comparison, HurdleTrend, Round, Trend
from planself.i18n import Reader
from planself.report.answer_text import given, status
from planself.report.context import AssessmentContext
from planself.report.inline_text import Link, Piece, Sentence, clean, compose, joined
from planself.scoring.plan import State
from planself.scoring.result import HurdleResult, Overall, Status

NOTHING = "–"
AnyCourse = Trend[HurdleResult] | Trend[Overall]


class Series(AssessmentContext):
    """A comparison for one reader; what AssessmentContext says, it says of the newest round."""

    def __init__(self, comparison: Comparison, reader: Reader) -> None:
        super().__init__(comparison.last, reader)
        self.comparison = comparison
        self.before = AssessmentContext(comparison.first, reader)
        self.stages = {stage.id: self.words(stage.label) for stage in self.questionnaire.stages}

    # --- rounds ---

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """What each round is called: its year, or its date where a year has several, or else its file."""
        rounds = self.comparison.rounds
        dates = [round_.assessment.answer_set.date for round_ in rounds]
        years = [str(date.year) for date in dates if date]
        days = [self.reader.short_date(date) for date in dates if date]
        names = next((names for names in (years, days) if len(set(names)) == len(rounds)), None)
        return tuple(names or (self._file(place, round_) for place, round_ in enumerate(rounds, 1)))

    def _file(self, place: int, round_: Round) -> str:
        return f"{place}: {clean(round_.source)}" if round_.source else str(place)

    @cached_property
    def since(self) -> str:
        """The first round's date in words; empty where its file has none."""
        date = self.comparison.first.answer_set.date
        return self.reader.date(date) if date else ""

    @cached_property
    def trends(self) -> tuple[HurdleTrend, ...]:
        """The hurdles, the lowest newest score first; those without one stand at the end."""
        return tuple(sorted(self.comparison.hurdles, key=_newest))

    # --- numbers ---

    def number(self, numbers: HurdleResult | Overall) -> str:
        """Return a score, with its range where open answers give it one; a dash without a score."""
        if numbers.score is None:
            return NOTHING
        score = self.reader.tenths(numbers.score)
        if numbers.lower is None or numbers.upper is None or numbers.lower == numbers.upper:
            return score
        return f"{score} ({self.range(numbers.lower, numbers.upper)})"

    def change(self, trend: AnyCourse) -> str:
        """Return a change with its sign; a dash where there is none to give."""
        return NOTHING if trend.change is None else self.reader.change(trend.change)

    def remarks(self, trend: AnyCourse) -> Iterator[Sentence]:
        """Yield what there is to say of a change: whether open answers explain it, what it crossed, why there is none.

        That a change is not explained by open answers says nothing about what does explain it.
        """
        _ = self.reader._
        if trend.apart:
            yield self.say(_("not explained by open answers"))
        if trend.change is None:
            yield self.say(self._why_none(trend))
        if trend.crossed is not None:
            old, new = (self.quoted(self._level(trend, id_)) for id_ in trend.crossed)
            whole = isinstance(trend.results[0], Overall)
            yield self.say(_("stage from {old} to {new}") if whole else _("band from {old} to {new}"), old=old, new=new)

    def _why_none(self, trend: AnyCourse) -> str:
        _ = self.reader._
        first, last = trend.results[0], trend.results[-1]
        if Status.NOT_APPLICABLE in (first.status, last.status):
            return _("no change to give: does not apply in both")
        return _("no change to give: too few answers in one of them")

    def _level(self, trend: AnyCourse, id_: str) -> Piece:
        return self.stages[id_] if isinstance(trend.results[0], Overall) else self.bands[id_].label

    # --- answers ---

    def then_and_now(self, moved: ChangedAnswer) -> tuple[Sentence, Sentence]:
        """Return both answers in words, each with its comment."""
        return self._answer(self.before, moved.id), self._answer(self, moved.id)

    def points(self, moved: ChangedAnswer) -> str:
        """Return the change of an answer's points, of 100; a dash where one of the two has none."""
        return NOTHING if moved.change is None else self.reader.change(moved.change)

    def _answer(self, context: AssessmentContext, id_: str) -> Sentence:
        found, comment = context.states[id_].state, context.typed(context.answer(id_).comment)
        said = Sentence((status(context, found),)) if found is not State.ANSWERED else _in_words(context, id_)
        if not comment:
            return said
        return compose(self.reader._("{answer} (comment: {comment})"), answer=said, comment=self.quoted(comment))

    def new_questions(self, ids: Sequence[str]) -> Sentence:
        """Return questions in quotation marks."""
        return joined((self.question_text(id_) for id_ in ids), "; ")

    def linked(self, trends: Sequence[HurdleTrend]) -> Sentence:
        """Return hurdles with their changes, each leading to its place in the report."""
        return self.listed(
            compose("{name} ({change})", name=self.topic_link(trend.id), change=self.change(trend.whole))
            for trend in trends
        )

    def topic_link(self, id_: str) -> Sentence:
        """Return a hurdle's topic in quotation marks, leading to its place in the report."""
        return self.quoted(self.row_name(id_))

    def row_name(self, id_: str) -> Sentence:
        """Return a hurdle's topic at the head of a row, leading to its place in the report."""
        return Sentence((Link(self.topic(id_), f"h-{id_}"),))


def _in_words(context: AssessmentContext, id_: str) -> Sentence:
    level, value = given(context, id_)
    return Sentence((value,)) if level is None else joined((level, value), ": ")


def _newest(trend: HurdleTrend) -> tuple[bool, int]:
    score = trend.whole.results[-1].score
    return score is None, score or 0
