"""workshop.yaml: what is read, what is refused and where, and that what is written is read back alike."""

from __future__ import annotations

import json
import os
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself.analysis.anonymity import Protection
from planself.errors import InputError, Severity, UsageError
from planself.files.refusals import FORBIDDEN
from planself.files.source import load, parse
from planself.questionnaire.load import Loaded
from planself.workshop.folder import check, check_all, open_folder, questionnaire_for
from planself.workshop.workshop_text import save, text
from planself.workshop_files.votes import Vote
from planself.workshop_files.workshop import Workshop, schema
from tests.reaching import reached, reaching
from tests.workshop.conftest import SHIPPED, replace

GOOD = """format: planself/workshop/1
title: Hurdles
questionnaire: {id: integrierte-planung, version: 0.10.0}
date: 2026-11-22
subject: {name: Musterstadt, ags: "05315000"}
min_group: 5
roles: [{id: plan, label: {de: Planung, en: planning}}]
people:
  - {code: W01, role: plan, part: [plan]}
  - {code: W02}
"""


def found(written: str) -> list[tuple[str, int | None, int | None]]:
    """Return code and place of everything that is said of a file."""
    return [(p.code, p.where.line, p.where.column) for p in check(parse(written, "workshop.yaml"))[1]]


def test_what_stands_in_the_file() -> None:
    workshop, problems = check(parse(GOOD, "workshop.yaml"))
    assert problems == ()
    assert workshop is not None
    assert workshop.reference.id == "integrierte-planung"
    assert workshop.about.ags == "05315000"
    assert workshop.protection == Protection(5)
    assert [person.code for person in workshop.people_of("plan")] == ["W01"]
    assert workshop.by_code["W02"].role is None
    assert workshop.divided


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("workshop/1", "workshop/2", [("E280", 1, 9)]),
        (GOOD, "- a list\n", [("E280", 1, 1)]),
        ("title:", "titel:", [("E281", 2, 1)]),
        ("title: Hurdles\n", "", [("E281", 1, 1)]),
        ("{id: plan, label", "{id: plan, lable", [("E281", 7, 20)]),
        ("date: 2026-11-22", "date: 2026-02-30", [("E282", 4, 7)]),
        ('"05315000"', '"123456"', [("E282", 5, 35)]),
        ("version: 0.10.0", "version: 0.9", [("E282", 3, 51)]),
        ("min_group: 5", "min_group: five", [("E282", 6, 12)]),
        ("code: W02", "code: ../../etc/passwd", [("E282", 10, 12)]),
        ("code: W02", "code: w02", [("E282", 10, 12)]),
        ("people:\n", "people: []\nx:\n", [("E281", 9, 1), ("E282", 8, 9)]),
        ("W02", "W01", [("E283", 10, 5)]),
        ("role: plan", "role: plam", [("E284", 9, 23)]),
        ("code: W02", "code: W02, name: Erika", [("E285", 10, 23)]),
        ("min_group: 5", "min_group: 2", [("E286", 6, 12)]),
        ("min_group: 5", "min_group: 3", [("N481", 6, 12)]),
        ("min_group: 5", "open: true", [("N480", 6, 7)]),
        ("min_group: 5", "files: {votes: ../votes.yaml}", [("E282", 6, 16)]),
        ("min_group: 5", "language: fr", [("E282", 6, 11)]),
    ],
)
def test_what_is_refused_or_noted_and_where(old: str, new: str, expected: list[tuple[str, int, int]]) -> None:
    assert old in GOOD
    assert sorted(found(GOOD.replace(old, new))) == sorted(expected)


def test_names_are_possible_where_everybody_agreed() -> None:
    workshop, problems = check(
        parse(GOOD.replace("min_group: 5", "open: true").replace("W02", "W02, name: Erika"), "w")
    )
    assert workshop is not None
    assert [problem.severity for problem in problems] == [Severity.NOTE]
    assert workshop.by_code["W02"].name == "Erika"
    assert workshop.protection.open


def test_what_is_written_is_read_back_and_keeps_the_schema(tmp_path: Path) -> None:
    workshop = open_folder(SHIPPED).workshop
    target = save(tmp_path, workshop)
    assert open_folder(tmp_path).workshop == workshop
    data = load(target).data
    jsonschema.validate(data, schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**json.loads(json.dumps(data, default=str)), "min_group": "5"}, schema())


@reaching("written and read")
@given(st.text(min_size=1, max_size=60), st.text(max_size=60))
def test_any_title_and_name_come_back(title: str, name: str) -> None:
    data = {
        "format": "planself/workshop/1",
        "title": title,
        "questionnaire": {"id": "a", "version": "1.0.0"},
        "date": "2026-11-22",
        "subject": {"name": name},
        "people": [{"code": "W01"}],
    }
    workshop = Workshop.model_validate(data)
    if FORBIDDEN.search(title + name) or not title.strip():  # no file may hold such signs: `new` takes them out
        return
    assert reached("written and read")
    assert check(parse(text(workshop), "workshop.yaml"))[0] == workshop


def test_a_folder_without_a_workshop_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"workshop\.yaml"):
        open_folder(tmp_path)
    with pytest.raises(UsageError):
        open_folder(tmp_path / "none")


def test_another_questionnaire_or_major_version_is_refused(shop: Path) -> None:
    replace(shop / "workshop.yaml", "version: 0.10.0", "version: 7.0.0")
    with pytest.raises(InputError) as caught:
        questionnaire_for(open_folder(shop), shop, os.environ)
    assert [problem.code for problem in caught.value.problems] == ["E205"]
    with pytest.raises(InputError) as caught:
        questionnaire_for(open_folder(shop), shop, os.environ, "barrierefreie-oeffentlichkeitsarbeit")
    assert [problem.code for problem in caught.value.problems] == ["E204"]


def test_check_looks_up_the_questionnaire_and_its_roles(shop: Path) -> None:
    file = shop / "workshop.yaml"
    assert check_all(load(file), shop, shop, os.environ) == ()
    replace(file, "{code: W01, role: lead}", "{code: W01, role: lead, part: [leed]}")
    assert [problem.code for problem in check_all(load(file), shop, shop, os.environ)] == ["E284"]
    replace(file, "id: integrierte-planung", "id: not-at-hand")
    assert [problem.code for problem in check_all(load(file), shop, shop, os.environ)] == ["E213"]


def test_a_questionnaire_in_the_folder_comes_first(shop: Path, loaded: Loaded) -> None:
    (shop / "questionnaires").mkdir()
    own = shop / "questionnaires/own.yaml"
    own.write_text(loaded.path.read_text("utf-8").replace("version: 0.10.0", "version: 0.10.9", 1), "utf-8")
    assert questionnaire_for(open_folder(shop), Path("/"), os.environ).path == own


def test_what_got_no_dot_is_in_no_ranking_and_equals_keep_their_order() -> None:
    vote = Vote(on="hurdles", people=5, dots=3, counts={"data": 0, "silos": 3, "goals": 3, "funds": 4})
    assert vote.ranking == (("funds", 4), ("silos", 3), ("goals", 3))
