"""`compare` and `report --compare`: order, versions, refusals, and the product for people and for machines."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from planself.analysis.comparison_schema import schema
from planself.scoring import assessment as results
from tests.cli.conftest import Cli

COMPARISON = Draft202012Validator(schema())
YEARS = ("2024", "2025", "2026")
HEAD = """\
format: planself/questionnaire/1
id: parks
languages: [en]
title: Parks
scoring: {min_coverage: 50}
bands: [{id: high, from: 0, label: high hurdle}, {id: low, from: 60, label: low hurdle}]
stages: [{id: first, min: 0, label: First}, {id: second, min: 50, label: Second}]
scales: {five: {levels: [{label: a}, {label: b}, {label: c}, {label: d}, {label: e}]}}
roles: [{id: plan, label: Planning}, {id: lead, label: Lead}]
hurdles: [{id: paths, name: Narrow paths}, {id: benches, name: Missing benches}]
"""
OLD = """\
version: 1.0.0
sections:
  - id: all
    title: All
    questions:
      - {id: width, type: scale, scale: five, text: How wide?, hurdles: {paths: 1}}
      - {id: seats, type: scale, scale: five, text: How many seats?, hurdles: {benches: 1}}
"""
NEW = """\
version: 1.1.0
sections:
  - id: all
    title: All
    questions:
      - {id: wide, type: scale, scale: five, text: How wide?, hurdles: {paths: 1}, renamed_from: [width]}
      - {id: seats, type: scale, scale: five, text: How many seats?, hurdles: {benches: 1}}
      - {id: lights, type: scale, scale: five, text: How many lights?, hurdles: {paths: 1}}
      - {id: staff, type: scale, scale: five, text: How many gardeners?, hurdles: {benches: 1}}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the newest questionnaire at hand, and answers to it and to the version before."""
    (tmp_path / "questionnaires").mkdir()
    (tmp_path / "questionnaires/parks.yaml").write_text(HEAD + NEW, "utf-8")
    answers(tmp_path / "old.yaml", "width: {value: 2, comment: Two prams.}, seats: 1, staff: 2", date="2024-05-01")
    answers(tmp_path / "new.yaml", "wide: 3, seats: 2, lights: 4, staff: 2", version="1.1.0", date="2026-05-01")
    return tmp_path


def answers(path: Path, given: str, *, version: str = "1.0.0", subject: str = "{name: Town}", **more: str) -> Path:
    lines = [
        "format: planself/answers/1",
        f"questionnaire: {{id: {more.pop('id', 'parks')}, version: {version}}}",
        f"subject: {subject}",
        *(f"{key}: {value}" for key, value in more.items()),
        f"answers: {{{given}}}",
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def compared(cli: Cli, *arguments: str | Path) -> dict[str, Any]:
    ran = cli("compare", *arguments, "--json")
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    COMPARISON.validate(found)
    return found


def refused(cli: Cli, *arguments: str | Path) -> str:
    ran = cli("compare", *arguments, "--json")
    assert ran.code == 1
    assert ran.out == ""
    [code] = {entry["code"] for entry in json.loads(ran.err)["problems"] if entry["severity"] == "error"}
    return str(code)


def hurdle(found: dict[str, Any], id_: str) -> dict[str, Any]:
    return next(entry for entry in found["hurdles"] if entry["id"] == id_)


# --- versions ---


def test_a_renamed_question_is_followed_and_a_new_one_is_scored_apart(cli: Cli, desk: Path) -> None:
    beside = desk / "archive.yaml"
    beside.write_text(HEAD + OLD, "utf-8")
    found = compared(cli, "old.yaml", "new.yaml")
    paths, benches = hurdle(found, "paths"), hurdle(found, "benches")
    assert [numbers["score"] for numbers in paths["results"]] == [50.0, 87.5]
    assert (paths["change"], paths["not_explained_by_open_answers"]) == (37.5, True)
    assert paths["band"] == {"old": "high", "new": "low"}
    assert paths["new_questions"] == ["lights"]
    assert [numbers["score"] for numbers in paths["comparable"]["results"]] == [50.0, 75.0]
    assert paths["comparable"]["change"] == 25.0
    assert benches["new_questions"] == ["staff"]  # its version did not have it, whatever the file says
    assert benches["comparable"]["change"] == 25.0
    assert found["overall"]["comparable"]["change"] == 25.0
    assert found["new_questions"] == ["lights", "staff"]
    assert [question["id"] for question in found["questions"]] == ["wide", "seats"]
    assert found["questions"][0]["old"]["comment"] == "Two prams."
    assert [round_["version_at_hand"] for round_ in found["rounds"]] == [True, True]


@pytest.mark.usefixtures("desk")
def test_without_the_older_version_questions_without_an_entry_may_be_new(cli: Cli) -> None:
    found = compared(cli, "old.yaml", "new.yaml")
    assert found["rounds"][0]["version_at_hand"] is False
    assert found["new_questions"] == ["lights"]
    assert hurdle(found, "benches")["comparable"] is None
    assert "Perhaps new" in cli("compare", "old.yaml", "new.yaml").out


def test_files_of_the_present_version_have_no_new_questions(cli: Cli, desk: Path) -> None:
    answers(desk / "same.yaml", "wide: 2", version="1.1.0", date="2025-01-01")
    assert compared(cli, "same.yaml", "new.yaml")["new_questions"] == []


@pytest.mark.usefixtures("desk")
def test_the_newest_version_at_hand_scores_all_files(cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    other.mkdir()
    (other / "parks.yaml").write_text(HEAD + NEW.replace("1.1.0", "1.10.0"), "utf-8")
    monkeypatch.setenv("PLANSELF_QUESTIONNAIRES", str(other))
    assert compared(cli, "old.yaml", "new.yaml")["questionnaire"]["version"] == "1.10.0"


# --- order ---


@pytest.mark.parametrize("order", [("new.yaml", "old.yaml"), ("old.yaml", "new.yaml")])
@pytest.mark.usefixtures("desk")
def test_the_dates_decide_which_file_is_the_older(cli: Cli, order: tuple[str, str]) -> None:
    assert [round_["source"] for round_ in compared(cli, *order)["rounds"]] == ["old.yaml", "new.yaml"]


@pytest.mark.parametrize("date", ["", "date: 2026-05-01\n"])
def test_without_dates_that_differ_the_order_given_counts_and_is_said(cli: Cli, desk: Path, date: str) -> None:
    text = (desk / "old.yaml").read_text("utf-8").replace("date: 2024-05-01\n", date)
    (desk / "old.yaml").write_text(text, "utf-8")
    assert [round_["source"] for round_ in compared(cli, "new.yaml", "old.yaml")["rounds"]] == ["new.yaml", "old.yaml"]
    assert "N418" in cli("compare", "new.yaml", "old.yaml").err


# --- refusals and doubts ---


@pytest.mark.usefixtures("desk")
def test_another_questionnaire_is_refused(cli: Cli, city: Path) -> None:
    assert refused(cli, "old.yaml", city) == "E215"


def test_another_major_version_is_refused(cli: Cli, desk: Path) -> None:
    assert refused(cli, "old.yaml", answers(desk / "other.yaml", "", version="2.0.0")) == "E216"


def test_a_short_form_and_its_long_form_are_refused(cli: Cli, city: Path, tmp_path: Path) -> None:
    short = answers(tmp_path / "short.yaml", "", id="integrierte-planung-kurz", version="0.10.0")
    assert refused(cli, city, short) == "E215"
    assert refused(cli, city, short, "-q", "integrierte-planung") == "E215"


def test_another_municipality_is_refused_by_its_key_and_doubted_by_its_name(cli: Cli, desk: Path) -> None:
    first = answers(desk / "a.yaml", "seats: 1", subject='{name: Town, ags: "05315000"}', date="2024-01-01")
    other = answers(desk / "b.yaml", "seats: 1", subject='{name: Town, ags: "05315001"}', date="2025-01-01")
    named = answers(desk / "c.yaml", "seats: 1", subject="{name: City}", date="2026-01-01")
    assert refused(cli, first, other) == "E217"
    ran = cli("compare", first, named)
    assert ran.code == 0
    assert "N416" in ran.err


def test_another_part_is_doubted(cli: Cli, desk: Path) -> None:
    part = answers(desk / "part.yaml", "wide: 1", version="1.1.0", part="[plan]", date="2025-01-01")
    ran = cli("compare", part, "new.yaml")
    assert ran.code == 0
    assert "N417" in ran.err


@pytest.mark.parametrize("files", [["old.yaml"], ["old.yaml", "./old.yaml"], ["old.yaml", "nothing.yaml"]])
@pytest.mark.usefixtures("desk")
def test_one_file_the_same_twice_and_none_are_wrong_usage(cli: Cli, files: list[str]) -> None:
    ran = cli("compare", *files)
    assert ran.code == 2
    assert ran.out == ""


def test_nothing_is_compared_where_one_file_is_bad(cli: Cli, desk: Path) -> None:
    answers(desk / "bad.yaml", "wide: 9", version="1.1.0", date="2025-01-01")
    assert refused(cli, "old.yaml", "bad.yaml", "new.yaml") == "E220"


# --- for people ---


@pytest.mark.parametrize(
    ("lang", "mark", "change"),
    [("de", "nicht durch offene Antworten erklärbar", "+23,1"), ("en", "not explained by open answers", "+23.1")],
)
def test_three_years_of_the_example_in_both_languages(
    cli: Cli, examples: Path, lang: str, mark: str, change: str
) -> None:
    ran = cli("compare", *(examples / f"beispielstadt-{year}.yaml" for year in reversed(YEARS)), "--lang", lang)
    assert ran.code == 0
    assert ran.err == ""
    assert "2024 → 2025 → 2026" in ran.out
    assert mark in ran.out
    assert change in ran.out


@pytest.mark.parametrize("lang", ["de", "en"])
def test_no_change_is_called_proven(cli: Cli, examples: Path, lang: str, tmp_path: Path) -> None:
    files = [examples / f"beispielstadt-{year}.yaml" for year in YEARS]
    said = cli("compare", *files, "--lang", lang).out
    options = [part for file in files[:-1] for part in ("--compare", file)]
    assert cli("report", files[-1], *options, "-o", "r.md", "--lang", lang).code == 0
    text = (
        said + (tmp_path / "r.md").read_text("utf-8").partition("## Veränderungen" if lang == "de" else "## Changes")[2]
    )
    for word in ("signifikan", "significan", "bewiesen", "proven", "nachgewiesen", "belegt, dass"):
        assert word not in text.partition("## Method")[0].lower()


def test_what_people_typed_is_inert(cli: Cli, desk: Path) -> None:
    answers(desk / "evil.yaml", 'wide: {value: 1, comment: "\\e[31mred"}', version="1.1.0", date="2025-01-01")
    assert "\x1b" not in cli("compare", "evil.yaml", "new.yaml").out


# --- the plan ---


def test_what_was_planned_stands_beside_what_changed(cli: Cli, examples: Path) -> None:
    files = [examples / f"beispielstadt-{year}.yaml" for year in YEARS]
    plan = examples / "plan-beispielstadt.yaml"
    found = compared(cli, *files, "--plan", plan)
    measures = [measure for entry in found["hurdles"] for measure in entry["measures"]]
    assert len(measures) >= 2
    assert {measure["status"] for measure in measures} <= {"proposed", "planned", "running", "done", "dropped"}
    said = cli("compare", *files, "--plan", plan).out
    assert said.count("Measure: ") == len(measures)


@pytest.mark.usefixtures("desk")
def test_a_plan_for_another_questionnaire_is_refused(cli: Cli, examples: Path) -> None:
    ran = cli("compare", "old.yaml", "new.yaml", "--plan", examples / "plan-beispielstadt.yaml")
    assert ran.code == 1
    assert ran.out == ""
    assert "E294" in ran.err


# --- the report ---


def test_the_report_has_the_comparison_in_every_format(cli: Cli, examples: Path, tmp_path: Path) -> None:
    files = [examples / f"beispielstadt-{year}.yaml" for year in YEARS]
    options = ["--compare", files[1], "--compare", files[0]]
    for name in ("r.html", "r.md", "r.json"):
        assert cli("report", files[2], *options, "-o", name).code == 0
    data = json.loads((tmp_path / "r.json").read_text("utf-8"))
    COMPARISON.validate(data["comparison"])
    Draft202012Validator(results.schema()).validate(data)
    assert data["comparison"] == compared(cli, *files)
    assert 'class="slope"' in (tmp_path / "r.html").read_text("utf-8")
    assert "## Changes since 10 October 2024" in (tmp_path / "r.md").read_text("utf-8")


def test_the_report_is_about_the_newest(cli: Cli, examples: Path, tmp_path: Path) -> None:
    ran = cli(
        "report",
        examples / "beispielstadt-2024.yaml",
        "--compare",
        examples / "beispielstadt-2026.yaml",
        "-o",
        "r.html",
    )
    assert ran.code == 2
    assert "later" in ran.err
    assert not (tmp_path / "r.html").exists()


def test_the_report_never_overwrites_an_older_answer_file(cli: Cli, examples: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.json"
    shutil.copy(examples / "beispielstadt-2024.yaml", tmp_path / "older.yaml")
    older.write_text(json.dumps(_as_data(tmp_path / "older.yaml")), "utf-8")
    before = older.read_bytes()
    ran = cli("report", examples / "beispielstadt-2026.yaml", "--compare", older, "-o", older, "--force")
    assert ran.code == 2
    assert older.read_bytes() == before


def _as_data(path: Path) -> Any:
    from planself.files.source import load

    return json.loads(json.dumps(load(path).data, default=str))
