"""The summary as a page: what to read first, notices, and every section in order."""

from __future__ import annotations

from collections.abc import Iterator

from planself.analysis.summary.result import Summary
from planself.analysis.suppression import LEAST_SETS
from planself.i18n import Reader
from planself.report.blocks import Block, Bullets, Page, Paragraph, Section
from planself.report.inline_text import Sentence, Words
from planself.report.review_points import language
from planself.report.summary.context import Origin, SummaryContext
from planself.report.summary.gaps import gates, lowest, most_often_lowest, unknown
from planself.report.summary.groups import groups
from planself.report.summary.method import NAMED, consistency, method
from planself.report.summary.overall import profile, whole
from planself.report.view_parts import Fact


def build_page(summary: Summary, reader: Reader, origin: Origin) -> Page:
    """Return the summary's page for one reader."""
    context, kind = (
        SummaryContext(summary, reader),
        SummaryContext(summary, reader).words(summary.loaded.questionnaire.title),
    )
    title = reader.n_("{n} self-assessment at a glance", "{n} self-assessments at a glance", summary.n)
    told = (profile, whole, lowest, unknown, gates, groups, consistency) if summary.enough else ()
    sections = (_first(context), *(section(context) for section in told), method(context, origin))
    notices = tuple(_notices(context))
    return Page(
        lang=reader.lang,
        kind=kind,
        title=title,
        page_title=f"{kind}: {title}",
        footer=title,
        meta=tuple(_meta(context)),
        notices=notices,
        sections=tuple(section for section in sections if section is not None),
        bands=len(context.bands),
        result={**summary.to_json(), "notices": list(map(str, notices))},
    )


def _meta(context: SummaryContext) -> Iterator[Fact]:
    _, summary = context.reader._, context.summary
    yield Fact(_("Self-assessments"), context.count(summary.n))
    yield Fact(_("Rejected"), context.count(summary.rejected))
    if summary.enough:
        yield Fact(_("With an overall score"), context.count(summary.overall.spread.n))
    if summary.groups is not None:
        yield Fact(_("Groups by"), summary.groups.by)


def _notices(context: SummaryContext) -> Iterator[Sentence]:
    reader, summary = context.reader, context.summary
    if summary.rejected:
        yield context.say(
            reader.n_(
                "{n} row was rejected and is in none of the numbers.",
                "{n} rows were rejected and are in none of the numbers.",
                summary.rejected,
            )
        )
    if summary.n and not summary.enough:
        yield context.say(
            reader._(
                "These are fewer than {least} self-assessments. Nothing but their number is shown, because anything "
                "more would tell too much about each of them."
            ),
            least=str(LEAST_SETS),
        )
    if summary.groups is not None:
        yield context.say(
            reader._(
                "The groups are those of one column. A second summary of the same rows by another column can be "
                "compared with this one, and what is left over then can be few: pass on only one of them."
            )
        )
    if summary.people:
        yield context.say(
            reader.n_(
                "{n} self-assessment names a respondent or a role. A summary counts self-assessments of municipalities "
                "and does not protect people: people answer in a workshop (`planself workshop new`).",
                "{n} self-assessments name a respondent or a role. A summary counts self-assessments of municipalities "
                "and does not protect people: people answer in a workshop (`planself workshop new`).",
                summary.people,
            )
        )
    yield from language(context)


def _first(context: SummaryContext) -> Section:
    blocks: list[Block] = [Paragraph(_lead(context), "lead")]
    if items := tuple(_findings(context)):
        blocks.append(Bullets(items))
    return Section("summary", context.reader._("Key findings"), tuple(blocks))


def _lead(context: SummaryContext) -> Sentence:
    _, found = context.reader._, context.summary.overall.spread
    if not context.summary.n:
        return context.say(_("There is no self-assessment to summarise."))
    if found.quartiles is None:
        return context.say(
            _("Fewer than {least} self-assessments have an overall score, too few to say how they spread."),
            least=str(LEAST_SETS),
        )
    lower, median, upper = found.quartiles
    return context.say(
        _(
            "The middle half of the {n} self-assessments with an overall score lies between {first} and {third} of "
            "100 points; the median is {median}."
        ),
        n=context.count(found.n),
        first=context.points([lower]),
        third=context.points([upper]),
        median=context.points([median]),
    )


def _findings(context: SummaryContext) -> Iterator[Sentence]:
    _ = context.reader._
    top = most_often_lowest(context.summary)
    if len({hurdle.lowest for hurdle in top}) > 1:
        yield context.say(
            _("Most often the biggest obstacle: {hurdles} ({count} of {n} self-assessments, {share})."),
            hurdles=_tied(context, [context.hurdle(hurdle.id) for hurdle in top if hurdle.lowest == top[0].lowest]),
            count=context.count(top[0].lowest),
            n=context.count(context.summary.compared),
            share=context.share(top[0].lowest, context.summary.compared),
        )
    medians = [(found[1], hurdle) for hurdle in context.worst_first if (found := hurdle.spread.quartiles)]
    if len({median for median, _hurdle in medians}) > 1:
        for phrase, (median, _hurdle) in (
            (_("Lowest median: {hurdles} ({median})."), medians[0]),
            (_("Highest median: {hurdles} ({median})."), medians[-1]),
        ):
            tied = [context.topic(hurdle.id) for found, hurdle in medians if found == median]
            yield context.say(phrase, hurdles=_tied(context, tied), median=context.points([median]))


def _tied(context: SummaryContext, labels: list[Words]) -> Sentence:
    """Return the labels of hurdles with the same number; how many they are where that is no list to read."""
    if len(labels) > NAMED:
        return Sentence((context.reader.n_("{n} hurdle", "{n} hurdles", len(labels)),))
    return context.listed(map(context.quoted, labels))
