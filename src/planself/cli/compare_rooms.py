"""`planself compare` of two workshop folders: the values of two rooms over time, and what can be inferred from them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from planself.analysis.ties import hurdles_title
from planself.cli import console
from planself.cli.rounds import other_questionnaire
from planself.cli.workshop_folder import open_without_answers, refuse_too_few
from planself.errors import InputError, Location, PlanselfError, Problem, UsageError
from planself.i18n import _, current, n_
from planself.questionnaire.editions import version_key
from planself.text import one_line

if TYPE_CHECKING:
    from planself.analysis.rooms import CountedRoom, ValuePair
    from planself.questionnaire.load import Loaded
    from planself.report.workshop.comparison import ComparedRoom, ComparedRooms
    from planself.workshop.folder import Folder


@dataclass(frozen=True, slots=True)
class RoomsRead:
    """Two workshops beside each other, the files that they were read from, and whether some do not count."""

    compared: ComparedRooms
    inputs: tuple[Path, ...]
    problems: bool


@dataclass(frozen=True, slots=True)
class _Room:
    folder: Folder
    counted: CountedRoom
    problems: tuple[Problem, ...] = ()

    @property
    def compared(self) -> ComparedRoom:
        """The room as the comparison names it."""
        from planself.report.workshop.comparison import ComparedRoom

        workshop = self.folder.workshop
        return ComparedRoom(workshop.title, workshop.date, self.counted.result)


def read_rooms(paths: Sequence[Path], requested: str | None) -> RoomsRead:
    """Return how the values of two rooms differ; nothing but what each room's own result says is compared."""
    from planself.analysis.rooms import compare_rooms
    from planself.cli.workshop_annex import inputs_of
    from planself.report.workshop.comparison import ComparedRooms
    from planself.scoring.compile import compile_plan

    if len(paths) != 2 or paths[0].resolve() == paths[1].resolve():
        raise UsageError(_("Two different workshops are compared with each other."), _("Name two workshop folders."))
    opened = sorted((open_without_answers(path, requested) for path in paths), key=lambda pair: pair[0].workshop.date)
    loaded = _common(opened)
    one, two = (_room(folder, own, loaded) for folder, own in opened)
    plan, present = compile_plan(loaded.questionnaire), loaded.questionnaire.renamed
    rooms = compare_rooms(one.counted, two.counted, plan, present)
    compared = ComparedRooms(loaded, one.compared, two.compared, rooms, current())
    _refuse_states_of_one(compared)
    inputs = (*inputs_of(one.folder), *inputs_of(two.folder))
    return RoomsRead(compared, inputs, bool(one.problems or two.problems))


def _common(opened: Sequence[tuple[Folder, Loaded]]) -> Loaded:
    """Return the newest questionnaire of both; raises InputError where they do not compare."""
    (first, one), (second, two) = opened
    named = [each.workshop.reference for each in (first, second)]
    problem = other_questionnaire(second.file, named[1], first.file, named[0])
    ags = [each.workshop.subject.ags for each in (first, second)]
    if problem is None and all(ags) and ags[0] != ags[1]:
        message = _("This file is about AGS {other}, and {first} about AGS {named}.")
        message = message.format(other=ags[1], first=first.file, named=ags[0])
        problem = Problem(Location(str(second.file)), "E217", message, _("Two municipalities do not compare."))
    if problem is not None:
        raise InputError([problem])
    return max((one, two), key=lambda loaded: version_key(loaded.questionnaire.version))


def _room(folder: Folder, own: Loaded, loaded: Loaded) -> _Room:
    """Return a room counted under the newest questionnaire, a closed one as its file has it.

    What does not count is named.
    """
    from planself.analysis.rooms import CountedRoom
    from planself.scoring.compile import compile_plan
    from planself.workshop.folder import questionnaire_for, with_mapping
    from planself.workshop.members import read_folder, result
    from planself.workshop.published_group import kept_result

    if folder.workshop.closed is not None:
        kept = kept_result(folder, own, folder.workshop.closed).result
        refuse_too_few(kept, folder.path)
        return _Room(folder, CountedRoom(kept, compile_plan(own.questionnaire)))
    fit = questionnaire_for(folder, Path.cwd(), os.environ, str(loaded.path))
    mapped = with_mapping(folder, fit, None)
    members = read_folder(mapped, fit)
    console.show_problems((*mapped.notes, *members.notes, *members.problems))
    found = result(mapped, fit, members)
    refuse_too_few(found, folder.path)
    return _Room(replace(mapped, notes=()), CountedRoom(found, compile_plan(fit.questionnaire)), members.problems)


def _refuse_states_of_one(compared: ComparedRooms) -> None:
    """Raise where two folders are two states of one workshop that differ by a few latecomers."""
    one, two = compared.both
    same = one.date == two.date and one.title == two.title
    if same and compared.rooms.apart < compared.least and not compared.open:
        raise PlanselfError(
            _("Both folders say {title}, and they differ by fewer than {least} people.").format(
                title=one_line(str(compared.label(one))), least=compared.least
            ),
            _("These are two states of one workshop: their difference would tell what single people answered."),
        )


def show_rooms(compared: ComparedRooms) -> None:
    """Print two workshops beside each other as plain lines."""
    from planself.report.workshop.comparison import cautions

    r, out = compared.reader, console.product()
    arrow = " → " if console.can_show("→") else " -> "
    labels = arrow.join(one_line(str(compared.label(room))) for room in compared.both)
    out.hanging((_("Compared: {rounds}").format(rounds=labels), "bold"), indent=0)
    out.hanging((arrow.join(map(compared.people, compared.both)), ""), indent=0)
    out.line()
    out.line((r._("Overall score"), "bold underline"))
    _line(compared, compared.rooms.whole, arrow, "")
    out.line()
    out.line((hurdles_title((pair.whole.later for pair in compared.in_order), r), "bold underline"))
    for pair in compared.in_order:
        out.line((one_line(compared.topic(pair.id)), "bold"))
        if pair.is_same:
            _line(compared, pair.whole, arrow, n_("from {n} question", "from {n} questions", len(pair.common)))
            continue
        _line(compared, pair.whole, arrow, "", change=False)
        if pair.common:
            said = n_("over the {n} question that both show", "over the {n} questions that both show", len(pair.common))
            _line(compared, pair.comparable, arrow, said)
    out.line()
    for sentence in cautions(compared):
        out.hanging((sentence, "yellow"), indent=0)


def _line(compared: ComparedRooms, pair: ValuePair, arrow: str, said: str, *, change: bool = True) -> None:
    values = arrow.join(map(compared.score, (pair.earlier, pair.later)))
    minus = "−" if console.can_show("−") else "-"
    moved = "" if pair.change is None or not change else f"   {compared.change(pair, minus)}"
    console.product().hanging((values, ""), (moved, "bold"), (f"   {said}" if said else "", "dim"), indent=2)
