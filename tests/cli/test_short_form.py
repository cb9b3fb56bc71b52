"""A file of the short form: every command reads it as one, and gives what the short form has to give."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.interview.samples import SHORT, load
from tests.interview.test_plain import GO
from tests.interview.test_short_form import Sitting


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
    assert "This is the short form. Its scored questions: 2, for 2 hurdles." in text
    assert "**50.0**" in text
    plan = path.with_name("plan.yaml")
    assert cli("plan", "new", str(path), "-o", str(plan)).code == 0
    assert "m_vision" in plan.read_text("utf-8")
    assert cli("check", str(path)).code == 0
    assert "50" in cli("explain", str(path)).out
    table = path.with_name("t.csv")
    assert cli("batch", str(path), "-o", str(table)).code == 0
    assert "rated" in table.read_text("utf-8-sig")
