"""A wrong shape is answered with the right one, in the author's words, and following it mends the fault."""

from __future__ import annotations

import re

import pytest

from planself import i18n
from tests.questionnaire.samples import BASE, problems

# What stands in the sample, the same in a wrong shape with ‹…› around what is replaced, and what the hint puts there.
SHAPES = [
    ("levels: [{label: nie}, {label: oft}, {label: immer}]", "levels: [‹nie›, oft, immer]", "{label: nie}"),
    ("levels: [{label: nie}, {label: oft}, {label: immer}]", "levels: [nie, oft, ‹'yes'›]", '{label: "yes"}'),
    (
        "levels: [{label: nie}, {label: oft}, {label: immer}]",
        "‹levels: {0: nie, 1: oft, 2: immer}›",
        "levels: [{label: nie}, {label: oft}, {label: immer}]",
    ),
    (
        "maturity: {levels: [{label: nie}, {label: oft}, {label: immer}]}",
        "‹maturity: [nie, oft, immer]›",
        "maturity: {levels: [{label: nie}, {label: oft}, {label: immer}]}",
    ),
    ("hurdles: {silos: 0.5}", "‹hurdles: [silos, data]›", "hurdles: {silos: 1, data: 1}"),
    ("hurdles: {silos: 0.5}", "‹hurdles: silos›", "hurdles: {silos: 1}"),
    ("hurdles: {silos: 0.5}", "‹hurdles: [{silos: 1}]›", "hurdles: {silos: 1}"),
    ("hurdles: {silos: 0.5}", "‹hurdles: silos, data›", "hurdles: {silos: 1, data: 1}"),
    ("when: {question: kind, is: town}", "when: ‹kind is town›", "{question: kind, is: town}"),
    ("when: {question: kind, is: town}", "when: ‹kind == town›", "{question: kind, is: town}"),
    ("when: {question: kind, is: town}", "when: ‹[{question: kind, is: town}]›", "{all: [{question: kind, is: town}]}"),
    ("languages: [de, en]", "‹languages: de›", "languages: [de]"),
    ("languages: [de, en]", "‹languages: de, en›", "languages: [de, en]"),
    ("languages: [de, en]", "‹languages: {de: Deutsch, en: Englisch}›", "languages: [de, en]"),
    ("text: Jugendamt?,", "text: Jugendamt?, ‹allow: unknown›,", "allow: [unknown]"),
    ("who: [plan]", "‹who: plan›", "who: [plan]"),
    (
        '[{when: {question: own_office, is: no}, who: ["plan"]}, {who: ["plan"]}]',
        '[{when: {question: own_office, is: no}, who: ["plan"]}, ‹plan›]',
        "{who: [plan]}",
    ),
    (
        'who: [{when: {question: own_office, is: no}, who: ["plan"]}, {who: ["plan"]}]',
        '‹who: {when: {question: own_office, is: no}, who: ["plan"]}›',
        'who: [{when: {question: own_office, is: "no"}, who: [plan]}]',
    ),
    ("renamed_from: [old_group]", "‹renamed_from: old_group›", "renamed_from: [old_group]"),
    ("options: [{id: town, label: Stadt}, {id: land, label: Land}]", "options: [‹Große Stadt›, Land]",
     "{id: grosse_stadt, label: Große Stadt}"),
    ("options: [{id: town, label: Stadt}, {id: land, label: Land}]", "‹options: {town: Stadt, land: Land}›",
     "options: [{id: town, label: Stadt}, {id: land, label: Land}]"),
    ("{id: none, label: keins, points: 0}", "‹keins›", "{id: keins, label: keins, points: 0}"),
    ("anchors: [keine, eine, mehrere]", "‹anchors: {0: keine, 1: eine, 2: mehrere}›",
     "anchors: [keine, eine, mehrere]"),
    ("gates: [{question: group, at_least: 0.5}]", "‹gates: group›", "gates: [{question: group, at_least: 0.5}]"),
    ("gates: [{question: group, at_least: 0.5}]", "gates: [‹group›]", "{question: group, at_least: 0.5}"),
    ("gates: [{question: group, at_least: 0.5}]", "‹gates: {question: group, at_least: 0.5}›",
     "gates: [{question: group, at_least: 0.5}]"),
    ("roles:\n  - {id: plan, label: Planung}", "roles: [‹plan›]", "{id: plan, label: plan}"),
    ("  - {id: high, from: 0, label: hoch}\n  - {id: low, from: 50, label: niedrig}",
     "  - ‹hoch›\n  - {id: low, from: 50, label: niedrig}", "{id: hoch, from: 0, label: hoch}"),
    ("steps: [{from: 0, points: 0}, {from: 10, points: 1}]", "‹steps: {0: 0, 10: 1}›",
     "steps: [{from: 0, points: 0}, {from: 10, points: 1}]"),
    ("aims_at: {group: 2, offers: [kita]}", "‹aims_at: [people]›", "aims_at: {people: 3}"),
    ("scoring: {min_coverage: 60, evidence_from: 0.75}", "‹scoring: 60›",
     "scoring: {min_coverage: 60, evidence_from: 0.75}"),
    ("required: true, min: 0", "required: ‹ja›, min: 0", "true"),
    ("{id: none, label: keins, points: 0}", "{id: none, label: keins, points: ‹50%›}", "0.5"),
    ("{id: none, label: keins, points: 0}", "{id: none, label: keins, points: ‹50›}", "0.5"),
    ("min_coverage: 60", "min_coverage: ‹60 %›", "60"),
    ("title: Reden, below: 50,", "title: Reden, ‹below: 0-50›,", "from: 0, below: 50"),
    ("hurdles: {silos: 0.5}", "hurdles: {silos: ‹0.125›}", "0.12"),
    ("version: 1.0.0", "version: ‹1.0›", "1.0.0"),
    ("        hurdles: {silos: 0.5}", "        ‹weight: 3›", "hurdles: {silos: 3}"),
    ("hurdles: {silos: 0.5}", "hurdles: {silos: 1}\n        ‹weight: 3›", "hurdles: {silos: 3}"),
    ("        hurdles: {silos: 0.5}", "        ‹hurdle: silos›", "hurdles: {silos: 1}"),
    ("text: Gruppe?", "text: ‹[Gibt es, eine Gruppe?]›", '"Gibt es eine Gruppe?"'),
]  # fmt: skip
WORDS = [
    ("text: Gruppe?", "¦label: Gruppe?", "text"),
    ("{id: low, from: 50, label: niedrig}", "{id: low, ¦min: 50, label: niedrig}", "from"),
    ("{id: goal, min: 60, label: Ziel}", "{id: goal, ¦from: 60, label: Ziel}", "min"),
    ("name: Ressortdenken", "¦title: Ressortdenken", "name"),
    ("title: Reden", "¦name: Reden", "title"),
    ("{id: town, label: Stadt}", "{id: town, ¦text: Stadt}", "label"),
]


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


