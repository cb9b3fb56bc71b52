"""How the summary's numbers come about, what alpha can and cannot say, and where everything comes from."""

from __future__ import annotations

from collections.abc import Iterator

from planself.analysis.summary.alpha import LEAST
from planself.analysis.suppression import LEAST_SETS
from planself.questionnaire.catalogue import origin as origin_of
from planself.questionnaire.catalogue import origin_in_words
from planself.report.blocks import Block, Cell, Column, Facts, Heading, Paragraph, Section, Table, if_shown
from planself.report.inline_text import Sentence, clean, compose
from planself.report.method import basis
from planself.report.summary.context import HIDDEN, Origin, SummaryContext
from planself.report.view_parts import Fact

NAMED = 3
"""Files named before the rest is a number."""


def consistency(context: SummaryContext) -> Section:
    """Return Cronbach's alpha of every hurdle, with what it does not say."""
    _ = context.reader._
    told = (
        _(
            "For information: Cronbach's alpha (1951) says how far the questions of a hurdle are answered alike. "
            "k questions, variances over the self-assessments: alpha = k ÷ (k − 1) × (1 − sum of the questions' "
            "variances ÷ variance of their sum). It is computed from the points of those self-assessments in which "
            "every question of the hurdle is answered, from {least} on; the questions' weights are ignored."
        ),
        _(
            "A hurdle here is formative: its questions are different parts that together make it up, not several "
            "measurements of one thing. They need not go together, and a low alpha is no fault of such a hurdle "
            "(Bollen and Lennox 1991). A high one says no more than that the answers go together."
        ),
    )
    rows = tuple(
        (
            Cell(context.topic(hurdle.id)),
            Cell(context.count(hurdle.alpha.items)),
            Cell(context.count(hurdle.alpha.n)),
            Cell(hundredths(context, hurdle.alpha.value)),
        )
        for hurdle in context.summary.hurdles
    )
    dash = _(
        "A dash stands where there are fewer than two questions, too few complete self-assessments, or no difference "
        "between them."
    )
    table = Table(
        _("Cronbach's alpha of each hurdle"),
        (
            Column(_("Hurdle")),
            Column(_("Questions"), numeric=True),
            Column(_("Complete self-assessments"), numeric=True),
            Column(_("Alpha"), numeric=True),
        ),
        rows,
        if_shown(dash, HIDDEN, rows),
    )
    first, second = (Paragraph(context.say(text, least=str(LEAST))) for text in told)
    return Section("consistency", _("Internal consistency (Cronbach's alpha)"), (first, second, table))


def hundredths(context: SummaryContext, value: int | None) -> str:
    """Write hundredths with two decimals, or the dash of what is not shown."""
    if value is None:
        return HIDDEN
    return f"{'−' if value < 0 else ''}{abs(value) // 100}{context.reader.decimal_sign}{abs(value) % 100:02}"


def method(context: SummaryContext, origin: Origin) -> Section:
    """Return the rules of the summary, the questionnaire's basis, literature and provenance."""
    _ = context.reader._
    grounds = basis(context)
    blocks: list[Block] = [Paragraph(sentence) for sentence in _rules(context)]
    if grounds:
        blocks += [Heading(_("Where the questionnaire comes from")), *map(Paragraph, grounds)]
    blocks += [
        Heading(_("Literature")),
        Paragraph(
            "L. J. Cronbach: Coefficient alpha and the internal structure of tests. Psychometrika 16 (1951), 297–334.",
            "note",
        ),
        Paragraph(
            "K. Bollen, R. Lennox: Conventional wisdom on measurement: A structural equation perspective. "
            "Psychological Bulletin 110 (1991), 305–314.",
            "note",
        ),
        Heading(_("This summary")),
        Facts(_provenance(context, origin)),
    ]
    return Section("method", _("Method and origin"), tuple(blocks))


def _rules(context: SummaryContext) -> Iterator[Sentence]:
    _ = context.reader._
    yield context.say(
        _(
            "Each self-assessment is scored on its own: each answer earns 0 to 100 points, a hurdle's score is the "
            "mean of its answered questions by their weights (0: it stands fully in the way, 100: it is overcome), the "
            "overall score the mean of the hurdles' scores by theirs. A hurdle has a score where at least {share} of "
            "its weight is answered."
        ),
        share=context.reader.quantity(context.exact(context.questionnaire.scoring.min_coverage, 1), "%"),
    )
    yield context.say(
        _(
            "This summary counts the published scores in whole points, each self-assessment once. Of n scores in "
            "ascending order, the lower quartile is the score in place n ÷ 4, the median that in place n ÷ 2 and the "
            "upper quartile that in place 3 × n ÷ 4; places are rounded up. All three are therefore scores that "
            "occur, rounded to whole points. Shares are rounded half up to one decimal."
        )
    )
    yield context.say(
        _(
            "No single self-assessment should be recognisable. Every statement about scores or answers covers at least "
            "{least} self-assessments; for fewer, no distribution, quartile or count is shown. There are no means, "
            "sums, lowest or highest scores, because single scores could be computed from them. A group is shown only "
            "if it has at least {least} self-assessments and if none or at least {least} remain outside all groups "
            "shown; this is decided for each hurdle separately, by numbers of self-assessments alone. A dash never "
            "means zero. Whoever publishes the same self-assessments grouped by a second column, or again after one "
            "more has come in, allows comparisons from which single ones can be worked out; no single table can "
            "prevent that."
        ),
        least=str(LEAST_SETS),
    )
    yield context.say(
        _(
            "The numbers describe the self-assessments that came in, and nobody else. They are meant for discussion, "
            "not for ranking."
        )
    )


def _provenance(context: SummaryContext, origin: Origin) -> tuple[Fact, ...]:
    _, questionnaire = context.reader._, context.questionnaire
    title = compose("{title} ({id})", title=context.words(questionnaire.title), id=questionnaire.id)
    return (
        Fact(_("Questionnaire"), title),
        Fact(_("Version"), questionnaire.version),
        Fact(_("Origin of the questionnaire"), origin_in_words(origin_of(context.summary.loaded), context.reader)),
        Fact(_("Digest of the questionnaire"), context.summary.loaded.digest),
        Fact(_("Read from"), _sources(context, origin)),
        Fact(_("Created"), context.reader.moment(origin.created)),
        Fact(_("Created with"), f"planself {origin.planself_version}"),
    )


def _sources(context: SummaryContext, origin: Origin) -> Sentence:
    names = [clean(name) for name in origin.sources]
    rest = len(names) - NAMED if len(names) > NAMED + 1 else 0
    shown = [*names[:NAMED], context.reader.n_("{n} more", "{n} more", rest)] if rest else names
    return context.listed(shown)
