"""How the time of a workshop is computed, line by line, so that it can be recomputed by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from planself.report.blocks import Cell, Column, Said, Table
from planself.report.inline_text import Piece, compose, words
from planself.workshop.paper_context import PaperContext
from planself.workshop.timetable import (
    CHANGE,
    ITEM,
    KEY,
    LEAST_ITEMS,
    LENGTH,
    SHEET,
    Collect,
    Step,
    around,
    busiest,
    sheet_seconds,
)

_Line = tuple[Said, Said, int]
"""What is computed, how, and the minutes that come out."""


def computation(context: PaperContext) -> Table:
    """Return the table of all that the timetable comes from."""
    _ = context.reader._
    lines = (*_questions(context), *_answering(context), *_discussion(context))
    rows = tuple((Cell(what), Cell(how), Cell(_signed(minutes))) for what, how, minutes in lines)
    columns = (Column(_("Step")), Column(_("Arithmetic")), Column(_("Min."), numeric=True))
    note = _("How long a question, a sheet and an item of the discussion take is a rule of thumb, not measured.")
    return Table(_("How the time is computed"), columns, rows, note)


def _questions(context: PaperContext) -> Iterator[_Line]:
    """Yield what each part of the questionnaire takes."""
    _, each = context.reader._, dict(zip(_parts_of_people(context), context.each, strict=True))
    for part in context.parts:
        seconds = context.asked[part]
        how = compose(
            _("{sum} = {seconds} s, rounded up to five minutes"),
            sum=" + ".join(f"{n} × {each_one} s" for each_one, n in seconds.items()),
            seconds=context.reader.integer(sum(each_one * n for each_one, n in seconds.items())),
        )
        yield _of_part(context, part), how, each[part]


def _parts_of_people(context: PaperContext) -> Iterable[tuple[str, ...]]:
    return (tuple(person.part) for person in context.workshop.people)


def _of_part(context: PaperContext, part: tuple[str, ...]) -> Said:
    _ = context.reader._
    if not part:
        return _("Questions, per person")
    labels = {role.id: words(role.label, context.reader) for role in context.loaded.questionnaire.roles}
    return compose(_("Questions, per person: {roles}"), roles=context.texts.listed(labels[role] for role in part))


def _answering(context: PaperContext) -> Iterator[_Line]:
    """Yield what the silent rating takes, and typing in what stands on paper."""
    _ = context.reader._
    match context.collect:
        case Collect.OWN:
            yield _("Silent rating"), _("everybody at the same time: the longest"), context.rating
        case Collect.PAPER:
            yield _("Silent rating"), _("everybody at the same time: the longest"), context.rating
            yield _("Typing in the sheets"), _sheets(context), context.typing
        case Collect.LAPTOP:
            yield _("Silent rating"), _turns(context), context.rating
        case Collect.BEFORE:
            return


def _turns(context: PaperContext) -> Said:
    turns = busiest([minutes + CHANGE for minutes in context.each], context.workshop.laptops)
    arithmetic = _counted({minutes: f"({minutes - CHANGE} + {CHANGE})" for minutes in turns}, turns)
    return _at_laptops(context, arithmetic)


def _sheets(context: PaperContext) -> Said:
    _ = context.reader._
    sheets = {sheet_seconds(questions): f"({SHEET} s + {questions} × {KEY} s)" for questions in context.questions}
    times = busiest([sheet_seconds(questions) for questions in context.questions], context.workshop.laptops)
    said = _("{sum} = {seconds} s, rounded up")
    arithmetic = compose(said, sum=_counted(sheets, times), seconds=context.reader.integer(sum(times)))
    return _at_laptops(context, arithmetic)


def _counted(written: Mapping[int, str], times: Sequence[int]) -> str:
    return " + ".join(f"{n} × {written[time]}" for time, n in Counter(times).items())


def _at_laptops(context: PaperContext, arithmetic: Piece) -> Said:
    _, laptops = context.reader._, context.workshop.laptops
    if laptops == 1:
        return compose(_("one after the other: {arithmetic}"), arithmetic=arithmetic)
    said = _("at {n} laptops, whoever is next at the first free one; at the one that is ready last: {arithmetic}")
    return compose(said, n=str(laptops), arithmetic=arithmetic)


def _discussion(context: PaperContext) -> Iterator[_Line]:
    """Yield what all other steps take, what is left of the workshop, and how many items that is."""
    _, items, others = context.reader._, context.timetable.items, around(context.typing)
    yield _("All other steps but the discussion"), " + ".join(map(str, _in_order(others))), sum(others.values())
    left = LENGTH - context.rating - sum(others.values())
    yield _("Left for the discussion"), f"{LENGTH} − {context.rating} − {sum(others.values())}", left
    if items * ITEM <= left:
        how = compose(
            _("{left} ÷ {each}, rounded down: {n} items of {each} min."), left=str(left), each=str(ITEM), n=str(items)
        )
    else:
        how = compose(_("{n} items at least, of {each} min."), n=str(LEAST_ITEMS), each=str(ITEM))
    yield _("Discussion"), how, items * ITEM


def _in_order(others: Mapping[Step, int]) -> Iterator[int]:
    return (others[step] for step in Step if step in others)


def _signed(minutes: int) -> str:
    return str(minutes).replace("-", "−")
