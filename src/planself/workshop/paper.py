"""What a workshop needs on paper: the slips with the codes, and the facilitator's sheet."""

from __future__ import annotations

from collections.abc import Iterator

from planself.analysis.anonymity import MIN_GROUP
from planself.interview.level_rule import level_rule
from planself.questionnaire.model import AnyQuestion
from planself.questionnaire.model import Section as QuestionSection
from planself.report.blocks import Block, Bullets, Cell, Column, Heading, Page, Paragraph, Said, Section, Table
from planself.report.inline_text import Sentence, Words, clean, compose, words
from planself.report.workshop.method import what_remains
from planself.workshop.paper_context import PaperContext
from planself.workshop.schedule import agenda, collecting, too_long
from planself.workshop.timetable import Collect
from planself.workshop_files.workshop import ANSWERS, Person

BIG_ROOM = 40
"""More people than this do not fit into one discussion."""


# --- codes ---


def codes_page(context: PaperContext) -> Page:
    """Return the codes to print and cut out."""
    _ = context.reader._
    notices = (
        compose(_("Cut along the lines, put each role group's slips into an envelope, and let everybody draw one.")),
        compose(_("Nobody writes down who drew which code: that is what keeps the answers anonymous.")),
    )
    openly = (compose(_("This workshop is open: everybody agreed that answers can be recognised.")),)
    sections = tuple(_slips(context, place, name, people) for place, (name, people) in enumerate(context.groups(), 1))
    if context.workshop.open:
        return context.page(_("Codes for the workshop"), openly, (*sections, *_levels(context)))
    told = Section("privacy", _("For everybody: what is shown of the answers"), (Bullets(tuple(_shown(context))),))
    return context.page(_("Codes for the workshop"), notices, (*sections, *_levels(context), told))


def _levels(context: PaperContext) -> Iterator[Section]:
    """Yield how to choose a level, where a question has levels."""
    questionnaire = context.loaded.questionnaire
    rules = (level_rule(questionnaire, question, context.reader) for question in questionnaire.questions)
    if rule := next(filter(None, rules), ""):
        yield Section("levels", context.reader._("How to choose a level"), (Paragraph(compose("{rule}", rule=rule)),))


def _shown(context: PaperContext) -> Iterator[Said]:
    """Yield what everybody has to know before answering: what is shown, and what no rule hides."""
    _ = context.reader._
    yield compose(
        _(
            "How often each answer was given is shown from {n} answers on, never by role group. Role groups of {n} and "
            "more are shown by fifths of the scale; smaller ones are not shown, and sometimes a larger one with them."
        ),
        n=str(context.workshop.min_group),
    )
    yield from what_remains(context.reader)
    yield _("Remarks can tell who wrote them. Write only what the group may read.")
    yield _("Taking part is voluntary; every question can be answered with “don't know” or skipped.")


def _slips(context: PaperContext, place: int, name: Words, people: tuple[Person, ...]) -> Section:
    _ = context.reader._
    title = name or _("Codes")
    told = [_how(context, person) for person in people]
    code, role, answer = Column(_("Code")), Column(_("Role group")), Column(_("How to answer"))
    rows = tuple((Cell(_named(who)), Cell(name), Cell(text)) for who, text in zip(people, told, strict=True))
    if not context.workshop.roles:
        rows_ = tuple((row[0], row[2]) for row in rows)
        return Section(f"codes-{place}", title, (Table(title, (code, answer), rows_),))
    return Section(f"codes-{place}", title, (Table(title, (code, role, answer), rows),))


def _how(context: PaperContext, person: Person) -> str:
    """Return how a member answers: with a form, on paper, or by a command where neither is made."""
    _ = context.reader._
    if names := context.files(person):
        return _("This is your code. Keep it, and tell it to nobody. Your form: {names}").format(names=", ".join(names))
    if "paper" in context.forms and context.collect is not Collect.LAPTOP:
        return _("This is your code. Keep it, and tell it to nobody. It stands on your sheets of paper.")
    how = _("This is your code. Keep it, and tell it to nobody. To answer: {command}")
    return how.format(command=f"planself run {ANSWERS}/{person.code}.yaml")


