"""An Excel form is taken wherever an answer file is, and `convert` makes one of it."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest

from planself.files.form_workbook import IDS
from tests.cli.conftest import Cli
from tests.docs.pages import type_line

EXAMPLE = Path(__file__).parents[2] / "questionnaires/beispiele/beispielstadt-2026.yaml"


@pytest.fixture
def form(cli: Cli) -> str:
    """A form that holds the answers of the example."""
    assert cli("form", "-o", "form.xlsx", "--answers", EXAMPLE).code == 0
    return "form.xlsx"


def result(cli: Cli, file: str | Path) -> object:
    said = cli("score", file, "--json")
    assert said.code == 0, said.err
    return json.loads(said.out)


def column(file: str, name: str) -> list[str]:
    with Path(file).open(encoding="utf-8-sig", newline="") as text:
        return [row[name] for row in csv.DictReader(text)]


def damaged(form: str, name: str = "bad.xlsx") -> str:
    """Write a date, an unknown word and a formula into a form."""
    book = openpyxl.load_workbook(form)
    sheet = book.worksheets[1]
    heads = {cell.value: cell.column for cell in sheet[1]}
    rows = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
    sheet.cell(rows["question:kind"], heads["planself:answer"]).value = "Dorf"
    sheet.cell(rows["question:population"], heads["planself:comment"]).value = "=A1"
    book.save(name)
    return name


def test_a_form_scores_as_its_answer_file_does(cli: Cli, form: str) -> None:
    assert result(cli, form) == result(cli, EXAMPLE)


@pytest.mark.parametrize(
    "call",
    [
        ("check",),
        ("explain",),
        ("report", "-o", "r.html"),
        ("plan", "new", "-o", "plan.yaml"),
        ("form", "-o", "again.html", "--answers"),
        ("compare", EXAMPLE.with_name("beispielstadt-2024.yaml")),
        ("convert", "-o", "a.json"),
    ],
)
def test_a_form_is_taken_where_an_answer_file_is(cli: Cli, form: str, call: tuple[str, ...]) -> None:
    said = cli(*call, form)
    assert said.code == 0, said.err


def test_problems_name_sheet_and_cell_for_people_and_for_programs(cli: Cli, form: str) -> None:
    bad = damaged(form)
    said = cli("check", bad)
    assert said.code == 1
    assert said.out.count(f"{bad}, sheet “1 ") == 2
    told = [each for each in json.loads(cli("check", bad, "--json").out)["problems"] if each["severity"] == "error"]
    assert [(each["code"], each["file"]) for each in told] == [("E307", bad), ("E308", bad)]
    assert all(each["sheet"].startswith("1 ") and each["line"] > 1 and each["column"] > 1 for each in told)


def test_a_batch_takes_forms_alone_in_folders_and_in_archives_and_leaves_tables_out(cli: Cli, form: str) -> None:
    Path("in").mkdir()
    shutil.copy(form, "in/a.xlsx")
    shutil.copy(EXAMPLE, "in/b.yaml")
    damaged(form, "in/c.xlsx")
    table = openpyxl.Workbook()
    table.active.append(["kind"])
    table.save("in/table.xlsx")
    with ZipFile("in.zip", "w") as archive:
        for file in Path("in").iterdir():
            archive.write(file)
    for given, rows in ((form, ["form.xlsx"]), ("in", ["a.xlsx", "b.yaml"]), ("in.zip", ["a.xlsx", "b.yaml"])):
        said = cli("batch", given, "-o", "r.csv", "--force")
        assert said.code == (given != form), said.err
        assert [name.rpartition("/")[2] for name in column("r.csv", "source")] == rows
        if given != form:
            assert "table.xlsx" in said.err
            assert column("r.rejected.csv", "column") == ["kind", "population"]


def test_a_form_without_its_hidden_sheet_is_no_table(cli: Cli, form: str) -> None:
    book = openpyxl.load_workbook(form)
    del book[IDS]
    book.save("cut.xlsx")
    for call in (("score", "cut.xlsx"), ("batch", "cut.xlsx", "-o", "r.csv")):
        said = cli(*call)
        assert said.code == 1
        assert "E300" in said.err


def test_a_table_is_still_a_table(cli: Cli) -> None:
    table = openpyxl.Workbook()
    table.active.append(["kind"])
    table.save("table.xlsx")
    assert "E004" in cli("score", "table.xlsx").err


def test_damaged_and_locked_workbooks_are_called_so(cli: Cli, form: str) -> None:
    Path("half.xlsx").write_bytes(Path(form).read_bytes()[:9000])
    assert "E250" in cli("score", "half.xlsx").err
    locked = b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    Path("locked.xlsx").write_bytes(locked)
    assert "E257" in cli("score", "locked.xlsx").err


def test_a_form_saved_in_the_old_format_is_known_for_one(cli: Cli) -> None:
    Path("old.xls").write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600 + b"planself:key" + b"\0" * 600)
    for call in (("score", "old.xls"), ("batch", "old.xls", "-o", "r.csv")):
        assert "This form was saved as an old Excel workbook" in cli(*call).err


# --- convert ---


def test_a_form_becomes_an_answer_file_as_the_interview_saves_it(cli: Cli, form: str) -> None:
    assert cli("convert", form, "-o", "a.yaml").code == 0
    assert result(cli, "a.yaml") == result(cli, EXAMPLE)
    lines = Path("a.yaml").read_text("utf-8").splitlines()
    assert "  cap_training: yes" in lines
    assert any(line.startswith("  silo_areas: ") for line in lines)


def test_yaml_and_json_are_made_of_each_other_and_say_the_same(cli: Cli) -> None:
    assert "comments" in cli("convert", EXAMPLE, "-o", "a.json").err
    for file, other in (("a.json", "b.yaml"), ("b.yaml", "c.json"), ("c.json", "d.yml")):
        assert cli("convert", file, "-o", other).code == 0
    assert Path("c.json").read_text("utf-8") == Path("a.json").read_text("utf-8")
    assert Path("d.yml").read_text("utf-8") == Path("b.yaml").read_text("utf-8")
    assert result(cli, "d.yml") == result(cli, EXAMPLE)


def test_nothing_of_a_file_is_lost_on_the_way(cli: Cli) -> None:
    data = {
        "format": "planself/answers/1",
        "questionnaire": {"id": "integrierte-planung", "version": "0.10.0"},
        "a: b": {"#": [1, "yes", None, 1.25]},
        "subject": {"name": "0123"},
        "answers": {"fund_done": 12.375, "remarks": {"text": "unknown"}, "silo_overview": {"value": 3, "y: ": "x\n"}},
    }
    Path("a.json").write_text(json.dumps(data), "utf-8")
    assert cli("convert", "a.json", "-o", "b.yaml").code == 0
    assert cli("convert", "b.yaml", "-o", "c.json").code == 0
    assert json.loads(Path("c.json").read_text("utf-8")) == data


def test_the_same_syntax_keeps_every_byte(cli: Cli) -> None:
    assert cli("convert", EXAMPLE, "-o", "copy.yml").code == 0
    assert Path("copy.yml").read_bytes() == EXAMPLE.read_bytes()


def test_what_has_errors_becomes_nothing(cli: Cli, form: str) -> None:
    said = cli("convert", damaged(form), "-o", "a.yaml")
    assert said.code == 1
    assert "E307" in said.err
    assert "E308" in said.err
    assert not Path("a.yaml").exists()


@pytest.mark.parametrize(
    ("there", "code", "forced"),
    [
        ("somebody's notes", 2, 2),
        ("format: planself/answers/1\nquestionnaire: {id: integrierte-planung, version: 0.10.0}\n"
         "subject: {name: Anderswo}\nanswers: {}\n", 2, 2),
        ("format: planself/answers/1\nquestionnaire: {id: integrierte-planung, version: 0.10.0}\nanswers: {}\n", 2, 0),
    ],
)  # fmt: skip
def test_nothing_foreign_is_written_over(cli: Cli, there: str, code: int, forced: int) -> None:
    Path("a.yaml").write_text(there, "utf-8")
    assert cli("convert", EXAMPLE, "-o", "a.yaml").code == code
    assert cli("convert", EXAMPLE, "-o", "a.yaml", "--force").code == forced
    assert (Path("a.yaml").read_text("utf-8") == there) == (forced != 0)


def test_the_same_once_more_is_no_harm_and_itself_is_no_goal(cli: Cli) -> None:
    assert cli("convert", EXAMPLE, "-o", "a.json").code == 0
    assert cli("convert", EXAMPLE, "-o", "a.json").code == 0
    Path("b.json").write_text(f" {Path('a.json').read_text('utf-8')}", "utf-8")
    assert cli("convert", "b.json", "-o", "./b.json").code == 0
    assert cli("convert", EXAMPLE, "-o", "a.txt").code == 2


def test_the_interview_says_how_a_form_becomes_a_file_to_go_on_with(cli: Cli, form: str) -> None:
    said = cli("run", form)
    assert said.code == 2
    assert "convert form.xlsx -o form.yaml" in said.err


def test_the_interview_goes_on_from_a_form_in_an_answer_file_beside_it(cli: Cli, form: str) -> None:
    before = Path(form).read_bytes()
    type_line(f"planself run {form}", Path.cwd())
    assert result(cli, "form.yaml") == result(cli, EXAMPLE)
    assert Path(form).read_bytes() == before
    Path("form.yaml").write_text("mine", "utf-8")
    said = cli("run", form)
    assert (said.code, Path("form.yaml").read_text("utf-8")) == (2, "mine")
    assert "planself run form.yaml" in said.err
