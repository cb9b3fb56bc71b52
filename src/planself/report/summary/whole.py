"""How the hurdles and the whole spread."""

from __future__ import annotations

from collections.abc import Sequence

from planself.analysis.summary.result import Counted, HurdleSummary
from planself.analysis.summary.spread import BIN, BINS, Spread
from planself.report.blocks import Block, Cell, Column, Heading, Paragraph, Section, Table
from planself.report.chart import segments, ticks
from planself.report.drawing import axis
from planself.report.summary.drawing import bar, strip
from planself.report.summary.lot import HIDDEN, Lot
from planself.report.words import Sentence
from planself.scoring.plan import FULL


def profile(lot: Lot) -> Section:
    """Return how each hurdle's scores spread, and how many self-assessments are in which band."""
    _ = lot.reader._
    return Section(
        "spread",
        _("Hurdle profile"),
        (
            Paragraph(
                _("The higher the score, the further the hurdle is overcome. The list begins with the lowest median.")
            ),
            _spreads(lot),
            _means(lot),
            Heading(_("Bands")),
            Paragraph(_bands_named(lot)),
            _bands(lot),
        ),
    )


def _bands_named(lot: Lot) -> str:
    since = lot.reader._("from")
    return "; ".join(f"{band.label}: {since} {band.from_}" for band in lot.bands.values()) + "."


def _spreads(lot: Lot) -> Table:
    _, thresholds = lot.reader._, [band.from_ for band in lot.questionnaire.bands]
    scale = axis(ticks(thresholds, [lot.exact(place, 1) for place in thresholds]))
    grounds = segments(thresholds)
    return Table(
        _("How the scores of each hurdle spread"),
        (
            Column(_("Hurdle")),
            Column(_("Spread from 0 to 100"), chart=True, axis=scale),
            Column(_("Median"), numeric=True),
            Column(_("Quartiles"), numeric=True),
            Column(_("Lowest to highest"), numeric=True),
        ),
        tuple(
            (Cell(lot.hurdle(hurdle.id)), Cell(chart=strip(hurdle.spread, grounds)), *_middle(lot, hurdle.spread))
            for hurdle in lot.worst_first
        ),
        legend=_(
            "Box: the middle half, from the first to the third quartile. Thick line: median. Thin line: from the "
            "lowest to the highest."
        ),
    )


def _middle(lot: Lot, found: Spread) -> tuple[Cell, Cell, Cell]:
    ends = None if found.lowest is None or found.highest is None else (found.lowest, found.highest)
    return Cell(lot.several(found.median)), Cell(lot.several(found.quartiles)), Cell(lot.several(ends))


def _means(lot: Lot) -> Table:
    _ = lot.reader._
    return Table(
        _("How many self-assessments have a score at each hurdle, and their mean"),
        (
            Column(_("Hurdle")),
            Column(_("With a score"), numeric=True),
            Column(_("Too few answers"), numeric=True),
            Column(_("Does not apply"), numeric=True),
            Column(_("Sum of the scores"), numeric=True),
            Column(_("Mean"), numeric=True),
        ),
        tuple((Cell(lot.hurdle(hurdle.id)), *_numbers(lot, hurdle)) for hurdle in lot.worst_first),
        _("Mean: sum of the scores ÷ self-assessments with a score."),
    )


def _numbers(lot: Lot, hurdle: HurdleSummary) -> tuple[Cell, ...]:
    return (
        Cell(lot.count(hurdle.spread.n)),
        Cell(lot.count(hurdle.insufficient)),
        Cell(lot.count(hurdle.not_applicable)),
        Cell(total(lot, hurdle.spread)),
        Cell(lot.number(hurdle.spread.mean)),
    )


def total(lot: Lot, found: Spread) -> str:
    """Write the sum of all values, grouped in thousands."""
    if found.total is None:
        return HIDDEN
    return f"{lot.reader.integer(found.total // 10)}{lot.reader.decimal_sign}{found.total % 10}"


def _bands(lot: Lot) -> Table:
    _, labels = lot.reader._, [band.label for band in lot.bands.values()]
    return Table(
        _("How many self-assessments are in each band"),
        (Column(_("Hurdle")), *(Column(label, numeric=True) for label in labels)),
        tuple(
            (Cell(lot.hurdle(hurdle.id)), *counted(lot, hurdle.bands, hurdle.spread.n, len(labels)))
            for hurdle in lot.worst_first
        ),
        _("In percent of the self-assessments that have a score at the hurdle."),
    )


def counted(lot: Lot, found: Sequence[Counted] | None, n: int, places: int) -> tuple[Cell, ...]:
    """Return counts with their share of n, or as many dashes."""
    if found is None:
        return (Cell(HIDDEN),) * places
    return tuple(Cell(lot.counted(entry.n, n)) for entry in found)


def whole(lot: Lot) -> Section:
    """Return how overall scores, stages and coverage spread."""
    _, summary = lot.reader._, lot.summary
    blocks: list[Block] = [_both(lot)]
    if summary.overall.spread.bins is not None:
        blocks += [
            Heading(_("Overall scores")),
            _bins(lot, _("Overall scores in steps of ten points"), summary.overall.spread),
        ]
    blocks += [Heading(_("Stages")), _stages(lot)]
    if summary.coverage.bins is not None:
        blocks += [Heading(_("Coverage")), _bins(lot, _("Coverage in steps of ten per cent"), summary.coverage)]
    return Section("whole", _("The whole"), tuple(blocks))


def _both(lot: Lot) -> Table:
    _, summary = lot.reader._, lot.summary
    return Table(
        _("Overall scores and coverage"),
        (
            Column(_("Quantity")),
            Column(_("Self-assessments"), numeric=True),
            Column(_("Sum"), numeric=True),
            Column(_("Mean"), numeric=True),
            Column(_("Median"), numeric=True),
            Column(_("Quartiles"), numeric=True),
            Column(_("Lowest to highest"), numeric=True),
        ),
        tuple(
            (
                Cell(name),
                Cell(lot.count(found.n)),
                Cell(total(lot, found)),
                Cell(lot.number(found.mean)),
                *_middle(lot, found),
            )
            for name, found in ((_("Overall score"), summary.overall.spread), (_("Coverage"), summary.coverage))
        ),
        _without_score(lot),
    )


def _without_score(lot: Lot) -> Sentence:
    overall = lot.summary.overall
    return lot.say(
        lot.reader._(
            "Without an overall score: {insufficient}, because a hurdle that applies has too few answers, and {none}, "
            "because no hurdle applies."
        ),
        insufficient=lot.count(overall.insufficient),
        none=lot.count(overall.not_applicable),
    )


def _bins(lot: Lot, caption: str, found: Spread) -> Table:
    _, bins = lot.reader._, found.bins or ()
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
                Cell(lot.range(place * BIN, FULL if place == BINS - 1 else (place + 1) * BIN - 1)),
                Cell(chart=bar(count, max(bins))),
                Cell(lot.count(count)),
                Cell(lot.share(count, found.n)),
            )
            for place, count in enumerate(bins)
        ),
    )


def _stages(lot: Lot) -> Table:
    _, found, n = lot.reader._, lot.summary.overall.stages, lot.summary.overall.spread.n
    labels = {stage.id: (lot.words(stage.label), lot.reader.tenths(stage.min)) for stage in lot.questionnaire.stages}
    counts = counted(lot, found, n, len(labels))
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
