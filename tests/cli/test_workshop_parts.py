"""A workshop in which each role answers its part: what was not asked is not hidden, and no agreement is claimed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from planself.questionnaire.load import load_questionnaire
from tests.cli.conftest import Cli
from tests.interview.samples import QUESTIONNAIRE

CANNOT = "As the roles answered different questions, it cannot be said where answers lie apart."
ASKED = QUESTIONNAIRE.replace("roles: [planning]", "roles: [council]", 1)
"""The sample, in which one role answers a question of the silos, the other one of the data."""


@pytest.fixture
def parts(cli: Cli, tmp_path: Path) -> Path:
    """Make a workshop of two roles of six that answer their parts, half at the bottom and half at the top."""
    text = ASKED.replace(
        "        hurdles: {silos: 1}\n      - id: offers",
        "        hurdles: {silos: 1}\n        roles: [planning]\n      - id: offers",
    )
    text = text.replace(
        "hurdles: {data: 1}\n        options", "hurdles: {data: 1}\n        roles: [planning]\n        options"
    )
    (tmp_path / "q.yaml").write_text(text, "utf-8")
    load_questionnaire(tmp_path / "q.yaml")
    made = ("workshop", "new", "w", "-q", "./q.yaml", "--title", "T", "--subject", "S")
    assert cli(*made, "--role", "planning=6", "--role", "council=6", "--part").code == 0
    for number, file in enumerate(sorted((tmp_path / "w/answers").iterdir())):
        value = 0 if number % 6 < 3 else 2
        own = f"vision: {value}" if number < 6 else f"offers: [{'kita' if value else 'school'}]"
        filled = file.read_text("utf-8").partition("answers:")[0]
        file.write_text(f"{filled}answers:\n  {own}\n", "utf-8")
    return tmp_path / "w"


def test_no_agreement_is_claimed_where_the_roles_answered_different_questions(cli: Cli, parts: Path) -> None:
    result = json.loads(cli("workshop", "merge", parts, "-q", "./q.yaml", "--json").out)
    assert not result["discussion"], "the case is one without topics, though half stand at each end"
    shown = " ".join(cli("workshop", "merge", parts, "-q", "./q.yaml").out.split())
    assert CANNOT in shown
    assert "no question on which the answers lie far apart" not in shown
    cli("workshop", "report", parts, "-q", "./q.yaml", "-o", "r.md", "--lang", "en")
    report = Path("r.md").read_text("utf-8")
    assert report.count(CANNOT) == 2, "at the beginning, and where topics would stand"
    assert "Nobody said" not in report


def test_a_role_that_was_not_asked_is_called_so_and_not_hidden(cli: Cli, parts: Path) -> None:
    shown = " ".join(cli("workshop", "merge", parts, "-q", "./q.yaml").out.split())
    assert "data – from 0 questions not asked: council" in shown
    assert "to protect individual people" not in shown
    cli("workshop", "report", parts, "-q", "./q.yaml", "-o", "r.md", "--lang", "en")
    report = Path("r.md").read_text("utf-8")
    assert "- data: not asked: “council”" in report
    assert "Not shown on their own" not in report
    german = cli("workshop", "merge", parts, "-q", "./q.yaml", "--lang", "de").out
    assert "nicht gefragt: Politik" in german
