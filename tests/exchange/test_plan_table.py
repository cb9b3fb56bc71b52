"""Plans as workbook and CSV: opened by other programs, whatever somebody wrote into them."""

from __future__ import annotations

import csv
import shutil
import subprocess
from datetime import datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from planself.actions.status import PlanStatus, plan_status
from planself.exchange.read_plan import read_plan_table
from planself.exchange.table_out import Style
from planself.exchange.write_plan import plan_csv, plan_workbook
from planself.i18n import Reader
from tests.actions.samples import HARM, TODAY, city, hostile, plan_of, status


def opened(found: PlanStatus, lang: str = "de") -> Any:
    return openpyxl.load_workbook(BytesIO(plan_workbook(found, Reader(lang))[0]))


def cells(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def rows_of(found: PlanStatus, style: Style, lang: str = "de") -> list[list[str]]:
    text = plan_csv(found, Reader(lang), style).decode("utf-8-sig")
    return list(csv.reader(StringIO(text, newline=""), delimiter=";" if style is Style.GERMAN else ","))


def test_the_workbook_is_ready_for_work() -> None:
    book = opened(status())
    assert book.sheetnames == ["Maßnahmen", "Ziele"]
    sheet = book["Maßnahmen"]
    heads = [cell.value for cell in sheet[1]]
    assert heads[:5] == ["Nr.", "Maßnahme", "Beschreibung", "Hürden", "Amt"]
    assert sheet.freeze_panes == "C2"
    assert sheet.row_dimensions[1].height == 2 * 15
    assert sheet.print_title_rows == "$1:$1"
    assert [sheet.cell(row, 1).value for row in range(2, 10)] == list(range(1, 9))
    assert sheet.auto_filter.ref == "A1:O9"
    due = sheet.cell(2, heads.index("Fällig") + 1)
    assert due.value == datetime(2025, 6, 30)
    assert due.is_date
    choice = sheet.data_validations.dataValidation[0]
    assert choice.formula1 == '"vorgeschlagen,geplant,läuft,erledigt,verworfen"'
    assert str(choice.sqref).startswith("K2:K")
    assert sheet.cell(2, heads.index("Status") + 1).value == "erledigt"
    assert sheet.row_dimensions[6].height > 15  # a long description needs several lines


@pytest.mark.parametrize("lang", ["de", "en"])
def test_an_exported_workbook_comes_back_without_a_word_on_its_other_sheet(tmp_path: Path, lang: str) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(plan_workbook(status(), Reader(lang))[0])
    table = read_plan_table(path)
    assert (table.lang, table.notes) == (lang, ())
    assert [row.number for row in table.rows] == list(range(2, 10))
    assert table.rows[0].cells["id"] == status().plan.plan.actions[0].id


def test_texts_that_no_cell_can_hold_are_counted_with_the_row_of_the_first() -> None:
    texts = ["x" * 40_000, "short", "y" * 40_000]
    actions = ", ".join(f"{{id: a{n}, title: {text}, due: 2026-12-0{n + 1}}}" for n, text in enumerate(texts))
    found = plan_status(plan_of(f"actions: [{actions}]\n"), TODAY)
    book, cut = plan_workbook(found, Reader("en"))
    assert cut == {"Action": (2, 2)}
    sheet = openpyxl.load_workbook(BytesIO(book))["Actions"]
    assert [len(str(sheet.cell(row, 2).value)) for row in (2, 3, 4)] == [32_767, 5, 32_767]


def test_the_targets_stand_on_a_sheet_of_their_own() -> None:
    rows = cells(opened(status(), "en")["Targets"])
    assert rows[0] == ["Hurdle", "As of 10 Oct 2024", "As of 8 Oct 2026", "Target", "Progress"]
    assert rows[1][1:] == [26.0, 34.0, 50.0, 0.33]
    assert opened(status(), "en")["Targets"].freeze_panes == "A2"
    assert opened(plan_status(plan_of("actions: []\n"), TODAY)).sheetnames == ["Maßnahmen"]


@pytest.mark.parametrize("text", HARM)
def test_no_text_runs_in_a_workbook(text: str) -> None:
    book = opened(plan_status(hostile(text), TODAY))
    for sheet in book:
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
        assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)
    assert book["Maßnahmen"].cell(2, 2).value.split() == text.replace("\u202e", "�").replace("\u202c", "�").split()


@pytest.mark.parametrize("style", list(Style))
@pytest.mark.parametrize("text", HARM)
def test_no_text_runs_in_csv_and_none_breaks_a_row(text: str, style: Style) -> None:
    rows = rows_of(plan_status(hostile(text), TODAY), style)
    assert [len(row) for row in rows] == [15, 15, 15]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for row in rows for cell in row)


def test_csv_holds_the_plan_in_either_style() -> None:
    german, international = rows_of(status(), Style.GERMAN), rows_of(status(), Style.INTERNATIONAL, "en")
    assert len(german) == len(international) == 9
    assert german[1][7] == international[1][7] == "2025-06-30"
    assert international[1][1] == "Clarify the cost of five measures"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not at hand")
@pytest.mark.parametrize("text", ["", HARM[0]])
def test_libreoffice_opens_and_converts_the_workbook(tmp_path: Path, text: str) -> None:
    found = plan_status(hostile(text), TODAY) if text else status()
    (tmp_path / "plan.xlsx").write_bytes(plan_workbook(found, Reader("de"))[0])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):59,34,76",
        "plan.xlsx",
    ]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    rows = list(csv.reader(StringIO((tmp_path / "plan.csv").read_text("utf-8")), delimiter=";"))
    assert rows[0][:2] == ["Nr.", "Maßnahme"]
    assert rows[1][1] == (text or "Kosten von fünf Maßnahmen klären")
    assert rows[1][7] == ("01.12.2026" if text else "30.06.2025")


def test_the_answers_of_the_baseline_are_not_needed() -> None:
    assert city(2024).result.overall.score
    plain = PlanStatus(status().plan, TODAY, status().actions, status(later=False).targets, None, None)
    assert cells(opened(plain)["Ziele"])[1][1:] == [26.0, None, 50.0, None]
