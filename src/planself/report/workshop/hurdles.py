"""The hurdles as a group sees them: by person, by role, and beside what the room agreed on."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from planself.analysis.group_result import GroupHurdle, GroupRole
from planself.analysis.group_words import NOTHING
from planself.report.blocks import Block, Cell, Column, Paragraph, Table
from planself.report.chart import ticks
from planself.report.drawing import axis, dot, scale
from planself.report.words import Sentence
from planself.report.workshop.bars import diamond, spread
from planself.report.workshop.matter import Matter
from planself.scoring.assessment import Assessment

_BESIDE_EACH_OTHER = 6
"""So many columns have room for the names of role groups."""


def profile(matter: Matter) -> Iterator[Block]:
    """Yield the group's hurdle profile; where people answered different parts there is none but by role."""
    _ = matter.reader._
    if matter.result.divided:
        yield Paragraph(
            _(
                "There is no score of all together, because not everybody was asked the same. The table by role group "
                "stands below; the profile of the room is the consensus."
            )
        )
        return
    yield Paragraph(_weakest(matter), "lead")
    yield _table(matter)


def _weakest(matter: Matter) -> Sentence:
    _, rated = matter.reader._, [found for found in matter.in_order if found.score is not None]
    if not rated:
        return matter.say(_("No hurdle has been rated by enough people."))
    worst, best = rated[0], rated[-1]
    if len(rated) == 1:
        return matter.say(
            _("{hurdle} has {score} of 100."), hurdle=name(matter, worst.id), score=_points(matter, worst)
        )
    phrase = _("Most in the way stands {worst} with {low} of 100, least {best} with {high}.")
    return matter.say(
        phrase,
        worst=name(matter, worst.id),
        low=_points(matter, worst),
        best=name(matter, best.id),
        high=_points(matter, best),
    )


def name(matter: Matter, id_: str) -> Sentence:
    """Return a hurdle's name in quotation marks."""
    return matter.quoted(matter.words(matter.hurdles[id_].name))


def _points(matter: Matter, found: GroupHurdle) -> str:
    return matter.score(found.score)


def _table(matter: Matter) -> Table:
    _ = matter.reader._
    by_role = any(found.mean_of_roles is not None for found in matter.in_order)
    columns = (
        Column(_("Hurdle")),
        Column(_("Mean and spread, from 0 to 100"), chart=True, axis=_axis(matter)),
        Column(_("Mean by person"), numeric=True),
        *((Column(_("Mean by role"), numeric=True),) if by_role else ()),
        Column(_("Middle half"), numeric=True),
        Column(_("Lowest to highest"), numeric=True),
        Column(_("People"), numeric=True),
    )
    rows = tuple(_row(matter, found, by_role=by_role) for found in matter.in_order)
    note = _(
        "0 means that the hurdle stands fully in the way, 100 that it is overcome. By person everybody has one voice; "
        "by role every shown role group has one."
    )
    legend = _("Dot: mean by person. Box: the middle half of the people. Line: lowest to highest.")
    return Table(_("Hurdle profile of the group"), columns, rows, note, legend)


def _axis(matter: Matter) -> Markup:
    starts = [band.from_ for band in matter.questionnaire.bands]
    return axis(ticks(starts, [matter.exact(start, 1) for start in starts]))


def _row(matter: Matter, found: GroupHurdle, *, by_role: bool) -> tuple[Cell, ...]:
    drawn = Cell(chart=scale(matter.grounds, _spread(found) + _mean(found)))
    shade = None if found.score is None else matter.band(found.score)
    return (
        Cell(matter.words(matter.hurdles[found.id].name)),
        drawn,
        Cell(_points(matter, found), shade),
        *((Cell(matter.score(found.mean_of_roles)),) if by_role else ()),
        Cell(middle_half(matter, found)),
        Cell(_range(matter, found.lowest, found.highest)),
        Cell(matter.number(found.n)),
    )


def middle_half(matter: Matter, found: GroupHurdle) -> str:
    """Return between which scores the middle half of the people lies."""
    return _range(matter, *(found.quartiles or (None, None)))


def _range(matter: Matter, low: int | None, high: int | None) -> str:
    if low is None or high is None:
        return NOTHING
    return matter.range(low, high).replace("–", "–\u2060")


def _spread(found: GroupHurdle) -> Markup:
    if found.lowest is None or found.quartiles is None or found.highest is None:
        return Markup("")
    return spread(found.lowest, found.quartiles, found.highest)


def _mean(found: GroupHurdle) -> Markup:
    return Markup("") if found.score is None else dot(found.score)


# --- role × hurdle ---


