"""batch: tables with more than one row of headings, as survey tools and people write them, in every format."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable, Sequence
from itertools import zip_longest
from pathlib import Path

import duckdb
import openpyxl
import polars as pl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.cli.conftest import Cli
from tests.cli.tables import rows
from tests.exchange.samples_in import ods

CASES = Path(__file__).parent.parent / "cases"
Lines = Sequence[Sequence[str]]


@pytest.fixture(autouse=True)
def _cases(tmp_path: Path) -> None:
    for case in CASES.iterdir():
        shutil.copy(case, tmp_path)


def lines(name: str) -> list[list[str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t" if name.endswith(".tsv") else ","))


def _text(path: Path, found: Lines) -> str:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(found)
    return path.name


def _utf16(path: Path, found: Lines) -> str:
    path.write_text("".join("\t".join(map(_quoted, line)) + "\r\n" for line in found), "utf-16")
    return path.name


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if cell else ""


def _typed(cell: str) -> str | float | None:
    return float(cell) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", cell) else cell or None


def _xlsx(path: Path, found: Lines) -> str:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for line in found:
        sheet.append([_typed(cell) for cell in line])
    book.save(path)
    return f"{path.name}#Sheet"


def _ods(path: Path, found: Lines) -> str:
    ods(path, *(tuple("" if (typed := _typed(cell)) is None else typed for cell in line) for line in found))
    return f"{path.name}#Tabelle1"


def _frame(found: Lines) -> pl.DataFrame:
    """Return what pandas and its like make of a table: the first row names columns, all others are rows of texts."""
    first, *others = found
    names = [heading or f"Unnamed: {n}" for n, heading in enumerate(first)]
    columns = zip_longest(*others)
    return pl.DataFrame({name: [cell or None for cell in cells] for name, cells in zip(names, columns, strict=True)})


def _parquet(path: Path, found: Lines) -> str:
    _frame(found).write_parquet(path)
    return path.name


def _jsonl(path: Path, found: Lines) -> str:
    _frame(found).write_ndjson(path)
    return path.name


def _duckdb(path: Path, found: Lines) -> str:
    answers = _frame(found)  # noqa: F841 - DuckDB finds it by its name
    with duckdb.connect(str(path)) as connection:
        connection.sql("CREATE TABLE t AS FROM answers")
    return f"{path.name}#t"


FORMATS: dict[str, tuple[Callable[[Path, Lines], str], int]] = {
    "a.csv": (_text, 1),
    "a.tsv": (_utf16, 1),
    "a.xlsx": (_xlsx, 1),
    "a.ods": (_ods, 1),
    "a.parquet": (_parquet, 0),
    "a.jsonl": (_jsonl, 0),
    "a.duckdb": (_duckdb, 0),
}
"""How a table is written in a format, and what a row's number is more than its place below the first headings."""
TOOLS = {
    "K5_qualtrics.csv": (2, ["75.0", "41.7"]),
    "K5_sosci.tsv": (1, ["", ""]),
}


def write(folder: Path, name: str, found: Lines) -> tuple[str, str, int]:
    """Write a table; return how it is named to batch, how rows name it, and the number above the first row."""
    writer, first = FORMATS[name]
    source = writer(folder / name, found)
    return f"duckdb:{source}" if name == "a.duckdb" else name, source, first


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("tool", TOOLS)
def test_rows_of_headings_are_left_out_with_one_note_whatever_the_format(
    cli: Cli, tmp_path: Path, tool: str, name: str
) -> None:
    more, expected = TOOLS[tool]
    spec, source, first = write(tmp_path, name, lines(tool))
    ran = cli("batch", "-q", "q.yaml", spec, "-o", "o.csv")
    assert (ran.code, ran.err.count("N461")) == (0, 1)
    assert f"{source}:{first + 1} N461" in ran.err
    assert f"Rows: {', '.join(str(first + n) for n in range(1, more + 1))}." in ran.err
    found = rows(tmp_path / "o.csv")
    assert [row["source"] for row in found] == [f"{source}:{first + more + n}" for n in (1, 2)]
    assert [row["overall.score"] for row in found] == expected


