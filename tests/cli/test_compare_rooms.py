"""`planself compare` of two workshop folders: published values alone, and what can be inferred is said."""

from __future__ import annotations

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest

from planself import resources
from planself.analysis.rooms import schema
from planself.seal import is_unchanged
from tests.cli.conftest import Cli

SHIPPED = resources.questionnaires() / "beispiele/workshop-musterstadt"


@pytest.fixture
def rooms(tmp_path: Path) -> tuple[Path, Path]:
    """The example's room, and another one a year later with other answers of the first eleven."""
    for name in ("one", "two"):
        shutil.copytree(SHIPPED, tmp_path / name)
    one, two = tmp_path / "one", tmp_path / "two"
    edit(two / "workshop.yaml", "date: 2026-09-24", "date: 2027-09-24")
    for path in sorted((two / "answers").iterdir())[11:]:
        path.unlink()
    return one, two


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def values(text: str) -> dict[str, str]:
    """Return the line of numbers below each hurdle."""
    lines = text.splitlines()
    return {name: line.strip() for name, line in pairwise(lines) if re.match(r"  +[\d–]", line)}


def test_the_values_are_those_of_each_rooms_own_result(cli: Cli, rooms: tuple[Path, Path]) -> None:
    shown = cli("compare", rooms[1], rooms[0])
    assert shown.code == 0, shown.err
    assert "16 people → 11 people" in shown.out, "by their dates, in whatever order they are named"
    each = [values(cli("workshop", "merge", room).out) for room in rooms]
    found = values(shown.out)
    name = "Participation"
    before, after = (own[name].split()[0] for own in each)
    assert found[name].startswith(f"{before} → {after}   ")
    change = float(after) - float(before)
    assert f"{change:+.1f}" in found[name]


def test_nothing_but_values_and_sizes_is_told(cli: Cli, rooms: tuple[Path, Path]) -> None:
    shown = cli("compare", *rooms)
    assert not re.search(r"\bW\d{2}\b", shown.out)
    assert "youth and social planning" not in shown.out
    assert "How are conflicting aims" not in shown.out
    assert "proves nothing" in shown.out


def test_only_questions_that_both_published_are_compared(cli: Cli, rooms: tuple[Path, Path]) -> None:
    """A question that too few answered in one room leaves the comparison; the values over the others stand there."""
    for path in sorted((rooms[1] / "answers").iterdir())[:7]:
        path.write_text(re.sub(r"  part_needs: .*\n", "", path.read_text("utf-8")), "utf-8")
    found = cli("compare", *rooms).out.partition("Participation")[2].splitlines()
    assert re.match(r"  [\d.]+ → [\d.]+$", found[1].rstrip()), "no change of what rests on different questions"
    assert re.match(r"  [\d.]+ → [\d.]+ +[+−][\d.]+ +over the 3 questions that both show", found[2])


def test_two_states_of_one_workshop_are_not_subtracted(cli: Cli, rooms: tuple[Path, Path]) -> None:
    one, two = rooms
    edit(two / "workshop.yaml", "date: 2027-09-24", "date: 2026-09-24")
    for n in (12, 13, 14, 15):
        shutil.copy(one / f"answers/W{n}.yaml", two / f"answers/W{n}.yaml")
    refused = cli("compare", one, two)
    assert (refused.code, refused.out) == (1, "")
    assert "what single people answered" in refused.err
    for room in rooms:
        edit(room / "workshop.yaml", "open: false", "open: true")
    assert cli("compare", one, two).code == 0


def test_that_a_few_people_more_can_be_worked_out_is_said(cli: Cli, rooms: tuple[Path, Path]) -> None:
    one, two = rooms
    assert "The groups differ by" not in cli("compare", one, two).out
    shutil.copy(one / "answers/W12.yaml", two / "answers/W12.yaml")
    assert "The groups differ by 4 people." in cli("compare", one, two).out


