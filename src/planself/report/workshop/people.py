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
from planself.report.workshop.context import WorkshopContext


def rules(result: GroupResult, reader: Reader) -> Iterator[str]:
    """Yield what a reader must know about the rules that a group's result was shown by."""
    _ = reader._
    if result.open:
        yield _("This workshop is open: everybody agreed that answers can be recognised.")
    elif result.min_group < MIN_GROUP:
        said = _(
            "Groups of {n} and more are shown, because that was asked for; the usual minimum is {usual}. There is no "
            "view by role."
        )
        yield said.format(n=result.min_group, usual=MIN_GROUP)
    if result.divided:
        yield _("Not every question was asked of everybody. Each line is about those whom the question was put to.")


def no_view(result: GroupResult, reader: Reader) -> str:
    """Return why there is no view by role."""
    _ = reader._
    if result.min_group < MIN_GROUP and not result.open:
        return _("There is no view by role, because groups of {n} are shown on request.").format(n=result.min_group)
    if result.open:
        return _("There is no view by role: it needs two role groups that have answered.")
    return _(
        "There is no view by role: it needs two role groups of {n} people at least, and outside of them nobody or "
        "{n} people at least."
    ).format(n=result.min_group)


def notices(context: WorkshopContext) -> Iterator[Sentence]:
    """Yield what must be seen before anything else."""
    _ = context.reader._
    for said in rules(context.result, context.reader):
        yield context.say(said)
    if context.workshop.moved:
        yield context.say(
            _(
                "Answers came in or changed after the discussion had begun. The numbers of the group are those of "
                "now; the decisions are those of then."
            )
        )


def people(context: WorkshopContext) -> Iterator[Block]:
    """Yield how many answered, and in which role groups."""
    yield Paragraph(_lead(context), "lead")
    yield Facts(tuple(facts(context)))


def facts(context: WorkshopContext) -> Iterator[Fact]:
    """Yield the facts of a workshop."""
    reader, workshop = context.reader, context.workshop
    _ = reader._
    if workshop.subject:
        yield Fact(_("Self-assessment of"), clean(workshop.subject))
    yield Fact(_("Workshop"), context.words(workshop.title))
    yield Fact(_("Date"), reader.date(workshop.date))
    yield Fact(_("Took part"), took_part(context))
    if context.result.roles:
        listed = context.listed(_role(context, role) for role in context.result.roles)
        yield Fact(_("Role groups"), listed)


def took_part(context: WorkshopContext) -> str:
    """Return how many answered, of how many invited."""
    reader, n, invited = context.reader, context.result.n, context.workshop.invited
    if invited <= n:
        return reader.n_("{n} person", "{n} people", n)
    return reader.n_("{{some}} of {n} person", "{{some}} of {n} people", invited).format(some=reader.integer(n))


def _role(context: WorkshopContext, role: GroupRole) -> Sentence:
    """Return a role group, with its number of members where it is shown."""
    if role.members is None:
        return context.say("{role}", role=context.role(role.role))
    return context.say("{role} ({n})", role=context.role(role.role), n=context.number(role.members))


def _lead(context: WorkshopContext) -> Sentence:
    result = context.result
    n = context.reader.n_("{n} person has answered alone.", "{n} people have answered, each alone.", result.n)
    if not result.discussion:
        return joined((n, nothing_apart(result, context.reader)))
    listed = context.reader.n_(
        "The discussion list has {n} entry.", "The discussion list has {n} entries.", len(result.discussion)
    )
    return joined((n, listed))
