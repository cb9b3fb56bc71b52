"""The summary as a page: what to read first, notices, and every section in order."""

from __future__ import annotations

from collections.abc import Iterator

from planself.analysis.summary.result import Summary
from planself.analysis.suppression import LEAST_SETS
from planself.i18n import Reader
from planself.report.blocks import Block, Bullets, Page, Paragraph, Section
from planself.report.inline_text import Sentence, Words
from planself.report.review_points import language
from planself.report.summary.context import Lot, Origin
from planself.report.summary.gaps import gates, lowest, most_often_lowest, unknown
from planself.report.summary.groups import groups
from planself.report.summary.method import NAMED, consistency, method
from planself.report.summary.overall import profile, whole
from planself.report.view_parts import Fact


def build_page(summary: Summary, reader: Reader, origin: Origin) -> Page:
    """Return the summary's page for one reader."""
    lot, kind = Lot(summary, reader), Lot(summary, reader).words(summary.loaded.questionnaire.title)
    title = reader.n_("{n} self-assessment at a glance", "{n} self-assessments at a glance", summary.n)
    told = (profile, whole, lowest, unknown, gates, groups, consistency) if summary.enough else ()
    sections = (_first(lot), *(section(lot) for section in told), method(lot, origin))
    notices = tuple(_notices(lot))
    return Page(
        lang=reader.lang,
        kind=kind,
        title=title,
        page_title=f"{kind}: {title}",
        footer=title,
        meta=tuple(_meta(lot)),
        notices=notices,
        sections=tuple(section for section in sections if section is not None),
        bands=len(lot.bands),
        result={**summary.to_json(), "notices": list(map(str, notices))},
    )


def _meta(lot: Lot) -> Iterator[Fact]:
    _, summary = lot.reader._, lot.summary
    yield Fact(_("Self-assessments"), lot.count(summary.n))
    yield Fact(_("Rejected"), lot.count(summary.rejected))
    if summary.enough:
        yield Fact(_("With an overall score"), lot.count(summary.overall.spread.n))
    if summary.groups is not None:
        yield Fact(_("Groups by"), summary.groups.by)


def _notices(lot: Lot) -> Iterator[Sentence]:
    reader, summary = lot.reader, lot.summary
    if summary.rejected:
        yield lot.say(
            reader.n_(
                "{n} row was rejected and is in none of the numbers.",
                "{n} rows were rejected and are in none of the numbers.",
                summary.rejected,
            )
        )
    if summary.n and not summary.enough:
        yield lot.say(
            reader._(
                "These are fewer than {least} self-assessments. Nothing but their number is shown, because anything "
                "more would tell too much about each of them."
            ),
            least=str(LEAST_SETS),
        )
    if summary.groups is not None:
        yield lot.say(
            reader._(
                "The groups are those of one column. A second summary of the same rows by another column can be "
                "compared with this one, and what is left over then can be few: pass on only one of them."
            )
        )
    if summary.people:
        yield lot.say(
            reader.n_(
                "{n} self-assessment names a respondent or a role. A summary counts self-assessments of municipalities "
                "and does not protect people: people answer in a workshop (`planself workshop new`).",
                "{n} self-assessments name a respondent or a role. A summary counts self-assessments of municipalities "
                "and does not protect people: people answer in a workshop (`planself workshop new`).",
                summary.people,
            )
        )
    yield from language(lot)


def _first(lot: Lot) -> Section:
    blocks: list[Block] = [Paragraph(_lead(lot), "lead")]
    if items := tuple(_findings(lot)):
        blocks.append(Bullets(items))
    return Section("summary", lot.reader._("The most important"), tuple(blocks))


def _lead(lot: Lot) -> Sentence:
    _, found = lot.reader._, lot.summary.overall.spread
    if not lot.summary.n:
        return lot.say(_("There is no self-assessment to summarise."))
    if found.quartiles is None:
        return lot.say(
            _("Fewer than {least} self-assessments have an overall score, too few to say how they spread."),
            least=str(LEAST_SETS),
        )
    lower, median, upper = found.quartiles
    return lot.say(
        _(
            "The middle half of the {n} self-assessments with an overall score reaches from {first} to {third} of 100 "
            "points; the median is {median}."
        ),
        n=lot.count(found.n),
        first=lot.points([lower]),
        third=lot.points([upper]),
        median=lot.points([median]),
    )


def _findings(lot: Lot) -> Iterator[Sentence]:
    _ = lot.reader._
    top = most_often_lowest(lot.summary)
    if len({hurdle.lowest for hurdle in top}) > 1:
        yield lot.say(
            _("Most often the highest hurdle: {hurdles} ({count} of {n} self-assessments, {share})."),
            hurdles=_tied(lot, [lot.hurdle(hurdle.id) for hurdle in top if hurdle.lowest == top[0].lowest]),
            count=lot.count(top[0].lowest),
            n=lot.count(lot.summary.compared),
            share=lot.share(top[0].lowest, lot.summary.compared),
        )
    medians = [(found[1], hurdle) for hurdle in lot.worst_first if (found := hurdle.spread.quartiles)]
    if len({median for median, _hurdle in medians}) > 1:
        for phrase, (median, _hurdle) in (
            (_("Lowest median: {hurdles} ({median})."), medians[0]),
            (_("Highest median: {hurdles} ({median})."), medians[-1]),
        ):
            tied = [lot.topic(hurdle.id) for found, hurdle in medians if found == median]
            yield lot.say(phrase, hurdles=_tied(lot, tied), median=lot.points([median]))


def _tied(lot: Lot, labels: list[Words]) -> Sentence:
    """Return the labels of hurdles with the same number; how many they are where that is no list to read."""
    if len(labels) > NAMED:
        return Sentence((lot.reader.n_("{n} hurdle", "{n} hurdles", len(labels)),))
    return lot.listed(map(lot.quoted, labels))
