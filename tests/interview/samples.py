"""A questionnaire with every type of question, conditions, roles and two languages, and a file to answer it in."""

from __future__ import annotations

from pathlib import Path

from planself.answers.model import Answer
from planself.answers.store import Store
from planself.interview.commands import Command
from planself.interview.flow import Flow, InterviewSetup, start, step
from planself.interview.session import Options, setup
from planself.questionnaire.load import Loaded, load_questionnaire

QUESTIONNAIRE = """\
format: planself/questionnaire/1
id: sample
version: 1.0.0
languages: [de, en]
title: {de: Muster, en: Sample}
roles:
  - {id: planning, label: {de: Planung, en: planning}}
  - {id: council, label: {de: Politik, en: council}}
bands: [{id: high, from: 0, label: {de: hoch, en: high}}, {id: low, from: 50, label: {de: niedrig, en: low}}]
stages: [{id: first, min: 0, label: {de: erste, en: first}}]
scales:
  often: {levels: [{label: {de: nie, en: never}}, {label: {de: oft, en: often}}, {label: {de: immer, en: always}}]}
hurdles:
  - {id: silos, name: {de: Säulen, en: silos}}
  - {id: data, name: {de: Daten, en: data}}
sections:
  - id: about
    title: {de: Über Sie, en: About you}
    intro: {de: Erst zu Ihnen., en: First about you.}
    questions:
      - id: kind
        type: single
        text: {de: Welche Art?, en: What kind?}
        required: true
        options: [{id: town, label: {de: Stadt, en: town}}, {id: county, label: {de: Kreis, en: county}}]
      - id: office
        type: yes_no
        text: {de: Eigenes Amt?, en: Own office?}
        when: {question: kind, is: town}
        allow: [unknown]
  - id: main
    title: {de: Hauptteil, en: Main part}
    intro: {de: Jetzt zur Sache., en: Now to the matter.}
    questions:
      - id: vision
        type: scale
        scale: often
        text: {de: Gibt es ein Leitbild?, en: Is there a vision?}
        help: {de: Gemeint ist Papier., en: Paper is meant.}
        evidence: {de: Beschluss, en: resolution}
        anchors:
          - {de: Niemand kennt es., en: Nobody knows it.}
          - {de: Manche kennen es., en: Some know it.}
          - {de: Alle kennen es., en: All know it.}
        hurdles: {silos: 1}
      - id: offers
        type: multiple
        text: {de: Welche Angebote?, en: Which offers?}
        hurdles: {silos: 1}
        roles: [planning]
        options:
          - {id: kita, label: {de: Kita, en: day care}}
          - {id: school, label: {de: Schule, en: school}}
          - {id: none, label: {de: gar nichts, en: nothing}, exclusive: true}
      - id: partners
        type: multiple
        text: {de: Welche Partner?, en: Which partners?}
        hurdles: {data: 1}
        options: [{id: club, label: {de: Verein, en: club}}, {id: church, label: {de: Kirche, en: church}}]
      - id: share
        type: number
        text: {de: Welcher Anteil?, en: What share?}
        unit: {de: Prozent, en: percent}
        min: 0
        max: 100
        steps: [{from: 0, points: 0}, {from: 50, points: 1}]
        hurdles: {data: 1}
        roles: [planning]
  - id: rest
    title: {de: Zum Schluss, en: At last}
    questions:
      - {id: short, type: text, text: {de: Ein Wort?, en: A word?}}
      - {id: remarks, type: text, long: true, text: {de: Noch etwas?, en: Anything else?}, allow: [unknown]}
"""
SHORT = """\
format: planself/questionnaire/1
id: sample-short
version: 1.0.0
short_of: sample
languages: [de, en]
title: {de: Muster kurz, en: Sample in short}
roles:
  - {id: planning, label: {de: Planung, en: planning}}
  - {id: council, label: {de: Politik, en: council}}
bands: [{id: high, from: 0, label: {de: hoch, en: high}}, {id: low, from: 50, label: {de: niedrig, en: low}}]
stages: [{id: first, min: 0, label: {de: erste, en: first}}]
scales:
  often: {levels: [{label: {de: nie, en: never}}, {label: {de: oft, en: often}}, {label: {de: immer, en: always}}]}
hurdles:
  - id: silos
    name: {de: Säulen, en: silos}
    measures:
      - {id: m_vision, title: {de: Leitbild schreiben, en: Write a vision}, text: {de: Gemeinsam., en: Together.}}
  - {id: data, name: {de: Daten, en: data}}
sections:
  - id: main
    title: {de: Hauptteil, en: Main part}
    questions:
      - id: vision
        type: scale
        scale: often
        text: {de: Gibt es ein Leitbild?, en: Is there a vision?}
        anchors:
          - {de: Niemand kennt es., en: Nobody knows it.}
          - {de: Manche kennen es., en: Some know it.}
          - {de: Alle kennen es., en: All know it.}
        hurdles: {silos: 1}
      - id: partners
        type: multiple
        text: {de: Welche Partner?, en: Which partners?}
        hurdles: {data: 1}
        options: [{id: club, label: {de: Verein, en: club}}, {id: church, label: {de: Kirche, en: church}}]
"""
"""The short form of the sample: one question a hurdle."""
ALL = ("kind", "office", "vision", "offers", "partners", "share", "short", "remarks")


def load(folder: Path, text: str = QUESTIONNAIRE, name: str = "sample.yaml") -> Loaded:
    """Write the questionnaire into a folder and load it from there."""
    path = folder / name
    path.write_text(text, "utf-8")
    return load_questionnaire(path)


def begin(store: Store, loaded: Loaded, options: Options | None = None) -> Flow:
    """Return the interview of a store at its beginning."""
    return start(written(store, loaded, options), store.answer_set.answers)


def written(store: Store, loaded: Loaded, options: Options | None = None) -> InterviewSetup:
    """Return what an interview of a store asks."""
    return setup(store, loaded.questionnaire, options or Options("en"))


def walk(flow: Flow, *commands: Command) -> Flow:
    """Return the interview after several commands."""
    for command in commands:
        flow = step(flow, command)
    return flow


def values(flow: Flow) -> dict[str, object]:
    """Return what is recorded, values and words alike."""
    return {id_: answer.value if answer.said is None else answer.said for id_, answer in flow.answers.items()}


UNKNOWN = Answer(said="unknown")