@pytest.mark.parametrize("engine", [(), ("--engine", "duckdb")])
@pytest.mark.parametrize("name", FORMATS)
def test_surveymonkeys_second_row_completes_the_headings_and_the_draft_knows_all_ticks(
    cli: Cli, tmp_path: Path, name: str, engine: tuple[str, ...]
) -> None:
    spec, source, first = write(tmp_path, name, lines("K5_surveymonkey.csv"))
    cli("batch", "-q", "q.yaml", spec, "--suggest-mapping", "-o", "m.yaml")
    draft = (tmp_path / "m.yaml").read_text("utf-8")
    assert "header_rows: 2" in draft
    assert '  "Angebote [Verein; Club]": multi.verein' in draft
    ran = cli("batch", "-q", "q.yaml", spec, "--mapping", "m.yaml", "-o", "o.csv", *engine)
    assert (ran.code, ran.err.count("N461")) == (0, 1)
    found = rows(tmp_path / "o.csv")
    assert [row["source"] for row in found] == [f"{source}:{first + n}" for n in (2, 3)]
    assert [(row["h1.score"], row["h2.score"]) for row in found] == [("75.0", "83.4"), ("58.3", "0.0")]


IDS, TEXTS = ["q1", "q2", "yn", "num"], ["Frage eins", "Frage zwei", "Ja oder nein", "Einwohner"]
ANSWERS = [["0", "4", "ja", "1000"], ["4", "0", "nein", "5"]]


@pytest.mark.parametrize(
    "above",
    [[IDS, TEXTS], [TEXTS, IDS], [["Umfrage 2026", "", "", ""], IDS], [["Steuerung", "", "Weiteres", ""], IDS, TEXTS]],
    ids=["texts below", "texts above", "a title", "sections"],
)
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.ods"])
def test_ids_and_texts_are_headings_in_whatever_order(cli: Cli, tmp_path: Path, name: str, above: Lines) -> None:
    write(tmp_path, name, [*above, *ANSWERS])
    ran = cli("batch", "-q", "q.yaml", name, "-o", "o.csv")
    assert (ran.code, ran.err.count("N461")) == (0, 1)
    found = rows(tmp_path / "o.csv")
    assert [(row["h1.score"], row["answered"]) for row in found] == [("16.7", "4"), ("66.7", "4")]


def test_cells_merged_over_two_rows_are_headings(cli: Cli, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["Frage eins", "Angebote", None, None, "q2"])
    sheet.append([None, "Kita, Hort", "Schule", "Verein; Club"])
    sheet.append([3, "x", None, "x", 0])
    sheet.append([1, None, None, None, 4])
    for cells in ("A1:A2", "B1:D1", "E1:E2"):
        sheet.merge_cells(cells)
    book.save(tmp_path / "a.xlsx")
    cli("batch", "-q", "q.yaml", "a.xlsx", "--suggest-mapping", "-o", "m.yaml")
    assert '"Angebote [Schule]": multi.schule' in (tmp_path / "m.yaml").read_text("utf-8")
    ran = cli("batch", "-q", "q.yaml", "a.xlsx", "--mapping", "m.yaml", "-o", "o.csv")
    assert ran.code == 0
    assert [(row["source"], row["h1.upper"]) for row in rows(tmp_path / "o.csv")] == [
        ("a.xlsx#Sheet:3", "91.7"),
        ("a.xlsx#Sheet:4", "41.7"),
    ]


RESPONDENTS: dict[str, Lines] = {
    "all ticks and nothing else": [["q1", "multi", "", ""], ["", "Kita, Hort", "Schule", "Verein; Club"]],
    "words of no answer": [IDS[:3], ["unknown", "not_applicable", "k. A."], ["1", "2", "ja"]],
    "labels that are ids": [["q1", "yn"], ["kita", "schule"], ["0", "ja"]],
    "words in columns of days": [
        ["Start Date", "End Date", "q1", "q2"],
        ["offen", "läuft noch", "nie", "oft"],
        ["2026-01-01", "2026-02-01", "1", "2"],
    ],
    "one question's text": [["q1", "memo"], ["0", "Frage eins"]],
    "a remark that asks": [["q1", "q2", "memo"], ["0", "1", "Frage eins, Frage zwei, Ja oder nein?"]],
    "a number beside texts": [IDS[:3], ["1", "Frage zwei", "Ja oder nein"]],
}


