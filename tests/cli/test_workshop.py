"""The workshop commands: their exit codes, what they print and what they keep to themselves."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from planself.analysis.group_result import schema
from tests.cli.conftest import Cli


@pytest.fixture
def shop(examples: Path, tmp_path: Path) -> Path:
    shutil.copytree(examples / "workshop-musterstadt", tmp_path / "shop")
    return tmp_path / "shop"


def keep(shop: Path, n: int) -> None:
    """Leave the answers of the first so many people."""
    for file in sorted((shop / "answers").iterdir())[n:]:
        file.unlink()


def test_new_says_what_is_missing_where_nobody_can_be_asked(cli: Cli, tmp_path: Path) -> None:
    ran = cli("workshop", "new", "w")
    assert ran.code == 2
    assert "--title" in ran.err
    assert "--people" in ran.err
    assert cli("workshop", "new", "w", "--title", "x").code == 2
    assert cli("workshop", "new", "w", "--title", "x", "--people", "none").code == 2
    assert cli("workshop", "new", "w", "--title", "x", "--people", "9", "--date", "soon").code == 2
    assert cli("workshop", "new", "w", "--title", "x", "--people", "9", "--ags", "123456").code == 2
    assert cli("workshop", "new", "w", "--title", "x", "--people", "9", "--min-group", "2").code == 2
    assert cli("workshop", "new", "w", "--title", "x", "--role", "lead").code == 2
    given = (("--collect", "post"), ("--form", "docx"), ("--laptops", "0"), ("--delete-on", "2020-01-01"))
    for option, wrong in given:
        refused = cli("workshop", "new", "w", "--title", "x", "--people", "9", option, wrong)
        assert (refused.code, wrong.partition("-")[0] in refused.err) == (2, True)
    assert not (tmp_path / "w").exists()


def test_new_says_how_to_go_on_in_a_folder_with_spaces_and_that_four_are_too_few(cli: Cli) -> None:
    ran = cli("workshop", "new", "Übung Räume", "--title", "x", "--people", "4")
    assert ran.code == 0
    assert "workshop status 'Übung Räume'" in ran.err
    assert "a group result needs answers of 5 people; this workshop has 4." in ran.err
    assert "group result" not in cli("workshop", "new", "five", "--title", "x", "--people", "5").err
    assert "group result" not in cli("workshop", "new", "free", "--title", "x", "--people", "3", "--open").err


def test_from_new_to_merge(cli: Cli, tmp_path: Path, shop: Path) -> None:
    made = cli(
        "workshop", "new", "w", "--title", "Round one", "--role", "lead=6", "--role", "plan=6", "--date", "22.11.2026"
    )
    assert (made.code, made.out) == (0, "")
    assert cli("workshop", "new", "w", "--title", "x", "--people", "3").code == 2
    assert cli("check", "w/workshop.yaml", *sorted((tmp_path / "w/answers").iterdir())).code == 0
    seen = cli("workshop", "status", "w")
    assert seen.code == 0
    assert "no answer yet: 12" in seen.out
    assert "0 are in" in seen.out
    refused = cli("workshop", "merge", "w")
    assert (refused.code, refused.out) == (1, "")
    assert "5" in refused.err
    for file in sorted((tmp_path / "w/answers").iterdir()):
        filled = (shop / "answers" / file.name).read_text("utf-8").partition("\nanswers:")[2]
        file.write_text(file.read_text("utf-8").partition("answers:\n")[0] + "answers:" + filled, "utf-8")
    assert "complete: 12" in cli("workshop", "status", "w").out
    assert cli("workshop", "merge", "w").code == 0


def test_status_names_what_does_not_count(cli: Cli, shop: Path) -> None:
    (shop / "answers/W02.yaml").write_text("{", "utf-8")
    (shop / "answers/W03.yaml").unlink()
    ran = cli("workshop", "status", "shop")
    assert ran.code == 1
    assert "W02.yaml" in ran.err
    assert "no file: 1\n  W03" in ran.out
    told = cli("workshop", "status", "shop", "--json")
    data = json.loads(told.out)
    assert data["counts"] == {"complete": 14, "begun": 0, "empty": 0, "wrong": 1, "missing": 1}
    assert json.loads(told.err)["problems"][0]["file"].endswith("W02.yaml")


@pytest.mark.usefixtures("shop")
def test_merge_prints_the_group_and_no_code(cli: Cli) -> None:
    ran = cli("workshop", "merge", "shop")
    assert ran.code == 0
    assert "How are conflicting aims in cooperation settled? (cult_conflict)" in ran.out
    assert "split" in ran.out
    assert "youth and social planning 80–" in ran.out, "the fifths of a role group that is shown"
    assert "not shown on their own, to protect individual people: administrative leadership" in ran.out
    assert not [f"W{n:02}" for n in range(1, 17) if f"W{n:02}" in ran.out + ran.err]
    german = cli("--lang", "de", "workshop", "merge", "shop")
    assert "gespalten" in german.out
    assert "−0,10" in german.out


@pytest.mark.usefixtures("shop")
def test_merge_for_machines_keeps_its_schema_and_the_file_is_not_overwritten(cli: Cli, tmp_path: Path) -> None:
    ran = cli("workshop", "merge", "shop", "--json", "-o", "group.json")
    jsonschema.validate(json.loads(ran.out), schema())
    assert json.loads((tmp_path / "group.json").read_text("utf-8")) == json.loads(ran.out)
    assert "W0" not in ran.out
    assert cli("workshop", "merge", "shop", "-o", "group.json").code == 2
    assert cli("workshop", "merge", "shop", "-o", "group.json", "--force").code == 0


@pytest.mark.parametrize(("n", "code"), [(0, 1), (4, 1), (5, 0), (9, 0), (10, 0)])
def test_how_many_it_takes(cli: Cli, shop: Path, n: int, code: int) -> None:
    keep(shop, n)
    ran = cli("workshop", "merge", "shop", "--json")
    assert ran.code == code
    if code:
        assert ran.out == ""
        return
    found = json.loads(ran.out)
    assert bool(found["discussion"])
    assert any(question["counts"] for question in found["questions"]) == (n >= 5)
    assert "Role groups" in cli("workshop", "merge", "shop").out


def test_lowered_and_open_are_said(cli: Cli, shop: Path) -> None:
    file = shop / "workshop.yaml"
    text = file.read_text("utf-8")
    keep(shop, 3)
    file.write_text(text.replace("min_group: 5", "min_group: 3"), "utf-8")
    ran = cli("workshop", "merge", "shop")
    assert ran.code == 0
    assert "Groups of 3 and more are shown" in ran.out
    assert "N481" in ran.err
    keep(shop, 1)
    file.write_text(text.replace("open: false", "open: true"), "utf-8")
    ran = cli("workshop", "merge", "shop")
    assert ran.code == 0
    assert "This workshop is open" in ran.out


def test_merge_of_files_without_a_workshop(cli: Cli, shop: Path) -> None:
    files = sorted((shop / "answers").iterdir())
    assert cli("workshop", "merge", *files, "--json").out == cli("workshop", "merge", shop, "--json").out.replace(
        "Gemeinsam planen in Musterstadt", ""
    )
    assert cli("workshop", "merge", shop / "answers").code == 0
    assert cli("workshop", "merge", *files[:4]).code == 1
    assert cli("workshop", "merge", *files[:4], "--min-group", "3").code == 0
    assert cli("workshop", "merge", *files[:4], "--min-group", "2").code == 2
    assert cli("workshop", "merge", *files[:2], "--open").code == 0
    assert cli("workshop", "merge", "shop", "--open").code == 2
    assert cli("workshop", "merge", "none.yaml").code == 2


def test_an_empty_folder_is_no_workshop(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for command in ("status", "merge"):
        ran = cli("workshop", command, "empty")
        assert (ran.code, ran.out) == (2, "")


def test_options_say_how_answers_are_collected(cli: Cli) -> None:
    options = ("--form", "html", "--form", "html", "--collect", "before", "--return-to", "a@b.de", "--laptops", "2")
    ran = cli("workshop", "new", "w", "--title", "x", "--people", "2", "--delete-on", "31.12.2099", *options)
    assert (ran.code, "forms" in ran.err) == (0, True)
    assert sorted(path.name for path in Path("w/forms").iterdir()) == ["W01.html", "W02.html"]
    text = Path("w/workshop.yaml").read_text("utf-8")
    assert all(line in text for line in ("collect: before\n", "laptops: 2\n", 'return_to: "a@b.de"\n'))
    assert "delete_on: 2099-12-31\n" in text
    assert cli("check", "w").code == 0


def test_a_broken_workshop_file(cli: Cli, shop: Path) -> None:
    (shop / "workshop.yaml").write_text("format: planself/workshop/1\npeople: 3\n", "utf-8")
    for command in ("status", "merge"):
        ran = cli("workshop", command, "shop")
        assert ran.code == 1
        assert "workshop.yaml:2:9 E282" in ran.err
    assert cli("check", "shop/workshop.yaml").code == 1


def test_schemas_are_printed(cli: Cli) -> None:
    assert json.loads(cli("schema", "workshop").out)["title"] == "planself: a workshop"
    assert json.loads(cli("schema", "group").out)["title"]


def test_run_of_a_member_needs_a_terminal_like_any_other(cli: Cli, shop: Path) -> None:
    assert cli("run", shop / "answers/W01.yaml").code == 2
