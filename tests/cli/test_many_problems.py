"""A file with more problems than anybody reads: the worst and one of every kind are told, and how many there are."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.questionnaire.samples import BASE

HURDLES = 130


@pytest.fixture
def advised(tmp_path: Path) -> Path:
    """Return a sound questionnaire with more advice than is told: most of one kind, the last of others."""
    hurdles = "".join(f"  - {{id: h{n}, name: Hürde {n}}}\n" for n in range(HURDLES))
    weights = ", ".join(f"h{n}: 1" for n in range(HURDLES))
    text = BASE.replace("checks:\n", hurdles + "checks:\n", 1)
    path = tmp_path / "many.yaml"
    path.write_text(text.replace("hurdles: {silos: 0.5}", f"hurdles: {{silos: 0.5, {weights}}}"), "utf-8")
    return path


def counted(cli: Cli, file: Path) -> tuple[dict[str, int], str]:
    """Return how many problems of each code are told, and the note of the others."""
    problems = json.loads(cli("check", "--json", file).out)["problems"]
    codes = [problem["code"] for problem in problems]
    (note,) = [problem["message"] for problem in problems if problem["code"] == "N499"]
    return {code: codes.count(code) for code in codes if code != "N499"}, note


def test_advice_beyond_a_hundred_is_counted_and_every_kind_is_told(cli: Cli, advised: Path) -> None:
    told, note = counted(cli, advised)
    left = {code: int(n) for n, code in re.findall(r"(\d+) × (\w+)", note)}
    assert sum(told.values()) == 100
    assert {"W305", "W307", "W308"} <= told.keys() | left.keys()
    assert left.keys() <= told.keys()
    assert told["W308"] + left["W308"] == HURDLES + 1  # each new hurdle, and one of the sample's
    in_all = sum(told.values()) + sum(left.values())
    assert note.startswith(f"These are 100 of {in_all} problems")
    said = cli("check", advised)
    assert f"{in_all} pieces of advice" in said.err
    assert note in said.out


def test_errors_come_before_notes(cli: Cli, city: Path, tmp_path: Path) -> None:
    path = tmp_path / "answers.yaml"
    unknown = "".join(f"remark_{n}: x\n" for n in range(150))
    path.write_text(
        unknown + city.read_text("utf-8").replace("silo_overview: {value: 3", "silo_overview: {value: 9", 1), "utf-8"
    )
    ran = cli("score", path)
    assert ran.code == 1
    assert re.search(r"E2\d\d", ran.err)
    assert "These are 100 of 151 problems" in ran.err
    assert "51 × N401" in ran.err


def test_faults_beyond_a_thousand_are_not_counted_on(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "many.yaml"
    path.write_text(BASE + "".join(f"key_{n}: x\n" for n in range(2345)), "utf-8")
    told, note = counted(cli, path)
    assert told == {"E102": 100}
    assert note == "These are 100 of more than 1000 problems, at least one of each kind. Not shown: 900 × E102."


def test_kinds_that_only_come_late_are_told(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "many.yaml"
    text = "".join(f"key_{n}: x\n" for n in range(300)) + BASE.replace("type: scale", "type: scala")
    path.write_text(text.replace("- {id: remark,", "- {id: date,"), "utf-8")
    told, _note = counted(cli, path)
    assert told["E103"] == 1
    assert told["E121"] == 1
    assert told["E102"] == 98


def test_a_hundred_are_told_without_a_note(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "many.yaml"
    path.write_text(BASE + "".join(f"key_{n}: x\n" for n in range(100)), "utf-8")
    ran = cli("check", path)
    assert ran.out.count(" E102 ") == 100
    assert "N499" not in ran.out


@pytest.mark.parametrize("json_", [False, True], ids=["people", "machines"])
def test_rejected_rows_beyond_twenty_are_counted(cli: Cli, tmp_path: Path, json_: bool) -> None:
    rows = ["9"] * 60 + ["viele"]
    (tmp_path / "t.csv").write_text("silo_overview\n" + "\n".join(rows) + "\n", "utf-8")
    ran = cli("batch", "t.csv", "-o", "x.csv", *(["--json"] if json_ else []))
    told = re.findall(r"E2\d\d", ran.err)
    assert "t.rejected" not in ran.err
    assert re.search(r"These are \d+ of 61 problems", ran.err), ran.err
    assert "x.rejected.csv" in ran.err
    assert set(told) == set(re.findall(r"E2\d\d", (tmp_path / "x.rejected.csv").read_text("utf-8-sig")))
    if not json_:
        assert "61 errors" in ran.err
