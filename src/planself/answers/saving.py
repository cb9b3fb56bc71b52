"""What changes in an answer file when it is saved: one answer, the present ids, and what stands around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from planself.answers.entries import ENTRY_KEYS
from planself.answers.envelope import KEYS, REFERENCE_KEYS, RESPONDENT_KEYS, SUBJECT_KEYS
from planself.answers.model import Answer, AnswerSet, Value
from planself.answers.values import needs_text_form
from planself.files.document import Document
from planself.files.emit import Word
from planself.files.refusals import FORBIDDEN
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import AnswerKind, AnyQuestion, Questionnaire
from planself.text import is_blank

Entry = Mapping[str, object]


def cleaned(answer: Answer | None) -> Answer | None:
    """Return an answer as a file can hold it: without control characters, None where nothing is left."""
    if answer is None:
        return None
    value: Value | None = clean(answer.value) if isinstance(answer.value, str) else answer.value
    value = None if isinstance(value, str) and is_blank(value) else value
    answer = replace(answer, value=value, comment=clean(answer.comment), evidence=clean(answer.evidence))
    return None if answer == Answer() else answer


def clean(text: str) -> str:
    """Return a text without control characters, its line breaks all alike."""
    return FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def put_answer(
    document: Document,
    answers: Mapping[str, Any],
    questionnaire: Questionnaire,
    question: AnyQuestion,
    change: tuple[Answer | None, Answer | None],
) -> None:
    """Write one answer (before, after) into a document; keys that planself does not know stay."""
    path = ("answers", question.id)
    before, after = change
    if before == after:
        return
    entry = answers.get(question.id)
    fields = _fields(question, after or Answer())
    foreign = isinstance(entry, dict) and bool(set(entry) - set(ENTRY_KEYS))
    if isinstance(entry, dict) and (foreign or len(fields) > 1):
        _edit(document, path, entry, _fields(question, before or Answer()), fields)
    elif after:
        document.put(path, written_entry(question, after), [known.id for known in questionnaire.questions])
    else:
        for id_ in (question.id, *question.renamed_from):  # or an answer under an earlier id would count again
            document.remove(("answers", id_))


def _edit(document: Document, path: tuple[str, str], entry: Entry, before: Entry, after: Entry) -> None:
    if "text" in entry and "value" in after:
        after = {("text" if name == "value" else name): value for name, value in after.items()}
        before = {("text" if name == "value" else name): value for name, value in before.items()}
    for name in ENTRY_KEYS:
        if name in after and (name not in entry or after[name] != before.get(name)):
            document.put((*path, name), after[name], ENTRY_KEYS)
    for name in ENTRY_KEYS:
        if name == "value" and name in entry and not after.keys() & {"value", "text"}:
            document.put((*path, name), None, ENTRY_KEYS)  # foreign keys alone would be refused as an answer mistyped
        elif name in entry and name not in after:
            document.remove((*path, name))


def written_entry(question: AnyQuestion, answer: Answer) -> object:
    """Return an answer as it stands in a file: the value alone where there is nothing else."""
    fields = _fields(question, answer)
    return fields["value"] if list(fields) == ["value"] else fields


def _fields(question: AnyQuestion, answer: Answer) -> dict[str, object]:
    """Return the long form of an answer, without what is empty."""
    fields: dict[str, object] = {}
    if answer.said is not None:
        fields["value"] = answer.said
    elif question.kind is AnswerKind.TEXT and isinstance(answer.value, str) and needs_text_form(answer.value):
        fields["text"] = answer.value
    elif answer.value is not None:
        raw = question.write(answer.value)
        fields["value"] = Word(raw) if question.worded else raw
    if answer.comment:
        fields["comment"] = answer.comment
    if answer.evidence:
        fields["evidence"] = answer.evidence
    if answer.unsure:
        fields["unsure"] = True
    return fields


def name_questionnaire(document: Document, data: Mapping[str, Any], loaded: Loaded) -> None:
    """Name the questionnaire that the answers now belong to, and the one that they were begun with."""
    questionnaire, named = loaded.questionnaire, data["questionnaire"]
    begun = {"id": str(named["id"]), "version": Word(named["version"])}
    known = set(questionnaire.by_id) | set(questionnaire.renamed)
    foreign = begun["id"] != questionnaire.id
    left_over = begun["version"] != questionnaire.version and not set(data["answers"] or ()) <= known
    if (foreign or left_over) and data.get("started_with") is None:
        document.put(("started_with",), begun, KEYS)
    present = {"id": questionnaire.id, "version": Word(questionnaire.version), "digest": loaded.digest}
    for name, value in present.items():
        if named.get(name) != value:
            document.put(("questionnaire", name), value, REFERENCE_KEYS)


def use_present_ids(document: Document, answers: Mapping[str, Any], questionnaire: Questionnaire) -> dict[str, Any]:
    """Give the answers that count under an earlier id the present one, and return all answers as they then stand."""
    present = dict(answers)
    for question in questionnaire.questions:
        if answers.get(question.id) is not None:
            continue
        winner = next((old for old in reversed(question.renamed_from) if answers.get(old) is not None), None)
        if winner is not None:
            document.remove(("answers", question.id))
            document.rename(("answers", winner), question.id)
            present[question.id] = present.pop(winner)
    return present


def put_envelope(document: Document, data: Mapping[str, Any], now: AnswerSet, wanted: AnswerSet) -> None:
    """Change what stands around the answers into what is wanted; the rest stays as it is written."""
    if wanted.subject != now.subject:
        texts = (wanted.subject.name, wanted.subject.ags or "")
        _put_texts(document, data, "subject", dict(zip(SUBJECT_KEYS, texts, strict=True)))
    if wanted.respondent != now.respondent:
        texts_ = (wanted.respondent.id, wanted.respondent.role, wanted.respondent.department)
        _put_texts(document, data, "respondent", dict(zip(RESPONDENT_KEYS, texts_, strict=True)))
    if wanted.date != now.date and wanted.date is not None:
        document.put(("date",), Word(wanted.date.isoformat()), KEYS)
    if wanted.part != now.part:
        document.put(("part",), list(wanted.part), KEYS)
    if wanted.round != now.round:
        document.put(("round",), wanted.round, KEYS)


def _put_texts(document: Document, data: Mapping[str, Any], name: str, texts: Mapping[str, str]) -> None:
    """Set the texts of a mapping at the top; empty ones go."""
    if not isinstance(data.get(name), dict):
        document.put((name,), {key: text for key, text in texts.items() if text}, KEYS)
        return
    for key, text in texts.items():
        if text:
            document.put((name, key), text, tuple(texts))
        else:
            document.remove((name, key))
