"""What is wrong with an answer names its question, and an address in a report can be copied."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli

ANSWERS = """\
format: planself/answers/1
questionnaire: {id: integrierte-planung, version: 0.10.0}
answers:
  %s
"""
ADDRESS = "https://example.org/a_b_c?x=1&y=2"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("silo_overview: 9", "E220"),
        ("silo_areas: viel", "E221"),
        ("own_youth_office: vielleicht", "E222"),
        ("own_youth_office: unknown", "E230"),
        ("silo_overview: {text: x}", "E231"),
        ("silo_overview: {valeu: 3}", "E232"),
        ("silo_overview: {value: 3, unsure: perhaps}", "E206"),
        ("silo_overview: not_applicable", "N403"),
        ("silo_overveiw: 3", "E212"),
    ],
)
def test_an_answer_that_is_refused_names_its_question(cli: Cli, tmp_path: Path, line: str, code: str) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(ANSWERS % line, "utf-8")
    said = cli("check", file).out
    (told,) = [each for each in said.splitlines() if f" {code} " in each]
    assert line.partition(":")[0] in told.partition(code)[2]


@pytest.mark.parametrize("suffix", ["md", "html"])
def test_an_address_that_is_evidence_can_be_copied(cli: Cli, tmp_path: Path, suffix: str) -> None:
    file = tmp_path / "a.yaml"
    file.write_text(ANSWERS % f'silo_overview: {{value: 3, evidence: "{ADDRESS}"}}', "utf-8")
    assert cli("report", file, "-o", f"r.{suffix}").code == 0
    text = Path(f"r.{suffix}").read_text("utf-8")
    assert (ADDRESS.replace("&", "&amp;") if suffix == "html" else ADDRESS) in text
