"""The questions as a group answered them: bars to both sides of a line, counts, agreement, and who does not know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planself.analysis.group_result import GroupQuestion
from planself.analysis.group_words import NOTHING, span
from planself.questionnaire.model import AnyQuestion, MultipleQuestion, NumberQuestion, ScaleQuestion
from planself.report.blocks import Block, Cell, Column, Heading, Paragraph, Table
from planself.report.inline_text import Sentence, Words
from planself.report.workshop.bars import diverging
from planself.report.workshop.context import Matter
from planself.workshop_files.discussion import AnswerCounts

_LISTED = 12
"""So many questions with open answers are listed; the tables by hurdle have all of them."""


def answers(matter: Matter) -> Iterator[Block]:
    """Yield the answers to every question, hurdle by hurdle, the worst first."""
    _ = matter.reader._
    yield Paragraph(
        _(
            "Every person is equally wide in every bar of this report. Left of the line stand the lower levels, right "
            "of it the higher ones; the middle level lies half on either side. Who does not know stands apart."
        )
        if matter.reach.left + matter.reach.right
        else _("How many gave which answer is not shown: too few have answered.")
    )
    if any(isinstance(question, ScaleQuestion) and question.reverse for question in matter.questionnaire.questions):
        yield Paragraph(_("Where a high level is a bad sign, it stands on the left."), "note")
    for heading, topic, questions in _by_hurdle(matter):
        yield Heading(heading)
        yield from _tables(matter, topic, questions)


def _by_hurdle(matter: Matter) -> Iterator[tuple[Words | Sentence, Words, list[AnyQuestion]]]:
    """Yield every question once: with the hurdle that it weighs most for, or with those that have no points.

    Before the questions stand the heading, and what they are about in short.
    """
    found: dict[str, list[AnyQuestion]] = {hurdle.id: [] for hurdle in matter.in_order}
    plain: list[AnyQuestion] = []
    for question in matter.questionnaire.questions:
        weights = question.hurdles
        (found[max(weights, key=lambda id_: weights[id_])] if weights else plain).append(question)
    for id_, questions in found.items():
        if questions:
            yield matter.headed(id_), matter.topic(id_), questions
    countable = [question for question in plain if matter.choices(question) or isinstance(question, ScaleQuestion)]
    if countable:
        plain_ones = Words(matter.reader._("Questions without points"))
        yield plain_ones, plain_ones, countable


def _tables(matter: Matter, topic: Words, questions: list[AnyQuestion]) -> Iterator[Table]:
    scales = [matter.by_id[question.id] for question in questions if isinstance(question, ScaleQuestion)]
    others = [question for question in questions if not isinstance(question, ScaleQuestion)]
    if scales:
        yield _scales(matter, topic, scales)
    shown = [question for question in others if matter.choices(question)]
    if shown:
        yield _choices(matter, topic, shown, again=bool(scales))


def _scales(matter: Matter, topic: Words, found: list[GroupQuestion]) -> Table:
    _ = matter.reader._
    chart = any(matter.drawn(question.id, question) for question in found)
    na = any(question.not_applicable for question in found)
    columns = (
        Column(_("Question")),
        *((Column(_("Answers"), chart=True),) if chart else ()),
        Column(_("People per level (0 first)"), numeric=True),
        Column(_("Don't know"), numeric=True),
        *((Column(_("Not applicable"), numeric=True),) if na else ()),
        Column(_("Median"), numeric=True),
        Column(_("Agreement")),
    )
    rows = tuple(_scale_row(matter, question, chart=chart, na=na) for question in found)
    caption = matter.say(_("Answers on {topic}"), topic=matter.quoted(topic))
    return Table(caption, columns, rows, aligned=chart)


def _scale_row(matter: Matter, found: GroupQuestion, *, chart: bool, na: bool) -> tuple[Cell, ...]:
    return (
        Cell(matter.asked(found)),
        *((bar(matter, found.id, found),) if chart else ()),
        Cell(matter.counts(found.counts)),
        Cell(matter.number(found.unknown)),
        *((Cell(matter.number(found.not_applicable)),) if na else ()),
        Cell(span(found.median)),
        Cell(matter.agreement(found)),
    )


def bar(matter: Matter, id_: str, answers: GroupQuestion | AnswerCounts) -> Cell:
    """Return the drawing of a scale's counts; empty where none are shown."""
    counts = matter.drawn(id_, answers)
    return Cell(chart=diverging(counts, matter.reach, len(matter.bands))) if counts else Cell()


