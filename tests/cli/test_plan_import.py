"""`planself plan import`: what was changed in a spreadsheet comes back, all of it or nothing, and the rest stays."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable
from datetime import date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from planself.actions.load import load_plan
from planself.actions.model import Action
from tests.actions.samples import EXAMPLE, HARM, choose
from tests.cli.conftest import Cli

HOSTILE = """\
format: planself/plan/1   # kept
questionnaire: {id: integrierte-planung, version: 0.10.0}
actions:
"""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return Path(shutil.copy(EXAMPLE, tmp_path / "plan.yaml"))


def action(plan: Path, id_: str) -> Action:
    return load_plan(plan, choose).plan.by_id[id_]


def edited(path: Path, change: Callable[[Any, dict[str, int]], None]) -> None:
    """Change the sheet of actions; `change` gets it and the columns by their headings."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    change(sheet, {cell.value: cell.column for cell in sheet[1]})
    book.save(path)


def row_of(sheet: Any, columns: dict[str, int], id_: str) -> int:
    heading = "Id" if "Id" in columns else "Kennung"
    return next(n for n in range(2, sheet.max_row + 1) if sheet.cell(n, columns[heading]).value == id_)


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("name", ["p.xlsx", "p.csv"])
def test_a_table_that_nobody_changed_changes_nothing(cli: Cli, plan: Path, name: str, lang: str) -> None:
    before = plan.read_bytes()
    assert cli("plan", "export", plan, "-o", name, "--lang", lang).code == 0
    ran = cli("plan", "import", name, "-o", plan)
    assert (ran.code, ran.out) == (0, "")
    assert plan.read_bytes() == before


@pytest.mark.parametrize("name", ["p.xlsx", "p.csv"])
@pytest.mark.parametrize("text", HARM)
def test_texts_that_were_made_harmless_are_no_changes(cli: Cli, tmp_path: Path, text: str, name: str) -> None:
    import json

    quoted = json.dumps(text, ensure_ascii=True)
    body = f"  - {{id: a1, title: {quoted}, note: {quoted}, office: {quoted}, text: {quoted}}}\n"
    (tmp_path / "plan.yaml").write_text(HOSTILE + body, "utf-8")
    before = (tmp_path / "plan.yaml").read_bytes()
    assert cli("plan", "export", "plan.yaml", "-o", name).code == 0
    assert cli("plan", "import", name, "-o", "plan.yaml").code == 0
    assert (tmp_path / "plan.yaml").read_bytes() == before


def test_who_when_and_status_come_back_and_comments_stay(cli: Cli, plan: Path, tmp_path: Path) -> None:
    text = plan.read_text("utf-8")
    plan.write_text(text.replace("actions:\n", "actions:   # a remark by hand\n", 1), "utf-8")
    before = plan.read_text("utf-8")
    first, second = list(load_plan(plan, choose).plan.by_id)[1:3]
    cli("plan", "export", plan, "-o", "p.xlsx", "--lang", "de")

    def change(sheet: Any, columns: dict[str, int]) -> None:
        one, two = (row_of(sheet, columns, id_) for id_ in (first, second))
        sheet.cell(one, columns["Zuständige Funktion"]).value = "Koordination Planung"
        sheet.cell(one, columns["Fällig"]).value = datetime(2028, 3, 31)
        sheet.cell(two, columns["Fällig"]).value = "30.4.2028"
        sheet.cell(two, columns["Bemerkung"]).value = "mit der Kämmerei\nabgestimmt"
        sheet.cell(two, columns["Status"]).value = "Erledigt"
        sheet.cell(two, columns["Erst nach"]).value = "etwas anderes"

    edited(tmp_path / "p.xlsx", change)
    ran = cli("plan", "import", "p.xlsx", "-o", plan)
    assert ran.code == 0, ran.err
    assert action(plan, first).responsible == {"de": "Koordination Planung", "en": "Head of department"}
    assert action(plan, first).due == date(2028, 3, 31)
    done = action(plan, second)
    assert (done.due, done.status) == (date(2028, 4, 30), "done")
    assert isinstance(done.note, dict)
    assert done.note["de"] == "mit der Kämmerei\nabgestimmt"
    assert done.note["en"], "the other language stays"
    assert done.done_on is not None, "whoever sets a status to completed need not type the day as well"
    assert "N484" in ran.err
    assert "now 31 March 2028" in ran.out or "2028" in ran.out
    after = plan.read_text("utf-8")
    assert "# a remark by hand" in after
    comments = [line for line in before.splitlines() if "#" in line]
    assert comments
    assert all(line in after.splitlines() for line in comments)
    again = cli("plan", "import", "p.xlsx", "-o", plan)
    assert plan.read_text("utf-8") == after
    assert "nothing was changed" in again.err