@pytest.mark.parametrize("found", RESPONDENTS.values(), ids=RESPONDENTS)
def test_a_row_that_may_be_a_respondents_is_never_taken_for_headings(cli: Cli, tmp_path: Path, found: Lines) -> None:
    write(tmp_path, "a.csv", found)
    ran = cli("batch", "-q", "q.yaml", "a.csv", "-o", "o.csv")
    assert "N461" not in ran.err


def test_a_mapping_says_how_many_rows_hold_headings(cli: Cli, tmp_path: Path) -> None:
    strange = [["q1", "q2"], ["erste", "zweite"], ["von 0 bis 4", "von 0 bis 4"], ["0", "4"], ["2", "2"]]
    write(tmp_path, "a.csv", strange)
    ran = cli("batch", "-q", "q.yaml", "a.csv", "-o", "o.csv")
    assert (ran.code, "N461" in ran.err) == (1, False)
    (tmp_path / "m.yaml").write_text("format: planself/mapping/1\nquestionnaire: bugq\nheader_rows: 3\n", "utf-8")
    assert cli("check", "-q", "q.yaml", "m.yaml").code == 0
    for name in FORMATS:
        spec, source, first = write(tmp_path, name, strange)
        ran = cli("batch", "-q", "q.yaml", spec, "--mapping", "m.yaml", "-o", "o.csv", "--force")
        assert ran.code == 0
        assert f"Rows: {first + 1}, {first + 2}. The mapping file says so" in ran.err
        assert [(row["source"], row["h1.lower"]) for row in rows(tmp_path / "o.csv")] == [
            (f"{source}:{first + 3}", "0.0"),
            (f"{source}:{first + 4}", "33.3"),
        ]


