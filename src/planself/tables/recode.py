"""A mapping applied to a table on any engine: columns renamed, cells recoded to what the contract reads.

Where an offset or a reversal finds no level, the cell becomes a text that cannot be one (`0 (offset -1)`): the row is
refused with what stood in it, and a 0 of a table that counts from 1 is never taken for our level 0.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import narwhals as nw

from planself.errors import InputError, did_you_mean
from planself.files.finding import Finding, located
from planself.files.numbers import Style
from planself.i18n import _
from planself.questionnaire.model import AnswerKind, Questionnaire
from planself.questionnaire.types.values import shown
from planself.tables.cell_words import NO, NOTHING_TICKED, YES
from planself.tables.column import Case, CellKind, Cells, Frame, cased, one_of, stripped
from planself.tables.frame_top import without_heading_rows
from planself.tables.joined_labels import by_labels, by_semicolons, in_small, listed
from planself.tables.mapping import TableMapping
from planself.tables.mapping_rules import STATES, TICKS, whole
from planself.tables.objects import without_objects
from planself.tables.target import Target, by_heading, plain

Native = TypeVar("Native")
_YES = tuple(word for word in YES if word == word.lower())
_NO = tuple(word for word in NO if word == word.lower())


@dataclass(frozen=True, slots=True)
class Recoding:
    """How the cells of one column are recoded: looked up exactly, then whatever the case, then left as they are.

    `parted` are options that may stand joined by `;` in one cell, beside others, `listed` those that commas may join as
    well. `mark` is
    appended to what is not found, so that it cannot be read as an answer; "" leaves it. `sign` is the decimal sign of a
    column of numbers.
    """

    exact: Mapping[str, str]
    folded: Mapping[str, str]
    parted: Mapping[str, str]
    listed: Mapping[str, str]
    mark: str = ""
    sign: Style | None = None


def apply(frame: Native, mapping: TableMapping, *, decimal: Style | None = None) -> Native:
    """Return the table as the contract's "Tables" wants it; raises InputError where the headings do not fit.

    `decimal` is the sign that numbers of the table are read with later, where the mapping does not fix it. Rows of
    headings that the mapping names below the first are left out; raises UsageError where the rows have no order.
    """
    return recoded(without_heading_rows(frame, mapping.questionnaire, mapping.header_rows), mapping, decimal=decimal)


def recoded(frame: Native, mapping: TableMapping, *, decimal: Style | None = None) -> Native:
    """Return the table as `apply` does, where all its rows are answers."""
    names = renamed(_names(frame), mapping)
    style = mapping.decimal or decimal
    recodings = {heading: _recoding(name, mapping, style) for heading, name in names.items()}
    plain_cells = without_objects(frame, [heading for heading, found in recodings.items() if found], style)
    table: Frame = nw.from_native(cast(Any, plain_cells))
    schema = table.collect_schema()
    columns = [
        _recoded(Cells(table, heading, schema[heading]), recodings[heading]).alias(name)
        for heading, name in names.items()
    ]
    constants = [nw.lit(_styled(cell, name, mapping, style)).alias(name) for name, cell in mapping.constants.items()]
    return cast(Native, table.select(*columns, *constants).to_native())


def _names(frame: object) -> tuple[str, ...]:
    return tuple(nw.from_native(cast(Any, frame)).collect_schema().names())


def renamed(columns: Sequence[str], mapping: TableMapping) -> dict[str, str]:
    """Return the columns that stay, each with its new name; raises InputError where the headings do not fit."""
    looks = _looks(columns)
    findings = [*_absent(mapping, looks), *_doubled(mapping, looks)]
    dropped = {column for heading in mapping.drop for column in looks.get(heading, ())}
    names = {
        column: mapping.columns.get(heading, column)
        for heading, found in looks.items()
        for column in found
        if column not in dropped
    }
    findings += _taken(mapping, names)
    if findings:
        raise InputError(located(findings, mapping.source))
    return {column: names[column] for column in columns if column in names}


def kept(columns: Iterable[str], mapping: TableMapping) -> tuple[str, ...]:
    """Return the table's own headings of the personal columns that the mapping keeps."""
    return tuple(column for column in columns if plain(column) in mapping.keep)


