"""What stands in the way most often: biggest obstacles, questions nobody knows, gates that are not met."""

from __future__ import annotations

from planself.analysis.summary.result import HurdleSummary, QuestionSummary, Summary
from planself.report.blocks import Block, Cell, Column, Paragraph, Section, Table
from planself.report.summary.context import SummaryContext
from planself.report.summary.drawing import bar

MOST = 10
"""A list longer than this is no list of what is most frequent."""


def most_often_lowest(summary: Summary) -> list[HurdleSummary]:
    """Return the hurdles with a count, the most frequent lowest one first."""
    known = [hurdle for hurdle in summary.hurdles if hurdle.lowest is not None]
    return sorted(known, key=lambda hurdle: -(hurdle.lowest or 0))


def lowest(context: SummaryContext) -> Section:
    """Return how often each hurdle is the biggest obstacle of a self-assessment: the one with the lowest score."""
    _, found = context.reader._, most_often_lowest(context.summary)
    told = Paragraph(
        context.say(
            _(
                "How often a hurdle is the biggest obstacle of a self-assessment, that is, has its lowest score. Where "
                "several hurdles share the lowest score, each of them counts; the counts can therefore add up to more "
                "than the number of self-assessments considered ({n}). Hurdles without a score are left out, and so "
                "are self-assessments whose hurdles with a score all have 100 points."
            ),
            n=context.count(context.summary.compared),
        )
    )
    most = max((hurdle.lowest or 0 for hurdle in found), default=0)
    rows = tuple(
        (
            Cell(context.topic(hurdle.id)),
            Cell(chart=bar(hurdle.lowest or 0, most)),
            Cell(context.count(hurdle.lowest)),
            Cell(context.share(hurdle.lowest, context.summary.compared)),
        )
        for hurdle in found
    )
    columns = (Column(_("Hurdle")), Column(_("Bar"), chart=True), *_counts(context, _("Biggest obstacle")))
    table = _table(context, _("Biggest obstacles"), columns, rows)
    return Section("lowest", _("Which hurdle is most often the biggest obstacle"), (told, table))


def unknown(context: SummaryContext) -> Section:
    """Return the questions that were most often answered with "don't know"."""
    _ = context.reader._
    told = Paragraph(
        _(
            "The questions most often answered with “don't know”, at most ten. “Asked” counts the self-assessments in "
            "which the question was put, whatever the answer."
        )
    )
    known = sorted((q for q in context.summary.questions if q.unknown), key=_gap, reverse=True)[:MOST]
    rows = tuple(
        (
            Cell(context.asked(question.id)),
            Cell(context.count(question.asked)),
            Cell(context.count(question.unknown)),
            Cell(context.share(question.unknown, question.asked)),
        )
        for question in known
    )
    columns = (Column(_("Question")), Column(_("Asked"), numeric=True), *_counts(context, _("Don't know")))
    return Section(
        "unknown", _("Knowledge gaps"), (told, _table(context, _("Questions with “don't know”"), columns, rows))
    )


def gates(context: SummaryContext) -> Section | None:
    """Return how often each gate is not met; nothing where the questionnaire has none."""
    _, found = context.reader._, context.summary.gates
    if not found:
        return None
    told = Paragraph(
        _("How often a minimum condition is not met, of the self-assessments in which its question is answered.")
    )
    rows = tuple(
        (
            Cell(context.asked(gate.question)),
            Cell(context.topic(gate.hurdle)),
            Cell(context.exact(gate.at_least, 1)),
            Cell(context.count(gate.answered)),
            Cell(context.count(gate.failed)),
            Cell(context.share(gate.failed, gate.answered)),
        )
        for gate in sorted(found, key=lambda gate: -(gate.failed or 0))
    )
    columns = (
        Column(_("Question")),
        Column(_("Hurdle")),
        Column(_("Points needed"), numeric=True),
        Column(_("Answered"), numeric=True),
        *_counts(context, _("Not met")),
    )
    return Section(
        "gates",
        _("Minimum conditions that are not met"),
        (told, _table(context, _("Minimum conditions"), columns, rows)),
    )


def _gap(question: QuestionSummary) -> tuple[int, int]:
    return question.unknown or 0, -(question.asked or 0)


def _counts(context: SummaryContext, what: str) -> tuple[Column, Column]:
    return Column(what, numeric=True), Column(context.reader._("Share"), numeric=True)


def _table(
    context: SummaryContext, caption: str, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...]
) -> Block:
    return Table(caption, columns, rows) if rows else Paragraph(context.reader._("There is nothing to show here."))
