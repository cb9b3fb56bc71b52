"""How the numbers of a group come about, what is kept hidden, and where everything comes from."""

from __future__ import annotations

from collections.abc import Iterator

from planself.report.blocks import Block, Facts, Heading, Paragraph
from planself.report.method import Provenance, basis
from planself.report.parts import Fact
from planself.report.words import compose
from planself.report.workshop.matter import Matter


def method(matter: Matter) -> Iterator[Block]:
    """Yield how agreement, its word, quartiles and means come about, and what hiding does."""
    _ = matter.reader._
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
    yield Paragraph(
        _(
            "A hurdle's score by person is the mean over everybody whose hurdle is rated; by role it is the mean of "
            "the shown role groups' means. The list of topics is ranked by weight × disagreement; roles see a hurdle "
            "differently where their means lie 25 points or more apart."
        )
    )
    yield Paragraph(_("The result is a self-assessment. It is meant for discussion, not for ranking."))


def privacy(matter: Matter) -> Iterator[Block]:
    """Yield what keeps single people from being recognised."""
    _, found = matter.reader._, matter.result
    if found.open:
        yield Paragraph(_("Everybody agreed to an open workshop: single answers can be recognised in this report."))
        return
    yield Paragraph(
        _(
            "Nothing is shown of fewer than {n} people. Counts, quartiles, lowest and highest are given for everybody "
            "together only, from {twice} people on. A role group has its mean and size only, and only if its members "
            "do not all answer alike. Where a hidden cell could be computed from the others, more are hidden with it."
        ).format(n=found.min_group, twice=2 * found.min_group)
    )
    yield Paragraph(
        _(
            "Codes, offices and what people wrote beside their answers are not in this report. Who said what in the "
            "discussion stands here only where that person agreed. Do not publish the same answers by other groups "
            "as well: two tables together can tell what each one hides."
        )
    )


def origin(matter: Matter, made: Provenance) -> Iterator[Block]:
    """Yield where the questionnaire comes from, and what is needed to make the report again."""
    _, questionnaire = matter.reader._, matter.questionnaire
    paragraphs = basis(matter)
    if paragraphs:
        yield Heading(_("Where the questionnaire comes from"))
        yield from map(Paragraph, paragraphs)
    yield Heading(_("This report"))
    title = compose("{title} ({id})", title=matter.words(questionnaire.title), id=questionnaire.id)
    yield Facts(
        (
            Fact(_("Questionnaire"), title),
            Fact(_("Version"), questionnaire.version),
            Fact(_("Digest of the questionnaire"), matter.room.loaded.digest),
            Fact(_("Created"), matter.reader.moment(made.created)),
            Fact(_("Created with"), f"planself {made.planself_version}"),
        )
    )
