"""The hurdles as a group sees them: their values, the fifths of the role groups, and what the room agreed on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from planself.analysis.by_hand import Term, terms
from planself.analysis.group_result import GroupHurdle, RoleRow
from planself.analysis.group_words import NOTHING, unasked
from planself.report.blocks import Block, Bullets, Cell, Column, Paragraph, Table, if_shown
from planself.report.chart import ticks
from planself.report.drawing import axis, dot, scale
from planself.report.inline_text import Sentence
from planself.report.workshop.bars import diamond
from planself.report.workshop.context import WorkshopContext
from planself.report.workshop.people import no_view
from planself.scoring.assessment import Assessment

_BESIDE_EACH_OTHER = 6
"""So many columns have room for the names of role groups."""
_FIFTH = 20


def profile(context: WorkshopContext) -> Iterator[Block]:
    """Yield the group's hurdle profile, and how each value is worked out."""
    yield Paragraph(_weakest(context), "lead")
    yield _table(context)
    if any(hurdle.questions for hurdle in context.in_order):
        yield _by_hand(context)


def _weakest(context: WorkshopContext) -> Sentence:
    _, valued = context.reader._, [hurdle for hurdle in context.in_order if hurdle.value is not None]
    if not valued:
        return context.say(_("No hurdle has a value, because no question of one was answered by enough people."))
    worst, best = valued[0], valued[-1]
    if len(valued) == 1:
        return context.say(
            _("{hurdle} has {score} of 100."), hurdle=name(context, worst.id), score=_value(context, worst)
        )
    phrase = _(
        "Biggest obstacle: {worst} with {low} out of 100; least in the way: {best} with {high}; overall {whole}."
    )
    return context.say(
        phrase,
        worst=name(context, worst.id),
        low=_value(context, worst),
        best=context.quoted(context.topic(best.id)),
        high=_value(context, best),
        whole=context.score(context.result.whole.value),
    )


def name(context: WorkshopContext, id_: str) -> Sentence:
    """Return a hurdle's topic and name in quotation marks."""
    return context.quoted(context.headed(id_))


def _value(context: WorkshopContext, hurdle: GroupHurdle) -> str:
    return context.score(hurdle.value)


def _table(context: WorkshopContext) -> Table:
    _ = context.reader._
    columns = (
        Column(_("Hurdle")),
        Column(_("Value, from 0 to 100"), chart=True, axis=_axis(context)),
        Column(_("Value"), numeric=True),
        Column(_("Questions counted"), numeric=True),
    )
    rows = tuple(_row(context, hurdle) for hurdle in context.in_order)
    note = _(
        "0 means that the hurdle stands fully in the way, 100 that it is overcome. A value is the mean of the answers "
        "to its questions, and nobody's own score."
    )
    return Table(_("Hurdle profile of the group"), columns, rows, note)


def _axis(context: WorkshopContext) -> Markup:
    starts = [band.from_ for band in context.questionnaire.bands]
    return axis(ticks(starts, [context.exact(start, 1) for start in starts]))


def _row(context: WorkshopContext, hurdle: GroupHurdle) -> tuple[Cell, ...]:
    shade = None if hurdle.value is None else context.band(hurdle.value)
    asked = sum(hurdle.id in question.hurdles for question in context.questionnaire.questions)
    entered = context.reader._("{n} of {all}").format(n=len(hurdle.questions), all=asked)
    return (
        Cell(context.topic(hurdle.id)),
        Cell(chart=scale(context.grounds, _dot(hurdle))),
        Cell(_value(context, hurdle), shade),
        Cell(entered),
    )


def _dot(hurdle: GroupHurdle) -> Markup:
    return Markup("") if hurdle.value is None else dot(hurdle.value)


# --- by hand ---


def _by_hand(context: WorkshopContext) -> Table:
    _ = context.reader._
    columns = (Column(_("Hurdle")), Column(_("Calculation")))
    rows = tuple(
        (Cell(context.topic(hurdle.id)), Cell(_equation(context, hurdle)))
        for hurdle in context.in_order
        if hurdle.questions
    )
    note = _(
        "Each part is weight × points of all answers together ÷ answers, question by question in the questionnaire's "
        "order; the sum is divided by the weights. Points run from 0 to 100."
    )
    hidden_means = _("“m” is the mean where several options can be ticked: counts per option do not tell it.")
    return Table(_("The values, recomputed"), columns, rows, f"{note} {hidden_means}" if context.hides_means else note)


def _equation(context: WorkshopContext, hurdle: GroupHurdle) -> str:
    parts = terms(context.plan, context.result, hurdle)
    weights = context.exact(sum(part.weight for part in parts), 2)
    return f"({_sum(context, parts)}) ÷ {weights} = {_value(context, hurdle)}"


def _sum(context: WorkshopContext, parts: Sequence[Term]) -> str:
    return " + ".join(
        f"{context.exact(part.weight, 2)} × "
        + ("m" if part.points is None else f"{context.exact(part.points, 1)} ÷ {part.n}")
        for part in parts
    )


