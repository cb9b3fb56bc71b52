"""Rows and files that are no respondents are skipped where that is sure, and remarked on where they may be."""

from __future__ import annotations

import shutil
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter  # type: ignore[import-untyped]

from planself.batch.copies import original_of
from tests.cli.conftest import Cli
from tests.cli.tables import put, rows

CASES = Path(__file__).parent.parent / "cases"
QUESTIONNAIRE = str(CASES / "q.yaml")


def test_a_row_that_sums_up_the_others_is_left_out_and_said(cli: Cli, tmp_path: Path) -> None:
    ran = cli("batch", "-q", QUESTIONNAIRE, str(CASES / "C4_summe_row.csv"), "-o", "o.csv")
    assert ran.code == 0
    assert "C4_summe_row.csv:4 N457" in ran.err
    assert [row["subject.name"] for row in rows(tmp_path / "o.csv")] == ["A", "B"]


@pytest.mark.parametrize("name", ["a.csv", "a.parquet", "a.jsonl"])
def test_a_total_in_the_middle_shifts_no_number_of_a_row(cli: Cli, tmp_path: Path, name: str) -> None:
    cells = {
        "subject.name": ["A", " Total: ", "B", "Totalberg"],
        "q1": ["0", "4", "9", "1"],
        "q2": ["0", "1", "1", "1"],
    }
    put(tmp_path / name, cells)
    ran = cli("batch", "-q", QUESTIONNAIRE, name, "-o", "o.csv")
    first = 2 if name == "a.csv" else 1
    assert f"{name}:{first + 2} E220" in ran.err
    assert [row["source"] for row in rows(tmp_path / "o.csv")] == [f"{name}:{first}", f"{name}:{first + 3}"]


@pytest.mark.parametrize("columns", [("subject.name", "q1", "q2", "num"), ("q1", "q2", "num", "subject.name")])
def test_a_total_is_known_by_its_name_wherever_that_stands(cli: Cli, tmp_path: Path, columns: tuple[str, ...]) -> None:
    cells = {
        "subject.name": ["A", "B", "Summe\u00a0"],
        "q1": ["0", "1", "1"],
        "q2": ["0", "2", "2"],
        "num": ["1", "2", "3"],
    }
    put(tmp_path / "a.csv", {column: cells[column] for column in columns})
    assert "a.csv:4 N457" in cli("batch", "-q", QUESTIONNAIRE, "a.csv", "-o", "o.csv").err
    assert [row["subject.name"] for row in rows(tmp_path / "o.csv")] == ["A", "B"]


def test_several_rows_of_one_respondent_are_said(cli: Cli, tmp_path: Path) -> None:
    ran = cli("batch", "-q", QUESTIONNAIRE, str(CASES / "C2_same_respondent_thrice.csv"), "-o", "o.csv")
    assert ran.code == 0
    assert "N458" in ran.err
    assert "2, 3, 4" in ran.err
    assert len(rows(tmp_path / "o.csv")) == 3


@pytest.mark.parametrize(
    ("name", "original"),
    [
        ("a - Kopie.yaml", "a.yaml"),
        ("a - Kopie (2).yaml", "a.yaml"),
        ("a - Copy.yaml", "a.yaml"),
        ("a copy.yaml", "a.yaml"),
        ("a (1).yaml", "a.yaml"),
        ("Copy of a.yaml", "a.yaml"),
        ("Kopie von a.yaml", "a.yaml"),
        ("b (1).yaml", None),
        ("a.yaml", None),
        ("Kopie.yaml", None),
    ],
)
def test_a_copy_is_known_by_its_name_beside_its_original(name: str, original: str | None) -> None:
    assert original_of(name, {"a.yaml", name}) == original


def test_copies_in_a_folder_count_once_and_others_are_told(cli: Cli, examples: Path, tmp_path: Path) -> None:
    folder = tmp_path / "antworten"
    folder.mkdir()
    answers = sorted(path for path in examples.glob("*.yaml"))[0]
    for name in ("a.yaml", "a - Kopie.yaml", "a (1).yaml"):
        shutil.copy(answers, folder / name)
    (folder / "Copy of a.yaml").write_text(answers.read_text("utf-8") + "# later\n", "utf-8")
    (folder / "~$a.yaml").write_bytes(b"\x05Person")
    ran = cli("batch", "antworten", "-o", "o.csv")
    assert ran.code == 0
    assert (ran.err.count("N494"), ran.err.count("N495")) == (2, 1)
    assert len(rows(tmp_path / "o.csv")) == 2


def test_a_row_that_a_filter_hides_counts_and_is_told(cli: Cli, tmp_path: Path) -> None:
    ran = cli("batch", "-q", QUESTIONNAIRE, str(CASES / "C1_filtered_row.xlsx"), "-o", "o.csv")
    assert ran.code == 0
    assert "C1_filtered_row.xlsx#Sheet:3 N459" in ran.err
    assert [row["subject.name"] for row in rows(tmp_path / "o.csv")] == ["sichtbar", "versteckt", "sichtbar2"]


