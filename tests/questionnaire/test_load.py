"""Loading: the shipped files, the vectors, the digest, examples, the starter and the schema."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from planself import i18n, resources
from planself.codes import CODES
from planself.errors import InputError, Severity
from planself.files import source
from planself.files.source import MAX_BYTES
from planself.questionnaire import starter
from planself.questionnaire.load import digest, examine, load_questionnaire
from planself.questionnaire.rules.texts import phrases
from planself.questionnaire.schema import schema
from planself.questionnaire.types.registry import TYPES
from tests.questionnaire.samples import BASE, broken

SHIPPED = sorted(resources.questionnaires().glob("*.yaml"))
VECTORS = Path(__file__).parents[1] / "vectors" / "questionnaires.json"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_shipped_questionnaires_load(path: Path) -> None:
    loaded = load_questionnaire(path)
    assert loaded.questionnaire.id == path.stem
    assert loaded.path == path


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_digest_can_be_recomputed_with_any_yaml_reader(path: Path) -> None:
    data = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert load_questionnaire(path).digest == "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def test_the_digest_is_the_same_in_yaml_and_json(tmp_path: Path) -> None:
    as_yaml, as_json = tmp_path / "q.yaml", tmp_path / "q.json"
    as_yaml.write_text(BASE)
    as_json.write_text(json.dumps(source.parse(BASE, "q").data, default=float, indent=2))
    assert load_questionnaire(as_yaml).digest == load_questionnaire(as_json).digest


def test_the_digest_knows_content_and_not_spelling() -> None:
    same = source.parse(BASE.replace("weight: 1", "weight: 1.0") + "# a comment\n", "q").data
    other = source.parse(BASE.replace("Jugendamt?", "Jugendamt"), "q").data
    assert digest(same) == digest(source.parse(BASE, "q").data) != digest(other)


def test_the_vectors_questionnaires_load(tmp_path: Path) -> None:
    path = tmp_path / "vector.json"
    for entry in json.loads(VECTORS.read_text("utf-8")):
        path.write_text(json.dumps(entry["questionnaire"]), "utf-8")
        load_questionnaire(path)


def test_a_broken_file_raises_all_problems(tmp_path: Path) -> None:
    path = tmp_path / "q.yaml"
    path.write_text(BASE.replace("at_least: 0.5", "at_least: 0").replace("id: sample", "id: a sample"))
    with pytest.raises(InputError) as raised:
        load_questionnaire(path)
    assert [problem.code for problem in raised.value.problems] == ["E106", "E145"]
    assert str(path) in str(raised.value)


def test_a_missing_example_is_an_error_only_when_examined(tmp_path: Path) -> None:
    path = tmp_path / "q.yaml"
    case = broken("version: 1.0.0", "version: 1.0.0\nexamples: [here.yaml, ¦gone.yaml]")
    path.write_text(case.text)
    (tmp_path / "here.yaml").write_text("")
    load_questionnaire(path)
    loaded, found = examine(path)
    errors = [(p.code, p.where.line, p.where.column) for p in found if p.severity is Severity.ERROR]
    assert loaded is None
    assert errors == [("E128", case.line, case.column)]


def test_examining_an_unreadable_file_gives_its_problems(tmp_path: Path) -> None:
    path = tmp_path / "q.yaml"
    path.write_text("a: [1\n")
    loaded, found = examine(path)
    assert loaded is None
    assert found


@pytest.mark.parametrize("lang", ["de", "en", "fr"])
def test_the_starter_passes_every_check(lang: str, tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    path.write_text(starter.text(lang), "utf-8")
    loaded, found = examine(path)
    assert loaded is not None
    assert found == ()
    assert loaded.questionnaire.languages == ["de" if lang == "de" else "en"]
    assert {question.type for question in loaded.questionnaire.questions} == set(TYPES)


def _plain(path: Path) -> Any:
    return json.loads(json.dumps(source.load(path).data, default=float))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_schema_accepts_the_shipped_questionnaires(path: Path) -> None:
    jsonschema.Draft202012Validator(schema()).validate(_plain(path))


def test_the_schema_accepts_the_starters_and_vectors() -> None:
    validator = jsonschema.Draft202012Validator(schema())
    for lang in ("de", "en"):
        data = source.parse(starter.text(lang), "q").data
        validator.validate(json.loads(json.dumps(data, default=float)))
    for entry in json.loads(VECTORS.read_text("utf-8")):
        validator.validate(entry["questionnaire"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: sample", "id: sample\ncolour: red"),
        ("type: scale", "type: scala"),
        ("{question: kind, is: town}", "{question: kind}"),
        ("{question: kind, is: town}", "{question: kind, is: town, is_not: land}"),
        ("version: 1.0.0", "version: one"),
        ("hurdles: {silos: 0.5}", "hurdles: {Silos: 0.5}"),
        ("{id: high, from: 0, label: hoch}", "{id: high, label: hoch}"),
        ("id: high, from: 0", "id: high, from_: 0"),
    ],
)
def test_the_schema_rejects_what_the_loader_rejects(old: str, new: str) -> None:
    data = source.parse(BASE.replace(old, new), "q").data
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema()).validate(json.loads(json.dumps(data, default=float)))


def test_the_schema_is_a_schema_in_the_files_own_units() -> None:
    found = schema()
    jsonschema.Draft202012Validator.check_schema(found)
    measure = found["$defs"]["Measure"]["properties"]
    assert (measure["from"]["default"], measure["below"]["default"], measure["below"]["maximum"]) == (0, 101, 101)
    assert "not" in found["$defs"]["NotOf"]["properties"]


def test_texts_are_found_wherever_they_stand() -> None:
    questionnaire = load_questionnaire(resources.questionnaires() / "integrierte-planung.yaml").questionnaire
    paths = {tuple("*" if isinstance(step, int) else step for step in path) for path, _text in phrases(questionnaire)}
    assert {
        ("title",),
        ("hurdles", "*", "symptoms", "*"),
        ("hurdles", "*", "measures", "*", "horizon"),
        ("sections", "*", "questions", "*", "anchors", "*"),
        ("sections", "*", "questions", "*", "options", "*", "label"),
        ("scales", "maturity", "levels", "*", "label"),
    } <= paths


def test_texts_of_examples_and_checks_are_texts_and_ids_are_none(tmp_path: Path) -> None:
    path = tmp_path / "q.yaml"
    path.write_text(BASE)
    found = dict(phrases(load_questionnaire(path).questionnaire))
    measure = ("hurdles", 0, "measures", 1)
    assert found[(*measure, "practice", 0, "who")] == "Musterstadt"
    assert found[(*measure, "practice", 0, "since")] == "2021"
    assert found["checks", 0, "text"] == "Geld ja"
    assert found["hurdles", 0, "topic"] == "Zusammenarbeit"
    assert not [path for path in found if path[-1] == "who" and "practice" not in path]


def test_beside_a_score_stands_the_topic_or_else_the_name(tmp_path: Path) -> None:
    path = tmp_path / "q.yaml"
    path.write_text(BASE)
    hurdles = load_questionnaire(path).questionnaire.hurdles
    assert [hurdle.topic_or_name for hurdle in hurdles] == ["Zusammenarbeit", "Daten"]


def test_intermediate_results_stay_exact_in_javascript() -> None:
    """The largest file cannot hold enough questions for a sum of weights and points to leave 2^53."""
    questions = MAX_BYTES // len("{id: x, type: yes_no, text: x}")
    heaviest, full_points = 10_000, 1000
    assert 2 * full_points * questions * heaviest + questions * heaviest < 2**53


def test_problems_are_in_the_readers_language(tmp_path: Path) -> None:
    path = tmp_path / "q.yaml"
    path.write_text(BASE.replace("id: sample\n", ""))
    messages = []
    for lang in ("de", "en"):
        i18n.use(lang)
        messages.append(examine(path)[1][0].message)
    assert len(set(messages)) == 2
    assert all(code in CODES for code in ("E101",))


def _as_long_as(path: Path, head: str, size: int) -> Path:
    path.write_text(head + "# " + "x" * (size - len(head) - 3) + "\n", "utf-8")
    return path


@pytest.mark.parametrize(
    ("head", "limit"),
    [
        ("format: planself/questionnaire/1\n", 4),
        ("\ufeff# Entwurf\n'format' : 'planself/questionnaire/1'\n", 4),
        ("format: planself/group/1\n", 4),
        ("format: planself/answers/1\n# planself/questionnaire/1\n", 1),
        ("a: 1\n", 1),
    ],
)
def test_a_questionnaire_may_have_more_than_answers(tmp_path: Path, head: str, limit: int) -> None:
    i18n.use("en")
    most = (limit << 20) - (2 if head.startswith("\ufeff") else 0)  # the mark counts three bytes and is one sign
    assert source.load(_as_long_as(tmp_path / "fits.yaml", head, most)).data
    with pytest.raises(InputError) as caught:
        source.load(_as_long_as(tmp_path / "long.yaml", head, most + 1))
    (problem,) = caught.value.problems
    assert problem.code == "E001"
    assert f"planself reads up to {limit} MiB" in problem.message
    assert "a questionnaire 4 MiB" in problem.hint


def test_a_questionnaire_of_three_thousand_questions_is_read(tmp_path: Path) -> None:
    question = "      - {{id: q{n}, type: yes_no, text: {text}, hurdles: {{data: 1}}}}\n"
    text = BASE + "".join(question.format(n=n, text="Frage " * 60) for n in range(3000))
    path = tmp_path / "long.yaml"
    path.write_text(text, "utf-8")
    assert path.stat().st_size > 1 << 20
    assert len(load_questionnaire(path).questionnaire.questions) == 3008


def test_a_long_file_of_nothing_but_entries_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "dense.yaml"
    path.write_text("format: planself/questionnaire/1\nsections: [" + "1, " * 400_000 + "1]\n", "utf-8")
    with pytest.raises(InputError, match=r"E001 .*400[.,]000"):
        source.load(path)
