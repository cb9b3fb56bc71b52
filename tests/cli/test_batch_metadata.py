"""What stands beside a table, and in it: which questionnaire it was made under, and whether it is planself's own."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import polars as pl
import pytest

from planself import resources
from tests.cli.conftest import Cli
from tests.cli.tables import BAD_LIBRARIES, LIBRARIES, SILO, SMALL, objects, put, with_bad_cells

KINDS = ("csv", "tsv", "xlsx", "parquet", "jsonl")
BUILT_IN = resources.questionnaires() / "integrierte-planung.yaml"


def tables(path: Path) -> dict[str, dict[str, Any]]:
    """Return what a metadata file says of each table."""
    data = json.loads(path.read_text("utf-8"))
    assert data["format"] == "planself/tables/1"
    return {table["file"]: table for table in data["tables"]}


def scored(cli: Cli, city: Path) -> dict[str, Any]:
    """Return the questionnaire of a result."""
    found: dict[str, Any] = json.loads(cli("score", city, "--json").out)["questionnaire"]
    return found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("long", [False, True])
def test_every_table_names_its_questionnaire_as_results_do(
    cli: Cli, city: Path, tmp_path: Path, kind: str, long: bool
) -> None:
    put(tmp_path / "a.csv", with_bad_cells())
    assert cli("batch", "a.csv", "-o", f"t.{kind}", "--style", "de", *(["--long"] if long else [])).code == 1
    expected = {**scored(cli, city), "origin": "built-in"}
    told = tables(tmp_path / f"t.{kind}.meta.json")
    assert set(told) == {f"t.{kind}", "t.rejected.csv"}
    for name, table in told.items():
        assert table["questionnaire"] == expected
        assert (table["read"], table["scored"], table["rejected"]) == (3, 2, 1)
        assert table["questions"] == len(json.loads(cli("score", city, "--json").out)["questions"])
        assert table["sha256"] == sha256((tmp_path / name).read_bytes()).hexdigest()
    text = {"csv": (";", ","), "tsv": ("\t", ",")}.get(kind, (None, None))
    assert (told[f"t.{kind}"].get("separator"), told[f"t.{kind}"].get("decimal")) == text


@pytest.mark.parametrize("long", [False, True])
def test_what_has_a_place_for_it_carries_it_along(cli: Cli, city: Path, tmp_path: Path, long: bool) -> None:
    put(tmp_path / "a.csv", SILO)
    for kind in ("parquet", "xlsx"):
        assert cli("batch", "a.csv", "-o", f"t.{kind}", *(["--long"] if long else [])).code == 0
    expected = {f"planself.questionnaire.{key}": word for key, word in scored(cli, city).items()}
    expected["planself.questionnaire.origin"] = "built-in"
    found = pl.read_parquet_metadata(tmp_path / "t.parquet")
    assert {key: word for key, word in found.items() if key in expected} == expected
    with ZipFile(tmp_path / "t.xlsx") as book:
        properties = book.read("docProps/custom.xml").decode()
    for key, word in expected.items():
        assert f'name="{key}"><vt:lpwstr>{word}<' in properties


def test_on_stdout_the_questionnaire_is_told_beside_it(cli: Cli, city: Path, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", SILO)
    ran = cli("batch", "a.csv", "-o", "-")
    named = scored(cli, city)
    assert f"{named['id']} {named['version']} (built in), 75 questions, {named['digest']}" in ran.err
    assert {path.name for path in tmp_path.iterdir()} == {"a.csv"}


def test_one_from_elsewhere_is_named_as_such(cli: Cli, tmp_path: Path) -> None:
    mine = tmp_path / "questionnaires/mine.yaml"
    mine.parent.mkdir()
    mine.write_text(BUILT_IN.read_text("utf-8").replace("weight: 1", "weight: 2", 1), "utf-8")
    put(tmp_path / "a.csv", SILO)
    ran = cli("batch", "a.csv", "-o", "t.csv")
    other = tables(tmp_path / "t.csv.meta.json")["t.csv"]["questionnaire"]
    assert other["origin"] == "mine.yaml"
    assert str(mine.relative_to(tmp_path)) in ran.err
    assert cli("batch", "a.csv", "-o", "b.csv", "-q", "builtin:integrierte-planung").code == 0
    built_in = tables(tmp_path / "b.csv.meta.json")["b.csv"]["questionnaire"]
    assert built_in["origin"] == "built-in"
    assert built_in["digest"] != other["digest"]


# --- whose file it is ---


def replaced(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("kind", KINDS)
def test_a_second_run_replaces_its_own_files_by_the_same_bytes(cli: Cli, tmp_path: Path, kind: str) -> None:
    put(tmp_path / "a.csv", BAD_LIBRARIES)
    command = ("batch", "a.csv", "-q", SMALL, "-o", f"t.{kind}")
    assert cli(*command).code == 1
    before = replaced(tmp_path)
    assert set(before) == {"a.csv", f"t.{kind}", f"t.{kind}.meta.json", "t.rejected.csv"}
    assert cli(*command).code == 1
    assert replaced(tmp_path) == before
    put(tmp_path / "a.csv", LIBRARIES)
    assert cli(*command).code == 0
    assert set(replaced(tmp_path)) == set(before) - {"t.rejected.csv"}
    assert set(tables(tmp_path / f"t.{kind}.meta.json")) == {f"t.{kind}"}


@pytest.mark.parametrize("changed", ["t.csv", "t.rejected.csv", "t.csv.meta.json"])
@pytest.mark.parametrize("how", ["edited", "foreign"])
def test_what_was_changed_since_stays(cli: Cli, tmp_path: Path, changed: str, how: str) -> None:
    put(tmp_path / "a.csv", BAD_LIBRARIES)
    command = ("batch", "a.csv", "-q", SMALL, "-o", "t.csv")
    cli(*command)
    path = tmp_path / changed
    path.write_bytes(path.read_bytes() + b"x" if how == "edited" else b"mine")
    before = replaced(tmp_path)
    ran = cli(*command)
    assert (ran.code, "--force" in ran.err) == (2, True)
    assert replaced(tmp_path) == before
    assert cli(*command, "--force").code == 1
    assert cli(*command).code == 1


def test_a_file_that_only_looks_like_ours_stays(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", SILO)
    cli("batch", "a.csv", "-o", "t.csv")
    (tmp_path / "copy.csv").write_bytes((tmp_path / "t.csv").read_bytes())
    assert cli("batch", "a.csv", "-o", "copy.csv").code == 2
    (tmp_path / "t.csv.meta.json").unlink()
    assert cli("batch", "a.csv", "-o", "t.csv").code == 2


def test_where_nothing_is_scored_the_results_before_stay_ours(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", SILO)
    assert cli("batch", "a.csv", "-o", "t.csv").code == 0
    good = (tmp_path / "t.csv").read_bytes()
    put(tmp_path / "a.csv", {name: column[1:2] for name, column in with_bad_cells().items()})
    assert cli("batch", "a.csv", "-o", "t.csv").code == 1
    assert (tmp_path / "t.csv").read_bytes() == good
    assert set(tables(tmp_path / "t.csv.meta.json")) == {"t.csv", "t.rejected.csv"}
    put(tmp_path / "a.csv", SILO)
    assert cli("batch", "a.csv", "-o", "t.csv").code == 0
    assert set(replaced(tmp_path)) == {"a.csv", "t.csv", "t.csv.meta.json"}


def test_reasons_in_another_folder_and_beside_stdout_are_known_again(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", BAD_LIBRARIES)
    (tmp_path / "out").mkdir()
    for output in ("out/t.xlsx", "-"):
        command = ("batch", "a.csv", "-q", SMALL, "-o", output, "--rejected", "bad.csv")
        assert cli(*command).code == 1
        assert cli(*command).code == 1
        (tmp_path / "bad.csv").write_bytes(b"mine")
        assert cli(*command).code == 2
        (tmp_path / "bad.csv").unlink()


@pytest.fixture
def many(tmp_path: Path, city: Path) -> Path:
    """Return a folder of answer files in which results are written, too."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.yaml").write_bytes(city.read_bytes())
    return folder


