"""How the hurdles and the whole spread."""

from __future__ import annotations

from collections.abc import Sequence

from planself.analysis.summary.result import Counted
from planself.analysis.summary.spread import FIFTH, FIFTHS, Spread, coarse
from planself.analysis.suppression import LEAST_SETS
from planself.report.blocks import Block, Cell, Column, Heading, Paragraph, Section, Table, if_shown
from planself.report.chart import segments, ticks
from planself.report.drawing import axis
from planself.report.inline_text import Sentence
from planself.report.summary.context import HIDDEN, SummaryContext
from planself.report.summary.drawing import bar, strip


def profile(context: SummaryContext) -> Section:
    """Return how each hurdle's scores spread, and how many self-assessments are in which band."""
    _ = context.reader._
    return Section(
        "spread",
        _("Hurdle profile"),
        (
            Paragraph(
                _("The higher the score, the further the hurdle is overcome. The list begins with the lowest median.")
            ),
            _spreads(context),
            _rated(context),
            Heading(_("Fifths of the scale")),
            _fifths(context),
            Heading(_("Bands")),
            Paragraph(_bands_named(context)),
            _bands(context),
        ),
    )


def _bands_named(context: SummaryContext) -> str:
    since = context.reader._("from")
    return "; ".join(f"{band.label}: {since} {band.from_}" for band in context.bands.values()) + "."


def _spreads(context: SummaryContext) -> Table:
    _, thresholds = context.reader._, [band.from_ for band in context.questionnaire.bands]
    scale = axis(ticks(thresholds, [context.exact(place, 1) for place in thresholds]))
    grounds = segments(thresholds)
    rows = tuple(
        (Cell(context.topic(hurdle.id)), Cell(chart=strip(hurdle.spread, grounds)), *_middle(context, hurdle.spread))
        for hurdle in context.worst_first
    )
    return Table(
        _("How the scores of each hurdle spread"),
        (
            Column(_("Hurdle")),
            Column(_("Spread from 0 to 100"), chart=True, axis=scale),
            Column(_("Median"), numeric=True),
            Column(_("Quartiles"), numeric=True),
        ),
        rows,
        _few(context, rows),
        legend=_("Box: the middle half, from the lower to the upper quartile. Thick line: median."),
    )


def _few(context: SummaryContext, rows: Sequence[Sequence[Cell]]) -> Sentence:
    _ = context.reader._
    dash = if_shown(_("A dash stands where fewer than {least} self-assessments have a score."), HIDDEN, rows)
    return context.say(" ".join(filter(None, (_("In whole points."), dash))), least=str(LEAST_SETS))


def _middle(context: SummaryContext, found: Spread) -> tuple[Cell, Cell]:
    if found.quartiles is None:
        return Cell(HIDDEN), Cell(HIDDEN)
    lower, median, upper = found.quartiles
    return Cell(context.points([median])), Cell(context.points([lower, upper]))


def _rated(context: SummaryContext) -> Table:
    _ = context.reader._
    return Table(
        _("How many self-assessments have a score at each hurdle"),
        (
            Column(_("Hurdle")),
            Column(_("With a score"), numeric=True),
            Column(_("Too few answers"), numeric=True),
            Column(_("Does not apply"), numeric=True),
        ),
        tuple(
            (
                Cell(context.topic(hurdle.id)),
                *(Cell(context.count(n)) for n in (hurdle.spread.n, hurdle.insufficient, hurdle.not_applicable)),
            )
            for hurdle in context.worst_first
        ),
    )


def _fifths(context: SummaryContext) -> Table:
    _ = context.reader._
    return Table(
        _("How many self-assessments are in each fifth of the scale"),
        (Column(_("Hurdle")), *(Column(_stretch(place), numeric=True) for place in range(FIFTHS))),
        tuple(
            (Cell(context.topic(hurdle.id)), *_shares(context, hurdle.spread.fifths, hurdle.spread.n, FIFTHS))
            for hurdle in context.worst_first
        ),
        _("Scores rounded to whole points; in percent of the self-assessments that have a score at the hurdle."),
    )


def _stretch(place: int) -> str:
    """Return a fifth in whole points."""
    return f"{place * FIFTH}–{100 if place == FIFTHS - 1 else (place + 1) * FIFTH - 1}"


def _shares(context: SummaryContext, found: Sequence[int] | None, n: int | None, places: int) -> tuple[Cell, ...]:
    """Return counts with their share of n, or as many dashes."""
    return (Cell(HIDDEN),) * places if found is None else tuple(Cell(context.counted(count, n)) for count in found)


