"""batch: tables of other systems as they come, read right or refused with advice that leads on."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Cli, Ran
from tests.cli.tables import put, rows

CASES = Path(__file__).parent.parent / "cases"


@pytest.fixture(autouse=True)
def _cases(tmp_path: Path) -> None:
    for case in CASES.iterdir():
        shutil.copy(case, tmp_path)


def scores(path: Path) -> list[str]:
    return [row["overall.score"] for row in rows(path)]


@pytest.mark.parametrize("engine", [(), ("--engine", "duckdb")])
def test_labels_that_hold_the_separator_are_known_longest_first(
    cli: Cli, tmp_path: Path, engine: tuple[str, ...]
) -> None:
    table = "H1_label_with_semicolon.csv"
    ran = cli("batch", "-q", "q.yaml", table, "--mapping", "H1_mapping.yaml", "-o", "t.csv", *engine)
    assert ran.code == 0
    assert scores(tmp_path / "t.csv") == ["61.2", "66.7"]


HEADLESS = "q1;{heading};;;;num\n3;{cells};5000\n0;;;;;5000\n"


@pytest.mark.parametrize("heading", ["multi", "Angebote"])
def test_columns_without_a_heading_are_drafted_by_their_labels(cli: Cli, tmp_path: Path, heading: str) -> None:
    cells = '"Kita, Hort";Schule;"Verein; Club";nichts davon'
    (tmp_path / "a.csv").write_text(HEADLESS.format(heading=heading, cells=cells), "utf-8")
    cli("batch", "-q", "q.yaml", "a.csv", "--suggest-mapping", "-o", "m.yaml")
    draft = (tmp_path / "m.yaml").read_text("utf-8").splitlines()
    assert f'  "{heading}": multi.kita' in draft
    assert '  "column 4": multi.verein' in draft


@pytest.mark.parametrize("ticks", ["1;1;0;0", "x;x;x;"])
def test_what_nothing_explains_is_unsure_and_nothing_is_published_of_it(cli: Cli, tmp_path: Path, ticks: str) -> None:
    (tmp_path / "a.csv").write_text(HEADLESS.format(heading="multi", cells=ticks), "utf-8")
    ran = cli("batch", "-q", "q.yaml", "a.csv", "-o", "t.csv")
    assert ran.code == 1
    assert "E247" in ran.err
    assert not (tmp_path / "t.csv").exists()
    cli("batch", "-q", "q.yaml", "a.csv", "--suggest-mapping", "-o", "m.yaml")
    draft = (tmp_path / "m.yaml").read_text("utf-8")
    assert '# "multi": multi.kita  # unsure: columns without a heading follow' in draft
    assert '# "column 3": multi.schule  # unsure' in draft
    uncommented = (
        draft.replace('# "multi":', '"multi":').replace('# "column', '"column').replace("# columns:", "columns:")
    )
    (tmp_path / "m.yaml").write_text(uncommented, "utf-8")
    assert cli("batch", "-q", "q.yaml", "a.csv", "--mapping", "m.yaml", "-o", "t.csv").code == 0
    assert rows(tmp_path / "t.csv")[0]["answered"] == "3"


def test_options_that_nobody_ticked_leave_it_open_which_the_others_are(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEADLESS.format(heading="multi", cells="x;;x;x"), "utf-8")
    draft = cli("batch", "-q", "q.yaml", "a.csv", "--suggest-mapping").out
    assert '# "column 4": ?  # unsure' in draft


def test_yes_and_no_as_spreadsheets_and_survey_tools_have_them(cli: Cli, tmp_path: Path) -> None:
    assert cli("batch", "-q", "q.yaml", "G1_wahr_falsch.csv", "-o", "t.csv").code == 0
    assert scores(tmp_path / "t.csv") == ["72.3", "55.6", "72.3", "55.6"]


def test_a_german_day_with_its_time_is_that_day(cli: Cli, tmp_path: Path) -> None:
    assert cli("batch", "-q", "q.yaml", "G3_german_datetime.csv", "-o", "t.csv").code == 0
    assert [(row["date"], row["overall.score"]) for row in rows(tmp_path / "t.csv")] == [("2026-11-01", "72.3")] * 2


def test_a_german_yes_in_an_answer_file_is_yes(cli: Cli) -> None:
    result = json.loads(cli("score", "-q", "q.yaml", "G5_ja_in_yaml.yaml", "--json").out)
    assert {"id": "yn", "state": "answered", "points": 1000} in result["questions"]


def test_a_date_that_is_none_gets_its_remedy_once(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("q1;date\n1;gestern\n", "utf-8")
    said = cli("batch", "-q", "q.yaml", "a.csv", "-o", "t.csv").err
    assert said.count("2026-11-22") == 1


@pytest.mark.parametrize("cell", ["01. Feb", "01.02.2026", "Feb 01", "1-Feb", "2026-02-01 00:00:00"])
def test_an_option_that_excel_made_a_date_is_named_so(cli: Cli, tmp_path: Path, cell: str) -> None:
    (tmp_path / "a.csv").write_text(f"q1;size\n1;{cell}\n", "utf-8")
    assert "Excel turns a label" in cli("batch", "-q", "q.yaml", "a.csv", "-o", "t.csv").err
    assert "Excel turns a label" in cli("batch", "-q", "q.yaml", "R1_option_became_date.xlsx", "-o", "u.csv").err


@pytest.mark.parametrize(
    ("cell", "said"),
    [("N/A", "write not_applicable"), ("k. A.", "write unknown"), ("entfällt", "write not_applicable")],
)
def test_a_state_in_other_words_is_named(cli: Cli, tmp_path: Path, cell: str, said: str) -> None:
    (tmp_path / "a.csv").write_text(f"q1;yn\n{cell};{cell}\n", "utf-8")
    assert cli("batch", "-q", "q.yaml", "a.csv", "-o", "t.csv").err.count(said) == 2
    head = "format: planself/answers/1\nquestionnaire: {id: bugq, version: 1.0.0}\n"
    (tmp_path / "a.yaml").write_text(f"{head}answers:\n  q1: {cell}\n", "utf-8")
    assert said in cli("check", "-q", "q.yaml", "a.yaml").err + cli("check", "-q", "q.yaml", "a.yaml").out


def test_a_folder_of_parquet_parts_is_a_table_whatever_its_name(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "ergebnis").mkdir()
    put(tmp_path / "ergebnis" / "part-0.parquet", {"q1": ["1"]})
    put(tmp_path / "ergebnis" / "part-1.parquet", {"q1": ["2"]})
    (tmp_path / "ergebnis" / "_SUCCESS").touch()
    assert cli("batch", "-q", "q.yaml", "ergebnis", "-o", "t.csv").code == 0
    assert len(rows(tmp_path / "t.csv")) == 2


def followed(cli: Cli, said: str, ending: str) -> Ran:
    """Return what comes of the command that a message tells to type."""
    (command,) = re.findall(f"planself (batch .*?{re.escape(ending)})", said)
    return cli(*shlex.split(command))


KOBO = (CASES / "M2_kobo_groups.csv").read_text("utf-8")
ODK = KOBO.replace("grp/multi/", "grp-multi~").replace("/", "-").replace("~", "/")


@pytest.mark.parametrize(
    "text",
    [KOBO, ODK, KOBO.replace("grp/", "a/b/"), KOBO.replace("grp/", "data-grp-")],
    ids=["kobo", "odk", "deep", "two"],
)
@pytest.mark.parametrize("name", ["a.csv", "meine Tabelle (1).csv"])
def test_the_advice_on_headings_with_groups_leads_to_the_scores(cli: Cli, tmp_path: Path, text: str, name: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    ran = cli("batch", "-q", "q.yaml", name, "-o", "t.csv")
    assert "E240" in ran.err
    drafted = followed(cli, ran.err, "-o mapping.yaml")
    assert drafted.code == 0
    assert followed(cli, drafted.err, "-o results.csv").code == 0
    assert scores(tmp_path / "results.csv") == ["77.8"]


@pytest.mark.parametrize("heading", ["Frage 7", "q1;multi___9"])
def test_the_advice_does_not_lead_back_to_itself(cli: Cli, tmp_path: Path, heading: str) -> None:
    (tmp_path / "a.csv").write_text(f"{heading}\n1{';1' * heading.count(';')}\n", "utf-8")
    ran = cli("batch", "-q", "q.yaml", "a.csv", "-o", "t.csv")
    drafted = followed(cli, ran.err, "-o mapping.yaml")
    again = followed(cli, drafted.err, "-o results.csv").err
    assert "--suggest-mapping" not in again
    assert "mapping.yaml under columns" in again


@pytest.mark.parametrize("cell", ["a" * 40_000, "a1B2" * 10_000, "Wort und Satz. " * 3000])
def test_a_long_text_is_no_access_code_and_cut_in_a_workbook_only_with_a_word(
    cli: Cli, tmp_path: Path, cell: str
) -> None:
    (tmp_path / "a.csv").write_text(f"q1;q2;bemerkung\n3;1;{cell}\n", "utf-8")
    ran = cli("batch", "-q", "q.yaml", "a.csv", "-o", "t.xlsx")
    assert "t.xlsx N460" in ran.err
    cli("batch", "-q", "q.yaml", "a.csv", "-o", "t.csv")
    assert [row["bemerkung"].strip() for row in rows(tmp_path / "t.csv")] == [cell.strip()]