def heat_map(matter: Matter) -> Iterator[Block]:
    """Yield the means of the role groups for every hurdle; what is hidden is called hidden."""
    _ = matter.reader._
    if not matter.roles:
        yield Paragraph(_("The answers are not divided into role groups."))
        return
    cells = [cell for found in matter.in_order for cell in found.roles]
    if all(cell.hidden for cell in cells):
        said = _("All role groups are hidden, so that nobody can be recognised: they are too small, or of one mind.")
        yield Paragraph(said)
        return
    yield from _farthest(matter)
    whole, apart = not matter.result.divided, any(len(_means(found)) > 1 for found in matter.in_order)
    columns = (
        Column(_("Hurdle")),
        *(Column(matter.role(role), numeric=True) for role in matter.roles),
        *((Column(_("All together"), numeric=True),) if whole else ()),
        *((Column(_("Roles apart by"), numeric=True),) if apart else ()),
    )
    rows = tuple(_heat_row(matter, found, whole=whole, apart=apart) for found in matter.in_order)
    note = _(
        "Means from 0 to 100, in brackets how many people. “hidden”: fewer than {n} people, all of the same mind, or "
        "needed to keep another cell hidden. Hidden cells are no zeros, and count in “all together” only."
    ).format(n=matter.result.min_group)
    if matter.result.open:
        note = _(
            "Means from 0 to 100, in brackets how many people. “hidden”: nobody of the role group has a score there."
        )
    legend = _("The grounds are the bands: {bands}.").format(
        bands=", ".join(f"{band.label} ({band.from_}+)" for band in matter.bands.values())
    )
    turned = len(columns) > _BESIDE_EACH_OTHER
    yield Table(_("Means by role group and hurdle"), columns, rows, note, legend, turned=turned)


def _farthest(matter: Matter) -> Iterator[Block]:
    """Yield on which hurdle the shown role groups lie farthest apart."""
    gaps = [(max(means) - min(means), found) for found in matter.in_order if len(means := _means(found)) > 1]
    if gaps:
        gap, found = max(gaps, key=lambda entry: entry[0])
        phrase = matter.reader._("The shown role groups lie farthest apart on {hurdle}: by {gap} points.")
        yield Paragraph(matter.say(phrase, hurdle=name(matter, found.id), gap=matter.score(gap)))


def _means(found: GroupHurdle) -> list[int]:
    return [cell.score for cell in found.roles if cell.score is not None]


def _heat_row(matter: Matter, found: GroupHurdle, *, whole: bool, apart: bool) -> tuple[Cell, ...]:
    means = _means(found)
    total = Cell(_points(matter, found), None if found.score is None else matter.band(found.score))
    return (
        Cell(matter.words(matter.hurdles[found.id].name)),
        *(_heat_cell(matter, found, role) for role in matter.roles),
        *((total,) if whole else ()),
        *((Cell(matter.score(max(means) - min(means)) if len(means) > 1 else NOTHING),) if apart else ()),
    )


def _heat_cell(matter: Matter, found: GroupHurdle, role: str) -> Cell:
    cell = next((cell for cell in found.roles if cell.role == role), GroupRole(role))
    if cell.score is None:
        return Cell(matter.reader._("hidden"))
    text = f"{matter.reader.tenths(cell.score)} ({matter.number(cell.n)})"
    return Cell(text, matter.band(cell.score))


# --- the consensus beside it ---


def consensus(matter: Matter, agreed: Assessment) -> Iterator[Block]:
    """Yield the scores of what the room agreed on, beside the spread of the individual ones."""
    _ = matter.reader._
    yield Paragraph(
        _(
            "The consensus is an answer set of its own, scored like any other. It replaces nobody's answers: what was "
            "answered alone stands beside it."
        )
    )
    columns = (
        Column(_("Hurdle")),
        Column(_("Consensus and spread, from 0 to 100"), chart=True, axis=_axis(matter)),
        Column(_("Consensus"), numeric=True),
        Column(_("Mean by person"), numeric=True),
        Column(_("Middle half"), numeric=True),
        Column(_("Consensus lies")),
    )
    scores = {hurdle.id: hurdle.score for hurdle in agreed.result.hurdles}
    rows = tuple(_agreed_row(matter, found, scores.get(found.id)) for found in matter.in_order)
    legend = _("Diamond: consensus. Dot: mean by person. Box: the middle half. Line: lowest to highest.")
    note = _("A dash stands where too few questions are agreed on, or where nothing may be shown.")
    yield Table(_("Consensus beside the individual answers"), columns, rows, note, legend)


def _agreed_row(matter: Matter, found: GroupHurdle, score: int | None) -> tuple[Cell, ...]:
    marks = _spread(found) + _mean(found) + (Markup("") if score is None else diamond(score))
    return (
        Cell(matter.words(matter.hurdles[found.id].name)),
        Cell(chart=scale(matter.grounds, marks)),
        Cell(matter.score(score), None if score is None else matter.band(score)),
        Cell(_points(matter, found)),
        Cell(middle_half(matter, found)),
        Cell(_where(matter, found, score)),
    )


def _where(matter: Matter, found: GroupHurdle, score: int | None) -> str:
    """Return where a consensus lies among the individual scores."""
    _ = matter.reader._
    if score is None or found.quartiles is None:
        return NOTHING
    low, high = found.quartiles
    if low <= score <= high:
        return _("in the middle half")
    return _("below the middle half") if score < low else _("above the middle half")