def test_an_office_of_the_plan_is_taken_in_all_its_languages(cli: Cli, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    offices = "offices: [{de: Jugendamt, en: youth office}, {de: Schulamt, en: school office}]\n"
    body = "  - {id: a1, title: Räume, office: {de: Jugendamt, en: youth office}}\n"
    plan.write_text(HOSTILE.replace("actions:", f"{offices}actions:") + body, "utf-8")
    cli("plan", "export", plan, "-o", "p.xlsx", "--lang", "de")

    edited(tmp_path / "p.xlsx", lambda sheet, columns: change_to(sheet, columns, "Schulamt"))
    assert cli("plan", "import", "p.xlsx", "-o", plan).code == 0
    assert action(plan, "a1").office == {"de": "Schulamt", "en": "school office"}
    edited(tmp_path / "p.xlsx", lambda sheet, columns: change_to(sheet, columns, "Bauamt"))
    ran = cli("plan", "import", "p.xlsx", "-o", plan)
    assert (ran.code, "E296" in ran.err) == (1, True)


def change_to(sheet: Any, columns: dict[str, int], office: str) -> None:
    sheet.cell(2, columns["Amt"]).value = office


def test_a_dry_run_shows_and_writes_nothing(cli: Cli, plan: Path, tmp_path: Path) -> None:
    before = plan.read_bytes()
    cli("plan", "export", plan, "-o", "p.csv", "--style", "int", "--lang", "en")
    file = tmp_path / "p.csv"
    rows = list(csv.DictReader(StringIO(file.read_text("utf-8-sig"), newline="")))
    rows[0]["Note"] = "agreed with the treasury"
    write(file, rows)
    ran = cli("plan", "import", "p.csv", "-o", plan, "--dry-run")
    assert f"{rows[0]['Id']}  Note: (empty), now agreed with the treasury" in ran.out
    assert plan.read_bytes() == before
    assert cli("plan", "import", "p.csv", "-o", plan).code == 0
    assert action(plan, rows[0]["Id"]).note == "agreed with the treasury"


def write(file: Path, rows: list[dict[str, str]]) -> None:
    out = StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    file.write_text(out.getvalue(), "utf-8")


WRONG = {
    "an unknown status": ({"Status": "fast fertig"}, "is no status"),
    "no date": ({"Due": "spring"}, "is no date"),
    "due before it starts": ({"Start": "2026-05-01", "Due": "2026-01-01"}, "E297"),
    "no title": ({"Action": ""}, "needs a title"),
    "an unknown id": ({"Id": "m_part_place"}, "no action"),
    "no id": ({"Id": ""}, "no id"),
}


@pytest.mark.parametrize("case", WRONG)
def test_one_wrong_cell_and_nothing_is_written(cli: Cli, plan: Path, tmp_path: Path, case: str) -> None:
    before = plan.read_bytes()
    cli("plan", "export", plan, "-o", "p.csv", "--style", "int", "--lang", "en")
    file = tmp_path / "p.csv"
    rows = list(csv.DictReader(StringIO(file.read_text("utf-8-sig"), newline="")))
    rows[0]["Note"] = "a change that is sound"
    change, said = WRONG[case]
    rows[2] |= change
    write(file, rows)
    ran = cli("plan", "import", "p.csv", "-o", plan)
    assert ran.code == 1
    assert "p.csv:4" in ran.err
    assert said in ran.err
    assert plan.read_bytes() == before


def test_rows_that_are_gone_and_columns_of_ones_own_are_told(cli: Cli, plan: Path, tmp_path: Path) -> None:
    before = plan.read_bytes()
    cli("plan", "export", plan, "-o", "p.csv", "--style", "int", "--lang", "en")
    file = tmp_path / "p.csv"
    rows = list(csv.DictReader(StringIO(file.read_text("utf-8-sig"), newline="")))
    gone = rows.pop(1)["Id"]
    for row in rows:
        row["Budget"] = "1000"
        del row["Note"]
    write(file, rows)
    ran = cli("plan", "import", "p.csv", "-o", plan)
    assert ran.code == 0
    assert re.search(rf"N485 .*: {gone}\.", ran.err), ran.err
    assert re.search(r"N483 .*: “Budget”\.", ran.err), ran.err
    assert plan.read_bytes() == before, "a column that is not there empties nothing"
    rows.append(dict(rows[0]))
    write(file, rows)
    assert "twice" in cli("plan", "import", "p.csv", "-o", plan).err


def test_what_is_no_table_of_a_plan_is_refused(cli: Cli, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("Action;Due\na;2026-01-01\n", "utf-8")
    ran = cli("plan", "import", "x.csv", "-o", plan)
    assert ran.code == 1
    assert "E299" in ran.err
    assert cli("plan", "import", "missing.csv", "-o", plan).code == 2
    assert cli("plan", "edit", plan).code == 2, "without a terminal it says what to do"
