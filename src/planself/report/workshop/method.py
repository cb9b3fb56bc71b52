"""How the numbers of a group come about, what is kept hidden, and where everything comes from."""

from __future__ import annotations

from collections.abc import Iterator

from planself.i18n import Reader
from planself.questionnaire.catalogue import origin as origin_of
from planself.questionnaire.catalogue import origin_in_words
from planself.report.blocks import Block, Facts, Heading, Paragraph
from planself.report.inline_text import compose
from planself.report.method import Provenance, basis
from planself.report.view_parts import Fact
from planself.report.workshop.context import WorkshopContext


def method(context: WorkshopContext) -> Iterator[Block]:
    """Yield how agreement, its word, quartiles and values come about."""
    _ = context.reader._
    yield Paragraph(
        _(
            "Agreement is van der Eijk's A (2001) over the answers to a question: 1 if all gave the same level, 0 if "
            "they are spread evenly over all levels, −1 if half stand at either end. It needs five answers."
        )
    )
    yield Paragraph(
        _(
            "The word for it, on scales of five levels, is the first that fits: “split” where A is below 0; "
            "“scattered” where a third at least stand at levels 0–1 and a third at 3–4; “agreed” where A is at "
            "least 0.70 (5 or 6 answers), 0.57 (7 to 9) or 0.50 (10 and more), which chance alone hardly reaches; else "
            "“mixed”."
        )
    )
    yield Paragraph(
        _(
            "Median and quartiles are real answers: the middle one, and those at a quarter and at three quarters of "
            "all answers in order. Between the quartiles lies the middle half. Where the two middle answers differ, "
            "both are given."
        )
    )
    values = how_values_come(context.reader)
    recomputed = (
        _(
            "All this can be recomputed from the counts in this report, but for the mean of questions where several "
            "options can be ticked."
        )
        if context.hides_means
        else _("All this can be recomputed from the counts in this report.")
    )
    yield Paragraph(f"{values} {recomputed}")
    yield Paragraph(
        _(
            "The discussion list is ranked by weight × disagreement. Role groups see a hurdle differently where their "
            "fifths of the scale differ by 40 points or more."
        )
    )
    yield Paragraph(_("The result is a self-assessment. It is meant for discussion, not for ranking."))


def how_values_come(reader: Reader) -> str:
    """Return how a hurdle's value and that of the whole come from the answers."""
    return reader._(
        "A hurdle's value is worked out in two steps: for every question the mean of the points of its answers, then "
        "the mean of these by the questions' weights, exact and rounded once. The overall value is the mean of the "
        "hurdles' values by their weights. A value is nobody's own score."
    )


def what_remains(reader: Reader) -> Iterator[str]:
    """Yield what no rule hides, and what therefore has to be said aloud wherever a group's result stands."""
    _ = reader._
    yield _(
        "If the whole group or a whole role group gave the same answer, the numbers show it; members of that role "
        "group, who know their own answer, can tell a little sooner."
    )
    yield _("Whoever knows all answers but one can work out the last.")
    yield _(
        "Sometimes the counts leave only one possibility: then the exact value of a role group can be worked out from "
        "its fifth, and also that all the others gave the same answer."
    )


def privacy(context: WorkshopContext) -> Iterator[Block]:
    """Yield what keeps single people from being recognised."""
    _, found = context.reader._, context.result
    if found.open:
        yield Paragraph(_("Everybody agreed to an open workshop: single answers can be recognised in this report."))
        return
    yield Paragraph(
        _(
            "What is shown depends only on how many people answered, never on what they answered. The counts of a "
            "question are shown from {n} answers on, and only if at least two role groups were asked it. A role group "
            "is shown from {n} people on, and only if nobody or at least {n} people remain outside the role groups "
            "shown; of its value, only the fifth of the scale is given. Scores of single people are never shown, not "
            "even the lowest or the highest."
        ).format(n=found.min_group)
    )
    yield Paragraph(" ".join(what_remains(context.reader)))
    yield Paragraph(
        _(
            "Codes, offices and what people wrote beside their answers are not in this report. Who said what in the "
            "discussion stands here only where that person agreed. Do not publish the same answers by other groups "
            "as well: two tables together can tell what each one hides."
        )
    )


def origin(context: WorkshopContext, made: Provenance) -> Iterator[Block]:
    """Yield where the questionnaire comes from, and what is needed to make the report again."""
    _, questionnaire = context.reader._, context.questionnaire
    paragraphs = basis(context)
    if paragraphs:
        yield Heading(_("Where the questionnaire comes from"))
        yield from map(Paragraph, paragraphs)
    yield Heading(_("This report"))
    title = compose("{title} ({id})", title=context.words(questionnaire.title), id=questionnaire.id)
    yield Facts(
        (
            Fact(_("Questionnaire"), title),
            Fact(_("Version"), questionnaire.version),
            Fact(_("Origin of the questionnaire"), origin_in_words(origin_of(context.workshop.loaded), context.reader)),
            Fact(_("Digest of the questionnaire"), context.workshop.loaded.digest),
            Fact(_("Created"), context.reader.moment(made.created)),
            Fact(_("Created with"), f"planself {made.planself_version}"),
        )
    )
