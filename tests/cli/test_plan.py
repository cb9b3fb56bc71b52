"""`planself plan`: from an answer file to a plan, its status, its exports, and what stands beside a comparison."""

from __future__ import annotations

import json
import shutil
import time
from pathlib import Path

import pytest

from planself.actions.load import load_plan
from tests.actions.samples import choose
from tests.cli.conftest import Cli

ON = ("--today", "2026-11-23")


@pytest.fixture
def plan(examples: Path) -> Path:
    return examples / "plan-beispielstadt.yaml"


def test_a_plan_is_written_checked_and_followed(cli: Cli, city: Path, tmp_path: Path) -> None:
    shutil.copy(city, tmp_path / "a.yaml")
    made = cli("plan", "new", "a.yaml", "-o", "plan.yaml", "--target", "participation=55,5")
    assert made.code == 0
    assert "7 actions written to plan.yaml." in made.err
    assert cli("check", "--strict", "plan.yaml").code == 0
    found = load_plan(tmp_path / "plan.yaml", choose)
    assert found.plan.targets == {"participation": 555}
    assert found.plan.baseline.file == "a.yaml"
    shown = cli("plan", "status", "plan.yaml")
    assert shown.code == 0
    assert "Projection" in shown.out
    assert "No forecast." in shown.out


def test_answers_elsewhere_are_not_named(cli: Cli, city: Path, tmp_path: Path) -> None:
    assert cli("plan", "new", city, "-o", "plan.yaml").code == 0
    assert load_plan(tmp_path / "plan.yaml", choose).plan.baseline.file is None
    assert "there is no projection" in cli("plan", "status", "plan.yaml").out
    assert "Overall" in cli("plan", "status", "plan.yaml", "--answers", city).out


def test_measures_are_taken_by_name(cli: Cli, city: Path, tmp_path: Path) -> None:
    assert cli("plan", "new", city, "-o", "plan.yaml", "--take", "m_part_places", "--take", "m_silo_rule").code == 0
    assert list(load_plan(tmp_path / "plan.yaml", choose).plan.by_id) == ["m_part_places", "m_silo_rule"]