def _choices(matter: Matter, topic: Words, questions: Sequence[AnyQuestion], *, again: bool) -> Table:
    _ = matter.reader._
    columns = (Column(_("Question")), Column(_("Answers")), Column(_("Don't know"), numeric=True))
    phrase = _("Other answers on {topic}") if again else _("Answers on {topic}")
    name = matter.say(phrase, topic=matter.quoted(topic))
    several = any(isinstance(question, MultipleQuestion) for question in questions)
    note = _("Where several answers can be ticked, they add up to more than there are people.") if several else ""
    return Table(name, columns, tuple(_choice_row(matter, question) for question in questions), note)


def _choice_row(matter: Matter, question: AnyQuestion) -> tuple[Cell, ...]:
    found = matter.by_id[question.id]
    return (
        Cell(matter.asked(found)),
        Cell(_chosen(matter, question, found)),
        Cell(matter.number(found.unknown)),
    )


def _chosen(matter: Matter, question: AnyQuestion, found: GroupQuestion) -> str:
    if found.counts is None:
        return NOTHING
    pairs = list(zip(matter.choices(question), found.counts, strict=True))
    if isinstance(question, NumberQuestion) and not found.counts[0]:  # "below 0: 0" says nothing
        pairs = pairs[1:]
    return "; ".join(f"{label}: {matter.reader.integer(count)}" for label, count in pairs)


# --- what is not known ---


def open_answers(matter: Matter) -> Iterator[Block]:
    """Yield where people do not know."""
    _ = matter.reader._
    if all(question.unknown is None for question in matter.result.questions):
        yield Paragraph(_("How many do not know is not shown: too few have answered."))
        return
    found = [question for question in matter.result.questions if question.unknown]
    if not found:
        hidden = any(question.unknown is None for question in matter.result.questions)
        told = _("On the questions whose answers are shown nobody said “don't know”.")
        yield Paragraph(told if hidden else _("Nobody said “don't know”."))
        return
    found.sort(key=lambda question: -(question.unknown or 0))
    yield Paragraph(_most(matter, found))
    columns = (
        Column(_("Question")),
        Column(_("Don't know"), numeric=True),
        Column(_("Have answered"), numeric=True),
    )
    rows = tuple(_open_row(matter, question) for question in found[:_LISTED])
    more = len(found) - _LISTED
    note = matter.reader.n_("{n} more question has such answers.", "{n} more questions have such answers.", more)
    yield Table(_("Don't know"), columns, rows, note if more > 0 else "")


def _most(matter: Matter, found: list[GroupQuestion]) -> Sentence:
    knowledge = [item for item in matter.result.discussion if item.kind.value == "knowledge_gap"]
    n = matter.reader.n_("{n} question", "{n} questions", len(knowledge))
    if knowledge:
        said = matter.reader._(
            "On {n} a fifth or more do not know what others know: a reason to ask those who do, rather than to guess."
        )
        return matter.say(said, n=n)
    number = matter.reader.n_("{n} question", "{n} questions", len(found))
    return matter.say(matter.reader._("On {n} somebody does not know."), n=number)


def _open_row(matter: Matter, found: GroupQuestion) -> tuple[Cell, ...]:
    return (
        Cell(matter.asked(found)),
        Cell(matter.number(found.unknown)),
        Cell(matter.number(found.n)),
    )