@pytest.mark.parametrize(("old", "wrong", "right"), SHAPES, ids=lambda text: text[:40])
def test_the_right_shape_is_shown_and_mends_the_fault(old: str, wrong: str, right: str) -> None:
    assert BASE.count(old) == 1
    before, replaced, after = re.split("[‹›]", BASE.replace(old, wrong))
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    if re.match(r"\w+: \S", replaced) and not replaced.startswith(("weight", "hurdle:")):
        column += replaced.index(":") + 2  # the value's place
    found = [problem for problem in problems(before + replaced + after) if problem.where.line == line]
    told = [problem for problem in found if problem.where.column == column]
    assert [right in problem.hint for problem in told] == [True], found
    mended = before + (right if "weight: 3" not in wrong or "silos: 1" not in wrong else "sources: []") + after
    assert not [problem for problem in problems(mended) if (problem.where.line, problem.where.column) == (line, column)]


@pytest.mark.parametrize(("old", "wrong", "right"), WORDS, ids=lambda text: text[:40])
def test_a_word_of_another_place_is_one_fault_and_leads_to_the_right_one(old: str, wrong: str, right: str) -> None:
    found = problems(BASE.replace(old, wrong.replace("¦", "")))
    assert [(problem.code, problem.hint) for problem in found] == [("E102", f"Did you mean `{right}`?")]


@pytest.mark.parametrize(
    ("old", "wrong", "hint"),
    [
        ("{silos: 0.5}", "{silos: 0}", "left out of its `hurdles`"),
        (
            "    name: Ressortdenken",
            "    name: Ressortdenken\n    weight: 0",
            "A hurdle that is not to count is left out",
        ),
        ("label: keine, exclusive: true", "label: keine, weight: 0", "`exclusive: true` instead"),
        ("at_least: 0.5", "at_least: 3", "not in levels"),
        ("at_least: 0.5", "at_least: 2", "level 2 = 1"),
        ("at_least: 0.5", "at_least: 50", "write 0.5 for 50 percent"),
        ("label: etwas, points: 1", "label: etwas, points: 3", "as parts of it"),
    ],
)
def test_a_number_that_means_something_else_is_met_with_what_is_meant(old: str, wrong: str, hint: str) -> None:
    assert hint in problems(BASE.replace(old, wrong))[0].hint


def test_too_few_scored_options_are_not_said_to_say_the_same() -> None:
    text = BASE.replace("{id: none, label: keins, points: 0}", "{id: none, label: keins, scored: false}")
    (problem,) = problems(text)
    assert problem.code == "E133"
    assert problem.hint == "Give at least two options `points`; one that is `scored: false` counts as not applicable."
