"""The annex “over time”: what changed since an earlier assessment, and what of it can be compared."""

from __future__ import annotations

from collections.abc import Iterator

from planself.analysis.comparison import Comparison, HurdleTrend
from planself.i18n import Reader
from planself.report.blocks import Annex, Block, Cell, Column, Figure, Heading, Paragraph, Section, Table, if_shown
from planself.report.certainty import OVERALL, PER_HURDLE
from planself.report.council_changes import changes_in_short
from planself.report.inline_text import Sentence, Words, clean, joined
from planself.report.series import NOTHING, AnyCourse, Series
from planself.report.slope import Ground, Slope, slope_chart
from planself.scoring.plan import FULL

KEY = "comparison"


def comparison_annex(comparison: Comparison, reader: Reader) -> Annex:
    """Return the annex for the report of the newest round."""
    series, _ = Series(comparison, reader), reader._
    title = _("Changes since {date}").format(date=series.since) if series.since else _("Changes over time")
    blocks = (
        Paragraph(overall(series), "lead"),
        *(Paragraph(sentence) for sentence in (*comparable(series), *hurdles(series))),
        *(Paragraph(sentence, "flag") for sentence in not_comparable(series)),
        *_chart(series),
        _numbers(series),
        *_comparable(series),
        *_moved(series),
        *_measures(series),
        Paragraph(rounds(series), "note"),
        Paragraph(caution(series), "note"),
    )
    return Annex((Section(KEY, title, blocks),), KEY, comparison.to_json(), changes_in_short(comparison, reader))


# --- sentences, which the terminal says as well ---


def overall(series: Series) -> Sentence:
    """Return what became of the whole, in one sentence."""
    _, trend = series.reader._, series.comparison.overall
    first, last = trend.results[0].score, trend.results[-1].score
    if first is None or last is None:
        return series.say(_("The overall score cannot be compared: one of the assessments has none."))
    old, new = series.reader.tenths(first), series.reader.tenths(last)
    if first == last:
        return series.say(_("The overall score stands at {score} of 100, as before."), score=new)
    phrase = _("The overall score went from {old} to {new} of 100 ({change}).")
    return series.say(phrase, old=old, new=new, change=series.change(trend))


def comparable(series: Series) -> Iterator[Sentence]:
    """Yield what became of the whole in its comparable part, where that is not all of it."""
    trend = series.comparison.comparable
    if trend is None or trend.change is None:
        return
    old, new = (series.reader.tenths(end.score or 0) for end in (trend.results[0], trend.results[-1]))
    phrase = series.reader._(
        "Without the questions that were not asked every time, it went from {old} to {new} ({change})."
    )
    yield series.say(phrase, old=old, new=new, change=series.change(trend))


def hurdles(series: Series) -> Iterator[Sentence]:
    """Yield which hurdles rose and fell beyond what open answers explain, the largest change first."""
    reader = series.reader
    apart = sorted((found for found in series.trends if found.whole.apart), key=_by_size)
    for phrase, found in (
        (reader._("Higher, and not explained by open answers: {hurdles}."), [c for c in apart if _rise(c) > 0]),
        (reader._("Lower, and not explained by open answers: {hurdles}."), [c for c in apart if _rise(c) < 0]),
    ):
        if found:
            yield series.say(phrase, hurdles=series.linked(found))
    if not apart:
        yield series.say(reader._("No hurdle changed beyond what open answers could explain."))


def rounds(series: Series) -> Sentence:
    """Return which assessments are compared, with their files."""
    _, compared = series.reader._, series.comparison.rounds
    named = (
        f"{label} ({clean(round_.source)})" if round_.source else label
        for label, round_ in zip(series.labels, compared, strict=True)
    )
    return series.say(
        _("The rounds compared are {rounds}. A change is the last score minus the first one."),
        rounds=series.listed(named),
    )


def not_comparable(series: Series) -> Iterator[Sentence]:
    """Yield which hurdles are not fully comparable, and because of which questions."""
    _, new = series.reader._, series.comparison.new
    if not new:
        return
    named = series.listed(series.hurdle_topic(found.id) for found in series.trends if found.new)
    yield series.say(
        _("Not fully comparable: {hurdles}. Not all of their questions were asked every time."), hurdles=named
    )
    if series.comparison.sure:
        yield series.say(_("New questions: {questions}."), questions=series.new_questions(new))
    else:
        phrase = _(
            "Perhaps new, because an older version of the questionnaire is not at hand and its file has no entry for "
            "them: {questions}."
        )
        yield series.say(phrase, questions=series.new_questions(new))


def caution(series: Series) -> Sentence:
    """Return what a change does not say."""
    return series.say(
        series.reader._(
            "“Not explained by open answers” means that the two ranges have no value in common, however the open "
            "questions might be answered. It does not say why a score changed: other people may have answered, the "
            "same people may see things differently, or something may have happened. Another group could easily "
            "arrive at {hurdle} points more or less per hurdle, and at {whole} overall: please do not interpret "
            "smaller changes."
        ),
        hurdle=str(PER_HURDLE),
        whole=str(OVERALL),
    )


def _rise(trend: HurdleTrend) -> int:
    return trend.whole.change or 0


def _by_size(trend: HurdleTrend) -> int:
    return -abs(_rise(trend))


# --- chart and tables ---