def _named(person: Person) -> str:
    return f"{person.code} {clean(person.name)}" if person.name else person.code


# --- the facilitator's sheet ---


def facilitator_page(context: PaperContext) -> Page:
    """Return what the facilitator needs: timetable, collecting, data protection, and the questions for the wall."""
    _ = context.reader._
    sections = (
        agenda(context),
        Section("collecting", _("Collecting the answers"), (Bullets(tuple(collecting(context))),)),
        Section("privacy", _("What to say about data protection"), (Bullets(tuple(_privacy(context))),)),
        *_levels(context),
        *(
            _wall(context, section)
            for section in context.loaded.questionnaire.sections
            if _on_the_wall(context, section)
        ),
    )
    return context.page(_("Facilitator's sheet"), (*_notices(context), *too_long(context)), sections)


def _notices(context: PaperContext) -> Iterator[Sentence]:
    _, workshop = context.reader._, context.workshop
    n = len(workshop.people)
    if workshop.open:
        yield compose(_("This workshop is open: everybody agreed that answers can be recognised."))
        return
    if workshop.min_group < MIN_GROUP:
        yield compose(
            _(
                "Groups of {n} people and more are shown here; usual is {usual} at least. There is "
                "no view by role. Tell everybody."
            ),
            n=str(workshop.min_group),
            usual=str(MIN_GROUP),
        )
    for role in workshop.roles:
        if 0 < len(workshop.people_of(role.id)) < workshop.min_group:
            yield compose(
                _("The role group {role} is smaller than {n}: it will not be shown on its own."),
                role=words(role.label, context.reader),
                n=str(workshop.min_group),
            )
    if n > BIG_ROOM:
        yield compose(_("More than {n} people: discuss in several groups, each with a facilitator."), n=str(BIG_ROOM))


def _privacy(context: PaperContext) -> Iterator[Said]:
    _, workshop = context.reader._, context.workshop
    if workshop.open:
        yield _("Everybody has agreed that names and individual answers can be seen. Ask once more before you begin.")
        return
    yield _("Nobody's name is in any file. Who has which code is written down nowhere.")
    yield from _shown(context)
    yield _("Whoever has the folder with the individual answer files can read them: it stays with the facilitator.")
    yield _("Say today on which day the individual answers are deleted. On that day: “planself workshop close”")
    yield _("Discuss before that. The report can be written afterwards, too: the group's result stays.")


def _on_the_wall(context: PaperContext, section: QuestionSection) -> list[AnyQuestion]:
    return [question for question in section.questions if question.scored and question.id not in context.left_out]


def _wall(context: PaperContext, section: QuestionSection) -> Section:
    blocks = tuple(block for question in _on_the_wall(context, section) for block in _question(context, question))
    return Section(f"wall-{section.id}", context.texts.words(section.title), blocks)


def _question(context: PaperContext, question: AnyQuestion) -> Iterator[Block]:
    texts = context.texts
    yield Heading(texts.words(question.text))
    choices = _choices(context, question)
    if choices:
        yield Bullets(choices)
    if question.roles:
        names = {role.id: texts.words(role.label) for role in context.loaded.questionnaire.roles}
        there = [role for role in question.roles if role in context.workshop.role_ids]
        who = texts.listed(names[role] for role in there or question.roles)
        yield Paragraph(compose(context.reader._("Can answer: {roles}"), roles=who), "note")


def _choices(context: PaperContext, question: AnyQuestion) -> tuple[Said, ...]:
    texts = context.texts
    if question.ladder:
        levels = [(choice.id, texts.words(choice.detail or choice.label)) for choice in question.choices]
        return tuple(compose("{n}: {text}", n=id_, text=text) for id_, text in levels)
    return tuple(texts.words(choice.label) for choice in question.choices if choice.word is None)
