"""The questions as a group answered them: bars to both sides of a line, counts, agreement, and who does not know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planself.analysis.group_result import GroupQuestion
from planself.analysis.group_words import NOTHING, span
from planself.questionnaire.model import AnswerKind, AnyQuestion
from planself.report.blocks import Block, Bullets, Cell, Column, Heading, Paragraph, Table
from planself.report.inline_text import Sentence, Words
from planself.report.workshop.bars import diverging
from planself.report.workshop.context import WorkshopContext
from planself.workshop_files.discussion import AnswerCounts

_LISTED = 12
"""So many questions with open answers are listed; the tables by hurdle have all of them."""


def answers(context: WorkshopContext) -> Iterator[Block]:
    """Yield the answers to every question, hurdle by hurdle, the worst first."""
    _ = context.reader._
    if context.reach.left + context.reach.right:
        yield Paragraph(_how_drawn(context), of_drawings=True)
    else:
        yield Paragraph(_("How many gave which answer is not shown: too few have answered."))
    for heading, topic, questions in _by_hurdle(context):
        yield Heading(heading)
        yield from _tables(context, topic, [each for each in questions if not _silent(context, each)])
        yield from _unanswered(context, [context.by_id[each.id] for each in questions if _silent(context, each)])


def _silent(context: WorkshopContext, question: AnyQuestion) -> bool:
    """Return whether it is shown that nobody said anything to a question, not even “don't know”."""
    found = context.by_id[question.id]
    return (found.n, found.unknown, found.not_applicable) == (0, 0, 0)


def _unanswered(context: WorkshopContext, questions: Sequence[GroupQuestion]) -> Iterator[Block]:
    """Yield the questions without any answer; a table of them would be rows of dashes."""
    _ = context.reader._
    for told, found in (
        (_("Answered by nobody:"), [question for question in questions if question.missing]),
        (_("Put to nobody:"), [question for question in questions if not question.missing]),
    ):
        if found:
            yield Paragraph(told)
            yield Bullets(tuple(map(context.asked, found)))


def _how_drawn(context: WorkshopContext) -> str:
    _ = context.reader._
    told = _(
        "Every person is equally wide in every bar of this report. Left of the line stand the lower levels, right of "
        "it the higher ones; the middle level lies half on either side. Who does not know stands apart."
    )
    falls = any(question.ladder and question.falls for question in context.questionnaire.questions)
    bad = _("Where a high level is a bad sign, it stands on the left.")
    return f"{told} {bad}" if falls else told


def _by_hurdle(context: WorkshopContext) -> Iterator[tuple[Words | Sentence, Words, list[AnyQuestion]]]:
    """Yield every question once: with the hurdle that it weighs most for, or with those that have no points.

    Before the questions stand the heading, and what they are about in short.
    """
    by_hurdle: dict[str, list[AnyQuestion]] = {hurdle.id: [] for hurdle in context.in_order}
    plain: list[AnyQuestion] = []
    for question in context.questionnaire.questions:
        weights = question.hurdles
        (by_hurdle[max(weights, key=lambda id_: weights[id_])] if weights else plain).append(question)
    for id_, questions in by_hurdle.items():
        if questions:
            yield context.headed(id_), context.topic(id_), questions
    countable = [question for question in plain if context.choices(question) or question.ladder]
    if countable:
        plain_ones = Words(context.reader._("Questions without points"))
        yield plain_ones, plain_ones, countable


def _tables(context: WorkshopContext, topic: Words, questions: list[AnyQuestion]) -> Iterator[Table]:
    scales = [context.by_id[question.id] for question in questions if question.ladder]
    others = [question for question in questions if not question.ladder]
    if scales:
        yield _scales(context, topic, scales)
    shown = [question for question in others if context.choices(question)]
    if shown:
        yield _choices(context, topic, shown, again=bool(scales))


def _scales(context: WorkshopContext, topic: Words, questions: list[GroupQuestion]) -> Table:
    _ = context.reader._
    chart = any(context.drawn(question.id, question) for question in questions)
    na = any(question.not_applicable for question in questions)
    columns = (
        Column(_("Question")),
        *((Column(_("Answers"), chart=True),) if chart else ()),
        Column(_("People per level (0 first)"), numeric=True),
        Column(_("Don't know"), numeric=True),
        *((Column(_("Not applicable"), numeric=True),) if na else ()),
        Column(_("Median"), numeric=True),
        Column(_("Agreement")),
    )
    rows = tuple(_scale_row(context, question, chart=chart, na=na) for question in questions)
    caption = context.say(_("Answers on {topic}"), topic=context.quoted(topic))
    return Table(caption, columns, rows, aligned=chart)