@pytest.mark.parametrize("hidden", [(), (3,), (2, 3, 5)])
def test_declared_totals_are_left_out_whatever_they_are_called_and_hidden_rows_are_told(
    cli: Cli, tmp_path: Path, hidden: tuple[int, ...]
) -> None:
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    columns = [{"header": "subject.name"}, {"header": "q1", "total_function": "sum"}, {"header": "q2"}]
    sheet.add_table(
        0, 0, 4, 2, {"columns": columns, "total_row": True, "data": [["A", 0, 1], ["B", 4, 1], ["C", 2, 1]]}
    )
    for row in hidden:
        sheet.set_row(row - 1, None, None, {"hidden": True})
    sheet.write(5, 0, "D")
    sheet.write(5, 1, 9)
    book.close()
    ran = cli("batch", "-q", QUESTIONNAIRE, "a.xlsx", "-o", "o.csv")
    assert "a.xlsx#Sheet1:5 N457" in ran.err
    assert "a.xlsx#Sheet1:6 E220" in ran.err
    assert [row["source"] for row in rows(tmp_path / "o.csv")] == [f"a.xlsx#Sheet1:{n}" for n in (2, 3, 4)]
    told = [n for n in hidden if n < 5]
    assert ("N459" in ran.err) == bool(told)
    assert not told or f"Rows: {', '.join(map(str, told))}." in ran.err


@pytest.mark.parametrize("pattern", ["antworten.zip", "antworten/*.yaml"])
def test_copies_count_once_in_an_archive_and_where_a_shell_names_them(
    cli: Cli, examples: Path, tmp_path: Path, pattern: str
) -> None:
    one, other = sorted(examples.glob("*.yaml"))[:2]
    held = {"a.yaml": one, "a (1).yaml": one, "a - Kopie.yaml": other, "b (1).yaml": one}
    folder = tmp_path / "antworten"
    folder.mkdir()
    with ZipFile(tmp_path / "antworten.zip", "w") as archive:
        for name, source in held.items():
            archive.write(source, f"sub/{name}")
            shutil.copy(source, folder / name)
    named = [pattern] if pattern.endswith("zip") else [f"antworten/{name}" for name in held]
    ran = cli("batch", *named, "-o", "o.csv")
    assert (ran.err.count("N494"), ran.err.count("N495")) == (1, 1)
    assert sorted(row["source"].rpartition("/")[2] for row in rows(tmp_path / "o.csv")) == [
        "a - Kopie.yaml",
        "a.yaml",
        "b (1).yaml",
    ]


def test_a_copy_of_a_table_counts_once(cli: Cli, tmp_path: Path) -> None:
    for name, level in (("a.csv", "4"), ("a (1).csv", "4"), ("a (2).csv", "0")):
        put(tmp_path / name, {"q1": [level], "q2": ["0"]})
    ran = cli("batch", "-q", QUESTIONNAIRE, "a.csv", "a (1).csv", "a (2).csv", "-o", "o.csv")
    assert (ran.err.count("N494"), ran.err.count("N495")) == (1, 1)
    assert [row["source"] for row in rows(tmp_path / "o.csv")] == ["a.csv:2", "a (2).csv:2"]


@pytest.mark.parametrize("title", [False, True])
def test_where_a_cover_sheet_was_read_the_others_are_named(cli: Cli, tmp_path: Path, title: bool) -> None:
    shutil.copy(CASES / "E1_cover_sheet.xlsx", tmp_path)
    if title:
        book = openpyxl.load_workbook(tmp_path / "E1_cover_sheet.xlsx")
        for row in (("Stand", "heute"), ("Von", "Amt 51")):
            book["Deckblatt"].append(row)
        book.save(tmp_path / "E1_cover_sheet.xlsx")
    ran = cli("batch", "-q", QUESTIONNAIRE, "E1_cover_sheet.xlsx", "-o", "o.csv", "--quiet")
    assert ran.code == 1
    assert ("E256" if title else "E240") in ran.err
    assert "--sheet: “Daten”" in ran.err
    cli("batch", "-q", QUESTIONNAIRE, "E1_cover_sheet.xlsx", "--sheet", "Daten", "-o", "o.csv")
    assert [row["overall.score"] for row in rows(tmp_path / "o.csv")] == ["72.3"]


def test_a_formula_whose_result_is_empty_is_a_missing_answer(cli: Cli, tmp_path: Path) -> None:
    ran = cli("batch", "-q", QUESTIONNAIRE, str(CASES / "D1_empty_text_formula.xlsx"), "-o", "o.csv")
    assert "N454" not in ran.err
    assert "D1_empty_text_formula.xlsx#Sheet:3 E220 q1" in ran.err
    assert [row["missing"] for row in rows(tmp_path / "o.csv")] == ["2"]


def test_a_summary_says_how_many_answer_sets_are_of_the_same_people(cli: Cli, tmp_path: Path) -> None:
    for name, codes in (("a.csv", ["p1", "p2", ""]), ("b.csv", [" p1", "p3", ""]), ("c.csv", ["p1", "p4", "p4"])):
        place = "B" if name == "c.csv" else "A"
        put(tmp_path / name, {"subject.name": [place] * 3, "respondent.id": codes, "q1": ["0", "4", "2"]})
    ran = cli("batch", "-q", QUESTIONNAIRE, "a.csv", "b.csv", "-o", "o.csv", "--summary", "s.md")
    assert "s.md N458 1 " in ran.err
    assert ran.err.count("N458") == 1
    ran = cli("batch", "-q", QUESTIONNAIRE, "a.csv", "b.csv", "c.csv", "-o", "o.csv", "--summary", "s.md", "--force")
    assert "s.md N458 2 " in ran.err
    ran = cli("batch", "-q", QUESTIONNAIRE, "a.csv", "-o", "o.csv", "--summary", "s.md", "--force")
    assert "N458" not in ran.err


def test_the_same_code_in_two_places_is_two_people(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", {"subject.name": ["A", "B", "B"], "respondent.id": ["1", "1", "2"], "q1": ["0", "4", "2"]})
    ran = cli("batch", "-q", QUESTIONNAIRE, "a.csv", "-o", "o.csv")
    assert "N458" not in ran.err