def test_the_metadata_among_the_inputs_are_no_answers(cli: Cli, many: Path) -> None:
    for _run in range(2):
        ran = cli("batch", many, "-o", many / "t.csv")
        assert (ran.code, "1 answer set read = 1 scored + 0 rejected" in ran.err) == (0, True)
    assert "left out: t.csv, t.csv.meta.json" in ran.err
    (many / "b.meta.json").write_bytes((many / "a.yaml").read_bytes())
    assert "2 answer sets read" in cli("batch", many, "-o", many / "t.csv").err


@pytest.mark.parametrize("kind", ["xlsx", "csv", "ics"])
def test_a_plan_is_exported_again_over_its_own_file(
    cli: Cli, city: Path, examples: Path, tmp_path: Path, kind: str
) -> None:
    command = ("plan", "export", examples / "plan-beispielstadt.yaml", "-o", f"p.{kind}")
    assert cli(*command).code == 0
    table = tables(tmp_path / f"p.{kind}.meta.json")[f"p.{kind}"]
    assert table["questionnaire"] == {**scored(cli, city), "origin": "built-in"}
    before = (tmp_path / f"p.{kind}").read_bytes()
    assert cli(*command).code == 0
    assert (tmp_path / f"p.{kind}").read_bytes() == before
    (tmp_path / f"p.{kind}").write_bytes(before + b"x")
    assert cli(*command).code == 2
    assert (tmp_path / f"p.{kind}").read_bytes() == before + b"x"
    assert cli(*command, "--force").code == 0


def test_a_draft_is_replaced_by_the_same_only(cli: Cli, tmp_path: Path) -> None:
    put(tmp_path / "a.csv", SILO)
    command = ("batch", "a.csv", "--suggest-mapping", "-o", "m.yaml")
    assert [cli(*command).code, cli(*command).code] == [0, 0]
    (tmp_path / "m.yaml").write_bytes((tmp_path / "m.yaml").read_bytes() + b"# mine")
    assert cli(*command).code == 2


def test_counts_and_what_was_not_asked_are_all_questions(cli: Cli, examples: Path, tmp_path: Path) -> None:
    files = [path for path in sorted(examples.glob("*-20*.yaml")) if "plan" not in path.name]
    files.append(examples / "kleinmusterstedt.yaml")
    assert cli("batch", *files, "-o", "t.jsonl").code == 0
    whole = tables(tmp_path / "t.jsonl.meta.json")["t.jsonl"]["questions"]
    for row, path in zip(objects(tmp_path / "t.jsonl"), files, strict=True):
        states = [question["state"] for question in json.loads(cli("score", path, "--json").out)["questions"]]
        counted = sum(int(str(row[name])) for name in ("answered", "unknown", "not_applicable", "missing", "pending"))
        assert states.count("not_asked") > 0
        assert counted + states.count("not_asked") == whole
    cli("batch", *files, "-o", "t.xlsx", "--lang", "en")
    legend = openpyxl.load_workbook(tmp_path / "t.xlsx")["Legend"]
    assert any(f"the questionnaire has {whole}," in str(row[2].value) for row in legend.iter_rows())
