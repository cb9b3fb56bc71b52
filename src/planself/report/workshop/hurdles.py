"""The hurdles as a group sees them: their values, the fifths of the role groups, and what the room agreed on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from planself.analysis.by_hand import Term, terms
from planself.analysis.group_result import GroupHurdle, RoleRow
from planself.analysis.group_words import unasked
from planself.report.blocks import Block, Bullets, Cell, Column, Paragraph, Table
from planself.report.chart import ticks
from planself.report.drawing import axis, dot, scale
from planself.report.inline_text import Sentence
from planself.report.workshop.bars import diamond
from planself.report.workshop.context import Matter
from planself.report.workshop.people import no_view
from planself.scoring.assessment import Assessment

_BESIDE_EACH_OTHER = 6
"""So many columns have room for the names of role groups."""
_FIFTH = 20


def profile(matter: Matter) -> Iterator[Block]:
    """Yield the group's hurdle profile, and how each value is worked out."""
    yield Paragraph(_weakest(matter), "lead")
    yield _table(matter)
    if any(found.questions for found in matter.in_order):
        yield _by_hand(matter)


def _weakest(matter: Matter) -> Sentence:
    _, valued = matter.reader._, [found for found in matter.in_order if found.value is not None]
    if not valued:
        return matter.say(_("No hurdle has a value, because no question of one was answered by enough people."))
    worst, best = valued[0], valued[-1]
    if len(valued) == 1:
        return matter.say(_("{hurdle} has {score} of 100."), hurdle=name(matter, worst.id), score=_value(matter, worst))
    phrase = _(
        "Biggest obstacle: {worst} with {low} out of 100; least in the way: {best} with {high}; overall {whole}."
    )
    return matter.say(
        phrase,
        worst=name(matter, worst.id),
        low=_value(matter, worst),
        best=name(matter, best.id),
        high=_value(matter, best),
        whole=matter.score(matter.result.whole.value),
    )


def name(matter: Matter, id_: str) -> Sentence:
    """Return a hurdle's name in quotation marks."""
    return matter.quoted(matter.words(matter.hurdles[id_].name))


def _value(matter: Matter, found: GroupHurdle) -> str:
    return matter.score(found.value)


def _table(matter: Matter) -> Table:
    _ = matter.reader._
    columns = (
        Column(_("Hurdle")),
        Column(_("Value, from 0 to 100"), chart=True, axis=_axis(matter)),
        Column(_("Value"), numeric=True),
        Column(_("Questions that entered"), numeric=True),
    )
    rows = tuple(_row(matter, found) for found in matter.in_order)
    note = _(
        "0 means that the hurdle stands fully in the way, 100 that it is overcome. A value is the mean of the answers "
        "to its questions, and nobody's own score."
    )
    return Table(_("Hurdle profile of the group"), columns, rows, note)


def _axis(matter: Matter) -> Markup:
    starts = [band.from_ for band in matter.questionnaire.bands]
    return axis(ticks(starts, [matter.exact(start, 1) for start in starts]))


def _row(matter: Matter, found: GroupHurdle) -> tuple[Cell, ...]:
    shade = None if found.value is None else matter.band(found.value)
    asked = sum(found.id in question.hurdles for question in matter.questionnaire.questions)
    entered = matter.reader._("{n} of {all}").format(n=len(found.questions), all=asked)
    return (
        Cell(matter.topic(found.id)),
        Cell(chart=scale(matter.grounds, _dot(found))),
        Cell(_value(matter, found), shade),
        Cell(entered),
    )


def _dot(found: GroupHurdle) -> Markup:
    return Markup("") if found.value is None else dot(found.value)


# --- by hand ---


def _by_hand(matter: Matter) -> Table:
    _ = matter.reader._
    columns = (Column(_("Hurdle")), Column(_("Worked out from the counts")))
    rows = tuple(
        (Cell(matter.topic(found.id)), Cell(_equation(matter, found))) for found in matter.in_order if found.questions
    )
    note = _(
        "Each part is weight × points of all answers together ÷ answers, question by question in the questionnaire's "
        "order; the sum is divided by the weights. Points run from 0 to 100. “m” is the mean where several options "
        "can be ticked: counts per option do not tell it."
    )
    return Table(_("The values, recomputed"), columns, rows, note)


def _equation(matter: Matter, found: GroupHurdle) -> str:
    parts = terms(matter.plan, matter.result, found)
    weights = matter.exact(sum(part.weight for part in parts), 2)
    return f"({_sum(matter, parts)})\u00a0÷\u00a0{weights} = {_value(matter, found)}"


def _sum(matter: Matter, parts: Sequence[Term]) -> str:
    return " + ".join(
        f"{matter.exact(part.weight, 2)}\u00a0×\u00a0"
        + ("m" if part.points is None else f"{matter.exact(part.points, 1)}\u00a0÷\u00a0{part.n}")
        for part in parts
    )