def _looks(columns: Iterable[str]) -> dict[str, list[str]]:
    looks: defaultdict[str, list[str]] = defaultdict(list)
    for column in columns:
        looks[plain(column)].append(column)
    return looks


def _absent(mapping: TableMapping, looks: Mapping[str, list[str]]) -> Iterable[Finding]:
    for heading in (*mapping.columns, *mapping.drop, *mapping.keep):
        if heading not in looks:
            near = did_you_mean(heading, looks)
            hint = _("Did you mean {word}?").format(word=shown(near)) if near else ""
            hint = hint or _("Headings are compared without regard to spaces; look it up in the table.")
            message = _("The table has no column {heading}.").format(heading=shown(heading))
            path = mapping.place(heading)
            yield Finding("E269", path, message, hint, key=path[:1] == ("columns",))


def _doubled(mapping: TableMapping, looks: Mapping[str, list[str]]) -> Iterable[Finding]:
    for heading in mapping.columns:
        if len(looks.get(heading, ())) > 1:
            message = _("The table has the column {heading} more than once.").format(heading=shown(heading))
            yield Finding("E265", mapping.place(heading), message, _("Rename one of them in the table."), key=True)


def _taken(mapping: TableMapping, names: Mapping[str, str]) -> Iterable[Finding]:
    """Yield every renamed or constant column that the table has already under another heading."""
    own = _own(mapping.questionnaire, (column for column, name in names.items() if column == name))
    for heading, name in mapping.columns.items():
        if name in own and plain(own[name]) != heading:
            message = _("The table has a column {own} besides; both would be {name}.")
            message = message.format(own=shown(own[name]), name=name)
            yield Finding("E265", mapping.place(heading), message, _("Add one of the two to `drop`."), key=True)
    for name in mapping.constants:
        if name in own:
            message = _("{name} is both a column and a constant.").format(name=name)
            hint = _("Add the column to `drop`, or delete the constant.")
            yield Finding("E265", ("constants", name), message, hint, key=True)


def _own(questionnaire: Questionnaire, columns: Iterable[str]) -> dict[str, str]:
    """Return the columns whose heading names something by itself, by the present name."""
    found = ((by_heading(questionnaire, column), column) for column in columns)
    return {of.name: column for of, column in found if of is not None}


def _recoding(name: str, mapping: TableMapping, style: Style | None) -> Recoding | None:
    of = by_heading(mapping.questionnaire, name)
    return recoding_of(of, mapping, style) if of else None


def recoding_of(of: Target, mapping: TableMapping, style: Style | None = None) -> Recoding | None:
    """Return how a column's cells are recoded, or None where they stay as they are."""
    values = {cell: _styled(text, of.name, mapping, style) for cell, text in _values(of, mapping).items()}
    turned = of.option is None and (bool(mapping.offset.get(of.name)) or of.name in mapping.reverse)
    if not values and not turned:
        return None
    forms, mark = _turned(of, mapping) if turned else ({}, "")
    meant = {cell: forms.get(text, text) for cell, text in values.items()}
    several = of.kind is AnswerKind.SOME_OF and of.option is None
    alone = ("", NOTHING_TICKED, *STATES) if several else ()
    lists = {f"{cell};": text for cell, text in meant.items() if text in alone}
    exact = {form: text for cell, text in meant.items() for form in _forms(cell)} | lists | meant
    turned_cells = {**forms, **{state: state for state in ("", *STATES) if turned}}
    folded = {**turned_cells, **in_small(exact)}
    usual = {cell: text for cell, text in turned_cells.items() if folded[cell] == text}
    parts = _parts(of, exact)
    number = of.kind is AnswerKind.NUMBER
    return Recoding(
        {**usual, **exact}, folded, listed(parts, ";"), listed(parts), mark, (style or ".") if number else None
    )


def _values(of: Target, mapping: TableMapping) -> Mapping[str, str]:
    """Return the values of a column; yes and no of a multiple question belong to the columns of its options."""
    own = mapping.values.get(of.name, {})
    if of.question is None or of.kind is not AnswerKind.SOME_OF:
        return own
    if of.option is None:
        return {cell: text for cell, text in own.items() if text not in TICKS}
    ticks = mapping.values.get(of.question.id, {})
    return {**{cell: text for cell, text in ticks.items() if text in TICKS}, **own}


