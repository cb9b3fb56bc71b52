"""The questionnaire's schema beside `check`: what it refuses, what only `check` sees, and nothing valid is refused."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself.files.source import parse, parse_json
from planself.questionnaire.check import check
from planself.questionnaire.schema import schema
from tests.questionnaire.cases import MEANING, STRUCTURE
from tests.questionnaire.samples import BASE, HERE
from tests.reaching import reached, reaching
from tests.strategies import ROLES, condition, questionnaire_data

VALIDATOR = jsonschema.Draft202012Validator(schema())
ONLY_CHECK = {
    "E108": "multipleOf reckons with binary fractions, and would refuse weights such as 0.07",
    "E120": "a schema compares whole entries of a list, and these differ in more than their id",
    "E122": "whether a question measures a hurdle stands in another part of the file",
    "E123": "what is referred to stands in another part of the file",
    "E124": "the first language stands in another part of the file",
    "E125": "the languages stand in another part of the file",
    "E126": "earlier ids are compared with those of other questions",
    "E127": "two values of a file are compared",
    "E135": "the number of levels stands in another part of the file",
    "E137": "two numbers of a list are compared",
    "E138": "two numbers of a list are compared",
    "E139": "two numbers are compared",
    "E141": "two numbers of a list are compared; the first one alone a schema can see",
    "E142": "two numbers are compared",
    "E143": "a circle is found by walking from measure to measure",
    "E144": "what an answer can be depends on its question",
    "E145": "whether a question has points stands in another part of the file",
    "E146": "a schema does not see which case of a list comes last",
    "E150": "the order of the questions is compared",
    "E151": "the type of the question stands in another part of the file",
    "E152": "what an answer can be depends on its question",
    "E153": "what an answer can be depends on its question",
    "E154": "whether a question is required stands in another part of the file",
}
MORE = [
    ("E121", "- {id: data, name: Daten}", "- {id: ¦unknown, name: Daten}"),
    ("E121", "{id: plan, label: Planung}", "{id: ¦null, label: Planung}"),
    ("E106", "{id: plan, label: Planung}", "{id: ¦" + "p" * 41 + ", label: Planung}"),
    ("E106", "{id: town, label: Stadt}", "{id: ¦" + "t" * 41 + ", label: Stadt}"),
    ("E106", "id: sample", "id: ¦" + "q" * 81),
    ("E141", "{id: high, from: 0,", "{id: high, from: ¦10,"),
    ("E120", "languages: [de, en]", "languages: [de, ¦de]"),
    ("E104", "title: {de: Muster, en: Sample}", "title: ¦'  '"),
    ("E109", "steps: [{from: 0,", "steps: [{from: ¦-4503599628,"),
]
CASES = [(code, old, new) for code, old, new in [*STRUCTURE, *MEANING, *MORE] if BASE.count(old) == 1]


def refused(text: str) -> bool:
    """Return whether the schema refuses a questionnaire's text."""
    return not VALIDATOR.is_valid(json.loads(json.dumps(parse(text, "x").data, default=float)))


def faulty(old: str, new: str) -> str:
    """Return the sample with one place replaced."""
    return BASE.replace(old, new.replace(HERE, ""))


def test_what_only_check_sees_is_listed_with_its_reason() -> None:
    accepted = {code for code, old, new in CASES if not refused(faulty(old, new))}
    assert accepted == set(ONLY_CHECK)


@pytest.mark.parametrize(
    ("old", "new"),
    [(old, new) for code, old, new in CASES if code not in ONLY_CHECK or (code, old, new) in MORE],
    ids=lambda text: text[:40],
)
def test_what_a_schema_can_say_is_refused_by_it(old: str, new: str) -> None:
    assert refused(faulty(old, new))


def test_every_key_has_a_sentence() -> None:
    assert list(silent(schema())) == []


def silent(node: Any, path: str = "") -> Iterator[str]:
    """Yield every key of a schema that has no description."""
    if isinstance(node, list):
        for each in node:
            yield from silent(each, path)
    if not isinstance(node, dict):
        return
    for name, each in node.get("properties", {}).items():
        if not each.get("description"):
            yield f"{path}.{name}"
    for key, below in node.items():
        if key in ("$defs", "properties", "patternProperties"):
            for name, each in below.items():
                yield from silent(each, f"{path}.{name}")
        elif key in ("items", "additionalProperties", "anyOf", "oneOf", "prefixItems"):
            yield from silent(below, path)


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of everything in a questionnaire but the whole."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ():
        yield (*path, key)
        yield from places(value, (*path, key))