# --- role × hurdle ---


def heat_map(context: WorkshopContext) -> Iterator[Block]:
    """Yield in which fifth every shown role group lies, hurdle by hurdle, or why there is no view by role."""
    _ = context.reader._
    if not context.result.roles:
        yield Paragraph(_("The answers are not divided into role groups."))
        return
    if not context.result.shown:
        yield Paragraph(no_view(context.result, context.reader))
        return
    yield from _not_shown(context)
    rows = [(_("Overall score"), context.result.whole.roles)]
    rows += [(context.topic(hurdle.id), hurdle.roles) for hurdle in context.in_order]
    there = [(label, row) for label, row in rows if row is not None]
    if there:
        yield _fifths(context, there)
    if without := [label for label, row in rows[1:] if row is None]:
        said = _(
            "Not shown: {hurdles}. A row needs three questions that were asked of everybody and answered by enough "
            "people of every role group."
        )
        yield Paragraph(context.say(said, hurdles=context.listed(without)))
    if lines := tuple(_not_asked(context)):
        yield Bullets(lines)


def _not_asked(context: WorkshopContext) -> Iterator[Sentence]:
    """Yield of every hurdle which role groups none of its questions was put to."""
    for hurdle in context.in_order:
        questions = {question.id for question in context.questionnaire.questions if hurdle.id in question.hurdles}
        if roles := unasked(context.result, questions):
            named = context.listed(map(context.quoted, map(context.role, roles)))
            said = context.say(context.reader._("not asked: {roles}"), roles=named)
            yield context.say("{hurdle}: {said}", hurdle=context.topic(hurdle.id), said=said)


def _not_shown(context: WorkshopContext) -> Iterator[Block]:
    if asked_nothing := unasked(context.result):
        named = context.listed(map(context.quoted, map(context.role, asked_nothing)))
        yield Paragraph(context.say(context.reader._("Not asked: {roles}."), roles=named))
    hidden = [
        context.role(role.role)
        for role in context.result.roles
        if role.members is None and role.role not in asked_nothing
    ]
    if hidden:
        said = context.reader._(
            "Not shown on their own: {roles}. Either they are fewer than {n} people, or too few would remain outside "
            "the role groups shown."
        )
        roles = context.listed(map(context.quoted, hidden))
        yield Paragraph(context.say(said, roles=roles, n=str(context.result.min_group)))


def _fifths(context: WorkshopContext, rows: Sequence[tuple[str, RoleRow]]) -> Table:
    _, shown = context.reader._, context.result.shown
    columns = (
        Column(_("Hurdle")),
        *(Column(f"{context.role(role.role)} ({context.number(role.members)})", numeric=True) for role in shown),
        Column(_("Questions counted"), numeric=True),
    )
    cells = tuple(
        (
            Cell(label),
            *(Cell(fifth(place)) for _role, place in row.classes),
            Cell(context.number(len(row.questions))),
        )
        for label, row in rows
    )
    note = _(
        "Each cell is the fifth of the scale from 0 to 100 in which the role group lies; nothing more exact is "
        "shown. The number in brackets says how many of the role group have answered."
    )
    turned = len(columns) > _BESIDE_EACH_OTHER
    return Table(_("The role groups by fifths of the scale"), columns, cells, note, turned=turned)


def fifth(place: int) -> str:
    """Write a fifth of the scale by both its ends."""
    return f"{place}–{place + _FIFTH}"


# --- the consensus beside it ---


def consensus(context: WorkshopContext, agreed: Assessment) -> Iterator[Block]:
    """Yield the scores of what the room agreed on, beside the values of the individual answers."""
    _ = context.reader._
    yield Paragraph(
        _(
            "The consensus is an answer set of its own, scored like any other. It replaces nobody's answers: what "
            "people answered on their own is shown beside it."
        )
    )
    columns = (
        Column(_("Hurdle")),
        Column(_("Consensus and value, from 0 to 100"), chart=True, axis=_axis(context)),
        Column(_("Consensus"), numeric=True),
        Column(_("Individual answers"), numeric=True),
    )
    scores = {hurdle.id: hurdle.score for hurdle in agreed.result.hurdles}
    rows = tuple(_agreed_row(context, found, scores.get(found.id)) for found in context.in_order)
    legend = _("Diamond: consensus. Dot: value of the individual answers.")
    dash = _("A dash stands where too few questions are agreed on, or where nothing may be shown.")
    note = if_shown(dash, NOTHING, rows)
    yield Table(_("Consensus beside the individual answers"), columns, rows, note, legend)


def _agreed_row(context: WorkshopContext, hurdle: GroupHurdle, score: int | None) -> tuple[Cell, ...]:
    marks = _dot(hurdle) + (Markup("") if score is None else diamond(score))
    return (
        Cell(context.topic(hurdle.id)),
        Cell(chart=scale(context.grounds, marks)),
        Cell(context.score(score), None if score is None else context.band(score)),
        Cell(_value(context, hurdle)),
    )
