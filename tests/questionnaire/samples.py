"""A small questionnaire that uses the whole format, and a way to break one place of it."""

from __future__ import annotations

from dataclasses import dataclass

from planself.errors import Problem
from planself.files import source
from planself.questionnaire.check import check

HERE = "¦"
"""Marks, in a broken snippet, where the problem must be reported."""

BASE = """\
format: planself/questionnaire/1
id: sample
version: 1.0.0
languages: [de, en]
title: {de: Muster, en: Sample}
sources:
  - {id: agj-2018, title: Planung, publisher: AGJ, url: "https://example.org/agj"}
scoring: {min_coverage: 60, evidence_from: 0.75}
bands:
  - {id: high, from: 0, label: hoch}
  - {id: low, from: 50, label: niedrig}
stages:
  - {id: start, min: 0, label: Anfang}
  - {id: goal, min: 60, label: Ziel}
scales:
  maturity: {levels: [{label: nie}, {label: oft}, {label: immer}]}
roles:
  - {id: plan, label: Planung}
hurdles:
  - id: silos
    name: Ressortdenken
    topic: Zusammenarbeit
    sources: [agj-2018]
    gates: [{question: group, at_least: 0.5}]
    measures:
      - {id: talk, title: Reden, below: 50, who: [plan]}
      - id: pilot
        title: Planen
        from: 50
        after: [talk]
        aims_at: {group: 2, offers: [kita]}
        who: [{when: {question: own_office, is: no}, who: ["plan"]}, {who: ["plan"]}]
        practice: [{who: Musterstadt, what: Plant gemeinsam., since: 2021, sources: ["agj-2018"]}]
  - {id: data, name: Daten}
checks:
  - id: money_unused
    when: {all: [{question: people, at_most: 10}, {question: own_office, is: no}]}
    text: Geld ja
sections:
  - id: profile
    title: Profil
    questions:
      - {id: own_office, type: yes_no, text: Jugendamt?, required: true}
      - id: kind
        type: single
        text: Art?
        required: true
        options: [{id: town, label: Stadt}, {id: land, label: Land}]
      - {id: people, type: number, text: Menschen?, required: true, min: 0, max: 1000}
      - {id: remark, type: text, text: Noch etwas?}
  - id: main
    title: Planung
    when: {question: kind, is: town}
    questions:
      - id: group
        type: scale
        text: Gruppe?
        scale: maturity
        anchors: [keine, eine, mehrere]
        hurdles: {silos: 1}
        renamed_from: [old_group]
        roles: [plan]
      - id: offers
        type: multiple
        text: Wer?
        when: {all: [{question: own_office, is: yes}, {question: people, at_least: 10}]}
        options: [{id: kita, label: Kita}, {id: school, label: Schule}, {id: nobody, label: keine, exclusive: true}]
        hurdles: {silos: 0.5}
      - id: budget
        type: single
        text: Geld?
        options:
          [{id: none, label: keins, points: 0}, {id: some, label: etwas, points: 1}, {id: odd, label: x, scored: false}]
        hurdles: {data: 1}
      - id: share
        type: number
        text: Anteil?
        min: 0
        max: 100
        steps: [{from: 0, points: 0}, {from: 10, points: 1}]
        hurdles: {data: 1}
"""


@dataclass(frozen=True)
class Broken:
    """A questionnaire with one fault, and where the fault stands."""

    text: str
    line: int
    column: int


def broken(old: str, new: str, base: str = BASE) -> Broken:
    """Return the sample with one place replaced; the mark in `new` is where the fault stands."""
    assert base.count(old) == 1, f"{base.count(old)} times in the sample: {old}"
    assert new.count(HERE) == 1
    text = base.replace(old, new)
    before = text[: text.index(HERE)]
    return Broken(text.replace(HERE, ""), before.count("\n") + 1, len(before) - before.rfind("\n"))


def problems(text: str) -> tuple[Problem, ...]:
    """Return every problem of a questionnaire's text."""
    return check(source.parse(text, "sample.yaml"))[1]