ODD = st.sampled_from(
    [
        None,
        True,
        False,
        0,
        1,
        -1,
        0.5,
        0.25,
        2018,
        100,
        101,
        "",
        " ",
        "x",
        "de",
        "1.0.0",
        "yes",
        [],
        ["x"],
        {},
        {"de": "x"},
    ]
)


@st.composite
def with_measures(draw: st.DrawFn) -> Any:
    """Draw a questionnaire with topics, checks, and measures that have carriers by case and examples of practice."""
    data = draw(questionnaire_data())
    questions = [question for section in data["sections"] for question in section["questions"]]
    asked = any(question["type"] != "text" for question in questions)
    for question in questions:
        question["required"] = True
    when = condition(questions, depth=1) if asked else st.none()
    roles = st.lists(st.sampled_from(ROLES), unique=True)
    case = st.fixed_dictionaries({"who": roles, "when": when})
    cases = st.lists(case, min_size=1, max_size=2)
    words = st.sampled_from(["Town", 2021, {"de": "Stadt"}])
    example = st.fixed_dictionaries({"who": words, "what": words, "sources": st.just(["s"])}, optional={"since": words})
    data["sources"] = [{"id": "s", "title": "S", "publisher": "P", "url": "u"}]
    for place, hurdle in enumerate(data["hurdles"]):
        measure = {"id": f"m{place}", "title": "M", "who": draw(roles | cases)}
        hurdle["topic"] = draw(words)
        hurdle["measures"] = [measure | {"practice": draw(st.lists(example, max_size=2))}]
    if asked:
        data["checks"] = [{"id": "c", "when": draw(when), "text": draw(words)}]
    return data


@reaching("changed and sound", "as drawn and sound", "refused")
@given(questionnaire_data() | questionnaire_data(conditions=False) | with_measures(), st.data(), st.booleans())
def test_nothing_that_check_takes_is_refused_by_the_schema(data: Any, drawn: st.DataObject, changed: bool) -> None:
    plain = json.loads(json.dumps(data, default=float))
    if changed:
        path = drawn.draw(st.sampled_from(list(places(plain))))
        plain = copy.deepcopy(plain)
        around = plain
        for step in path[:-1]:
            around = around[step]
        around[path[-1]] = (
            "other" if isinstance(around[path[-1]], str) and drawn.draw(st.booleans()) else drawn.draw(ODD)
        )
    _questionnaire, problems = check(parse_json(json.dumps(plain), "x.json"))
    if not reached("refused", bool(problems)):
        reached("changed and sound" if changed else "as drawn and sound")
        VALIDATOR.validate(plain)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: {de: Muster, en: Sample}", "title: {de: 2024, en: yes}"),
        (
            "{id: agj-2018, title: Planung,",
            "{id: agj-2018, year: 2018, accessed: 2024-01-01, verified: read, title: Planung,",
        ),
        ("sources: [agj-2018]\n", "sources: [agj-2018]\n    note:\n"),
        ("scale: maturity\n", "scale: maturity\n        levels:\n"),
        ("{id: none, label: keins, points: 0}", "{id: none, label: keins, points: 0, scored: true}"),
        ("{id: odd, label: x, scored: false}", "{id: odd, label: x, scored: false, points: null}"),
        ("{id: land, label: Land}", "{id: 5, label: Land, points: null}"),
        ("{id: goal, min: 60,", "{id: goal, min: 60, gates: met,"),
        ("{id: start, min: 0,", "{id: start, min: 0, gates: null,"),
        ("text: Noch etwas?}", "text: Noch etwas?, hurdles: {}}"),
        ("id: sample", "id: 2024"),
        ("languages: [de, en]", "languages: [de, en, de-leicht, en-GB]"),
        ("who: [plan]", "who: []"),
        ("who: [plan]", "who: [{who: []}]"),
        ("who: [plan]", "who: [{when: null, who: ['plan']}]"),
        ("since: 2021", "since: {de: seit 2021, en: since 2021}"),
        (" since: 2021,", ""),
    ],
    ids=lambda text: text[:30],
)
def test_what_is_rare_and_valid_is_taken(old: str, new: str) -> None:
    assert BASE.count(old) == 1
    text = BASE.replace(old, new)
    assert check(parse(text, "x"))[1] == ()
    assert not refused(text)


@given(with_measures())
def test_drawn_measures_are_mostly_sound(data: Any) -> None:
    """A case without a condition before others, and numbers out of a question's limits, are all that can be wrong."""
    _questionnaire, problems = check(parse_json(json.dumps(data, default=float), "x.json"))
    assert {problem.code for problem in problems} <= {"E146", "E152"}