def test_a_mapping_can_say_that_all_rows_below_the_first_are_answers(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text("format: planself/mapping/1\nquestionnaire: bugq\nheader_rows: 1\n", "utf-8")
    write(tmp_path, "a.csv", [IDS, TEXTS, *ANSWERS])
    ran = cli("batch", "-q", "q.yaml", "a.csv", "--mapping", "m.yaml", "-o", "o.csv")
    assert (ran.code, "N461" in ran.err) == (1, False)
    assert "a.csv:2 E220" in ran.err


@pytest.mark.parametrize("value", ["0", "11", "two", "[2]", "true", "1.5"])
def test_a_number_of_rows_that_is_none_is_refused_with_its_line(cli: Cli, tmp_path: Path, value: str) -> None:
    text = f"format: planself/mapping/1\nquestionnaire: bugq\nheader_rows: {value}\n"
    (tmp_path / "m.yaml").write_text(text, "utf-8")
    ran = cli("check", "-q", "q.yaml", "m.yaml")
    assert ran.code == 1
    assert "m.yaml:3:14 E262" in ran.out


def test_a_table_of_headings_alone_is_told_and_scores_nobody(cli: Cli, tmp_path: Path) -> None:
    for name in ("a.csv", "a.xlsx"):
        write(tmp_path, name, [IDS, TEXTS])
        ran = cli("batch", "-q", "q.yaml", name, "-o", "o.csv")
        assert ran.code != 0
        assert "N456" in ran.err


def test_the_draft_reads_what_the_texts_below_say_of_a_column(cli: Cli, tmp_path: Path) -> None:
    cli("batch", "-q", "q.yaml", "K5_qualtrics.csv", "--suggest-mapping", "-o", "m.yaml")
    draft = (tmp_path / "m.yaml").read_text("utf-8")
    assert "header_rows: 3" in draft
    assert '  "Q5_3": multi.verein' in draft
    ran = cli("batch", "-q", "q.yaml", "K5_qualtrics.csv", "--mapping", "m.yaml", "-o", "o.csv")
    assert ran.code == 0
    assert [row["overall.score"] for row in rows(tmp_path / "o.csv")] == ["73.6", "37.5"]


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx", "a.parquet"])
def test_a_column_is_personal_where_the_text_below_its_heading_says_so(cli: Cli, tmp_path: Path, name: str) -> None:
    found = lines("K5_qualtrics.csv")
    asked = ("Q8", "Name der ausfüllenden Person", '{"ImportId":"QID8"}', "Brunhild Ochsenknecht", "M. Kühn")
    kept = ("Q9", "Was fehlt?", '{"ImportId":"QID9"}', "ein Plan", "Zeit")
    wider = [[*line, one, other] for line, one, other in zip(found, asked, kept, strict=True)]
    spec, _source, _first = write(tmp_path, name, wider)
    ran = cli("batch", "-q", "q.yaml", spec, "-o", "o.csv")
    assert "“Q8”" in next(line for line in ran.err.splitlines() if "N421" in line)
    assert "Ochsenknecht" not in (tmp_path / "o.csv").read_text("utf-8")
    assert [row["Q9"] for row in rows(tmp_path / "o.csv")] == ["ein Plan", "Zeit"]
    cli("batch", "-q", "q.yaml", spec, "--suggest-mapping", "-o", "m.yaml")
    assert '  - "Q8"' in (tmp_path / "m.yaml").read_text("utf-8")
    cli("batch", "-q", "q.yaml", spec, "--mapping", "m.yaml", "-o", "o.csv", "--force")
    assert "Ochsenknecht" not in (tmp_path / "o.csv").read_text("utf-8")


@pytest.mark.parametrize("lenient", [(), ("--lenient",)])
def test_a_first_row_of_strange_words_is_read_and_remarked_on(
    cli: Cli, tmp_path: Path, lenient: tuple[str, ...]
) -> None:
    strange = [IDS[:2], ["erste Skala", "zweite Skala"], ["0", "4"], ["sehr", "kaum"]]
    write(tmp_path, "a.csv", strange)
    ran = cli("batch", "-q", "q.yaml", "a.csv", "-o", "o.csv", *lenient)
    assert ran.err.count("N462") == 1
    assert "a.csv:2 N462" in ran.err
    assert "header_rows: 2" in ran.err
    for value in ("1", "2"):
        text = f"format: planself/mapping/1\nquestionnaire: bugq\nheader_rows: {value}\n"
        (tmp_path / "m.yaml").write_text(text, "utf-8")
        ran = cli("batch", "-q", "q.yaml", "a.csv", "--mapping", "m.yaml", "-o", "o.csv", "--force", *lenient)
        assert "N462" not in ran.err


def test_a_first_row_with_a_slip_is_no_row_of_headings(cli: Cli, tmp_path: Path) -> None:
    write(tmp_path, "a.csv", [IDS[:3], ["sehr", "9", "ja"], ["0", "4", "ja"]])
    assert "N462" not in cli("batch", "-q", "q.yaml", "a.csv", "-o", "o.csv").err
    write(tmp_path, "a.csv", [IDS[:3], ["oft", "oft", "ja"], ["0", "4", "ja"]])
    assert "N462" not in cli("batch", "-q", "q.yaml", "a.csv", "-o", "o.csv").err


def test_options_that_are_called_like_questions_are_answers(cli: Cli, tmp_path: Path) -> None:
    text = (CASES / "q.yaml").read_text("utf-8")
    (tmp_path / "q.yaml").write_text(
        text.replace("{id: q1,", "{id: kita,").replace("{id: yn,", "{id: schule,"), "utf-8"
    )
    write(tmp_path, "a.csv", [["kita", "schule", "wo", "wie"], ["", "", "Kita", "Schule"], ["0", "ja", "Schule", ""]])
    ran = cli("batch", "-q", "q.yaml", "a.csv", "-o", "o.csv")
    assert (ran.code, "N461" in ran.err) == (0, False)
    assert len(rows(tmp_path / "o.csv")) == 2
