"""A small questionnaire with every type of question, its short form, and an answer file for it."""

from __future__ import annotations

from pathlib import Path

from planself.answers.load import check_answers
from planself.answers.model import AnswerSet
from planself.errors import Problem
from planself.files import source as files
from planself.questionnaire.load import Loaded, load_questionnaire

QUESTIONNAIRE = """\
format: planself/questionnaire/1
id: sample
version: 1.2.0
languages: [de]
title: Muster
roles:
  - {id: planning, label: Planung}
  - {id: leadership, label: Leitung}
bands: [{id: low, from: 0, label: tief}]
stages: [{id: first, min: 0, label: erste}]
scales:
  often: {levels: [{label: nie}, {label: oft}, {label: immer}]}
hurdles:
  - {id: silos, name: Säulen}
sections:
  - id: main
    title: Alles
    questions:
      - {id: kind, type: single, text: Art?, options: [{id: town, label: Stadt}, {id: "1", label: Eins}]}
      - {id: own_office, type: yes_no, text: Jugendamt?, allow: [unknown]}
      - {id: people, type: number, text: Wie viele?, min: 0, max: 1000000}
      - {id: change, type: number, text: Wandel?, min: -10}
      - {id: delta, type: number, text: Anderes?, max: 10}
      - {id: free, type: number, text: Irgendeine?}
      - {id: vision, type: scale, scale: often, text: Leitbild?, hurdles: {silos: 1}, renamed_from: [older, old]}
      - {id: group, type: scale, scale: often, text: Gruppe?, hurdles: {silos: 1}}
      - id: offers
        type: multiple
        text: Angebote?
        hurdles: {silos: 1}
        options:
          - {id: kita, label: Kita}
          - {id: school, label: Schule}
          - {id: none, label: nichts, exclusive: true}
      - {id: remarks, type: text, text: Noch etwas?}
      - {id: said, type: text, text: Und?, allow: [unknown, not_applicable]}
"""
SHORT = """\
format: planself/questionnaire/1
id: sample-short
version: 3.0.0
short_of: sample
languages: [de]
title: Muster, kurz
bands: [{id: low, from: 0, label: tief}]
stages: [{id: first, min: 0, label: erste}]
scales:
  often: {levels: [{label: nie}, {label: oft}, {label: immer}]}
hurdles:
  - {id: silos, name: Säulen}
sections:
  - id: main
    title: Alles
    questions:
      - {id: vision, type: scale, scale: often, text: Leitbild?, hurdles: {silos: 1}}
"""
HEAD = "format: planself/answers/1\nquestionnaire: {id: sample, version: 1.2.0}\n"


def loaded(folder: Path, text: str = QUESTIONNAIRE) -> Loaded:
    """Write a questionnaire into a folder and load it from there."""
    name = next(line for line in text.splitlines() if line.startswith("id: ")).removeprefix("id: ")
    path = folder / f"{name}.yaml"
    path.write_text(text, "utf-8")
    return load_questionnaire(path)


def check(questionnaire: Loaded, text: str, name: str = "a.yaml") -> tuple[AnswerSet | None, tuple[Problem, ...]]:
    """Check the text of an answer file."""
    parse = files.parse_json if name.endswith(".json") else files.parse
    return check_answers(parse(text, name), questionnaire)
