"""A folder that somebody sent reads and writes nothing outside of itself, whatever links and paths stand in it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import polars as pl
import pytest

from planself import resources
from planself.errors import InputError, PlanselfError
from planself.files.lock import SessionLock
from planself.questionnaire.catalogue import DEFAULT
from planself.workshop.member_file import member_file_at
from tests.cli.conftest import Cli

READERS = "secret: of the reader\n"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.yaml"
    path.write_text(READERS, "utf-8")
    return path


@pytest.fixture
def shop(examples: Path, tmp_path: Path) -> Path:
    shutil.copytree(examples / "workshop-musterstadt", tmp_path / "sent/shop")
    return tmp_path / "sent/shop"


@pytest.mark.parametrize(
    "name",
    ["workshop.yaml", "discussion.yaml", "consensus.yaml", "votes.yaml", "codes.yaml", "answers", "questionnaires"],
)
@pytest.mark.parametrize("exists", [True, False])
def test_a_workshop_is_not_opened_with_a_link_out_of_it(
    cli: Cli, shop: Path, secret: Path, name: str, exists: bool
) -> None:
    if name == "codes.yaml":
        text = (shop / "workshop.yaml").read_text("utf-8")
        assert "files:" in text
        (shop / "workshop.yaml").write_text(re.sub(r"^files:.*", "files: {mapping: codes.yaml}", text, flags=re.M))
    outside = secret if "." in name else secret.parent / "elsewhere"
    if name == "workshop.yaml":
        outside.write_bytes((shop / name).read_bytes())
    elif "." not in name:
        outside.mkdir()
        for found in (shop / "answers").iterdir():
            shutil.copy(found, outside)
    shutil.rmtree(shop / name) if (shop / name).is_dir() else (shop / name).unlink(missing_ok=True)
    (shop / name).symlink_to(outside if exists else outside.with_name("new.yaml"))
    if name == "workshop.yaml" and not exists:
        return
    before = sorted(secret.parent.iterdir())
    vote = ("vote", shop, "--on", "hurdles", "--dots", "1", "--count", "data_basis=10")
    for command in (("merge", shop), ("status", shop), ("report", shop, "-o", "r.html"), vote):
        ran = cli("workshop", *command)
        assert (ran.code, "E279" in ran.err, name in ran.err) == (1, True, True), ran.err
        assert "reader" not in ran.out + ran.err
    assert name == "workshop.yaml" or secret.read_text("utf-8") == READERS
    assert sorted(secret.parent.iterdir()) == before


def test_a_link_within_a_workshop_is_followed(cli: Cli, shop: Path) -> None:
    (shop / "kept").mkdir()
    (shop / "votes.yaml").unlink(missing_ok=True)
    (shop / "votes.yaml").symlink_to("kept/votes.yaml")
    assert cli("workshop", "merge", shop).code == 0


def test_a_members_file_that_is_a_link_is_not_answered_into(shop: Path, secret: Path) -> None:
    inside = shop / "answers/W01.yaml"
    assert member_file_at(inside)
    (secret.parent / "mine.yaml").symlink_to(inside)
    assert member_file_at(secret.parent / "mine.yaml"), "a link of one's own leads into the workshop"
    inside.unlink()
    for target in (secret, secret.with_name("new.yaml")):
        inside.unlink(missing_ok=True)
        inside.symlink_to(target)
        with pytest.raises(InputError) as caught:
            member_file_at(inside)
        assert caught.value.problems[0].code == "E279"
    assert not member_file_at(secret)


def test_a_link_among_questionnaires_is_named_and_not_followed(cli: Cli, city: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    text = (resources.questionnaires() / f"{DEFAULT}.yaml").read_text("utf-8")
    outside.write_text(text.replace(f"id: {DEFAULT}", "id: other", 1), "utf-8")
    (tmp_path / "questionnaires").mkdir()
    link = tmp_path / "questionnaires/other.yaml"
    link.symlink_to(outside)
    listed = cli("questionnaires")
    assert "is a link that leads out of the folder" in listed.out + listed.err
    refused = cli("score", city, "-q", "other")
    assert refused.code == 2
    assert "is a link that leads out of the folder" in refused.err
    link.unlink()
    shutil.copy(outside, link)
    assert "There is no questionnaire named" not in cli("score", city, "-q", "other").err


@pytest.mark.parametrize(
    "name", ["../secret.yaml", "../../../../../../etc/passwd", "/etc/passwd", "link.yaml", "results.yaml", "..", "/"]
)
def test_an_example_outside_the_questionnaires_folder_is_not_read(
    cli: Cli, secret: Path, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "sent"
    folder.mkdir()
    (folder / "link.yaml").symlink_to(secret)
    (folder / "results.yaml").touch()
    (folder / "results.expected.json").symlink_to(secret)
    assert cli("new", "-o", folder / "q.yaml").code == 0
    with (folder / "q.yaml").open("a", encoding="utf-8") as file:
        file.write(f"examples: [{name}]\n")
    ran = cli("check", folder / "q.yaml")
    assert (ran.code, "E128" in ran.out, "leads out of" in ran.out) == (1, True, True), ran.out
    assert "root:" not in ran.out
    assert "reader" not in ran.out


def test_a_part_of_a_table_outside_its_folder_is_not_read(cli: Cli, tmp_path: Path) -> None:
    frame = pl.DataFrame({"silo_overview": [3, 0]})
    (tmp_path / "parts").mkdir()
    frame.write_parquet(tmp_path / "parts/a.parquet")
    frame.write_parquet(tmp_path / "outside.parquet")
    link = tmp_path / "parts/b.parquet"
    link.symlink_to(tmp_path / "outside.parquet")
    ran = cli("batch", "-q", DEFAULT, "parts", "-o", "o.csv")
    assert (ran.code, "E279" in ran.err, (tmp_path / "o.csv").exists()) == (1, True, False)
    link.unlink()
    assert cli("batch", "-q", DEFAULT, "parts", "-o", "o.csv").code == 0


@pytest.mark.parametrize("exists", [True, False])
def test_a_lock_that_is_a_link_is_refused_and_its_target_stays(tmp_path: Path, exists: bool) -> None:
    target = tmp_path / "precious"
    if exists:
        target.write_text("precious", "utf-8")
    (tmp_path / ".a.yaml.lock").symlink_to(target)
    with pytest.raises(PlanselfError, match=r"\.a\.yaml\.lock"):
        SessionLock(tmp_path / "a.yaml")
    assert target.exists() is exists
    assert not exists or target.read_text("utf-8") == "precious"


def test_a_plan_names_no_answers_outside_its_folder(cli: Cli, city: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sent"
    folder.mkdir()
    shutil.copy(city, folder / "a.yaml")
    assert cli("plan", "new", folder / "a.yaml", "--all", "-o", folder / "plan.yaml").code == 0
    assert "Without the answers" not in cli("plan", "status", folder / "plan.yaml").out
    (folder / "a.yaml").unlink()
    (folder / "a.yaml").symlink_to(city)
    ran = cli("plan", "status", folder / "plan.yaml")
    assert "Without the answers" in ran.out
