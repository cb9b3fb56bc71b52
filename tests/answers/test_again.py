"""Answers of a changed questionnaire: asked again, with nothing of the file lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from planself import i18n
from planself.answers.load import check_answers, load_answers
from planself.answers.model import Answer
from planself.answers.store import Store
from planself.errors import InputError
from planself.files import source
from planself.questionnaire.load import Loaded, load_questionnaire

QUESTIONNAIRE = """\
format: planself/questionnaire/1
id: res
version: 1.1.0
languages: [de]
title: Fortsetzen
bands: [{id: low, from: 0, label: hoch}]
stages: [{id: s1, min: 0, label: Start}]
hurdles: [{id: h1, name: Eins}]
sections:
  - id: s
    title: Sek
    questions:
      - {id: a, type: yes_no, text: "Frage A?", hurdles: {h1: 1}}
      - {id: b, type: scale, levels: [{label: null0}, {label: eins}, {label: zwei}], text: "Frage B?", hurdles: {h1: 1}}
      - {id: c, type: single, text: "Frage C?", options: [{id: z, label: z, points: 0}, {id: y, label: y, points: 1}],
         hurdles: {h1: 1}}
      - {id: d, type: multiple, text: "Frage D?", options: [{id: k, label: K}, {id: l, label: L}], hurdles: {h1: 1}}
"""
BODY = """\
answers:
  a: yes   # sure
  b: 4
  c: {value: x, comment: so war es, evidence: Protokoll}
  d: [k, gone]
"""
HEAD = "format: planself/answers/1\nquestionnaire: {id: res, version: %s}\n"
JSON = """{"format": "planself/answers/1", "questionnaire": {"id": "res", "version": "1.0.0"},
 "answers": {"a": "yes", "b": 4, "c": {"value": "x", "comment": "so war es", "evidence": "Protokoll"},
 "d": ["k", "gone"]}}
"""


@pytest.fixture
def loaded(tmp_path: Path) -> Loaded:
    i18n.use("en")
    path = tmp_path / "res 1.yaml"
    path.write_text(QUESTIONNAIRE, "utf-8")
    return load_questionnaire(path)


def lay(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(("name", "text"), [("a.yaml", HEAD % "1.0.0" + BODY), ("a.json", JSON)])
def test_what_no_longer_fits_is_open_again_and_kept(tmp_path: Path, loaded: Loaded, name: str, text: str) -> None:
    path = lay(tmp_path, name, text)
    with Store.open(path, loaded, ask_again=True) as store:
        assert store.asked_again == ("b", "c", "d")
        assert path.read_text("utf-8") == text, "nothing is written before the first answer"
        answers = store.answer_set.answers
        assert answers["a"] == Answer(value=True)
        assert not any(answers[id_].given for id_ in ("b", "c", "d"))
        assert answers["b"].comment.endswith(": 4")
        assert answers["c"].comment.endswith(": x\nso war es")
        assert answers["c"].evidence == "Protokoll"
        assert answers["d"].comment.endswith(": k, gone")
        store.put("b", Answer(2, comment=answers["b"].comment))
    again = load_answers(path, lambda _named: loaded).answer_set
    assert (again.answers["b"].value, again.answers["b"].comment) == (2, answers["b"].comment)
    assert "sure" in path.read_text("utf-8") or name == "a.json"
    assert "1.1.0" in path.read_text("utf-8")


def test_nothing_is_set_aside_where_nobody_asks_for_it(tmp_path: Path, loaded: Loaded) -> None:
    path = lay(tmp_path, "a.yaml", HEAD % "1.0.0" + BODY)
    before = path.read_bytes()
    with pytest.raises(InputError):
        Store.open(path, loaded)
    assert path.read_bytes() == before
    with Store.open(tmp_path / "new.yaml", loaded, ask_again=True) as store:
        assert store.asked_again == ()


def test_a_mistake_in_a_file_of_this_very_version_stays_an_error(tmp_path: Path, loaded: Loaded) -> None:
    path = lay(tmp_path, "a.yaml", HEAD % "1.1.0" + BODY)
    with pytest.raises(InputError):
        Store.open(path, loaded, ask_again=True)


def test_another_major_version_is_refused_as_before(tmp_path: Path, loaded: Loaded) -> None:
    path = lay(tmp_path, "a.yaml", HEAD % "2.0.0" + BODY)
    with pytest.raises(InputError) as error:
        Store.open(path, loaded, ask_again=True)
    assert "E205" in {problem.code for problem in error.value.problems}


def test_who_scores_or_checks_such_a_file_is_told_how_to_go_on(tmp_path: Path, loaded: Loaded) -> None:
    path = lay(tmp_path, "meine antworten.yaml", HEAD % "1.0.0" + BODY)
    found = {problem.code: problem.hint for problem in check_answers(source.load(path), loaded)[1]}
    assert f"planself run '{path}' -q '{loaded.path}'" in found["N405"]
    same = lay(tmp_path, "b.yaml", HEAD % "1.1.0" + BODY)
    assert "N405" not in {problem.code for problem in check_answers(source.load(same), loaded)[1]}
