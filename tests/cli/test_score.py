"""`score`: the product for people and for machines, and its exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planself import resources
from planself.questionnaire.load import load_questionnaire
from tests.cli.conftest import Cli

MUNICIPALITIES = ("beispielstadt-2024", "beispielstadt-2026", "kleinmusterstedt", "landkreis-musterland")


@pytest.mark.parametrize("name", MUNICIPALITIES)
def test_every_example_gives_its_expected_result(cli: Cli, examples: Path, name: str) -> None:
    ran = cli("score", examples / f"{name}.yaml", "--json")
    result = json.loads(ran.out)
    expected = json.loads((examples / f"{name}.expected.json").read_text("utf-8"))
    assert ran.code == 0
    assert {key: result[key] for key in expected if key != "questionnaire"} == {
        key: value for key, value in expected.items() if key != "questionnaire"
    }


@pytest.mark.parametrize(("lang", "word"), [("de", "Gesamtstufe"), ("en", "Stage")])
def test_the_profile_speaks_both_languages(cli: Cli, city: Path, lang: str, word: str) -> None:
    ran = cli("score", city, "--lang", lang)
    assert word in ran.out
    assert ("69,7" if lang == "de" else "69.7") in ran.out


def test_the_highest_hurdle_comes_first(cli: Cli, city: Path) -> None:
    lines = cli("score", city).out.splitlines()
    start = next(place for place, line in enumerate(lines) if line.startswith("The biggest hurdles first"))
    assert lines[start + 1].startswith("Participation  ")


def test_what_holds_back_the_next_stage_is_named_by_its_topic_too(cli: Cli, examples: Path) -> None:
    out = cli("score", examples / "landkreis-musterland.yaml").out
    held = out.partition("is held back by:\n")[2].split("\n\n")[0]
    questionnaire = load_questionnaire(resources.questionnaires() / "integrierte-planung.yaml").questionnaire
    topics = {hurdle.topic["en"] for hurdle in questionnaire.hurdles if isinstance(hurdle.topic, dict)}
    assert held
    assert {line.strip() for line in held.splitlines()} <= topics


def test_several_files_give_one_result_a_line_in_the_order_given(cli: Cli, examples: Path) -> None:
    files = [examples / f"{name}.yaml" for name in reversed(MUNICIPALITIES)]
    lines = cli("score", *files, "--json").out.splitlines()
    names = [json.loads(line)["subject"]["name"] for line in lines]
    assert names == [json.loads(cli("score", file, "--json").out)["subject"]["name"] for file in files]


def test_good_files_are_scored_beside_a_bad_one(cli: Cli, city: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("format: planself/answers/1\n- no\n", "utf-8")
    ran = cli("score", bad, city, "--json")
    problems = json.loads(ran.err)
    assert ran.code == 1
    assert json.loads(ran.out)["overall"]["status"] == "rated"
    assert problems["format"] == "planself/problems/1"
    assert problems["problems"][0]["file"] == str(bad)
    assert problems["problems"][0]["line"] == 2


@pytest.mark.parametrize(("limit", "code"), [("69.7", 0), ("69,8", 4), ("100", 4), ("0", 0)])
def test_a_limit_is_missed_below_it_only(cli: Cli, city: Path, limit: str, code: int) -> None:
    assert cli("score", city, "--fail-below", limit).code == code


def test_a_score_that_is_not_published_misses_every_limit(cli: Cli, examples: Path) -> None:
    assert cli("score", examples / "kleinmusterstedt.yaml", "--fail-below", "0").code == 4


def test_problems_outrank_a_missed_limit(cli: Cli, city: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("", "utf-8")
    assert cli("score", city, bad, "--fail-below", "100").code == 1


@pytest.mark.parametrize("limit", ["ten", "-1", "100.1", "1.23", "٣"])
def test_a_limit_that_is_no_percentage_is_refused(cli: Cli, city: Path, limit: str) -> None:
    assert cli("score", city, "--fail-below", limit).code == 2


def test_a_piped_profile_has_no_colours(cli: Cli, city: Path) -> None:
    assert "\x1b" not in cli("score", city).out


def test_text_of_users_steers_no_terminal_and_is_no_markup(cli: Cli, city: Path, tmp_path: Path) -> None:
    hostile = tmp_path / "hostile.yaml"
    text = city.read_text("utf-8")
    hostile.write_text(text.replace("Beispielstadt (fiktiv)", '"[red]x[/red] \\u202egnp.exe"'), "utf-8")
    ran = cli("score", hostile)
    assert "[red]x[/red] \ufffdgnp.exe" in ran.out
    hostile.write_text(text.replace("Beispielstadt (fiktiv)", '"\\e]0;own\\a"'), "utf-8")
    refused = cli("score", hostile)
    assert refused.code == 1
    assert not {"\x1b", "\x07", "\u202e"} & set(ran.out + ran.err + refused.out + refused.err)


def test_a_path_that_does_not_exist_stops_before_anything_is_done(cli: Cli, city: Path) -> None:
    for command in (["score"], ["check"], ["batch", "-o", "t.csv"]):
        ran = cli(*command, city, "absent.yaml")
        assert ran.code == 2
        assert ran.out == ""
        assert not Path("t.csv").exists()


@pytest.mark.parametrize("evidence", ["", "   ", "\u00a0", "\u200b", "\u200b\n"])
def test_evidence_that_shows_nothing_is_none(cli: Cli, small: Path, tmp_path: Path, evidence: str) -> None:
    named = {"id": "library", "version": "1.2.0"}
    for name, proof in (("blank", evidence), ("proven", "the sign at the door")):
        answers = {"hours": {"value": 2, "evidence": proof}}
        data = {"format": "planself/answers/1", "questionnaire": named, "answers": answers}
        (tmp_path / f"{name}.json").write_text(json.dumps(data), "utf-8")
    blank, proven = (json.loads(cli("score", f"{n}.json", "-q", small, "--json").out) for n in ("blank", "proven"))
    assert (blank["unproven"], proven["unproven"]) == (["hours"], [])
    said = [cli("report", f"{name}.json", "-q", small, "-o", f"{name}.md") for name in ("blank", "proven")]
    assert [ran.code for ran in said] == [0, 0]
    for name, names in (("blank", "names no evidence"), ("proven", "names evidence")):
        report = (tmp_path / f"{name}.md").read_text("utf-8")
        assert f"The only answer of 75 points or more {names}." in report
