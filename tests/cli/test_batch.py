"""batch: what it writes from answer files and tables, and how bad ones are set aside."""

from __future__ import annotations

import csv
import json
import re
from datetime import date, datetime, time
from io import StringIO
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from tests.cli.conftest import Cli
from tests.cli.tables import SILO, objects, put, rows, with_bad_cells


def test_a_table_has_one_row_a_good_file_in_order(cli: Cli, examples: Path, tmp_path: Path) -> None:
    files = sorted(examples.glob("beispielstadt-20*.yaml"))
    assert cli("batch", *files, "-o", "t.csv").code == 0
    found = rows(tmp_path / "t.csv")
    assert [row["source"] for row in found] == [str(file) for file in files]
    assert [row["row"] for row in found] == [str(number) for number in range(1, len(files) + 1)]
    for row, file in zip(found, files, strict=True):
        result = json.loads(cli("score", file, "--json").out)
        assert row["overall.score"] == str(result["overall"]["score"])
        assert row["date"] == (result["date"] or "")
        for hurdle in result["hurdles"]:
            assert row[f"{hurdle['id']}.lower"] == ("" if hurdle["lower"] is None else str(hurdle["lower"]))
            assert row[f"{hurdle['id']}.failed_gates"] == " ".join(hurdle["failed_gates"])


def test_all_formats_hold_the_same(cli: Cli, city: Path, tmp_path: Path) -> None:
    for name in ("t.csv", "t.tsv", "t.jsonl", "t.parquet", "t.xlsx"):
        assert cli("batch", city, "-o", name).code == 0
    (as_json,) = objects(tmp_path / "t.jsonl")
    day = date.fromisoformat(str(as_json["date"]))
    as_days = {**as_json, "date": day}  # where a format has days
    assert pl.read_parquet(tmp_path / "t.parquet").to_dicts() == [as_days]
    as_text = {key: "" if value is None else plain(value) for key, value in as_json.items()}
    assert rows(tmp_path / "t.csv") == [as_text]
    assert rows(tmp_path / "t.tsv", "\t") == [as_text]
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]
    heading, line = sheet.iter_rows(values_only=True)
    assert dict(zip(heading, line, strict=True)) == {**as_days, "date": datetime.combine(day, time())}


