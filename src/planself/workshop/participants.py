"""The sheet for everybody who takes part: what is asked, who sees what, and what becomes of the answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from planself.interview.level_rule import level_sentences
from planself.report.blocks import Block, Bullets, Cell, Column, Page, Paragraph, Said, Section, Table
from planself.report.inline_text import clean, compose
from planself.report.workshop.method import what_remains
from planself.workshop.form_kinds import KINDS
from planself.workshop.member_forms import form_name
from planself.workshop.paper_context import PaperContext
from planself.workshop.timetable import Collect, how_long
from planself.workshop_files.workshop import ANSWERS

_ON_SCREEN = "html"


def participants_page(context: PaperContext) -> Page:
    """Return the sheet; it goes to everybody before anybody answers."""
    _ = context.reader._
    sections = (
        Section("about", _("What this is about"), tuple(_about(context))),
        Section("answering", _("How to answer"), (Bullets(tuple(_answering(context))),)),
        Section("returning", _("How your answers come in"), (Bullets(tuple(_returning(context))),)),
        Section("seen", _("Who sees what"), tuple(_seen(context))),
        Section("deleted", _("When the single answers are deleted"), tuple(_deleted(context))),
    )
    return context.page(_("For everybody who takes part"), (), sections)


def _about(context: PaperContext) -> Iterator[Block]:
    _, texts, questionnaire = context.reader._, context.texts, context.loaded.questionnaire
    yield Paragraph(
        _(
            "Several people answer questions, each alone. Then all of you see where you agree, and talk "
            "about what lies apart. What is assessed is how the municipality works, not a person."
        ),
        "lead",
    )
    asked, time = sorted(set(context.questions)), how_long(max(context.each), context.reader)
    said = (
        context.reader.n_(
            "The questionnaire is called “{{name}}”. You are asked {n} question at most, which takes {{time}}.",
            "The questionnaire is called “{{name}}”. You are asked {n} questions at most, which takes {{time}}.",
            asked[-1],
        )
        if len(asked) == 1
        else _("The questionnaire is called “{name}”. By role, {least} to {n} questions are yours; {time} at most.")
    )
    name = texts.words(questionnaire.title)
    yield Paragraph(compose(said, name=name, n=str(asked[-1]), least=str(asked[0]), time=time))
    yield Paragraph(_("It asks about:"))
    yield Bullets(tuple(texts.words(section.title) for section in questionnaire.sections))


def _answering(context: PaperContext) -> Iterator[Said]:
    _, questionnaire = context.reader._, context.loaded.questionnaire
    drawn = (
        _("You have a code, such as {code}.")
        if context.workshop.open
        else _(
            "You draw a code, such as {code}. Keep it, and tell it to nobody: answers come in under it, without a name."
        )
    )
    yield compose(drawn, code=context.workshop.people[0].code)
    yield from _by_form(context)
    yield _("Answer alone, and as things are today, not as they should be.")
    rules = (level_sentences(questionnaire, question, context.reader) for question in questionnaire.questions)
    yield from next(filter(None, rules), ())
    yield _("Taking part is voluntary; every question can be answered with “don't know” or skipped.")
    yield _("Remarks can tell who wrote them. Write only what the group may read.")


def _by_form(context: PaperContext) -> Iterator[Said]:
    """Yield where the questions are."""
    _ = context.reader._
    person = context.workshop.people[0]
    files = {kind: form_name(person, KINDS[kind], context.reader) for kind in context.forms}
    if context.collect is Collect.LAPTOP:
        yield from _at_laptop(context, files.get(_ON_SCREEN))
        return
    if _ON_SCREEN in files:
        yield compose(
            _(
                "Open the file of your code, such as {file}, with a double click. It opens in your browser, needs no "
                "internet and sends nothing."
            ),
            file=files[_ON_SCREEN],
        )
        yield _(
            "The form keeps nothing by itself: choose “Save the answer file” before you close it. To go on later, open "
            "the form and then, with “Open an answer file”, what you saved."
        )
    if "xlsx" in files:
        said = _("Or open the workbook {file}: choose answers from the lists, and save it under its name.")
        alone = _("Open the workbook of your code, such as {file}: choose answers from the lists, and save it.")
        yield compose(said if _ON_SCREEN in files else alone, file=files["xlsx"])
    if "paper" in files:
        yield _("Fill in the sheets that bear your code, and write no name on them.")
        yield _("Ticked the wrong one? Fill that box completely and tick the right one.")
    if not files:
        yield _("You get the questions as a file or on paper, with your code.")


def _at_laptop(context: PaperContext, file: str | None) -> Iterator[Said]:
    _ = context.reader._
    if file is None:
        yield _("A laptop goes round. Type the command of your slip; the screen is cleared before and after you.")
        return
    said = _(
        "A laptop goes round. Open the file of your code on it, such as {file}, with a double click. When you are "
        "done, choose “Save the answer file”, and close the form: whoever comes next sees nothing of it."
    )
    yield compose(said, file=file)


def _returning(context: PaperContext) -> Iterator[Said]:
    _, workshop = context.reader._, context.workshop
    where = clean(workshop.return_to or "") or _("the facilitator")
    saved = _("The name of a saved file holds your code; leave the name as it is.")
    match context.collect:
        case Collect.BEFORE:
            last = context.reader.date(workshop.date - timedelta(days=1))
            yield compose(
                _("Give back what you filled in by {day}, before the workshop. Where to: {where}."),
                day=last,
                where=where,
            )
            yield saved
            yield _("Whoever sends a mail shows who they are: an address is a name. Ask for another way if you mind.")
        case Collect.OWN:
            yield compose(_("Give back the saved file when you are done. Where to: {where}."), where=where)
            yield saved
        case Collect.PAPER:
            yield compose(_("Hand in your sheets before the break, face down. Where to: {where}."), where=where)
            yield _("Somebody who does not take part in the discussion types them in, under the code.")
        case Collect.LAPTOP:
            yield _("You need not give back anything: your answers are saved on the laptop, under your code.")


def _seen(context: PaperContext) -> Iterator[Block]:
    _, workshop = context.reader._, context.workshop
    if workshop.open:
        yield Paragraph(_("This workshop is open: everybody agreed that answers can be recognised."))
        return
    n = str(workshop.min_group)
    rows = (
        (
            _("Whoever leads the workshop"),
            _("The single answers, by code. Who has which code is written down nowhere."),
        ),
        (
            _("Everybody in the room"),
            compose(_("How often each answer was given, from {n} answers on, and what you decide together."), n=n),
        ),
        (
            _("Whoever reads the report"),
            _("The numbers of the group, what it decided, and dissent as it was written down. No single answers."),
        ),
    )
    columns = (Column(_("Who")), Column(_("Sees what")))
    yield Table(_("Who sees what"), columns, tuple((Cell(who), Cell(what)) for who, what in rows))
    yield Bullets((*_rules(context), *what_remains(context.reader)))


def _rules(context: PaperContext) -> Iterator[Said]:
    _, n = context.reader._, str(context.workshop.min_group)
    yield compose(
        _(
            "How often each answer was given is shown from {n} answers on, never by role group. Role groups of {n} and "
            "more are shown by fifths of the scale; smaller ones are not shown, and sometimes a larger one with them."
        ),
        n=n,
    )
    yield _("What is shown depends on how many people answered, never on what they answered.")


def _deleted(context: PaperContext) -> Iterator[Block]:
    _, workshop = context.reader._, context.workshop
    if workshop.delete_on:
        said = _("The files with the single answers are deleted on {day}, and sheets of paper are destroyed.")
        yield Paragraph(compose(said, day=context.reader.date(workshop.delete_on)), "lead")
    else:
        yield Paragraph(_("Whoever leads the workshop says on which day the single answers are deleted."))
    yield Paragraph(_("What stays: the numbers of the group, what was decided together, and the report."))
    folder = compose(
        _("Until then they lie in the folder {folder}, which only the facilitator has."), folder=f"{ANSWERS}/"
    )
    yield Paragraph(folder, "note")
