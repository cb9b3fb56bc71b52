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
from planself.errors import ExitCode, InputError, Location, PlanselfError, Problem, UsageError
from planself.i18n import _, current, n_
from planself.questionnaire.editions import version_key
from planself.text import one_line

if TYPE_CHECKING:
    from planself.analysis.rooms import RoomComparison, RoomCounts, ValuePair
    from planself.questionnaire.load import Loaded
    from planself.workshop.folder import Folder

_NOTHING = "–"


@dataclass(frozen=True, slots=True)
class _Found:
    folder: Folder
    room: RoomCounts
    problems: tuple[Problem, ...]

    @property
    def label(self) -> str:
        """The room by its title and day."""
        workshop = self.folder.workshop
        return f"{one_line(workshop.title)} ({current().short_date(workshop.date)})"


def compare_folders(paths: Sequence[Path], requested: str | None) -> ExitCode:
    """Print how the values of two rooms differ; nothing but what each room's own result says is compared."""
    from planself.analysis.rooms import compare_rooms

    if len(paths) != 2 or paths[0].resolve() == paths[1].resolve():
        raise UsageError(_("Two different workshops are compared with each other."), _("Name two workshop folders."))
    opened = sorted((open_without_answers(path, requested) for path in paths), key=lambda pair: pair[0].workshop.date)
    loaded = _common(opened)
    found = [_room(folder, loaded) for folder, _own in opened]
    rooms = compare_rooms(found[0].room, found[1].room)
    _refuse_states_of_one(found, rooms)
    _show(found, rooms, loaded)
    return ExitCode.PROBLEMS if any(each.problems for each in found) else ExitCode.DONE


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


def _room(folder: Folder, loaded: Loaded) -> _Found:
    """Return a room counted under the newest questionnaire; what does not count is named."""
    from planself.analysis.rooms import RoomCounts
    from planself.analysis.tally import MemberTally
    from planself.workshop.folder import questionnaire_for, with_mapping
    from planself.workshop.members import read_folder

    fit = questionnaire_for(folder, Path.cwd(), os.environ, str(loaded.path))
    mapped = with_mapping(folder, fit, None)
    members = read_folder(mapped, fit)
    console.show_problems((*mapped.notes, *members.notes, *members.problems))
    tally = MemberTally(fit)
    for answers in members.answers.values():
        tally.add(answers)
    room = RoomCounts(tally, folder.workshop.protection, folder.workshop.role_ids)
    refuse_too_few(room.result, folder.path)
    return _Found(replace(mapped, notes=()), room, members.problems)


def _least(found: Sequence[_Found]) -> int:
    return max(each.folder.workshop.protection.min_group for each in found)


def _open(found: Sequence[_Found]) -> bool:
    return all(each.folder.workshop.open for each in found)


def _refuse_states_of_one(found: Sequence[_Found], rooms: RoomComparison) -> None:
    """Raise where two folders are two states of one workshop that differ by a few latecomers."""
    one, two = (each.folder.workshop for each in found)
    same = one.date == two.date and one.title == two.title
    if same and rooms.apart < _least(found) and not _open(found):
        raise PlanselfError(
            _("Both folders say {title}, and they differ by fewer than {least} people.").format(
                title=found[0].label, least=_least(found)
            ),
            _("These are two states of one workshop: their difference would tell what single people answered."),
        )


def _show(found: Sequence[_Found], rooms: RoomComparison, loaded: Loaded) -> None:
    r, out = current(), console.product()
    arrow = " → " if console.can_show("→") else " -> "
    out.hanging((_("Compared: {rounds}").format(rounds=arrow.join(each.label for each in found)), "bold"), indent=0)
    out.hanging((arrow.join(r.n_("{n} person", "{n} people", n) for n in rooms.people), ""), indent=0)
    out.line()
    out.line((r._("Overall score"), "bold underline"))
    _line(rooms.whole, arrow, "")
    out.line()
    out.line((hurdles_title((pair.whole.later for pair in rooms.hurdles), r), "bold underline"))
    names = {hurdle.id: one_line(r.text(hurdle.topic_or_name)) for hurdle in loaded.questionnaire.hurdles}
    for pair in sorted(rooms.hurdles, key=lambda each: (each.whole.later is None, each.whole.later or 0)):
        out.line((names[pair.id], "bold"))
        if pair.is_same:
            _line(pair.whole, arrow, n_("from {n} question", "from {n} questions", len(pair.common)))
            continue
        _line(pair.whole, arrow, "", change=False)
        said = n_("over the {n} question that both have", "over the {n} questions that both have", len(pair.common))
        _line(pair.comparable, arrow, said)
    out.line()
    for sentence in _cautions(found, rooms):
        out.hanging((sentence, "yellow"), indent=0)


def _line(pair: ValuePair, arrow: str, said: str, *, change: bool = True) -> None:
    r = current()
    values = arrow.join(_NOTHING if value is None else r.tenths(value) for value in (pair.earlier, pair.later))
    moved = "" if pair.change is None or not change else f"   {_signed(pair.change)}"
    console.product().hanging((values, ""), (moved, "bold"), (f"   {said}" if said else "", "dim"), indent=2)


def _signed(change: int) -> str:
    minus = "−" if console.can_show("−") else "-"
    return f"{'+' if change > 0 else minus if change < 0 else ''}{current().tenths(abs(change))}"


def _cautions(found: Sequence[_Found], rooms: RoomComparison) -> list[str]:
    """Return what the numbers do not say, and what can be inferred from them all the same."""
    said = [
        _(
            "These are the values of two groups. A change can come from other people having "
            "answered; it shows nobody's progress and proves nothing."
        )
    ]
    if _open(found):
        return said
    if 0 < rooms.apart < _least(found):
        few = _(
            "The groups differ by {n}. If otherwise the same people gave the same answers, the "
            "difference tells what those answered: pass this on only if most of the people were "
            "others."
        )
        return [*said, few.format(n=n_("{n} person", "{n} people", rooms.apart))]
    inferred = _(
        "Whoever knows that the same people were in both groups but for a few can work out from both what these said."
    )
    return [*said, inferred]
