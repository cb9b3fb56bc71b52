"""A questionnaire in the folder at hand that has a built-in one's id is used, and is named."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from planself import TableWarning, resources, score_frame
from tests.cli.conftest import Cli
from tests.cli.tables import SILO, put

BUILT_IN = resources.questionnaires() / "integrierte-planung.yaml"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Return a questionnaire that has the built-in one's id and version."""
    path = tmp_path / "questionnaires/mine.yaml"
    path.parent.mkdir()
    path.write_text(BUILT_IN.read_text("utf-8") + "# mine\n", "utf-8")
    return path


@pytest.mark.parametrize("asked", [(), ("-q", "integrierte-planung")])
def test_every_command_says_so_once(cli: Cli, other: Path, city: Path, tmp_path: Path, asked: tuple[str, ...]) -> None:
    put(tmp_path / "a.csv", SILO)
    for arguments in (("score", city), ("score", city, city), ("batch", "a.csv", "-o", "t.csv")):
        ran = cli(*arguments, *asked)
        assert ran.err.count("N419") == 1, ran.err
        assert str(other.name) in ran.err
        assert "builtin:integrierte-planung" in ran.err


@pytest.mark.parametrize("named", ["builtin:integrierte-planung", "questionnaires/mine.yaml"])
def test_who_names_one_beyond_doubt_hears_nothing(cli: Cli, other: Path, city: Path, named: str) -> None:
    assert other.exists()
    ran = cli("score", city, "-q", named)
    assert (ran.code, "N419" in ran.err) == (0, False)
    assert cli("score", city, "-q", "builtin:nothing").code == 2
    assert cli("score", city, "-q", "builtin:../questionnaires/mine.yaml").code == 2


def test_workshops_plans_and_comparisons_say_so_too(cli: Cli, other: Path, examples: Path) -> None:
    older, newer = (examples / f"beispielstadt-{year}.yaml" for year in (2024, 2025))
    for arguments in (
        ("workshop", "status", examples / "workshop-musterstadt", "-q", "integrierte-planung"),
        ("compare", older, newer),
        ("explain", newer),
        ("report", newer, "-o", "r.html"),
        ("plan", "status", examples / "plan-beispielstadt.yaml"),
    ):
        ran = cli(*arguments)
        assert ran.err.count("N419") == 1, (arguments, ran.err)
        assert other.name in ran.err


def test_two_of_one_id_in_the_folder_at_hand_are_told(cli: Cli, city: Path, tmp_path: Path) -> None:
    folder = tmp_path / "questionnaires"
    folder.mkdir()
    text = BUILT_IN.read_text("utf-8").replace("id: integrierte-planung", "id: ours", 1)
    (folder / "a.yaml").write_text(text, "utf-8")
    (folder / "b.yaml").write_text(text, "utf-8")
    assert "N419" not in cli("score", city, "-q", "ours").err
    (folder / "b.yaml").write_text(text.replace("weight: 1", "weight: 2", 1), "utf-8")
    ran = cli("score", city, "-q", "ours")
    assert ran.err.count("N419") == 1
    assert "a.yaml" in ran.err.split("N419")[0]
    assert f"-q {folder / 'b.yaml'}" in ran.err
    assert "N419" not in cli("score", city, "-q", "questionnaires/b.yaml").err


def test_answers_to_another_text_of_one_version_are_a_warning_in_a_batch(cli: Cli, city: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    text = city.read_text("utf-8")
    (tmp_path / "in/a.yaml").write_text(text, "utf-8")
    named = "questionnaire: {id: integrierte-planung, version: 0.10.0"
    assert named in text
    other = text.replace(named, f"{named}, digest: 'sha256:{'0' * 64}'")
    (tmp_path / "in/b.yaml").write_text(other, "utf-8")
    for command in (("batch", "in", "-o", "t.csv"), ("score", "in/b.yaml")):
        ran = cli(*command, "--json")
        told = json.loads(ran.err)["problems"]
        assert [(problem["code"], problem["severity"]) for problem in told] == [("N402", "warning")]
        assert ran.code == 0


def test_nothing_is_said_without_another_one(cli: Cli, city: Path) -> None:
    assert "N419" not in cli("score", city).err


def test_nothing_is_said_of_a_copy(cli: Cli, other: Path, city: Path) -> None:
    other.write_bytes(BUILT_IN.read_bytes())
    assert "N419" not in cli("score", city).err


def test_score_frame_warns_too(other: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(other.parents[1])
    frame = pl.DataFrame({"silo_overview": [3, 0]})
    with pytest.warns(TableWarning) as caught:
        score_frame(frame, "integrierte-planung", offset=0)
    assert any("N419" in str(each.message) and "mine.yaml" in str(each.message) for each in caught)
    with pytest.warns(TableWarning) as caught:
        score_frame(frame, "builtin:integrierte-planung", offset=0)
    assert not any("N419" in str(each.message) for each in caught)