def plain(value: object) -> str:
    """Write a cell as CSV has it; true and false stand as in JSON."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_columns_stand_in_the_order_of_the_format(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", SILO)
    assert cli("batch", "a.csv", "-o", "t.csv").code == 0
    names = list(rows(tmp_path / "t.csv")[0])
    assert names[:9] == ["row", "source", "subject.name", "subject.ags", "respondent.id", "respondent.role",
                         "respondent.department", "date", "kreis"]  # fmt: skip
    assert names[9:15] == [f"overall.{name}" for name in ("status", "score", "lower", "upper", "coverage", "stage")]
    numbers = ("status", "score", "lower", "upper", "coverage", "applicable")
    words = ("band", "provisional", "failed_gates", "open_gates")
    assert names[15:25] == [f"departmental_silos.{name}" for name in (*numbers, *words)]
    assert names[-6:] == ["answered", "unknown", "not_applicable", "missing", "pending", "ignored"]


def test_files_and_tables_make_one_table_in_the_order_given(cli: Cli, city: Path, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", SILO)
    put(tmp_path / "b.parquet", {name: cells for name, cells in SILO.items() if name != "kreis"} | {"Land": [1, 2, 3]})
    ran = cli("batch", "a.csv", city, "b.parquet", "-o", "t.jsonl")
    found = objects(tmp_path / "t.jsonl")
    assert ran.code == 0
    assert [row["row"] for row in found] == list(range(1, 8))
    assert [row["source"] for row in found] == [
        "a.csv:2", "a.csv:3", "a.csv:4", str(city), "b.parquet:1", "b.parquet:2", "b.parquet:3",
    ]  # fmt: skip
    assert [row["kreis"] for row in found] == ["A", "B", "A", None, None, None, None]
    assert [row["Land"] for row in found] == [None] * 4 + [1, 2, 3]
    assert [row["departmental_silos.score"] for row in found][:3] == [row["departmental_silos.score"] for row in found][
        4:
    ]
    assert "7 answer sets read = 7 scored + 0 rejected" in ran.err


def test_a_row_of_a_table_scores_as_the_same_answers_in_a_file(cli: Cli, tmp_path: Path) -> None:
    answers = {"silo_overview": 3, "silo_joint_plan": 2, "silo_areas": "agreed", "silo_partners": ["school", "social"]}
    document = {
        "format": "planself/answers/1",
        "questionnaire": {"id": "integrierte-planung", "version": "0.10.0"},
        "answers": answers | {"silo_transitions": 1},
    }
    (tmp_path / "a.json").write_text(json.dumps(document), "utf-8")
    put(tmp_path / "a.csv", {name: cells[:1] for name, cells in SILO.items()})
    assert cli("batch", "a.json", "a.csv", "-o", "t.jsonl").code == 0
    first, second = objects(tmp_path / "t.jsonl")
    apart = {"row", "source", "subject.name", "kreis"}
    assert {k: v for k, v in first.items() if k not in apart} == {k: v for k, v in second.items() if k not in apart}


def test_a_long_table_has_one_row_a_hurdle(cli: Cli, city: Path, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", SILO)
    cli("batch", city, "a.csv", "-o", "wide.jsonl")
    assert cli("batch", city, "a.csv", "-o", "long.jsonl", "--long").code == 0
    wide, long = objects(tmp_path / "wide.jsonl"), objects(tmp_path / "long.jsonl")
    hurdles = [name.removesuffix(".band") for name in wide[0] if name.endswith(".band")]
    assert [(row["row"], row["hurdle"]) for row in long] == [(row["row"], h) for row in wide for h in hurdles]
    for row in long:
        whole = wide[int(str(row["row"])) - 1]
        assert row["score"] == whole[f"{row['hurdle']}.score"]
        assert row["overall.score"] == whole["overall.score"]
        assert row["answered"] == whole["answered"]
        assert row["kreis"] == whole["kreis"]


def test_a_german_reader_gets_what_a_german_spreadsheet_opens(cli: Cli, city: Path, tmp_path: Path) -> None:
    assert cli("batch", city, "-o", "t.csv", "--lang", "de").code == 0
    (row,) = rows(tmp_path / "t.csv", ";")
    assert "," in row["overall.score"]
    assert cli("batch", city, "-o", "i.csv", "--lang", "de", "--style", "int").code == 0
    assert rows(tmp_path / "i.csv")[0]["overall.score"] == row["overall.score"].replace(",", ".")


def test_a_german_excel_export_is_read_as_it_comes(cli: Cli, tmp_path: Path) -> None:
    text = (
        "Kommune;subject.ags;silo_overview;cult_learning;Anteil\r\nKöln;05315000;3;1,5;0,25\r\nAlfeld;3254002;ja;;\r\n"
    )
    (tmp_path / "umfrage.csv").write_bytes(text.encode("cp1252"))
    ran = cli("batch", "umfrage.csv", "-o", "t.csv", "--style", "de")
    (good,) = rows(tmp_path / "t.csv", ";")
    assert ran.code == 1
    assert (good["Kommune"], good["subject.ags"], good["Anteil"]) == ("Köln", "05315000", "0,25")
    (bad,) = rows(tmp_path / "t.rejected.csv", ";")
    assert (bad["row"], bad["source"], bad["column"], bad["value"]) == ("2", "umfrage.csv:3", "silo_overview", "ja")


@pytest.mark.parametrize(("second", "refused"), [("33", ["12,345"]), ("33,25", [])])
def test_numbers_alone_tell_the_decimal_sign_and_no_other_column(
    cli: Cli, tmp_path: Path, second: str, refused: list[str]
) -> None:
    text = f"subject.name;fund_secure;Vortrag um\nAlfeld;12,345;10.30\nCelle;{second};11.15\n"
    (tmp_path / "a.csv").write_text(text, "utf-8")
    ran = cli("batch", "a.csv", "-o", "t.csv", "--quiet")
    listed = rows(tmp_path / "t.rejected.csv") if ran.code else []
    assert [row["value"] for row in listed if row["code"] == "E223"] == refused


# --- what is set aside ---


def test_a_folder_is_read_with_all_below_and_bad_files_are_named(cli: Cli, city: Path, tmp_path: Path) -> None:
    deep = tmp_path / "in" / "deep"
    deep.mkdir(parents=True)
    (deep / "good.yaml").write_bytes(city.read_bytes())
    (tmp_path / "in" / "bad.yaml").write_bytes(city.read_bytes().replace(b"silo_overview:", b"silo_overwiev:"))
    (tmp_path / "in" / "empty.yaml").touch()
    (tmp_path / "in" / "result.json").write_text(cli("score", city, "--json").out, "utf-8")
    (tmp_path / "in" / "notes.txt").write_text("x", "utf-8")
    (tmp_path / "in" / "gone.yaml").symlink_to("nowhere.yaml")
    ran = cli("batch", "in", "-o", "t.jsonl")
    assert ran.code == 1
    assert "silo_overview" in ran.err
    assert "result.json" in ran.err
    assert "4 answer sets read = 1 scored + 3 rejected" in ran.err
    assert [row["row"] for row in objects(tmp_path / "t.jsonl")] == [2]
    found = rows(tmp_path / "t.rejected.csv")
    assert [Path(row["source"].split(":")[0]).name for row in found] == ["bad.yaml", "empty.yaml", "gone.yaml"]
    assert [row["row"] for row in found] == ["1", "3", "4"]
    assert found[0]["column"] == "silo_overwiev"


def test_every_bad_cell_of_a_table_is_listed_and_its_row_left_out(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", with_bad_cells())
    ran = cli("batch", "a.csv", "-o", "t.csv")
    assert ran.code == 1
    assert "3 answer sets read = 2 scored + 1 rejected" in ran.err
    assert [row["row"] for row in rows(tmp_path / "t.csv")] == ["1", "3"]
    found = rows(tmp_path / "t.rejected.csv")
    assert list(found[0]) == ["row", "source", "column", "value", "code", "message"]
    assert [(r["row"], r["source"], r["column"], r["value"], r["code"]) for r in found] == [
        ("2", "a.csv:3", "silo_overview", "7", "E220"),
        ("2", "a.csv:3", "silo_areas", "'=HYPERLINK(1)", "E221"),
    ]
    assert "a.csv:3 E220 silo_overview:" in ran.err


def test_without_a_rejected_row_there_is_no_file_of_them(cli: Cli, city: Path, tmp_path: Path) -> None:
    cli("batch", city, "-o", "t.csv")
    assert {path.name for path in tmp_path.iterdir()} == {"t.csv", "t.csv.meta.json"}


def test_a_file_of_rejected_rows_that_was_asked_for_is_always_there(cli: Cli, city: Path, tmp_path: Path) -> None:
    for output in ("t.csv", "-"):
        assert cli("batch", city, "-o", output, "--rejected", "bad.csv", "--force", "--style", "int").code == 0
        assert (tmp_path / "bad.csv").read_bytes() == b"\xef\xbb\xbfrow,source,column,value,code,message\r\n"
    put(tmp_path / "a.csv", with_bad_cells())
    assert cli("batch", "a.csv", "-o", "-", "--rejected", "bad.csv", "--force", "--style", "int").code == 1
    assert len(rows(tmp_path / "bad.csv")) == 2


def test_lenient_counts_a_bad_cell_as_missing_and_lists_it(cli: Cli, tmp_path: Path) -> None:
    cells = with_bad_cells()
    put(tmp_path / "a.csv", cells)
    cells["silo_overview"][1] = cells["silo_areas"][1] = ""
    put(tmp_path / "b.csv", cells)
    ran = cli("batch", "a.csv", "-o", "a.jsonl", "--lenient")
    cli("batch", "b.csv", "-o", "b.jsonl")
    assert ran.code == 0
    assert "2 cells" in ran.err
    same = [{k: v for k, v in row.items() if k != "source"} for row in objects(tmp_path / "a.jsonl")]
    assert same == [{k: v for k, v in row.items() if k != "source"} for row in objects(tmp_path / "b.jsonl")]
    assert all("--lenient" in row["message"] for row in rows(tmp_path / "a.rejected.csv"))


def test_strict_stops_at_the_first_bad_row_and_leaves_nothing(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", with_bad_cells())
    ran = cli("batch", "a.csv", "-o", "t.csv", "--strict")
    assert ran.code == 1
    assert ran.err.count("E220") == 1
    assert "--strict" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    cells = {name: column[:1] for name, column in SILO.items()}
    put(tmp_path / "good.csv", cells)
    assert cli("batch", "good.csv", "-o", "t.csv", "--strict").code == 0


def test_where_nothing_can_be_scored_only_the_reasons_are_written(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", {name: column[1:2] for name, column in with_bad_cells().items()})
    ran = cli("batch", "a.csv", "-o", "t.csv")
    assert ran.code == 1
    assert "No answer set could be scored" in ran.err
    assert {path.name for path in tmp_path.iterdir()} == {"a.csv", "t.rejected.csv", "t.csv.meta.json"}


def test_an_empty_folder_is_no_success(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    ran = cli("batch", "in", "-o", "t.csv")
    assert ran.code == 1
    assert "no answer set" in ran.err
    assert not (tmp_path / "t.csv").exists()


def test_problems_come_as_one_document_for_machines(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", with_bad_cells())
    ran = cli("batch", "a.csv", "-o", "t.csv", "--json")
    codes = [problem["code"] for problem in json.loads(ran.err)["problems"]]
    assert codes[-2:] == ["E220", "E221"]
    assert ran.out == ""


# --- the workbook, stdout, names ---


def test_a_workbook_has_its_legend_and_its_rejected_rows(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", with_bad_cells())
    assert cli("batch", "a.csv", "-o", "t.xlsx", "--lang", "de").code == 1
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    assert book.sheetnames == ["planself", "Legende", "Zurückgewiesene Zeilen"]
    legend = [tuple(row) for row in book["Legende"].iter_rows(values_only=True)]
    assert any(line[:2] == ("Hürde", "departmental_silos") and line[2] for line in legend)
    assert any("sha256:" in str(cell) for row in legend for cell in row)
    rejected = [tuple(row) for row in book["Zurückgewiesene Zeilen"].iter_rows(values_only=True)]
    assert rejected[0] == ("row", "source", "column", "value", "code", "message")
    assert [row[3] for row in rejected[1:]] == ["7", "'=HYPERLINK(1)"]


def test_results_that_no_sheet_holds_are_refused_before_work(cli: Cli, tmp_path: Path) -> None:
    pl.DataFrame({"silo_overview": pl.Series([0], dtype=pl.Int8).new_from_index(0, 1_048_576)}).write_parquet(
        tmp_path / "a.parquet"
    )
    ran = cli("batch", "a.parquet", "-o", "t.xlsx")
    assert ran.code == 2
    assert "1,048,576 rows" in ran.err
    assert ".parquet" in ran.err


def test_a_dash_is_csv_on_stdout_and_nothing_else(cli: Cli, city: Path, tmp_path: Path) -> None:
    ran = cli("batch", city, "-o", "-")
    assert ran.code == 0
    assert ran.out.startswith("row,")
    assert len(list(csv.DictReader(StringIO(ran.out, newline="")))) == 1
    assert list(tmp_path.iterdir()) == []


def test_text_that_a_spreadsheet_would_run_is_defused(cli: Cli, city: Path, tmp_path: Path) -> None:
    hostile = tmp_path / "h.yaml"
    hostile.write_text(city.read_text("utf-8").replace("Beispielstadt (fiktiv)", "'=HYPERLINK(1)'"), "utf-8")
    cli("batch", hostile, "-o", "t.csv")
    assert ",'=HYPERLINK(1)," in (tmp_path / "t.csv").read_text("utf-8-sig")


def test_quiet_says_nothing_where_nothing_is_wrong(cli: Cli, city: Path) -> None:
    ran = cli("batch", city, "-o", "t.csv", "--quiet")
    assert (ran.out, ran.err) == ("", "")


def test_a_mapping_is_suggested_and_taken(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", SILO)
    assert cli("batch", "a.csv", "--suggest-mapping", "-o", "m.yaml").code == 0
    ran = cli("check", "m.yaml")
    assert ran.code == 0, ran.err
    assert cli("batch", "a.csv", "--mapping", "m.yaml", "-o", "t.csv").code == 0
    assert len(rows(tmp_path / "t.csv")) == 3
    assert cli("batch", "a.csv", "--suggest-mapping").out == (tmp_path / "m.yaml").read_text("utf-8")


def test_a_mapping_renames_and_recodes(cli: Cli, tmp_path: Path) -> None:
    mapping = (
        "format: planself/mapping/1\nquestionnaire: integrierte-planung\n"
        "columns: {Frage 1: silo_overview}\nvalues: {silo_overview: {k. A.: unknown}}\noffset: {silo_overview: -1}\n"
    )
    (tmp_path / "m.yaml").write_text(mapping, "utf-8")
    put(tmp_path / "a.csv", {"Frage 1": ["5", "k. A.", "9"]})
    ran = cli("batch", "a.csv", "--mapping", "m.yaml", "-o", "t.jsonl")
    assert ran.code == 1
    assert [(row["answered"], row["unknown"]) for row in objects(tmp_path / "t.jsonl")] == [(1, 0), (0, 1)]
    (bad,) = rows(tmp_path / "t.rejected.csv")
    assert (bad["column"], bad["source"]) == ("Frage 1", "a.csv:4")


def test_personal_columns_are_dropped_unless_kept(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", {"silo_overview": ["1"], "E-Mail": ["a@b.de"]})
    ran = cli("batch", "a.csv", "-o", "t.csv")
    assert "E-Mail" in ran.err
    assert "E-Mail" not in rows(tmp_path / "t.csv")[0]
    cli("batch", "a.csv", "-o", "t.csv", "--force", "--keep", "E-Mail")
    assert rows(tmp_path / "t.csv")[0]["E-Mail"] == "a@b.de"


@pytest.mark.parametrize("name", ["a.csv", "a.parquet", "a.jsonl"])
def test_numbers_and_texts_are_carried_through_untouched(cli: Cli, tmp_path: Path, name: str) -> None:
    put(tmp_path / name, {"silo_overview": ["1"], "key": ["007"], "note": ["ä; \"b\", 'c'"], "minus": ["-3,5"]})
    assert cli("batch", name, "-o", "t.csv").code == 0
    (row,) = rows(tmp_path / "t.csv")
    assert (row["key"], row["note"], row["minus"]) == ("007", "ä; \"b\", 'c'", "-3,5")


def test_reasons_of_an_earlier_run_do_not_stand_beside_new_results(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "bad.csv", with_bad_cells())
    put(tmp_path / "good.csv", SILO)
    assert cli("batch", "bad.csv", "-o", "t.csv").code == 1
    assert (tmp_path / "t.rejected.csv").exists()
    assert cli("batch", "good.csv", "-o", "t.csv", "--force").code == 0
    assert not (tmp_path / "t.rejected.csv").exists()


def test_a_column_to_keep_that_no_table_has_is_refused(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", {**SILO, "E-Mail": ["x@y.z"] * len(next(iter(SILO.values())))})
    said = cli("batch", "a.csv", "-o", "t.csv", "--keep", "E-Mial")
    assert said.code == 2
    assert "E-Mial" in said.err
    assert "E-Mail?" in said.err
    assert not (tmp_path / "t.csv").exists()
    assert cli("batch", "a.csv", "-o", "t.csv", "--keep", "E-Mail").code == 0


def test_german_says_what_is_wrong_in_german(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", SILO)
    (tmp_path / "no.xlsx").write_bytes(b"PK\x03\x04 cut")
    (tmp_path / "empty.xlsx").write_bytes(b"")
    assert "ganze Zahl" in cli("batch", "a.csv", "-o", "t.csv", "--jobs", "zwei", "--lang", "de").err
    assert "keine vollständige Arbeitsmappe" in cli("batch", "no.xlsx", "-o", "t.csv", "--lang", "de").err
    assert "E003" in cli("batch", "empty.xlsx", "-o", "t.csv", "--lang", "de").err


def test_reports_show_how_far_they_are(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planself.cli.batch_messages._EVERY", 0.0)
    put(tmp_path / "a.csv", SILO)
    said = cli("batch", "a.csv", "-o", "t.csv", "--reports", "r").err
    written = len(list((tmp_path / "r").iterdir()))
    assert written > 1
    assert "1 report written" in said
    assert f"{written} reports written" in said


def test_a_number_that_could_be_two_names_the_option_that_settles_it(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", {**SILO, "young_people": ["1.234"] * len(SILO["silo_overview"])})
    assert "--decimal" in cli("batch", "a.csv", "-o", "t.csv").err
    assert cli("batch", "a.csv", "-o", "t.csv", "--decimal", ".", "--force").code == 0


def test_notes_on_answer_files_are_counted_and_said_once(cli: Cli, tmp_path: Path, city: Path) -> None:
    answers = (tmp_path / "in" / "a.yaml", tmp_path / "in" / "b.yaml")
    answers[0].parent.mkdir()
    for path in answers:
        path.write_text(
            re.sub(r"(?m)^subject:.*(\n  .*)*", "subject: {ags: 1001000}", city.read_text("utf-8")), "utf-8"
        )
    ran = cli("batch", "in", "-o", "t.csv")
    assert ran.code == 0
    assert ran.err.count("N414") == 1
    assert "2 keys (AGS) had lost their leading zero" in ran.err
    assert "N414" not in cli("batch", "in", "-o", "t2.csv", "--quiet").err


@pytest.mark.parametrize("asked", ["2", "3", "10"])
def test_no_option_lowers_what_a_summary_protects(cli: Cli, tmp_path: Path, asked: str) -> None:
    put(tmp_path / "a.csv", SILO)
    ran = cli("batch", "a.csv", "-o", "t.csv", "--summary", "s.json", "--min-group", asked)
    assert (ran.code, (tmp_path / "s.json").exists(), (tmp_path / "t.csv").exists()) == (2, False, False)
    assert "--min-group" in ran.err


def test_whoever_groups_is_told_what_a_second_column_would_tell(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", {name: [*cells] * 10 for name, cells in SILO.items()})
    ran = cli("batch", "a.csv", "-o", "t.csv", "--summary", "s.json", "--by", "kreis")
    assert ran.code == 0, ran.err
    assert "N471" in ran.err
    assert "N47" not in cli("batch", "a.csv", "-o", "u.csv", "--summary", "t.json").err
    assert "N47" not in cli("batch", "a.csv", "-o", "v.csv", "--summary", "u.json", "--by", "kreis", "--quiet").err


def test_a_table_of_people_is_sent_to_the_workshop(cli: Cli, tmp_path: Path) -> None:
    people = {**{name: [*cells] * 10 for name, cells in SILO.items()}}
    put(tmp_path / "a.csv", {"respondent.role": ["lead"] * len(people["kreis"]), **people})
    ran = cli("batch", "a.csv", "-o", "t.csv", "--summary", "s.json")
    assert "N472" in ran.err
    assert "planself workshop new" in ran.err
    assert "N472" not in cli("batch", "a.csv", "-o", "u.csv").err


def test_of_fewer_than_ten_the_command_says_that_the_summary_tells_nothing(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", SILO)
    assert "N473" in cli("batch", "a.csv", "-o", "t.csv", "--summary", "s.json").err