def _chart(series: Series) -> Iterator[Block]:
    drawn = [trend for trend in series.comparison.hurdles if trend.whole.change is not None]
    if not drawn:
        return
    _ = series.reader._
    title = _("Scores of the hurdles, {first} to {last}").format(first=series.labels[0], last=series.labels[-1])
    changes = [_rise(trend) for trend in drawn]
    description = _(
        "Hurdles with a score then and now: {n}; higher: {higher}, lower: {lower}, as before: {same}. The table has "
        "all numbers."
    ).format(
        n=len(changes),
        higher=sum(change > 0 for change in changes),
        lower=sum(change < 0 for change in changes),
        same=changes.count(0),
    )
    caption = _(
        "Thick: not explained by open answers. Dashed: lower than before. The grounds are the bands, and a line has "
        "the colour of the band in which it ends."
    )
    svg = slope_chart(title, series.labels, [_slope(series, trend) for trend in drawn], _grounds(series))
    yield Figure(svg, title, description, caption)


def _slope(series: Series, trend: HurdleTrend) -> Slope:
    results, rise = trend.whole.results, _rise(trend)
    first, last = (series.reader.tenths(end.score or 0) for end in (results[0], results[-1]))
    return Slope(
        name=series.topic(trend.id),
        scores=tuple(numbers.score for numbers in results),
        first=first,
        last=last,
        apart=trend.whole.apart,
        falls=rise < 0,
        band=sum(band.from_ <= (results[-1].score or 0) for band in series.questionnaire.bands) - 1,
    )


def _grounds(series: Series) -> list[Ground]:
    starts = [band.from_ for band in series.questionnaire.bands]
    ends = (*starts[1:], FULL)
    return [Ground(place, lower, upper) for place, (lower, upper) in enumerate(zip(starts, ends, strict=True))]


def _numbers(series: Series) -> Table:
    _, comparison = series.reader._, series.comparison
    rows = [_row(series, _("Overall"), comparison.overall)]
    rows += [_row(series, series.row_name(found.id), found.whole, found.new) for found in series.trends]
    ranges = any("(" in str(cell.text) for row in rows for cell in row[1:-1])
    note = _("In brackets the range, where answers are open.") if ranges else ""
    return _table(series, _("Scores then and now"), rows, note)


def _comparable(series: Series) -> Iterator[Block]:
    """Yield the numbers on the questions that all rounds were asked, where these are not all."""
    _, whole = series.reader._, series.comparison.comparable
    if whole is None:
        return
    rows = [_row(series, _("Overall"), whole)]
    rows += [
        _row(series, series.row_name(found.id), found.comparable)
        for found in series.trends
        if found.comparable is not None
    ]
    note = _("All assessments scored without the questions that were not asked every time.")
    yield _table(series, _("The comparable part"), rows, note)


def _table(series: Series, caption: str, rows: list[tuple[Cell, ...]], note: str) -> Table:
    _ = series.reader._
    columns = (
        Column(_("Hurdle")),
        *(Column(label, numeric=True) for label in series.labels),
        Column(_("Change"), numeric=True),
        Column(_("Remark")),
    )
    return Table(caption, columns, tuple(rows), note)


def _row(series: Series, name: str | Sentence, trend: AnyCourse, new: tuple[str, ...] = ()) -> tuple[Cell, ...]:
    remarks = list(series.remarks(trend))
    if new:
        remarks.append(series.say(series.reader._("not fully comparable")))
    return (
        Cell(name),
        *(Cell(series.number(numbers)) for numbers in trend.results),
        Cell(series.change(trend)),
        Cell(joined(remarks, "; ")),
    )


def _moved(series: Series) -> Iterator[Block]:
    _, moved = series.reader._, series.comparison.moved
    yield Heading(_("Which answers changed"))
    if not moved:
        yield Paragraph(_("No answer changed."))
        return
    columns = (
        Column(_("Question")),
        Column(series.labels[0]),
        Column(series.labels[-1]),
        Column(_("Change in points"), numeric=True),
    )
    rows = tuple(
        (Cell(series.words(series.question(found.id).text)), *map(Cell, series.then_and_now(found)), Cell(points))
        for found in moved
        for points in (series.points(found),)
    )
    dash = if_shown(_("A dash stands where one of the answers has none."), NOTHING, rows)
    note = " ".join(filter(None, (_("Points run from 0 to 100."), dash)))
    yield Table(_("Answers then and now"), columns, rows, note)


def _measures(series: Series) -> Iterator[Block]:
    """Yield what was planned and done at each hurdle, beside its change and without claiming a cause."""
    _, measured = series.reader._, [found for found in series.trends if found.measures]
    if not measured:
        return
    yield Heading(_("What was planned in between"))
    columns = (Column(_("Hurdle")), Column(_("Measure")), Column(_("Status")), Column(_("Change"), numeric=True))
    rows = tuple(
        (
            Cell(series.row_name(found.id)),
            Cell(Words(done.title, done.lang)),
            Cell(done.status),
            Cell(series.change(found.whole) if done.begun else NOTHING),
        )
        for found in measured
        for done in found.measures
    )
    dash = if_shown(_("A dash stands where a measure was dropped or has not begun."), NOTHING, rows)
    note = " ".join(filter(None, (_("Side by side; one need not be the other's cause."), dash)))
    yield Table(_("Measures and changes"), columns, rows, note)
