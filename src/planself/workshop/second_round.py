"""A second silent round: hands or cards counted in the room, or answer files, and who is missing."""

from __future__ import annotations

from planself.i18n import Reader
from planself.questionnaire.model import AnyQuestion
from planself.terminal.asker import Asker, Blank, Menu, MenuItem
from planself.workshop.agenda import counted
from planself.workshop.commands import Command, SetSecondRound
from planself.workshop.dialogs import Attendance, title
from planself.workshop.discussion import DiscussionState
from planself.workshop.slides import Slides


def second_round(state: DiscussionState, asker: Asker, slides: Slides, attendance: Attendance) -> Command | None:
    """Return the outcome of a second silent round: counted in the room, or from answer files."""
    r, item = slides.reader, state.item
    items = [MenuItem("hands", r._("Enter counts: hands or cards"))]
    if state.here in attendance.second:
        items.append(MenuItem("files", r._("Take the answer files of the second round")))
    if item.after is not None:
        items.append(MenuItem("none", r._("Delete the second round")))
    chosen = items[0].id if len(items) == 1 else asker.choose(Menu(r._("Second silent round"), tuple(items)))
    match chosen:
        case "files":
            return _from_files(state, asker, slides, attendance)
        case "none":
            return SetSecondRound(None)
        case "hands":
            return _hands(state, asker, slides, attendance)
        case _:
            return None


def _hands(state: DiscussionState, asker: Asker, slides: Slides, attendance: Attendance) -> Command | None:
    r, question = slides.reader, state.setup.question(state.here)
    order = _counted_rows(question, slides)
    hint = r._("How many each, in this order, with spaces between: {order}.")
    if question.allows_unknown:
        hint += " " + r._("One number more counts those who don't know.")
    most = len(order) + question.allows_unknown

    def complain(text: str) -> str:
        return _wrong_counts(text, len(order), most, len(attendance.workshop.people), r)

    written = asker.write(Blank(title(state, slides), hint.format(order=" · ".join(order)), complain=complain))
    if not written:
        return None
    counts = [int(part) for part in written.split()]
    unknown = counts[len(order)] if len(counts) > len(order) else 0
    asked = len(attendance.asked(question))
    if sum(counts) < asked and not _taken_as_it_is(sum(counts), asked, "", asker, slides):
        return None
    return SetSecondRound(counted(question, counts[: len(order)], attendance.protection, unknown))


def _from_files(state: DiscussionState, asker: Asker, slides: Slides, attendance: Attendance) -> Command | None:
    asked = attendance.asked(state.setup.question(state.here))
    missing = sorted(asked - attendance.again)
    who = ", ".join(missing) if attendance.workshop.open else ""
    if missing and not _taken_as_it_is(len(asked) - len(missing), len(asked), who, asker, slides):
        return None
    return SetSecondRound(attendance.second[state.here], from_files=True)


def _taken_as_it_is(n: int, asked: int, who: str, asker: Asker, slides: Slides) -> bool:
    """Ask whether a second round in which some are missing counts; who it is stands on the wall only where all agreed.

    In a room that saw the first counts, one missing answer can be worked out where the others have not changed theirs.
    """
    r = slides.reader
    missing = r.n_("{n} person is missing", "{n} people are missing", asked - n)
    lines = (
        r._("{n} of {asked} have answered again; {missing}.").format(
            n=n, asked=asked, missing=f"{missing}: {who}" if who else missing
        ),
        r._("If the others have not changed their answers, the difference tells what those said who are missing."),
    )
    items = (MenuItem("wait", r._("Wait, and count again")), MenuItem("take", r._("Take it as it is")))
    return asker.choose(Menu(r._("Second silent round"), items, lines, at="wait")) == "take"


def _counted_rows(question: AnyQuestion, slides: Slides) -> list[str]:
    labels = [(choice.id, slides.sieve(choice.said(slides.reader))) for choice in question.choices]
    return [f"{id_} {label}" if question.ladder else label for id_, label in labels]


def _wrong_counts(text: str, least: int, most: int, people: int, reader: Reader) -> str:
    parts = text.split()
    if not all(part.isascii() and part.isdecimal() and len(part) <= 5 for part in parts):
        return reader._("Please type whole numbers with spaces between.")
    if not least <= len(parts) <= most:
        return reader._("Please type {needed} numbers; these are {n}.").format(n=len(parts), needed=least)
    n = sum(map(int, parts))
    if not n or n > people:
        said = reader._("{n} people were counted; the workshop has {people}.")
        return said.format(n=n, people=people)
    return ""
