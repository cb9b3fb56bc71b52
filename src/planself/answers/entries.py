"""The answers of a file, one question at a time: ids, short and long forms, states and values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from planself.answers.envelope import read_text
from planself.answers.findings import Findings, Path
from planself.answers.model import Answer, Unanswered, Value
from planself.answers.values import read_value
from planself.errors import did_you_mean
from planself.files.fields import as_written
from planself.files.invisible import first_sign, seen_through
from planself.files.refusals import brief, unseen
from planself.i18n import _
from planself.questionnaire.model import AnswerKind, AnyQuestion, Questionnaire
from planself.questionnaire.types.values import BadValueError, shown
from planself.text import is_blank

ENTRY_KEYS = ("value", "text", "comment", "evidence", "unsure")
STATES: dict[str, Unanswered] = {"unknown": "unknown", "not_applicable": "not_applicable"}
_GERMAN_STATES = {"weiß nicht": "unknown", "weiss nicht": "unknown", "trifft nicht zu": "not_applicable"}
_NOTHING = Answer()
_TICKS = ("true", "yes", "1", "x", "ja")
_SURE = {"false": False, "no": False, "true": True, "yes": True}


@dataclass(frozen=True, slots=True)
class Reading:
    """How the answers of one file are read."""

    found: Findings
    questionnaire: Questionnaire
    exact: bool
    """A decimal point is beyond doubt (JSON); in YAML a person may have typed it between thousands."""
    strict: bool
    """The file names this very version, so an unknown question is a mistake."""

    def answers(self, raw: Mapping[str, Any]) -> dict[str, Answer]:
        """Return the answers by present question ids, in the order of the file."""
        known = self.questionnaire.by_id
        answers: dict[str, Answer] = {}
        for id_, entry in raw.items():
            if self.found.many and self.found.failed:
                break  # the file is refused, and a thousand reasons are enough
            question = known.get(id_) or self._renamed(id_, raw)
            if question is not None and entry is not None:
                answer = self._answer(question, entry, ("answers", id_))
                if answer != _NOTHING:
                    answers[question.id] = answer
        return answers

    def _renamed(self, id_: str, raw: Mapping[str, Any]) -> AnyQuestion | None:
        """Return the question that had this id earlier, unless a later id of it has an answer here."""
        present = self.questionnaire.renamed.get(id_)
        if present is None:
            self._unknown(id_)
            return None
        question = self.questionnaire.by_id[present]
        later = [present, *reversed(question.renamed_from)]
        winner = next((name for name in later if raw.get(name) is not None), id_)
        if winner == id_:
            return question
        message = _(
            "The answer to {old} is ignored: {old} is an earlier id of {present}, which is answered by {winner}."
        )
        message = message.format(old=id_, present=present, winner=winner)
        self.found.note(("answers", id_), "N412", message, _("Delete the one that no longer holds."), key=True)
        return None

    def _unknown(self, id_: str) -> None:
        path: Path = ("answers", id_)
        if seen_through(id_, self.questionnaire.by_id):
            self.found.error(path, "E007", *unseen(first_sign(id_)), key=True)
            return
        near = None if self.found.many else did_you_mean(id_, self.questionnaire.by_id)
        hint = _("Did you mean {word}?").format(word=near) if near else ""
        if self.strict:
            message = _("The questionnaire has no question {id}.").format(id=brief(id_))
            self.found.error(path, "E212", message, hint or _("Look up the id in the questionnaire."), key=True)
        else:
            message = _("This questionnaire has no question {id}; its answer stays in the file and does not count.")
            self.found.note(path, "N411", message.format(id=brief(id_)), hint, key=True)

    def _answer(self, question: AnyQuestion, entry: object, path: Path) -> Answer:
        if not isinstance(entry, dict):
            value, said = self._given(question, entry, path, path)
            return Answer(value, said) if said is None else self._with_reason(Answer(None, said), path)
        if "value" not in entry and "text" not in entry and any(name not in ENTRY_KEYS for name in entry):
            self._no_value(question, entry, path)
            return _NOTHING
        self.found.unknown_keys(path, entry, ENTRY_KEYS)
        value, said = self._long(question, entry, path)
        answer = Answer(
            value,
            said,
            read_text(self.found, (*path, "comment"), entry.get("comment")),
            read_text(self.found, (*path, "evidence"), entry.get("evidence")),
            self._unsure(entry.get("unsure"), path),
        )
        return answer if said is None else self._with_reason(answer, path)

    def _no_value(self, question: AnyQuestion, entry: Mapping[str, Any], path: Path) -> None:
        """Refuse a mapping whose keys might be anything: a mistyped `value`, ticks, answers to other questions."""
        name = next(name for name in entry if name not in ENTRY_KEYS)
        if seen_through(name, ENTRY_KEYS):
            self.found.error((*path, name), "E007", *unseen(first_sign(name)), key=True)
            return
        message = _("The answer to {question} has no `value`, and planself does not know its key {key}.")
        message = message.format(question=question.id, key=brief(name))
        self.found.error((*path, name), "E232", message, self._meant_by(question, entry, name), key=True)

    def _meant_by(self, question: AnyQuestion, entry: Mapping[str, Any], name: str) -> str:
        if name in self.questionnaire.by_id:
            return _("{other} is a question of its own: begin its line in the same column as {question}.").format(
                other=name, question=question.id
            )
        if question.kind is AnswerKind.SOME_OF and name in question.ids:
            ticked = [key for key, value in entry.items() if str(as_written(value)).lower() in _TICKS]
            return _("Write the ticked options as a list: {example}").format(
                example=f"{question.id}: [{', '.join(ticked)}]"
            )
        if near := did_you_mean(name.lower(), ENTRY_KEYS):
            return _("Did you mean {word}?").format(word=near)
        return _("Write {example}").format(example=f"{question.id}: {{value: …, comment: …}}")

    def _long(
        self, question: AnyQuestion, entry: Mapping[str, Any], path: Path
    ) -> tuple[Value | None, Unanswered | None]:
        raw = entry.get("value")
        if entry.get("text") is None:
            return (None, None) if raw is None else self._given(question, raw, (*path, "value"), path)
        if question.kind is not AnswerKind.TEXT:
            message = _("The key text belongs to questions that are answered in words; this one has the type {type}.")
            message = f"{question.id}: {message.format(type=question.type)}"
            self.found.error((*path, "text"), "E231", message, _("Write value: …"), key=True)
        elif raw is not None:
            message = f"{question.id}: " + _("This answer has both value and text.")
            self.found.error((*path, "text"), "E231", message, _("Keep one of the two."), key=True)
        else:
            return self._value(question, entry["text"], (*path, "text")), None
        return None, None

    def _given(
        self, question: AnyQuestion, raw: object, path: Path, entry: Path
    ) -> tuple[Value | None, Unanswered | None]:
        said = STATES.get(raw) if isinstance(raw, str) else None
        if said is None:
            return self._value(question, raw, path), None
        if said == "unknown" and question.allows_unknown:
            return None, said
        if said == "not_applicable" and question.allows_not_applicable:
            return None, said
        message = _("{state} is no answer to {question}.").format(state=said, question=entry[-1])
        self.found.error(path, "E230", message, _allowed(question, said))
        return None, None

    def _value(self, question: AnyQuestion, raw: object, path: Path) -> Value | None:
        try:
            value = read_value(question, raw, exact=self.exact)
        except BadValueError as error:
            hint = error.hint if error.inside else _meant_state(question, raw) or error.hint
            message = f"{question.id}: {error.message}"
            self.found.error((*path, *error.inside), error.code, message, hint)
            return None
        return None if isinstance(value, str) and is_blank(value) else value

    def _with_reason(self, answer: Answer, path: Path) -> Answer:
        if answer.said == "not_applicable" and is_blank(answer.comment):
            message = f"{path[-1]}: " + _("“Not applicable” stands here without a reason.")
            hint = _("Write the reason beside it, as its comment.")
            if self.found.source.is_text:
                hint = _("Write {value: not_applicable, comment: the reason}.")
            self.found.warn(path, "N403", message, hint)
        return answer

    def _unsure(self, raw: object, path: Path) -> bool:
        word = "false" if raw is None else str(as_written(raw)).lower()
        if word not in _SURE:
            message = f"{path[-1]}: " + _("{value} is neither true nor false.").format(value=shown(raw))
            self.found.error((*path, "unsure"), "E206", message, _("Write unsure: true, or leave it out."))
        return _SURE.get(word, False)


def _meant_state(question: AnyQuestion, raw: object) -> str:
    """Return a hint where a mistyped or German state stands in the place of a value."""
    if not isinstance(raw, str) or question.any_words:
        return ""
    options = [choice.id for choice in question.choices if choice.id_at and question.kind is AnswerKind.ONE_OF]
    word = _GERMAN_STATES.get(raw.strip().lower()) or did_you_mean(raw, [*options, *STATES])
    allowed = {"unknown": question.allows_unknown, "not_applicable": question.allows_not_applicable}
    return _("Did you mean {word}?").format(word=word) if word and allowed.get(word) else ""


def _allowed(question: AnyQuestion, said: str) -> str:
    """Return what may be answered instead."""
    if question.any_words:
        return _("If the word is meant as the answer, write {{text: {word}}}.").format(word=said)
    states = [
        name
        for name, allowed in (("unknown", question.allows_unknown), ("not_applicable", question.allows_not_applicable))
        if allowed
    ]
    if states:
        return _("Allowed here are a value or {states}.").format(states=", ".join(states))
    return _("This question needs a value; leave it out where there is none.")