def _bands(context: SummaryContext) -> Block:
    _, labels = context.reader._, [band.label for band in context.bands.values()]
    if not coarse(band.from_ for band in context.questionnaire.bands):
        return Paragraph(_narrow(context))
    return Table(
        _("How many self-assessments are in each band"),
        (Column(_("Hurdle")), *(Column(label, numeric=True) for label in labels)),
        tuple(
            (Cell(context.topic(hurdle.id)), *_counted(context, hurdle.bands, hurdle.spread.n, len(labels)))
            for hurdle in context.worst_first
        ),
        _("In percent of the self-assessments that have a score at the hurdle."),
    )


def _narrow(context: SummaryContext) -> str:
    return context.reader._(
        "They are not counted: one of them is narrower than ten points, so that a count in it would come near to a "
        "single score."
    )


def _counted(context: SummaryContext, found: Sequence[Counted] | None, n: int | None, places: int) -> tuple[Cell, ...]:
    return _shares(context, None if found is None else [entry.n for entry in found], n, places)


def whole(context: SummaryContext) -> Section:
    """Return how overall scores, stages and coverage spread."""
    _, summary = context.reader._, context.summary
    blocks: list[Block] = [_both(context)]
    if summary.overall.spread.fifths is not None:
        blocks += [
            Heading(_("Overall scores")),
            _drawn(context, _("Overall scores by fifths of the scale"), summary.overall.spread),
        ]
    blocks += [Heading(_("Stages")), _stages(context)]
    if summary.coverage.fifths is not None:
        blocks += [Heading(_("Coverage")), _drawn(context, _("Coverage by fifths, in per cent"), summary.coverage)]
    return Section("whole", _("Overall"), tuple(blocks))


def _both(context: SummaryContext) -> Table:
    _, summary = context.reader._, context.summary
    return Table(
        _("Overall scores and coverage"),
        (
            Column(_("Quantity")),
            Column(_("Self-assessments"), numeric=True),
            Column(_("Median"), numeric=True),
            Column(_("Quartiles"), numeric=True),
        ),
        tuple(
            (
                Cell(name),
                Cell(context.count(found.n)),
                *_middle(context, found),
            )
            for name, found in ((_("Overall score"), summary.overall.spread), (_("Coverage"), summary.coverage))
        ),
        _without_score(context),
    )


def _without_score(context: SummaryContext) -> Sentence:
    _, overall = context.reader._, context.summary.overall
    parts = [
        context.say(phrase, n=context.count(n))
        for n, phrase in (
            (overall.insufficient, _("{n}, because a hurdle that applies has too few answers")),
            (overall.not_applicable, _("{n}, because no hurdle applies")),
        )
        if n != 0
    ]
    if not parts:
        return context.say(_("Every self-assessment has an overall score."))
    return context.say(_("Without an overall score: {parts}."), parts=context.listed(parts))


def _drawn(context: SummaryContext, caption: str, found: Spread) -> Table:
    _, fifths = context.reader._, found.fifths or ()
    return Table(
        caption,
        (
            Column(_("From … to")),
            Column(_("Bar"), chart=True),
            Column(_("Self-assessments"), numeric=True),
            Column(_("Share"), numeric=True),
        ),
        tuple(
            (
                Cell(_stretch(place)),
                Cell(chart=bar(n, max(fifths))),
                Cell(context.count(n)),
                Cell(context.share(n, found.n)),
            )
            for place, n in enumerate(fifths)
        ),
    )


def _stages(context: SummaryContext) -> Block:
    if not coarse(stage.min for stage in context.questionnaire.stages):
        return Paragraph(_narrow(context))
    _, found, n = context.reader._, context.summary.overall.stages, context.summary.overall.spread.n
    labels = {
        stage.id: (context.words(stage.label), context.exact(stage.min, 1)) for stage in context.questionnaire.stages
    }
    counts = _counted(context, found, n, len(labels))
    return Table(
        _("How many self-assessments have reached which stage"),
        (
            Column(_("Stage")),
            Column(_("every hurdle at least"), numeric=True),
            Column(_("Self-assessments"), numeric=True),
        ),
        tuple((Cell(label), Cell(least), cell) for (label, least), cell in zip(labels.values(), counts, strict=True)),
        _("In percent of the self-assessments with an overall score; the stage is the highest that was reached."),
    )
