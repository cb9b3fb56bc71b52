"""Who took part, and what of them may be shown."""

from __future__ import annotations

from collections.abc import Iterator

from planself.analysis.anonymity import MIN_GROUP
from planself.analysis.group_result import GroupResult, GroupRole
from planself.analysis.group_words import nothing_apart
from planself.i18n import Reader
from planself.report.blocks import Block, Facts, Paragraph
from planself.report.inline_text import Sentence, clean, joined
from planself.report.view_parts import Fact
from planself.report.workshop.context import Matter


def rules(found: GroupResult, reader: Reader) -> Iterator[str]:
    """Yield what a reader must know about the rules that a group's result was shown by."""
    _ = reader._
    if found.open:
        yield _("This workshop is open: everybody agreed that answers can be recognised.")
    elif found.min_group < MIN_GROUP:
        said = _(
            "Groups of {n} and more are shown, because that was asked for; the usual minimum is {usual}. There is no "
            "view by role."
        )
        yield said.format(n=found.min_group, usual=MIN_GROUP)
    if found.divided:
        yield _("Not every question was asked of everybody. Each line is about those whom the question was put to.")


def no_view(found: GroupResult, reader: Reader) -> str:
    """Return why there is no view by role."""
    _ = reader._
    if found.min_group < MIN_GROUP and not found.open:
        return _("There is no view by role, because groups of {n} are shown on request.").format(n=found.min_group)
    return _(
        "There is no view by role: it needs two role groups of {n} people at least, and outside of them nobody or "
        "{n} people at least."
    ).format(n=found.min_group)


def notices(matter: Matter) -> Iterator[Sentence]:
    """Yield what must be seen before anything else."""
    _ = matter.reader._
    for said in rules(matter.result, matter.reader):
        yield matter.say(said)
    if matter.room.moved:
        yield matter.say(
            _(
                "Answers came in or changed after the discussion had begun. The numbers of the group are those of "
                "now; the decisions are those of then."
            )
        )


def people(matter: Matter) -> Iterator[Block]:
    """Yield how many answered, and in which role groups."""
    yield Paragraph(_lead(matter), "lead")
    yield Facts(tuple(facts(matter)))


def facts(matter: Matter) -> Iterator[Fact]:
    """Yield the facts of a workshop."""
    reader, room = matter.reader, matter.room
    _ = reader._
    if room.subject:
        yield Fact(_("Self-assessment of"), clean(room.subject))
    yield Fact(_("Workshop"), matter.words(room.title))
    yield Fact(_("Date"), reader.date(room.date))
    yield Fact(_("Took part"), took_part(matter))
    if matter.result.roles:
        listed = matter.listed(_role(matter, role) for role in matter.result.roles)
        yield Fact(_("Role groups"), listed)


def took_part(matter: Matter) -> str:
    """Return how many answered, of how many invited."""
    reader, n, invited = matter.reader, matter.result.n, matter.room.invited
    if invited <= n:
        return reader.n_("{n} person", "{n} people", n)
    return reader.n_("{{some}} of {n} person", "{{some}} of {n} people", invited).format(some=reader.integer(n))


def _role(matter: Matter, role: GroupRole) -> Sentence:
    """Return a role group, with its number of members where it is shown."""
    if role.members is None:
        return matter.say("{role}", role=matter.role(role.role))
    return matter.say("{role} ({n})", role=matter.role(role.role), n=matter.number(role.members))


def _lead(matter: Matter) -> Sentence:
    found = matter.result
    n = matter.reader.n_("{n} person has answered alone.", "{n} people have answered, each alone.", found.n)
    if not found.discussion:
        return joined((n, nothing_apart(found, matter.reader)))
    apart = matter.reader.n_(
        "Views lie apart in {n} place, which is worth talking about.",
        "Views lie apart in {n} places, which are worth talking about.",
        len(found.discussion),
    )
    return joined((n, apart))