def _scale_row(context: WorkshopContext, question: GroupQuestion, *, chart: bool, na: bool) -> tuple[Cell, ...]:
    return (
        Cell(context.asked(question)),
        *((bar(context, question.id, question),) if chart else ()),
        Cell(context.counts(question.counts)),
        Cell(context.number(question.unknown)),
        *((Cell(context.number(question.not_applicable)),) if na else ()),
        Cell(span(question.median)),
        Cell(context.agreement(question)),
    )


def bar(context: WorkshopContext, id_: str, answers: GroupQuestion | AnswerCounts) -> Cell:
    """Return the drawing of a scale's counts; empty where none are shown."""
    counts = context.drawn(id_, answers)
    return Cell(chart=diverging(counts, context.reach, len(context.bands))) if counts else Cell()


def _choices(context: WorkshopContext, topic: Words, questions: Sequence[AnyQuestion], *, again: bool) -> Table:
    _ = context.reader._
    columns = (Column(_("Question")), Column(_("Answers")), Column(_("Don't know"), numeric=True))
    phrase = _("Other answers on {topic}") if again else _("Answers on {topic}")
    name = context.say(phrase, topic=context.quoted(topic))
    several = any(question.kind is AnswerKind.SOME_OF for question in questions)
    note = _("Where several answers can be ticked, they add up to more than there are people.") if several else ""
    return Table(name, columns, tuple(_choice_row(context, question) for question in questions), note)


def _choice_row(context: WorkshopContext, question: AnyQuestion) -> tuple[Cell, ...]:
    answers = context.by_id[question.id]
    return (
        Cell(context.asked(answers)),
        Cell(_chosen(context, question, answers)),
        Cell(context.number(answers.unknown)),
    )


def _chosen(context: WorkshopContext, question: AnyQuestion, answers: GroupQuestion) -> str:
    if answers.counts is None:
        return NOTHING
    pairs = list(zip(context.choices(question), answers.counts, strict=True))
    if question.kind is AnswerKind.NUMBER and not answers.counts[0]:  # "below 0: 0" says nothing
        pairs = pairs[1:]
    return " · ".join(f"{label.removesuffix('.')}: {context.reader.integer(count)}" for label, count in pairs)


# --- what is not known ---


def open_answers(context: WorkshopContext) -> Iterator[Block]:
    """Yield where people do not know."""
    _ = context.reader._
    if all(question.unknown is None for question in context.result.questions):
        yield Paragraph(_("How many do not know is not shown: too few have answered."))
        return
    unsure = [question for question in context.result.questions if question.unknown]
    if not unsure:
        hidden = any(question.unknown is None for question in context.result.questions)
        told = _("On the questions whose answers are shown nobody said “don't know”.")
        yield Paragraph(told if hidden else _("Nobody said “don't know”."))
        return
    unsure.sort(key=lambda question: -(question.unknown or 0))
    yield Paragraph(_most(context, unsure))
    columns = (
        Column(_("Question")),
        Column(_("Don't know"), numeric=True),
        Column(_("Have answered"), numeric=True),
    )
    rows = tuple(_open_row(context, question) for question in unsure[:_LISTED])
    more = len(unsure) - _LISTED
    note = context.reader.n_("{n} more question has such answers.", "{n} more questions have such answers.", more)
    yield Table(_("Don't know"), columns, rows, note if more > 0 else "")


def _most(context: WorkshopContext, questions: list[GroupQuestion]) -> Sentence:
    knowledge = [item for item in context.result.discussion if item.kind.value == "knowledge_gap"]
    n = context.reader.n_("{n} question", "{n} questions", len(knowledge))
    if knowledge:
        said = context.reader._(
            "On {n} a fifth or more do not know what others know: a reason to ask those who do, rather than to guess."
        )
        return context.say(said, n=n)
    number = context.reader.n_("{n} question", "{n} questions", len(questions))
    return context.say(context.reader._("On {n} somebody does not know."), n=number)


def _open_row(context: WorkshopContext, question: GroupQuestion) -> tuple[Cell, ...]:
    return (
        Cell(context.asked(question)),
        Cell(context.number(question.unknown)),
        Cell(context.number(question.n)),
    )
