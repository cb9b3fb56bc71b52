"""An Excel form is read as it was meant, or refused with the sheet and cell of everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from planself.answers.load import check_answers
from planself.answers.model import Answer, AnswerSet, Respondent, Subject
from planself.errors import InputError, Problem, Severity
from planself.files import source
from planself.files.form_workbook import IDS, Column
from planself.questionnaire.load import Loaded
from tests.answers import samples
from tests.files.form_books import FormBook, place

MEANT = AnswerSet(
    subject=Subject("Musterstadt", "05334002"),
    respondent=Respondent("W07", "planning", "Jugendamt"),
    date=date(2026, 11, 22),
    answers={
        "kind": Answer("town"),
        "own_office": Answer(None, "unknown"),
        "people": Answer(12_345_000_000),
        "change": Answer(-3_500_000),
        "vision": Answer(1, comment="seit 2019,\nteils", evidence="Beschluss", unsure=True),
        "group": Answer(None, "not_applicable", comment="gibt es nicht"),
        "offers": Answer(("kita", "school")),
        "remarks": Answer("unknown"),
        "said": Answer(None, "unknown"),
    },
)
FILLED = {
    "field:subject.name": "Musterstadt",
    "field:subject.ags": "05334002",
    "field:respondent.id": "W07",
    "field:respondent.role": "Planung",
    "field:respondent.department": "Jugendamt",
    "field:date": date(2026, 11, 22),
    "question:kind": "Stadt",
    "question:own_office": "weiß nicht",
    "question:people": 12345,
    "question:change": "-3,5",
    "question:vision": "1 – oft",
    "question:group": "trifft nicht zu",
    "option:offers/kita": "x",
    "option:offers/school": "x",
    "question:remarks": "unknown",
    "state:said": "weiß nicht",
}


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    return samples.loaded(tmp_path)


@pytest.fixture
def form(loaded: Loaded) -> FormBook:
    form = FormBook.empty(loaded)
    for key, value in FILLED.items():
        form.put(key, value)
    form.put("question:vision", "seit 2019,\nteils", Column.COMMENT)
    form.put("question:vision", "Beschluss", Column.EVIDENCE)
    form.put("question:vision", "x", Column.UNSURE)
    form.put("question:group", "gibt es nicht", Column.COMMENT)
    return form


def answers_of(path: Path, loaded: Loaded) -> tuple[AnswerSet | None, tuple[Problem, ...]]:
    return check_answers(source.load(path), loaded)


def errors_of(path: Path, loaded: Loaded) -> list[str]:
    """Return the code and the place of every error of a form."""
    try:
        answers, problems = answers_of(path, loaded)
    except InputError as error:
        answers, problems = None, error.problems
    assert answers is None
    return [_said(problem) for problem in problems if problem.severity is Severity.ERROR]


def _said(problem: Problem) -> str:
    return f"{problem.code} {problem.where.sheet}!{str(problem.where).rpartition(' ')[2]}"


def test_a_form_is_read_as_it_was_meant(form: FormBook, loaded: Loaded, tmp_path: Path) -> None:
    assert answers_of(form.save(tmp_path / "form.xlsx"), loaded) == (MEANT, ())


# --- what changes nothing ---


def _sorted_rows(form: FormBook) -> None:
    for sheet in form.sheets():
        for cells in [*sheet.merged_cells.ranges]:
            sheet.unmerge_cells(str(cells))
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), 2):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value


def _renamed_sheets(form: FormBook) -> None:
    for number, sheet in enumerate([*form.book], 1):
        sheet.title = f"Tabelle{number}"


def _moved_columns(form: FormBook) -> None:
    for sheet in form.sheets():
        sheet.insert_cols(1, 2)
        sheet.insert_cols(6)
        sheet.insert_rows(1, 3)
        sheet.column_dimensions["D"].width = 99


def _swapped_columns(form: FormBook) -> None:
    for sheet in form.sheets():
        for cells in [*sheet.merged_cells.ranges]:
            sheet.unmerge_cells(str(cells))
        for row in range(1, sheet.max_row + 1):
            values = [sheet.cell(row, column).value for column in range(1, 10)]
            for column, value in enumerate(reversed(values), 1):
                sheet.cell(row, column).value = value


def _filtered(form: FormBook) -> None:
    for sheet in form.sheets():
        sheet.auto_filter.ref = sheet.dimensions
        sheet.row_dimensions[4].hidden = True


def _notes_beside(form: FormBook) -> None:
    for sheet in form.sheets():
        sheet["K20"] = "bitte bis Freitag"
        sheet.cell(sheet.max_row + 2, 4).value = "nachfragen"


def _shown_and_reordered(form: FormBook) -> None:
    form.book[IDS].sheet_state = "visible"
    form.book.move_sheet(IDS, -1)
    for sheet in form.sheets():
        sheet.row_dimensions[1].hidden = False
        sheet.column_dimensions["A"].hidden = False


def _spaces(form: FormBook) -> None:
    form.put("question:kind", "\u00a0Stadt ")
    form.put("question:group", "trifft\u00a0 nicht\nzu")
    form.put("state:said", "Weiß nicht")  # Excel's own check of a list takes other capitals


def _other_ticks(form: FormBook) -> None:
    form.put("option:offers/kita", "X ")
    form.put("option:offers/school", "✓")
    form.put("question:vision", True, Column.UNSURE)
    form.put("option:offers/none", False)


def _other_types(form: FormBook) -> None:
    form.put("question:people", 12345.0)
    form.put("question:change", -3.5000000000000004)
    form.put("field:date", "22.11.2026")
    form.cell("question:people").number_format = '0" %"'
    form.put("field:subject.ags", "05334002")


HARMLESS = (
    _sorted_rows, _renamed_sheets, _moved_columns, _swapped_columns, _filtered, _notes_beside, _shown_and_reordered,
    _spaces, _other_ticks, _other_types,
)  # fmt: skip


@pytest.mark.parametrize("change", HARMLESS, ids=lambda change: change.__name__.strip("_"))
def test_what_people_do_to_a_workbook_changes_no_answer(
    change: Callable[[FormBook], None], form: FormBook, loaded: Loaded, tmp_path: Path
) -> None:
    change(form)
    assert answers_of(form.save(tmp_path / "form.xlsx"), loaded) == (MEANT, ())


def test_advice_speaks_of_cells_and_not_of_quotation_marks(form: FormBook, loaded: Loaded, tmp_path: Path) -> None:
    form.put("question:group", None, Column.COMMENT)
    form.put("field:subject.ags", 5334002)
    _answers, problems = answers_of(form.save(tmp_path / "form.xlsx"), loaded)
    assert {problem.code for problem in problems} == {"N403", "N414"}
    form.put("field:subject.ags", "123456")
    _answers, more = answers_of(form.save(tmp_path / "form.xlsx"), loaded)
    for problem in (*problems, *more):
        assert not any(sign in problem.hint for sign in "{}„“")
        assert "Anführungszeichen" not in problem.hint


# --- what is refused ---


def _typed(key: str, value: Any, code: str, column: Column = Column.ANSWER) -> Callable[[FormBook], Iterator[str]]:
    def damage(form: FormBook) -> Iterator[str]:
        yield f"{code} {form.put(key, value, column)}"

    damage.__name__ = f"{key}={value!r}"
    return damage


def _everything_at_once(form: FormBook) -> Iterator[str]:
    yield f"E207 {form.put('field:date', 'gestern')}"
    yield f"E307 {form.put('question:kind', 'Dorf')}"
    yield f"E224 {form.put('question:people', -1)}"
    yield f"E307 {form.put('question:vision', 'ja', Column.UNSURE)}"
    yield f"E308 {form.put('question:group', '=1/0', Column.COMMENT)}"
    yield f"E307 {form.put('option:offers/none', 'nein')}"


def _exclusive(form: FormBook) -> Iterator[str]:
    yield f"E228 {form.put('option:offers/none', 'x')}"


def _number_and_state(form: FormBook) -> Iterator[str]:
    form.put("question:said", "Text")
    yield f"E310 {form.put('state:said', 'weiß nicht')}"


def _percentage(form: FormBook) -> Iterator[str]:
    cell = form.cell("question:free")
    cell.value, cell.number_format = 0.5, "0.0%"
    yield f"E309 {place(cell)}"


def _ticks_and_state(form: FormBook) -> Iterator[str]:
    yield f"E310 {form.put('state:offers', 'weiß nicht')}"


def _no_ids(form: FormBook) -> Iterator[str]:
    del form.book[IDS]
    yield f"E300 {form.cover.title}!A1"


def _ids_twice(form: FormBook) -> Iterator[str]:
    yield f"E300 {form.book.copy_worksheet(form.book[IDS]).title}!A1"


def _mark_changed(form: FormBook) -> Iterator[str]:
    form.book[IDS]["A1"] = "planself"
    yield f"E300 {form.cover.title}!A1"


def _later_form(form: FormBook) -> Iterator[str]:
    form.book[IDS]["A1"] = "planself/form/2"
    yield f"E301 {IDS}!A1"


def _ids_row(form: FormBook, first: str, second: str) -> tuple[Any, ...]:
    return next(row for row in form.book[IDS].iter_rows() if (row[0].value, row[1].value) == (first, second))


def _other_version(form: FormBook) -> Iterator[str]:
    cell = _ids_row(form, "meta", "version")[2]
    cell.value = "2.0.0"
    yield f"E205 {place(cell)}"


def _no_version(form: FormBook) -> Iterator[str]:
    cell = _ids_row(form, "meta", "version")[2]
    cell.value = "neu"
    yield f"E203 {place(cell)}"


def _choice_damaged(form: FormBook) -> Iterator[str]:
    row = _ids_row(form, "choice", "kind")
    row[2].value = '"town'
    yield f"E302 {place(row[0])}"
    yield f"E307 {form.at('question:kind')}"


def _row_deleted(form: FormBook) -> Iterator[str]:
    cell = form.cell("question:people")
    yield f"E306 {form.at('question:own_office')}"
    cell.parent.delete_rows(cell.row)


def _first_row_deleted(form: FormBook) -> Iterator[str]:
    cell = form.cell(form.keys(form.cover)[0])
    yield f"E306 {place(cell)}"  # where the second one comes to stand
    cell.parent.delete_rows(cell.row)


def _sheet_deleted(form: FormBook) -> Iterator[str]:
    yield f"E306 {form.at(form.keys(form.cover)[-1])}"
    del form.book[form.cell("question:kind").parent.title]


def _row_twice(form: FormBook) -> Iterator[str]:
    cell = form.cell("question:vision")
    cell.parent.append([other.value for other in cell.parent[cell.row]])
    yield f"E304 {cell.parent.title}!{cell.column_letter}{cell.parent.max_row}"


def _sheet_twice(form: FormBook) -> Iterator[str]:
    places = [form.cell(key).coordinate for key in form.keys(form.cover)]
    copy = form.book.copy_worksheet(form.cover)
    yield from (f"E304 {copy.title}!{cell}" for cell in places)


def _key_edited(form: FormBook) -> Iterator[str]:
    yield f"E306 {form.at('question:own_office')}"
    cell = form.cell("question:people")
    yield f"E303 {place(cell)}"
    cell.parent.cell(cell.row, 1).value = "question:persons"


def _key_emptied(form: FormBook) -> Iterator[str]:
    yield f"E306 {form.at('question:own_office')}"
    cell = form.cell("question:people")
    cell.parent.cell(cell.row, 1).value = None


def _head_deleted(form: FormBook) -> Iterator[str]:
    yield f"E305 {form.cover.title}!A1"
    yield f"E306 {form.at('question:kind')}"
    form.cover.delete_rows(1)


def _sorted_without_keys(form: FormBook) -> Iterator[str]:
    """Change the places of two rows, as sorting does where the hidden column is not part of it."""
    one, other = form.cell("question:kind"), form.cell("question:own_office")
    for column in range(2, 8):
        here, there = one.parent.cell(one.row, column), one.parent.cell(other.row, column)
        here.value, there.value = there.value, here.value
    yield from (f"{code} {place(cell)}" for code in ("E307", "E311") for cell in (one, other))


def _option_rewritten(form: FormBook) -> Iterator[str]:
    cell = form.cell("option:offers/kita")
    shown = next(other for other in cell.parent[cell.row] if other.value == "Kita")
    shown.value = "Krippe"
    yield f"E311 {place(cell)}"


def _column_deleted(form: FormBook) -> Iterator[str]:
    cells = [form.cell(key) for key in form.keys(form.cover)]
    yield from (f"E305 {cell.parent.title}!A{cell.row}" for cell in cells)
    form.cover.delete_cols(cells[0].column)


DAMAGES = (
    _typed("question:kind", "Stat", "E307"),
    _typed("question:kind", date(2026, 1, 2), "E309"),
    _typed("question:kind", 3, "E307"),
    _typed("question:kind", True, "E307"),
    _typed("question:people", datetime(2026, 1, 2, 3), "E309"),
    _typed("question:people", time(3), "E309"),
    _typed("question:people", True, "E309"),
    _typed("question:people", "viele", "E223"),
    _typed("question:people", "12.345", "E223"),
    _typed("question:people", "=SUM(A1:A2)", "E308"),
    _typed("question:change", "#N/A", "E308"),
    _typed("question:free", "weiß nicht", "E223"),
    _typed("option:offers/kita", "ja", "E307"),
    _typed("option:offers/kita", date(2026, 1, 2), "E307"),
    _typed("state:said", "weiß", "E307"),
    _typed("question:remarks", "=A1", "E308"),
    _typed("question:vision", "=A1", "E308", Column.EVIDENCE),
    _typed("question:vision", "?", "E307", Column.UNSURE),
    _typed("field:subject.ags", "123456", "E208"),
    _typed("field:respondent.role", "Chef", "E307"),
    _everything_at_once, _exclusive, _number_and_state, _ticks_and_state, _percentage, _no_ids, _ids_twice,
    _mark_changed,
    _later_form, _other_version, _no_version, _choice_damaged, _row_deleted, _first_row_deleted, _sheet_deleted,
    _row_twice, _sheet_twice, _key_edited, _key_emptied, _head_deleted, _column_deleted,
    _sorted_without_keys, _option_rewritten,
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__.strip("_"))
def test_what_cannot_be_meant_is_refused_at_its_cell(
    damage: Callable[[FormBook], Iterator[str]], form: FormBook, loaded: Loaded, tmp_path: Path
) -> None:
    expected = list(damage(form))
    assert sorted(errors_of(form.save(tmp_path / "form.xlsx"), loaded)) == sorted(expected)