# --- role × hurdle ---


def heat_map(matter: Matter) -> Iterator[Block]:
    """Yield in which fifth every shown role group lies, hurdle by hurdle, or why there is no view by role."""
    _ = matter.reader._
    if not matter.result.roles:
        yield Paragraph(_("The answers are not divided into role groups."))
        return
    if not matter.result.shown:
        yield Paragraph(no_view(matter.result, matter.reader))
        return
    yield from _not_shown(matter)
    rows = [(_("Overall score"), matter.result.whole.roles)]
    rows += [(matter.topic(found.id), found.roles) for found in matter.in_order]
    there = [(label, row) for label, row in rows if row is not None]
    if there:
        yield _fifths(matter, there)
    if without := [label for label, row in rows[1:] if row is None]:
        said = _(
            "No cells: {hurdles}. A row needs three questions that were asked of everybody and answered by enough "
            "people of every role group."
        )
        yield Paragraph(matter.say(said, hurdles=matter.listed(without)))
    if lines := tuple(_not_asked(matter)):
        yield Bullets(lines)


def _not_asked(matter: Matter) -> Iterator[Sentence]:
    """Yield of every hurdle which role groups none of its questions was put to."""
    for found in matter.in_order:
        questions = {question.id for question in matter.questionnaire.questions if found.id in question.hurdles}
        if roles := unasked(matter.result, questions):
            said = matter.say(matter.reader._("not asked: {roles}"), roles=matter.listed(map(matter.role, roles)))
            yield matter.say("{hurdle}: {said}", hurdle=matter.topic(found.id), said=said)


def _not_shown(matter: Matter) -> Iterator[Block]:
    if asked_nothing := unasked(matter.result):
        yield Paragraph(
            matter.say(matter.reader._("Not asked: {roles}."), roles=matter.listed(map(matter.role, asked_nothing)))
        )
    hidden = [
        matter.role(role.role)
        for role in matter.result.roles
        if role.members is None and role.role not in asked_nothing
    ]
    if hidden:
        said = matter.reader._(
            "Not shown on their own: {roles}. They are fewer than {n} people, or too few would be left beside the "
            "others."
        )
        yield Paragraph(matter.say(said, roles=matter.listed(hidden), n=str(matter.result.min_group)))


def _fifths(matter: Matter, rows: Sequence[tuple[str, RoleRow]]) -> Table:
    _, shown = matter.reader._, matter.result.shown
    columns = (
        Column(_("Hurdle")),
        *(Column(f"{matter.role(role.role)} ({matter.number(role.members)})", numeric=True) for role in shown),
        Column(_("Questions that entered"), numeric=True),
    )
    cells = tuple(
        (
            Cell(label),
            *(Cell(fifth(place)) for _role, place in row.classes),
            Cell(matter.number(len(row.questions))),
        )
        for label, row in rows
    )
    note = _(
        "Each cell is the fifth of the scale from 0 to 100 in which the role group lies, and no more exact number. "
        "In brackets stands how many of the role group have answered."
    )
    turned = len(columns) > _BESIDE_EACH_OTHER
    return Table(_("The role groups by fifths of the scale"), columns, cells, note, turned=turned)


def fifth(place: int) -> str:
    """Write a fifth of the scale by both its ends."""
    return f"{place}–{place + _FIFTH}"


# --- the consensus beside it ---


def consensus(matter: Matter, agreed: Assessment) -> Iterator[Block]:
    """Yield the scores of what the room agreed on, beside the values of the individual answers."""
    _ = matter.reader._
    yield Paragraph(
        _(
            "The consensus is an answer set of its own, scored like any other. It replaces nobody's answers: what was "
            "answered alone stands beside it."
        )
    )
    columns = (
        Column(_("Hurdle")),
        Column(_("Consensus and value, from 0 to 100"), chart=True, axis=_axis(matter)),
        Column(_("Consensus"), numeric=True),
        Column(_("Value"), numeric=True),
    )
    scores = {hurdle.id: hurdle.score for hurdle in agreed.result.hurdles}
    rows = tuple(_agreed_row(matter, found, scores.get(found.id)) for found in matter.in_order)
    legend = _("Diamond: consensus. Dot: value of the individual answers.")
    note = _("A dash stands where too few questions are agreed on, or where nothing may be shown.")
    yield Table(_("Consensus beside the individual answers"), columns, rows, note, legend)


def _agreed_row(matter: Matter, found: GroupHurdle, score: int | None) -> tuple[Cell, ...]:
    marks = _dot(found) + (Markup("") if score is None else diamond(score))
    return (
        Cell(matter.topic(found.id)),
        Cell(chart=scale(matter.grounds, marks)),
        Cell(matter.score(score), None if score is None else matter.band(score)),
        Cell(_value(matter, found)),
    )