def _styled(text: str, name: str, mapping: TableMapping, style: Style | None) -> str:
    question = mapping.questionnaire.by_id.get(name)
    number = question is not None and question.kind is AnswerKind.NUMBER
    return text.replace(".", ",") if number and style == "," else text


def _forms(cell: str) -> tuple[str, ...]:
    """Return a cell as it may stand in a table: 3 is also 3.0, as spreadsheets and databases have it."""
    number = whole(cell)
    return (str(number), f"{number}.0") if number is not None and cell in (str(number), f"{number}.0") else (cell,)


def _turned(of: Target, mapping: TableMapping) -> tuple[dict[str, str], str]:
    """Return every cell of the table's own counting with the level it stands for, and the mark of all others."""
    offset, reverse = mapping.offset.get(of.name, 0), of.name in mapping.reverse
    mark = ", ".join(([f"offset {offset:+d}"] if offset else []) + (["reverse"] if reverse else []))
    if of.worded:
        return {**dict.fromkeys(_YES, "no"), **dict.fromkeys(_NO, "yes")}, f" ({mark})"
    assert of.question is not None  # noqa: S101 -- the rules have refused other columns
    top = of.question.top
    levels = {level - offset: top - level if reverse else level for level in range(top + 1)}
    return {form: str(level) for stands, level in levels.items() for form in _forms(str(stands))}, f" ({mark})"


def _parts(of: Target, exact: Mapping[str, str]) -> dict[str, str]:
    if of.kind is not AnswerKind.SOME_OF or of.option is not None:
        return {}
    return {cell: text for cell, text in exact.items() if text and text != NOTHING_TICKED and text not in STATES}


def _recoded(cells: Cells, recoding: Recoding | None) -> nw.Expr:
    """Return a column's cells as text, recoded; lists of options stay as they are."""
    if recoding is None or cells.kind is CellKind.LIST:
        return cells.raw
    written = (cells.raw.cast(nw.Float64) if cells.kind is CellKind.DECIMAL else cells.raw).cast(nw.String)
    exact, folded = _grouped(recoding.exact), _grouped(recoding.folded)
    odd = ~(written.is_in(list(recoding.exact)) | cells.empty)
    text = stripped(nw.when(odd).then(written))  # null elsewhere, and engines pass over nulls at next to no cost
    small = text.str.to_lowercase()
    cases: list[Case] = [(cells.empty, nw.lit(None, nw.String))]
    cases += [(written == cell, nw.lit(meaning)) for cell, meaning in recoding.exact.items()]
    cases += [(one_of(text, found), nw.lit(meaning)) for meaning, found in exact.items()]
    cases += [(one_of(small, found), nw.lit(meaning)) for meaning, found in folded.items()]
    return cased(cases, _left(text, written, cells.kind, recoding))


def _left(text: nw.Expr, written: nw.Expr, kind: CellKind, recoding: Recoding) -> nw.Expr:
    """Return what becomes of the cells that are not found."""
    if recoding.mark:
        return nw.concat_str([text, nw.lit(recoding.mark)])
    if recoding.sign and kind in (CellKind.FLOAT, CellKind.DECIMAL):
        return _unambiguous(written, recoding.sign)
    if not recoding.parted:
        return written
    parted = by_semicolons(written, recoding.parted)
    if not recoding.listed:
        return parted
    known = by_labels(written, recoding.listed)
    return nw.when(known.is_null()).then(parted).otherwise(known)


def _grouped(cells: Mapping[str, str]) -> dict[str, list[str]]:
    grouped: defaultdict[str, list[str]] = defaultdict(list)
    for cell, meaning in cells.items():
        grouped[meaning].append(cell)
    return grouped


def _unambiguous(text: nw.Expr, sign: Style) -> nw.Expr:
    """Return typed numbers as text that reads in one way only, with the decimal sign that is read."""
    three = text.str.contains(r"^-?[0-9]+\.[0-9]{3}$")
    text = nw.when(three).then(nw.concat_str([text, nw.lit("0")])).otherwise(text)
    return text.str.replace_all(".", ",", literal=True) if sign == "," else text