REFUSED = {
    "no such measure": (["--take", "m_part_place"], "Did you mean m_part_places?"),
    "no such hurdle": (["--target", "participatio=3"], "Did you mean participation?"),
    "no number": (["--target", "participation"], "participation=60"),
    "too much": (["--target", "participation=101"], "between 0 and 100"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_wrong_usage_is_refused_and_nothing_written(cli: Cli, city: Path, tmp_path: Path, case: str) -> None:
    options, said = REFUSED[case]
    ended = cli("plan", "new", city, "-o", "plan.yaml", *options)
    assert ended.code == 2
    assert said in ended.err
    assert not (tmp_path / "plan.yaml").exists()


def test_a_plan_that_is_there_is_never_overwritten(cli: Cli, city: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("mine", "utf-8")
    ended = cli("plan", "new", city, "-o", "plan.yaml", "--all")
    assert ended.code == 2
    assert "plan.yaml exists." in ended.err
    assert (tmp_path / "plan.yaml").read_text("utf-8") == "mine"
    assert cli("plan", "new", city, "-o", "plan.xlsx").code == 2


def test_the_status_says_what_is_due_and_how_far_targets_are(cli: Cli, plan: Path, city: Path) -> None:
    shown = cli("plan", "status", plan, *ON, "--answers", city).out
    for line in (
        "Overdue (1)",
        "(24 days ago)",
        "Due within 30 days (2)",
        "waiting for: Go to trusted places",
        "from 26.0 to 50.0; now 34.0; 33% of the way",
        "from 25.0 to 55.0; now 60.0; 117% of the way; reached",
    ):
        assert line in shown


def test_the_status_for_machines(cli: Cli, plan: Path, city: Path) -> None:
    found = json.loads(cli("plan", "status", plan, *ON, "--answers", city, "--json").out)
    assert found["format"] == "planself/plan-status/1"
    assert found["counts"]["overdue"] == 1
    assert found["targets"][0]["progress"] == 33
    schema = json.loads(cli("schema", "plan-status").out)
    assert set(schema["required"]) == set(found)
    assert json.loads(cli("schema", "plan").out)["properties"]["format"]["const"] == "planself/plan/1"


@pytest.mark.parametrize("suffix", ["xlsx", "csv", "ics", "md", "html"])
def test_every_export_is_written_once_and_again_by_force(cli: Cli, plan: Path, tmp_path: Path, suffix: str) -> None:
    target = f"plan.{suffix}"
    assert cli("plan", "export", plan, "-o", target, *ON).code == 0
    (tmp_path / target).write_bytes((tmp_path / target).read_bytes() + b"x")
    assert cli("plan", "export", plan, "-o", target).code == 2
    assert cli("plan", "export", plan, "-o", target, "--force").code == 0


def test_an_unknown_suffix_and_a_bad_day_are_refused(cli: Cli, plan: Path) -> None:
    assert ".xlsx" in cli("plan", "export", plan, "-o", "plan.pdf").err
    assert cli("plan", "status", plan, "--today", "soon").code == 2


def test_a_bad_plan_has_its_problems_named_by_every_command(cli: Cli, city: Path, tmp_path: Path) -> None:
    head = "format: planself/plan/1\nquestionnaire: {id: integrierte-planung, version: 0.10.0}\n"
    (tmp_path / "plan.yaml").write_text(head + "actions: [{id: a}]\n", "utf-8")
    for called in (
        ("plan", "status", "plan.yaml"),
        ("plan", "export", "plan.yaml", "-o", "x.csv"),
        ("report", city, "--plan", "plan.yaml", "-o", "x.html"),
        ("check", "plan.yaml"),
    ):
        ended = cli(*called)
        assert ended.code == 1, called
        assert "E292" in ended.err + ended.out
    assert not list(tmp_path.glob("x.*"))


def test_answers_to_another_questionnaire_are_refused(cli: Cli, plan: Path, examples: Path) -> None:
    other = examples / "turnverein-musterhausen.yaml"
    ended = cli("plan", "status", plan, "--answers", other)
    assert ended.code == 1
    assert "E294" in ended.err


def test_the_report_has_the_plan(cli: Cli, plan: Path, city: Path, tmp_path: Path) -> None:
    assert cli("report", city, "--plan", plan, "-o", "r.md", "--lang", "en").code == 0
    text = (tmp_path / "r.md").read_text("utf-8")
    assert "## Action plan" in text
    assert "117%, reached" in text
    assert "A projection, not a forecast" in text
    assert cli("report", city, "--plan", plan, "-o", "r.json").code == 0
    found = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert found["plan"]["format"] == "planself/plan-status/1"
    assert found["plan"]["current"] == "2026-10-08"


def test_the_report_on_the_baseline_itself_claims_no_progress(cli: Cli, plan: Path, examples: Path) -> None:
    assert cli("report", examples / "beispielstadt-2024.yaml", "--plan", plan, "-o", "r.json").code == 0
    found = json.loads(Path("r.json").read_text("utf-8"))["plan"]
    assert found["current"] is None
    assert {target["progress"] for target in found["targets"]} == {None}


def test_compare_sets_the_plan_beside_what_changed(cli: Cli, plan: Path, city: Path, examples: Path) -> None:
    rounds = (examples / "beispielstadt-2024.yaml", city)
    shown = cli("compare", *rounds, "--plan", plan).out
    assert "Clarify ten terms – completed, 23 May 2025" in shown
    found = json.loads(cli("compare", *rounds, "--plan", plan, "--json").out)
    measures = {one["id"]: one["status"] for hurdle in found["hurdles"] for one in hurdle["measures"]}
    assert measures["m_cult_terms"] == "done"
    assert measures["m_cult_visit"] == "dropped"
    assert cli("report", city, "--compare", rounds[0], "--plan", plan, "-o", "r.md", "--lang", "en").code == 0
    text = Path("r.md").read_text("utf-8")
    assert "What was planned in between" in text
    assert "one need not be the other's cause" in text


def test_batch_leaves_plans_alone(cli: Cli, plan: Path, city: Path, tmp_path: Path) -> None:
    folder = tmp_path / "answers"
    folder.mkdir()
    for file in (plan, city):
        shutil.copy(file, folder)
    ended = cli("batch", folder, "-o", "out.csv")
    assert ended.code == 0, ended.err
    assert "N490" in ended.err


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".ics", ".md", ".html"])
def test_the_same_plan_gives_the_same_export(cli: Cli, plan: Path, tmp_path: Path, suffix: str) -> None:
    found = []
    for _time in range(2):
        assert cli("plan", "export", plan, "-o", f"out{suffix}", "--force", "--today", "2026-11-22").code == 0
        found.append((tmp_path / f"out{suffix}").read_bytes())
        time.sleep(2)
    assert found[0] == found[1]


def test_an_action_too_long_for_a_cell_is_named(cli: Cli, plan: Path, tmp_path: Path) -> None:
    text = plan.read_text("utf-8").replace(
        "    status: running\n", f"    status: running\n    note: {'x' * 40_000}\n", 1
    )
    (tmp_path / "long.yaml").write_text(text, "utf-8")
    ran = cli("plan", "export", "long.yaml", "-o", "out.xlsx")
    assert ran.code == 0
    assert "out.xlsx N460" in ran.err
