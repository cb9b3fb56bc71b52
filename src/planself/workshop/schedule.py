"""The timetable of a workshop on the facilitator's sheet, and how the answers are collected in it."""

from __future__ import annotations

from collections.abc import Iterator

from planself.report.blocks import Cell, Column, Said, Section, Table
from planself.report.inline_text import Sentence, compose
from planself.workshop.form_kinds import KINDS
from planself.workshop.member_forms import together_name
from planself.workshop.paper_context import PaperContext
from planself.workshop.time_arithmetic import computation
from planself.workshop.timetable import CHANGE, LENGTH, Collect, Step, Timetable, around, how_long
from planself.workshop_files.workshop import ANSWERS, FORMS


def agenda(context: PaperContext) -> Section:
    """Return the timetable, and how it was computed."""
    _, table = context.reader._, context.timetable
    rows = tuple(
        (
            Cell(f"{_clock(slot.start)}–{_clock(slot.end)}"),
            Cell(str(slot.end - slot.start)),
            Cell(_what(slot.step, context, table.items)),
        )
        for slot in table.slots
    )
    columns = (Column(_("From the beginning")), Column(_("Min."), numeric=True), Column(_("What")))
    return Section(
        "agenda",
        _("Timetable"),
        (Table(_("Timetable"), columns, rows, _computed(context, table)), computation(context)),
    )


def _computed(context: PaperContext, table: Timetable) -> Sentence:
    """Say what the timetable was computed from."""
    _, n = context.reader._, str(table.items)
    each, whole = how_long(max(context.each), context.reader), how_long(context.rating, context.reader)
    match context.collect:
        case Collect.OWN:
            said = _("Computed for answers given at the same time: {each} for the questions, {n} items to discuss.")
        case Collect.PAPER:
            said = _(
                "Computed for answers given on paper at the same time (people: {people}): {each} for the questions, "
                "{typing} to type in the sheets; {n} items to discuss."
            )
        case Collect.LAPTOP if context.workshop.laptops > 1:
            said = _(
                "Computed for {laptops} laptops that go round (people: {people}): {each} per person at most and "
                "{change} min. to change places, {whole} in all; {n} items to discuss."
            )
        case Collect.LAPTOP:
            said = _(
                "Computed for one laptop, one after the other (people: {people}): {each} per person at most and "
                "{change} min. to change places, {whole} in all; {n} items to discuss."
            )
        case Collect.BEFORE:
            said = _("Computed for answers given before: {each} per person at most; {n} items to discuss.")
    people, laptops = str(len(context.workshop.people)), str(context.workshop.laptops)
    spans = {"each": each, "whole": whole, "typing": how_long(context.typing, context.reader)}
    return compose(said, **spans, n=n, people=people, change=str(CHANGE), laptops=laptops)


def _clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"


def _what(step: Step, context: PaperContext, items: int) -> str:
    _ = context.reader._
    match step:
        case Step.ARRIVE:
            return _("Arriving") if context.collect is Collect.BEFORE else _("Arriving, drawing codes")
        case Step.WELCOME:
            return _("Welcome, purpose, data protection, how the levels are meant")
        case Step.RATE if context.collect is Collect.LAPTOP and context.workshop.laptops > 1:
            return _("Silent rating: one after the other at the laptops")
        case Step.RATE if context.collect is Collect.LAPTOP:
            return _("Silent rating: one after the other at the laptop")
        case Step.RATE:
            return _("Silent rating: everybody alone, without talking")
        case Step.BREAK if context.collect is Collect.BEFORE:
            return _("Break")
        case Step.BREAK if context.collect is Collect.PAPER:
            return _("Break; meanwhile the sheets are typed in and put together: “planself workshop merge”")
        case Step.BREAK:
            return _("Break; meanwhile the answers are put together: “planself workshop merge”")
        case Step.REVEAL:
            return _("The group's picture: hurdles, spread, where all agree")
        case Step.DISCUSS:
            return _("Discussion of the {n} questions at the top of the list: “planself workshop discuss”").format(
                n=items
            )
        case Step.VOTE:
            return _("Dots on hurdles and measures")
        case Step.MEASURES:
            return _("First measures: what, which office, by when")
        case Step.CLOSE:
            return _("Review, next steps and thanks")


def collecting(context: PaperContext) -> Iterator[Said]:
    """Yield how the answers come in."""
    _ = context.reader._
    folder = f"{ANSWERS}/"
    yield _("All commands on this sheet and with the codes are typed in the workshop's own folder.")
    yield compose(_("A prepared answer file for every code lies in {folder}."), folder=folder)
    if context.forms:
        yield compose(_("A form for every code lies in {folder}."), folder=f"{FORMS}/")
    match context.collect:
        case Collect.LAPTOP if "html" in context.forms:
            said = _(
                "One laptop passed round: everybody opens the form of their own code, saves the answer file and closes "
                "the form. Put the saved files into {folder}."
            )
            yield compose(said, folder=folder)
        case Collect.LAPTOP:
            yield _(
                "One laptop passed round: “planself run answers/W01.yaml” with your own code. The screen is cleared "
                "afterwards."
            )
        case Collect.OWN if context.forms:
            said = _("Own devices: give everybody the form of their own code, and put what they save into {folder}.")
            yield compose(said, folder=folder)
        case Collect.OWN:
            yield _(
                "Own devices: give everybody their own file, and put the filled-in files back under the same names."
            )
        case Collect.PAPER if "paper" in context.forms:
            said = _("On paper: {file} prints everybody's sheets at once. “planself run --keys .” types them in.")
            yield compose(said, file=f"{FORMS}/{together_name(KINDS['paper'], context.reader)}")
        case Collect.PAPER:
            yield _("On paper: give everybody the questions below; one person enters each sheet under its code.")
        case Collect.BEFORE:
            yield _(
                "Before the workshop: send everybody their own code and file, and say by when the file has to be back."
            )
            yield _("The day before: “planself workshop merge”. Whoever is missing can still answer on arrival.")
    yield _("“planself workshop status” shows who is in, by code only, and names every file that does not count.")


def too_long(context: PaperContext) -> Iterator[Sentence]:
    """Yield what to do where laptops take more than half of a workshop, or typing in more than twice the break."""
    _, whole, laptops = context.reader._, context.rating, context.workshop.laptops
    n, people = len(context.workshop.people), str(len(context.workshop.people))
    if context.collect is Collect.LAPTOP and whole > LENGTH // 2:
        said = (
            _(
                "{laptops} laptops for {n} people take {whole}. Collect the answers before the workshop or on more "
                "devices, or take the short form."
            )
            if laptops > 1
            else _(
                "One laptop for {n} people takes {whole}. Collect the answers before the workshop or on several "
                "devices, or take the short form."
            )
        )
        yield compose(said, n=people, whole=how_long(whole, context.reader), laptops=str(laptops))
    if context.typing > 2 * around()[Step.BREAK]:
        said = context.reader.n_(
            "Typing in {n} sheet takes {{whole}}. Let several people type, each at a laptop, collect the answers "
            "before the workshop, or take the short form.",
            "Typing in {n} sheets takes {{whole}}. Let several people type, each at a laptop, collect the answers "
            "before the workshop, or take the short form.",
            n,
        )
        yield compose(said, whole=how_long(context.typing, context.reader))
