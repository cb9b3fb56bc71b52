"""Answers that a form comes filled with, as the answer file that its page reads."""

from __future__ import annotations

import json
from typing import Any

from planself.answers.envelope import FORMAT
from planself.answers.model import Answer, AnswerSet
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import AnswerKind, AnyQuestion


def filled(loaded: Loaded, answers: AnswerSet) -> str:
    """Return an answer set as JSON; numbers are quoted, since a number of JavaScript may have fewer digits."""
    questionnaire = loaded.questionnaire
    subject, respondent = answers.subject, answers.respondent
    data: dict[str, Any] = {
        "format": FORMAT,
        "questionnaire": {"id": questionnaire.id, "version": questionnaire.version, "digest": loaded.digest},
        "subject": {"name": subject.name, "ags": subject.ags or ""},
        "respondent": {"id": respondent.id, "role": respondent.role, "department": respondent.department},
        "date": answers.date.isoformat() if answers.date else "",
        "part": list(answers.part),
        "round": answers.round,
        "answers": {id_: _entry(questionnaire.by_id[id_], answer) for id_, answer in answers.answers.items()},
    }
    return json.dumps(data, ensure_ascii=False)


def entry_json(question: AnyQuestion, answer: Answer) -> str:
    """Return one answer as its entry of an answer file in JSON, numbers with all their digits."""
    entry = {name: said for name, said in _entry(question, answer).items() if name in ("value", "text") or said}
    is_number = question.kind is AnswerKind.NUMBER and answer.said is None
    number = entry.pop("value", None) if is_number else None
    text = json.dumps(entry, ensure_ascii=False)
    return text if number is None else f'{{"value": {number}{", " if entry else ""}{text[1:]}'


def _entry(question: AnyQuestion, answer: Answer) -> dict[str, Any]:
    entry: dict[str, Any] = {"comment": answer.comment, "evidence": answer.evidence, "unsure": answer.unsure}
    if answer.said is not None:
        entry["value"] = answer.said
    elif question.kind is AnswerKind.TEXT:
        entry["text"] = answer.value
    elif answer.value is not None:
        raw = question.write(answer.value)
        entry["value"] = str(raw) if question.kind is AnswerKind.NUMBER else raw
    return entry
