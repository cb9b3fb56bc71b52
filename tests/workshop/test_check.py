"""`planself check` of a workshop: every problem of its folder, and of contradictions only those of no single person."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planself.cli.boundary import run
from planself.questionnaire.load import Loaded
from tests.workshop.conftest import replace

Checked = Callable[..., tuple[int, list[dict[str, Any]]]]


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str], shop: Path, monkeypatch: pytest.MonkeyPatch) -> Checked:
    """Return a function that checks paths from beside the workshop, and returns exit code and problems."""
    monkeypatch.chdir(shop.parent)

    def checked(*paths: str) -> tuple[int, list[dict[str, Any]]]:
        capsys.readouterr()
        code = run(["--lang", "en", "check", "--json", *paths])
        return code, json.loads(capsys.readouterr().out)["problems"]

    return checked


def contradict(file: Path) -> None:
    """Let there be no steering group, which has met."""
    replace(file, "steer_group: 3", "steer_group: 0")


def codes(problems: list[dict[str, Any]]) -> list[str]:
    return [problem["code"] for problem in problems]


def test_what_is_said_of_a_workshop_is_the_same_whoever_contradicts_himself(shop: Path, check: Checked) -> None:
    before = check("shop"), check("shop/answers/W03.yaml"), check("shop/answers/W03.yaml", "shop/answers/W04.yaml")
    contradict(shop / "answers/W03.yaml")
    assert (check("shop"), check("shop/answers/W03.yaml"), check("shop/answers/W03.yaml", "shop/answers/W04.yaml")) == (
        before
    )
    assert [(exit_, codes(problems)) for exit_, problems in before] == [(0, ["N407"])] * 3
    assert before[0][1][0]["file"] == str(Path("shop/workshop.yaml"))


@pytest.mark.parametrize("way", ["inside", "above", "round", "link", "broken"])
def test_a_members_file_is_known_however_it_is_named(
    way: str, shop: Path, check: Checked, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = shop / "answers/W03.yaml"
    contradict(file)
    named = "W03.yaml"
    match way:
        case "inside":
            monkeypatch.chdir(shop / "answers")
        case "above":
            (shop / "answers/round-2").mkdir()
            monkeypatch.chdir(shop / "answers/round-2")
            named = "../W03.yaml"
        case "round":
            (shop / "answers/round-2").mkdir()
            named = str(shutil.copy(file, shop / "answers/round-2"))
        case "link":
            Path("W03.yaml").symlink_to(file)
        case _:
            replace(shop / "workshop.yaml", "min_group", "min_grop")
            named = "shop/answers/W03.yaml"
    assert codes(check(named)[1]) == ["N407"]


def test_whoever_has_the_file_alone_is_told(shop: Path, check: Checked) -> None:
    contradict(shop / "answers/W03.yaml")
    (shop.parent / "answers").mkdir()
    shutil.copy(shop / "answers/W03.yaml", shop.parent / "answers/W03.yaml")
    (problem,) = check("answers/W03.yaml")[1]
    assert problem["code"] == "N406"
    assert "There is no steering group, yet it has met." in problem["message"]


def test_in_an_open_workshop_and_of_the_consensus_it_is_told(shop: Path, check: Checked) -> None:
    contradict(shop / "answers/W03.yaml")
    contradict(shop / "consensus.yaml")
    told = [(p["code"], Path(p["file"]).name) for p in check("shop")[1]]
    assert told == [("N407", "workshop.yaml"), ("N406", "consensus.yaml")]
    replace(shop / "workshop.yaml", "open: false", "open: true")
    told = [(p["code"], Path(p["file"]).name) for p in check("shop")[1]]
    assert told == [("N480", "workshop.yaml"), ("N406", "W03.yaml"), ("N406", "consensus.yaml")]


def test_every_problem_of_the_folder_is_named_once(shop: Path, check: Checked, loaded: Loaded) -> None:
    assert loaded.questionnaire.checks
    answers = shop / "answers"
    replace(answers / "W01.yaml", "id: W01", "id: W77")
    shutil.copy(answers / "W02.yaml", answers / "W02-neu.yaml")
    (answers / "Notizen.docx").write_bytes(b"PK\x03\x04")
    (answers / "round-2").mkdir()
    (answers / "round-2/W05.yaml").write_text("answers: [", "utf-8")
    replace(shop / "votes.yaml", "planself/votes/1", "planself/votes/9")
    exit_, problems = check("shop", "shop")
    assert exit_ == 1
    assert sorted((Path(p["file"]).name, p["code"]) for p in problems) == [
        ("Notizen.docx", "E289"),
        ("W01.yaml", "E287"),
        ("W02-neu.yaml", "E288"),
        ("W02.yaml", "E288"),
        ("W05.yaml", "E017"),
        ("votes.yaml", "E280"),
        ("workshop.yaml", "N407"),
    ]


def test_the_files_of_the_folder_are_counted(
    shop: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(shop.parent)
    assert run(["--lang", "en", "check", "shop"]) == 0
    # its own file, sixteen people, discussion, consensus and votes
    assert "20 files checked · 0 errors" in "".join(capsys.readouterr())
    replace(shop / "workshop.yaml", "min_group", "min_grop")
    assert run(["--lang", "en", "check", "shop"]) == 1
    assert "1 file checked · 1 error" in "".join(capsys.readouterr())


def test_a_folder_that_is_no_workshop_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("things").mkdir()
    assert run(["--lang", "en", "check", "things"]) == 2
    assert "things is a folder" in capsys.readouterr().err
