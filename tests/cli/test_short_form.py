"""A file of the short form: every command reads it as one, and gives what the short form has to give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.interview.samples import SHORT, load
from tests.interview.test_plain import GO
from tests.interview.test_short_form import Sitting

LONG = """\
format: planself/answers/1
questionnaire: {id: integrierte-planung, version: 0.10.0}
answers: {kind: kreisfrei, population: from_200000, silo_joint_plan: 1, cult_direct: 1, mand_lead: 1, steer_group: 1,
  cap_time: 1, data_small_area: 1, goal_cycle: 1, part_needs: 1, net_school_health: 1, fund_linked: 1}
"""
SILOS = "answers: {silo_overview: 1, silo_areas: convertible, silo_transitions: 1, "


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        (LONG, True),
        (LONG.replace(" mand_lead: 1,", ""), False),  # a question of the short form is open
        (LONG.replace("answers: {", SILOS), False),  # a hurdle of the long form has a score
        (LONG.replace("planung,", "planung-kurz,"), False),
    ],
)
def test_who_went_on_with_the_long_form_and_stopped_is_led_back_to_the_short_one(
    cli: Cli, tmp_path: Path, text: str, offered: bool
) -> None:
    (tmp_path / "k.yaml").write_text(text, "utf-8")
    file = str(tmp_path / "k.yaml")
    report = cli("report", file, "-o", str(tmp_path / "r.md"), "--lang", "en")
    plan = cli("plan", "new", file, "-o", str(tmp_path / "p.yaml"), "--lang", "en")
    assert (report.code, plan.code) == (0, 0)
    for said in (report.err, plan.err):
        assert ("All questions of the short form have an answer." in said) is offered
        assert ("-q integrierte-planung-kurz" in said) is offered
    if offered:
        assert "m_silo_group" not in (tmp_path / "p.yaml").read_text("utf-8")
        assert cli("plan", "new", file, "-o", str(tmp_path / "s.yaml"), "-q", "integrierte-planung-kurz").code == 0
        assert "m_silo_group" in (tmp_path / "s.yaml").read_text("utf-8")


def test_every_command_reads_the_file_as_a_short_form(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, at_hand = tmp_path / "a.yaml", tmp_path / "at-hand"
    at_hand.mkdir()
    forms = load(at_hand), load(at_hand, SHORT, "sample-short.yaml")
    Sitting(path, forms, *GO, "1", "1", "2", "1")
    monkeypatch.setenv("PLANSELF_QUESTIONNAIRES", str(at_hand))
    result = json.loads(cli("score", str(path), "--json").out)
    assert (result["questionnaire"]["id"], result["overall"]["score"]) == ("sample-short", 50.0)
    assert "Short form: the scores are rough" in cli("score", str(path), "--lang", "en").out
    report = path.with_name("r.md")
    assert cli("report", str(path), "-o", str(report), "--lang", "en").code == 0
    text = report.read_text("utf-8")
    assert "This is the short form. Its scored questions: 2; its hurdles: 2." in text
    assert "**50.0**" in text
    plan = path.with_name("plan.yaml")
    assert cli("plan", "new", str(path), "-o", str(plan)).code == 0
    assert "m_vision" in plan.read_text("utf-8")
    assert cli("check", str(path)).code == 0
    assert "50" in cli("explain", str(path)).out
    table = path.with_name("t.csv")
    assert cli("batch", str(path), "-o", str(table)).code == 0
    assert "rated" in table.read_text("utf-8-sig")
