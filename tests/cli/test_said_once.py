"""A fault is told once and in the reader's own quotation marks, whichever command comes upon it."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
import xlsxwriter  # type: ignore[import-untyped]

from tests.cli.conftest import Cli

ROOT = Path(__file__).parents[2]
QUESTIONNAIRE = ROOT / "tests/cases/q.yaml"
DAYS = ["31.02.2026", "99.99.2026", "2026-13-01", "morgen", "“gestern”", "„heute“", "01.02.26", "übermorgen"]
LANGUAGES = pytest.mark.parametrize("lang", ["de", "en"])


def answers(folder: Path, day: str) -> Path:
    file = folder / "a.yaml"
    head = "format: planself/answers/1\nquestionnaire: {id: bugq, version: 1.0.0}\nsubject: {name: A}\n"
    file.write_text(f"{head}date: '{day}'\nanswers: {{q1: 1}}\n", "utf-8")
    return file


@LANGUAGES
@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("command", ["check", "score", "report", "batch"])
def test_a_wrong_day_of_an_answer_file_is_told_once(
    cli: Cli, tmp_path: Path, command: str, day: str, lang: str
) -> None:
    out = {"check": (), "score": (), "report": ("-o", "r.md"), "batch": ("-o", "o.csv")}[command]
    found = cli(command, str(answers(tmp_path, day)), "-q", str(QUESTIONNAIRE), *out, "--lang", lang)
    said = found.out + found.err
    assert found.code == 1
    assert said.count("E207") == 1, said
    assert said.count(day) == 1, said


@LANGUAGES
@pytest.mark.parametrize("day", DAYS)
def test_a_wrong_day_of_a_table_is_told_once_there_and_in_the_rejected_rows(
    cli: Cli, tmp_path: Path, day: str, lang: str
) -> None:
    pl.DataFrame({"date": ["2026-01-01", day], "q1": ["1", "2"]}).write_csv(tmp_path / "t.csv")
    found = cli("batch", "t.csv", "-q", str(QUESTIONNAIRE), "-o", "o.csv", "--style", "int", "--lang", lang)
    rejected = pl.read_csv(tmp_path / "o.rejected.csv", infer_schema=False)
    assert (found.code, found.err.count("E207"), rejected["code"].to_list()) == (1, 1, ["E207"])
    assert found.err.count(day) == rejected["message"][0].count(day) == 1
    assert "E207" not in rejected["message"][0]


@LANGUAGES
@pytest.mark.parametrize("name", ["Antworten", "Ein „Blatt“", "a “sheet”"])
def test_sheets_stand_in_the_readers_own_quotation_marks(cli: Cli, tmp_path: Path, name: str, lang: str) -> None:
    with xlsxwriter.Workbook(tmp_path / "t.xlsx") as book:
        for sheet in (name, "Legende"):
            book.add_worksheet(sheet).write_column(0, 0, ["q1", 1])
    found = cli("batch", "t.xlsx", "-q", str(QUESTIONNAIRE), "-o", "o.csv", "--lang", lang)
    [line] = [line for line in found.err.splitlines() if "N452" in line]
    opened, closed = ("„", "“") if lang == "de" else ("“", "”")
    assert f"{opened}{name}{closed}" in line
    assert f"{opened}Legende{closed}" in line
    assert ("”" in line.replace(name, "")) == (lang == "en"), line


SHIPPED = [*(ROOT / "templates").rglob("*.j2"), *(ROOT / "questionnaires").rglob("*.yaml")]


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.name)
def test_nothing_that_is_shipped_puts_in_a_sign_that_nobody_sees(file: Path) -> None:
    text = file.read_text("utf-8")
    assert [sign for sign in ("\u00ad", "\u200b", "\u2060", "\ufeff", "&shy;", "&#8203;") if sign in text] == []