def test_what_does_not_compare_is_refused(cli: Cli, rooms: tuple[Path, Path], city: Path) -> None:
    one, two = rooms
    assert cli("compare", one).code == 2
    assert cli("compare", one, one).code == 2
    assert cli("compare", one, two, "--plan", "plan.yaml").code == 2
    assert cli("compare", one, two, "-o", "x.txt").code == 2
    assert cli("compare", city, city, "-o", "x.html").code == 2
    assert cli("compare", one, city).code == 2
    edit(
        two / "workshop.yaml",
        "{id: integrierte-planung, version: 0.10.0}",
        "{id: integrierte-planung-kurz, version: 0.10.0}",
    )
    refused = cli("compare", one, two)
    assert (refused.code, "E215" in refused.err) == (1, True)


def test_too_few_people_have_no_value_to_compare(cli: Cli, rooms: tuple[Path, Path]) -> None:
    for path in sorted((rooms[1] / "answers").iterdir())[4:]:
        path.unlink()
    refused = cli("compare", *rooms)
    assert (refused.code, refused.out) == (1, "")


def test_the_page_says_what_the_terminal_says(cli: Cli, rooms: tuple[Path, Path], tmp_path: Path) -> None:
    """Every number and caution of the terminal stands in the page, as Markdown and as HTML, and no more numbers."""
    for path in sorted((rooms[1] / "answers").iterdir())[:7]:
        path.write_text(re.sub(r"  part_needs: .*\n", "", path.read_text("utf-8")), "utf-8")
    shown = cli("compare", *rooms).out
    for name in ("c.md", "c.html"):
        assert cli("compare", *rooms, "-o", name).code == 0
        text = (tmp_path / name).read_text("utf-8")
        assert is_unchanged(text)
        assert "proves nothing" in text
        assert set(re.findall(r"[+−]?\d+\.\d", shown)) <= set(re.findall(r"[+−]?\d+\.\d", text))
    page = (tmp_path / "c.md").read_text("utf-8")
    assert set(re.findall(r"[+−]?\d+\.\d", page)) == set(re.findall(r"[+−]?\d+\.\d", shown))
    assert not re.search(r"\bW\d{2}\b", page)


def test_the_machine_form_is_valid_and_says_the_same(cli: Cli, rooms: tuple[Path, Path], tmp_path: Path) -> None:
    data = json.loads(cli("compare", *rooms, "--json").out)
    jsonschema.validate(data, schema())
    assert cli("compare", *rooms, "-o", "c.json").code == 0
    written = json.loads((tmp_path / "c.json").read_text("utf-8"))
    assert {key: value for key, value in written.items() if key != "seal"} == data
    for room, place in zip(rooms, ("earlier", "later"), strict=True):
        group = json.loads(cli("workshop", "merge", room, "--json").out)
        assert [each[place] for each in data["hurdles"]] == [each["value"] for each in group["hurdles"]]
    assert [each["n"] for each in data["workshops"]] == [16, 11]


def test_nothing_is_written_over_what_it_was_made_from(cli: Cli, rooms: tuple[Path, Path], tmp_path: Path) -> None:
    before = (rooms[0] / "answers/W01.yaml").read_bytes()
    assert cli("compare", *rooms, "-o", rooms[0] / "answers/W01.yaml", "--format", "md", "--force").code == 2
    assert (rooms[0] / "answers/W01.yaml").read_bytes() == before
    (tmp_path / "mine.md").write_text("mine", "utf-8")
    assert cli("compare", *rooms, "-o", "mine.md").code == 2
    assert cli("compare", *rooms, "-o", "-", "--format", "md").out.startswith("# Two workshops")


def test_a_closed_workshop_is_compared_by_its_record(cli: Cli, rooms: tuple[Path, Path]) -> None:
    """Its single answers are deleted; what it shows is as before."""
    before = cli("compare", *rooms, "--json").out
    closed = cli("workshop", "close", rooms[0], "--yes", "--force")
    assert closed.code == 0, closed.err
    assert not (rooms[0] / "answers").exists()
    assert cli("compare", *rooms, "--json").out == before
    assert cli("workshop", "close", rooms[1], "--yes", "--force").code == 0
    assert cli("compare", rooms[1], rooms[0], "--json").out == before
    (rooms[0] / "group.json").unlink()
    refused = cli("compare", *rooms)
    assert (refused.code, "E280" in refused.err) == (1, True)
