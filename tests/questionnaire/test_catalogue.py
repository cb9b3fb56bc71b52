"""A name means a path, or the first questionnaire of that id: local before the environment's, before the built-in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from planself import i18n, resources
from planself.errors import UsageError
from planself.questionnaire import catalogue
from planself.questionnaire.load import load_questionnaire
from tests.questionnaire.samples import BASE


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def _write(folder: Path, name: str, text: str = BASE) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_the_default_is_built_in(tmp_path: Path) -> None:
    assert catalogue.find(catalogue.DEFAULT, tmp_path, {}).parent == resources.questionnaires()


def test_local_comes_before_the_environment_and_that_before_the_built_in(tmp_path: Path) -> None:
    text = BASE.replace("id: sample", f"id: {catalogue.DEFAULT}")
    environ = {"PLANSELF_QUESTIONNAIRES": os.pathsep.join((str(tmp_path / "none"), str(tmp_path / "shared")))}
    shared = _write(tmp_path / "shared", "other.yaml", text)
    assert catalogue.find(catalogue.DEFAULT, tmp_path, environ) == shared
    local = _write(tmp_path / "questionnaires", "mine.yaml", text)
    assert catalogue.find(catalogue.DEFAULT, tmp_path, environ) == local


def test_a_later_one_of_the_same_id_is_shadowed(tmp_path: Path) -> None:
    local = _write(tmp_path / "questionnaires", "mine.yaml", BASE.replace("id: sample", f"id: {catalogue.DEFAULT}"))
    entries = {entry.path: entry for entry in catalogue.available(tmp_path, {})}
    built_in = entries[resources.questionnaires() / f"{catalogue.DEFAULT}.yaml"]
    assert (entries[local].origin, entries[local].shadowed) == ("local", False)
    assert (built_in.origin, built_in.shadowed) == ("built-in", True)


def test_an_id_comes_before_a_file_name_and_both_are_found(tmp_path: Path) -> None:
    folder = tmp_path / "questionnaires"
    by_name = _write(folder, "a.yaml", BASE.replace("id: sample", "id: something"))
    by_id = _write(folder, "b.yaml", BASE.replace("id: sample", "id: a"))
    assert catalogue.find("a", tmp_path, {}) == by_id
    assert catalogue.find("something", tmp_path, {}) == by_name
    assert catalogue.find("b", tmp_path, {}) == by_id


def test_a_path_is_taken_as_one(tmp_path: Path) -> None:
    path = _write(tmp_path / "deep", "q.yaml")
    assert catalogue.find("deep/q.yaml", tmp_path, {}) == path
    assert catalogue.find(str(path), Path("/"), {}) == path


def test_a_missing_path_names_the_nearest_file(tmp_path: Path) -> None:
    _write(tmp_path, "fragebogen.yaml")
    with pytest.raises(UsageError) as raised:
        catalogue.find("fragebgoen.yaml", tmp_path, {})
    assert "fragebogen.yaml" in raised.value.hint


def test_an_unknown_name_lists_what_is_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as raised:
        catalogue.find("integriert-planung", tmp_path, {})
    assert "Did you mean integrierte-planung?" in raised.value.hint
    assert "barrierefreie-oeffentlichkeitsarbeit" in raised.value.hint


def test_other_formats_are_no_questionnaires_and_broken_ones_show_their_problems(tmp_path: Path) -> None:
    folder = tmp_path / "questionnaires"
    _write(folder, "answers.yaml", "format: planself/answers/1\n")
    _write(folder, "notes.txt", "hello")
    bad = _write(folder, "bad.yaml", BASE.replace("type: scale", "type: scala"))
    local = [entry for entry in catalogue.available(tmp_path, {}) if entry.origin == "local"]
    assert [(entry.path, entry.loaded) for entry in local] == [(bad, None)]
    assert [problem.code for problem in local[0].problems] == ["E103"]


def test_the_folder_of_the_built_in_ones_is_not_listed_twice() -> None:
    root = resources.questionnaires().parent
    paths = [entry.path.resolve() for entry in catalogue.available(root, {})]
    assert len(paths) == len(set(paths))
    assert all(entry.origin == "built-in" for entry in catalogue.available(root, {}))


def test_json_questionnaires_are_found_by_their_id(tmp_path: Path) -> None:
    import json

    from planself.files import source

    text = json.dumps(source.parse(BASE, "q").data, default=float, indent=2)
    path = _write(tmp_path / "questionnaires", "other.json", text)
    assert catalogue.find("sample", tmp_path, {}) == path
    path.write_text(json.dumps(json.loads(text)), "utf-8")
    assert catalogue.find("sample", tmp_path, {}) == path


def test_the_minutes_grow_with_the_questions(tmp_path: Path) -> None:
    load = load_questionnaire
    long = load(resources.questionnaires() / "integrierte-planung.yaml").questionnaire
    short = load(resources.questionnaires() / "integrierte-planung-kurz.yaml").questionnaire
    small = load(_write(tmp_path, "q.yaml")).questionnaire
    assert 60 <= catalogue.minutes(long) <= 90
    assert catalogue.minutes(short) == 15
    assert catalogue.minutes(small) == 10 - 5 * (catalogue.minutes(small) == 5)
