"""demo, report, check, new, questionnaires, schema, explain: what they write and what they refuse to."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from tests.cli.conftest import Cli

EMPTY = {
    "format": "planself/answers/1",
    "questionnaire": {"id": "integrierte-planung", "version": "0.10.0"},
    "answers": {"silo_overview": 1},
}

# --- demo ---


def test_the_demo_writes_its_folder_and_may_be_repeated(cli: Cli, tmp_path: Path) -> None:
    first, second = cli("demo"), cli("demo")
    assert (first.code, second.code) == (0, 0)
    assert [path.name for path in tmp_path.iterdir()] == ["planself-demo"]
    names = {path.name for path in (tmp_path / "planself-demo").iterdir()}
    assert names == {"beispielstadt-2026.yaml", "questionnaire.html", "report.html", "report.md"}
    whole = (tmp_path / "planself-demo/report.md").read_text("utf-8")
    assert all(f"\n## {part}\n" in whole for part in ("Key findings", "Hurdle profile", "Annex")), "no sheet alone"


@pytest.mark.parametrize("name", ["beispielstadt-2026.yaml", "questionnaire.html", "report.html", "report.md"])
def test_the_demo_leaves_alone_what_somebody_edited(cli: Cli, tmp_path: Path, name: str) -> None:
    cli("demo")
    edited = tmp_path / "planself-demo" / name
    edited.write_text("mine", "utf-8")
    assert cli("demo").code == 0
    assert edited.read_text("utf-8") == "mine"
    assert (tmp_path / "planself-demo-2" / name).exists()


def test_the_demo_puts_all_examples_into_the_folder(cli: Cli, tmp_path: Path) -> None:
    first, second = cli("demo", "--all"), cli("demo", "--all")
    assert (first.code, second.code) == (0, 0), first.err
    assert [path.name for path in tmp_path.iterdir()] == ["planself-demo"]
    folder = tmp_path / "planself-demo"
    assert {path.name for path in folder.iterdir()} >= {
        "beispielstadt-2024.yaml",
        "gemeinden",
        "plan-beispielstadt.yaml",
        "vergleich-40-gemeinden.json",
        "workshop-musterstadt",
    }
    assert len(list((folder / "workshop-musterstadt/answers").iterdir())) == 16
    assert not list(folder.rglob("*.expected.json"))
    assert cli("workshop", "merge", str(folder / "workshop-musterstadt")).code == 0
    assert cli("plan", "status", str(folder / "plan-beispielstadt.yaml")).code == 0


def test_the_demo_of_all_leaves_alone_what_somebody_edited(cli: Cli, tmp_path: Path) -> None:
    cli("demo", "--all")
    edited = tmp_path / "planself-demo/workshop-musterstadt/votes.yaml"
    edited.write_text("mine", "utf-8")
    assert cli("demo", "--all").code == 0
    assert edited.read_text("utf-8") == "mine"
    assert (tmp_path / "planself-demo-2/workshop-musterstadt/votes.yaml").exists()


# --- report ---


@pytest.mark.parametrize("suffix", ["html", "md", "json"])
def test_a_report_is_overwritten_only_where_nobody_edited_it(cli: Cli, city: Path, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"bericht.{suffix}"
    assert cli("report", city, "-o", target).code == 0
    assert cli("report", city, "-o", target).code == 0
    edited = target.read_text("utf-8") + " "
    target.write_text(edited.replace("70", "99"), "utf-8")
    kept = target.read_bytes()
    assert cli("report", city, "-o", target).code == 2
    assert target.read_bytes() == kept
    assert cli("report", city, "-o", target, "--force").code == 0
    assert target.read_bytes() != kept


def test_a_report_never_replaces_its_own_answers(cli: Cli, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps(EMPTY), "utf-8")
    before = answers.read_bytes()
    assert cli("report", answers, "-o", answers, "--format", "json", "--force").code == 2
    assert answers.read_bytes() == before


def test_a_json_report_is_the_result(cli: Cli, city: Path, tmp_path: Path) -> None:
    cli("report", city, "-o", "r.json")
    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    scored = json.loads(cli("score", city, "--json").out)
    assert {key: report[key] for key in scored} == scored


def test_a_report_has_a_language_of_its_own(cli: Cli, city: Path, tmp_path: Path) -> None:
    cli("report", city, "-o", "de.html", "--lang", "de")
    cli("report", city, "-o", "en.html", "--lang", "en")
    assert '<html lang="de"' in (tmp_path / "de.html").read_text("utf-8")
    assert '<html lang="en"' in (tmp_path / "en.html").read_text("utf-8")


# --- check, new, questionnaires, schema, explain ---


def test_the_shipped_questionnaires_and_examples_have_no_problem(cli: Cli, examples: Path) -> None:
    files = [*examples.parent.glob("*.yaml"), *examples.glob("*.yaml")]
    ran = cli("check", "--strict", "--json", *files)
    assert json.loads(ran.out)["problems"] == []
    assert ran.code == 0


def test_check_runs_the_examples_of_a_questionnaire(cli: Cli, examples: Path, tmp_path: Path) -> None:
    form = examples.parent / "barrierefreie-oeffentlichkeitsarbeit.yaml"
    name = "turnverein-musterhausen"
    (tmp_path / "beispiele").mkdir()
    (tmp_path / form.name).write_bytes(form.read_bytes())
    for suffix in (".yaml", ".expected.json"):
        (tmp_path / "beispiele" / (name + suffix)).write_bytes((examples / (name + suffix)).read_bytes())
    assert cli("check", form.name).code == 0
    wrong = tmp_path / "beispiele" / f"{name}.expected.json"
    expected = json.loads(wrong.read_text("utf-8"))
    expected["overall"]["lower"] += 0.1
    wrong.write_text(json.dumps(expected), "utf-8")
    ran = cli("check", form.name)
    assert ran.code == 1
    assert "E191" in ran.out


def test_check_names_every_problem_with_its_place(cli: Cli, city: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(city.read_text("utf-8").replace("mand_lead: ", "mand_lead: 9 # "), "utf-8")
    ran = cli("check", bad, "--json")
    problem = json.loads(ran.out)["problems"][0]
    line = bad.read_text("utf-8").splitlines()[problem["line"] - 1]
    assert ran.code == 1
    assert line[problem["column"] - 1 :].startswith("9 #")


def test_a_file_of_no_known_format_is_named(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a: 1\n", "utf-8")
    ran = cli("check", "x.yaml")
    assert ran.code == 1
    assert "E050" in ran.out


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_starter_passes_strictly_and_is_never_overwritten(cli: Cli, tmp_path: Path, lang: str) -> None:
    assert cli("new", "-o", "mine.yaml", "--lang", lang).code == 0
    assert cli("check", "--strict", "mine.yaml").code == 0
    assert cli("new", "-o", "mine.yaml").code == 2
    assert (tmp_path / "mine.yaml").stat().st_size > 1000


def test_local_questionnaires_are_listed_beside_the_built_in_ones(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "questionnaires").mkdir()
    cli("new", "-o", "questionnaires/mine.yaml")
    entries = {entry["id"]: entry for entry in json.loads(cli("questionnaires", "--json").out)}
    assert entries["integrierte-planung"]["origin"] == "built-in"
    assert entries["integrierte-planung"]["hurdles"] == 10
    assert sum(entry["origin"] == "local" for entry in entries.values()) == 1
    assert "integrierte-planung" in cli("questionnaires").out


@pytest.mark.parametrize("kind", ["questionnaire", "answers", "result", "mapping", "group"])
def test_schemas_are_json(cli: Cli, kind: str) -> None:
    assert json.loads(cli("schema", kind).out)["$schema"].startswith("https://json-schema.org/")


def test_a_json_report_and_the_result_of_score_keep_the_schema(cli: Cli, city: Path, tmp_path: Path) -> None:
    schema = json.loads(cli("schema", "result").out)
    cli("report", city, "-o", tmp_path / "r.json")
    jsonschema.validate(json.loads((tmp_path / "r.json").read_text("utf-8")), schema)
    jsonschema.validate(json.loads(cli("score", city, "--json").out), schema)


def test_explain_ends_in_the_published_numbers(cli: Cli, city: Path) -> None:
    result = json.loads(cli("score", city, "--json").out)
    hurdle = next(hurdle for hurdle in result["hurdles"] if hurdle["id"] == "goals_and_cycle")
    points = next(question["points"] for question in result["questions"] if question["id"] == "silo_overview")
    assert f"rounded {result['overall']['score']}\n" in cli("explain", city).out
    told = cli("explain", city, "goals_and_cycle").out
    for number in ("score", "lower", "upper", "coverage"):
        assert re.search(rf"(=|rounded) {f'{hurdle[number]:g}'}$", told, re.M), number
    assert f"= {points / 10:g}\n" in cli("explain", city, "silo_overview").out


def test_explain_names_the_nearest_target(cli: Cli, city: Path) -> None:
    ran = cli("explain", city, "data_bais")
    assert ran.code == 2
    assert "data_basis" in ran.err


def test_a_report_goes_to_stdout_where_that_is_asked(cli: Cli, city: Path, tmp_path: Path) -> None:
    ran = cli("report", city, "-o", "-", "--format", "md")
    assert ran.code == 0
    assert ran.out.startswith("# ")
    assert list(tmp_path.iterdir()) == []
