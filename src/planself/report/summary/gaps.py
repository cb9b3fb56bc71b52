"""What stands in the way most often: highest hurdles, questions nobody knows, gates that are not met."""

from __future__ import annotations

from planself.analysis.summary.result import HurdleSummary, QuestionSummary, Summary
from planself.report.blocks import Block, Cell, Column, Paragraph, Section, Table
from planself.report.summary.context import Lot
from planself.report.summary.drawing import bar

MOST = 10
"""A list longer than this is no list of what is most frequent."""


def most_often_lowest(summary: Summary) -> list[HurdleSummary]:
    """Return the hurdles with a count, the most frequent lowest one first."""
    known = [hurdle for hurdle in summary.hurdles if hurdle.lowest is not None]
    return sorted(known, key=lambda hurdle: -(hurdle.lowest or 0))


def lowest(lot: Lot) -> Section:
    """Return how often each hurdle is the highest of a self-assessment: the one with the lowest score."""
    _, found = lot.reader._, most_often_lowest(lot.summary)
    told = Paragraph(
        lot.say(
            _(
                "How often a hurdle is the highest of a self-assessment, that is, has its lowest score. Where several "
                "share the lowest score, each of them counts, so the counts can add up to more than the {n} "
                "self-assessments looked at. Hurdles without a score are left out, and so are self-assessments whose "
                "hurdles with a score all have 100 points."
            ),
            n=lot.count(lot.summary.compared),
        )
    )
    most = max((hurdle.lowest or 0 for hurdle in found), default=0)
    rows = tuple(
        (
            Cell(lot.topic(hurdle.id)),
            Cell(chart=bar(hurdle.lowest or 0, most)),
            Cell(lot.count(hurdle.lowest)),
            Cell(lot.share(hurdle.lowest, lot.summary.compared)),
        )
        for hurdle in found
    )
    columns = (Column(_("Hurdle")), Column(_("Bar"), chart=True), *_counts(lot, _("Highest hurdle")))
    table = _table(lot, _("Highest hurdles"), columns, rows)
    return Section("lowest", _("Which hurdle is most often the highest"), (told, table))


def unknown(lot: Lot) -> Section:
    """Return the questions that were most often answered with "don't know"."""
    _ = lot.reader._
    told = Paragraph(
        _(
            "The questions most often answered with “don't know”, at most ten. Asked are those self-assessments in "
            "which the question was put, whatever the answer."
        )
    )
    known = sorted((q for q in lot.summary.questions if q.unknown), key=_gap, reverse=True)[:MOST]
    rows = tuple(
        (
            Cell(lot.asked(question.id)),
            Cell(lot.count(question.asked)),
            Cell(lot.count(question.unknown)),
            Cell(lot.share(question.unknown, question.asked)),
        )
        for question in known
    )
    columns = (Column(_("Question")), Column(_("Asked"), numeric=True), *_counts(lot, _("Don't know")))
    return Section("unknown", _("Knowledge gaps"), (told, _table(lot, _("Questions with “don't know”"), columns, rows)))


def gates(lot: Lot) -> Section | None:
    """Return how often each gate is not met; nothing where the questionnaire has none."""
    _, found = lot.reader._, lot.summary.gates
    if not found:
        return None
    told = Paragraph(
        _("How often a minimum condition is not met, of the self-assessments in which its question is answered.")
    )
    rows = tuple(
        (
            Cell(lot.asked(gate.question)),
            Cell(lot.topic(gate.hurdle)),
            Cell(lot.reader.tenths(gate.at_least)),
            Cell(lot.count(gate.answered)),
            Cell(lot.count(gate.failed)),
            Cell(lot.share(gate.failed, gate.answered)),
        )
        for gate in sorted(found, key=lambda gate: -(gate.failed or 0))
    )
    columns = (
        Column(_("Question")),
        Column(_("Hurdle")),
        Column(_("Points needed"), numeric=True),
        Column(_("Answered"), numeric=True),
        *_counts(lot, _("Not met")),
    )
    return Section(
        "gates", _("Minimum conditions that are not met"), (told, _table(lot, _("Minimum conditions"), columns, rows))
    )


def _gap(question: QuestionSummary) -> tuple[int, int]:
    return question.unknown or 0, -(question.asked or 0)


def _counts(lot: Lot, what: str) -> tuple[Column, Column]:
    return Column(what, numeric=True), Column(lot.reader._("Share"), numeric=True)


def _table(lot: Lot, caption: str, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...]) -> Block:
    return Table(caption, columns, rows) if rows else Paragraph(lot.reader._("There is nothing to show here."))
