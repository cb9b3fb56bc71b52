"""What a council's page says of a comparison: only what another group's answers would not bring about as well."""

from __future__ import annotations

from collections.abc import Iterator

from planself.analysis.comparison import Comparison, HurdleTrend
from planself.i18n import Reader
from planself.report.certainty import OVERALL, PER_HURDLE
from planself.report.hurdle_names import some
from planself.report.inline_text import Sentence, compose, joined
from planself.report.series import Series
from planself.report.view_parts import Note


def changes_in_short(comparison: Comparison, reader: Reader) -> tuple[Note, ...]:
    """Return the whole then and now, and the hurdles that changed by more than is open to chance, in whole points."""
    series = Series(comparison, reader)
    series.brief = True
    return (Note(_whole(series), joined((*_small(series), *_hurdles(series), *_new(series)))),)


def _whole(series: Series) -> Sentence:
    _, results = series.reader._, series.comparison.overall.results
    first, last = results[0].score, results[-1].score
    since = _("Since {date}").format(date=series.since) if series.since else _("Since the first assessment")
    if first is None or last is None:
        return series.say(_("{since}: the overall score cannot be compared."), since=since)
    old, new = series.score_text(first), series.score_text(last)
    if old == new:
        return series.say(_("{since}: overall score {new}, as before."), since=since, new=new)
    return series.say(_("{since}: overall score {old} then, {new} now."), since=since, old=old, new=new)


def _small(series: Series) -> Iterator[Sentence]:
    change = series.comparison.overall.change
    if change is not None and 0 < abs(change) < 10 * OVERALL:
        phrase = series.reader._("A difference of fewer than {n} points overall is not to be interpreted.")
        yield series.say(phrase, n=str(OVERALL))


def _hurdles(series: Series) -> Iterator[Sentence]:
    """Yield the hurdles that rose and fell by at least what another group could differ by, the largest change first."""
    reader, compared = series.reader, [c for c in series.comparison.hurdles if c.whole.change is not None]
    large = sorted((c for c in compared if abs(_change(c)) >= 10 * PER_HURDLE), key=lambda c: -abs(_change(c)))
    for phrase, found in (
        (reader._("Higher by {n} points or more: {hurdles}."), [c for c in large if _change(c) > 0]),
        (reader._("Lower by {n} points or more: {hurdles}."), [c for c in large if _change(c) < 0]),
    ):
        if found:
            yield series.say(phrase, n=str(PER_HURDLE), hurdles=some(series, [_told(series, c) for c in found]))
    if compared and not large:
        yield series.say(reader._("No hurdle differs by {n} points or more."), n=str(PER_HURDLE))


def _told(series: Series, trend: HurdleTrend) -> Sentence:
    first, last = trend.whole.results[0].score or 0, trend.whole.results[-1].score or 0
    return compose(
        series.reader._("{hurdle} ({old} then, {new} now)"),
        hurdle=series.hurdle_topic(trend.id),
        old=series.score_text(first),
        new=series.score_text(last),
    )


def _new(series: Series) -> Iterator[Sentence]:
    if series.comparison.new:
        yield series.say(series.reader._("Not every question was asked each time; the full report says which."))


def _change(trend: HurdleTrend) -> int:
    return trend.whole.change or 0
