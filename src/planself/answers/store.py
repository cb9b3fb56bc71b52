"""The open answer file of a session: every answer saved at once, nothing of the file lost."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date as Date  # noqa: N812 -- fields are called date
from pathlib import Path
from typing import Any, Self

from planself.answers.asked_again import set_aside
from planself.answers.envelope import FORMAT, KEYS, Round
from planself.answers.load import check_answers
from planself.answers.model import Answer, AnswerSet, Respondent, Subject
from planself.answers.saving import cleaned, name_questionnaire, put_answer, put_envelope, use_present_ids
from planself.answers.values import read_value
from planself.errors import InputError, PlanselfError, Problem
from planself.files import source as files
from planself.files.disk import decode, read_bytes, write_atomic
from planself.files.document import Document, JsonDocument, YamlDocument
from planself.files.emit import Word
from planself.files.session_file import SessionFile
from planself.files.source import Source
from planself.i18n import _
from planself.questionnaire.load import Loaded

Change = Callable[[Document, Mapping[str, Any]], None]
"""Something to do to a document whose data are given."""


class Store(SessionFile):
    """An answer file that is being filled in; use `Store.open` and close it, best by `with`."""

    def __init__(self, path: Path, loaded: Loaded) -> None:
        super().__init__(path)
        self._loaded = loaded
        self._copy: Path | None = None
        self.asked_again: tuple[str, ...] = ()
        """Questions whose answers the questionnaire no longer has; they are open now, the answers kept as comments."""

    def _begin(self, subject: Subject | None, *, ask_again: bool) -> None:
        self._mark = BOM_UTF8 if (self._on_disk or b"").startswith(BOM_UTF8) else b""
        begun = "" if self._on_disk is None else _ended(decode(self._on_disk, str(self.path)))
        self._text = begun + _blank(self._loaded, self._json) if _says_nothing(begun) else begun
        if ask_again and self._on_disk is not None:
            self.asked_again = self._set_aside()
        self._answer_set, self._notes = self._check(self._text)
        self._refuse_other(subject)

    @classmethod
    def open(cls, path: Path, loaded: Loaded, *, subject: Subject | None = None, ask_again: bool = False) -> Self:
        """Return the store of a new or a begun answer file; nothing is written before the first answer.

        With `ask_again`, answers that a changed questionnaire cannot read are no error but open questions.
        """
        store = cls(path, loaded)
        try:
            store._begin(subject, ask_again=ask_again)
        except BaseException:
            store.close()
            raise
        return store

    @property
    def loaded(self) -> Loaded:
        """The questionnaire that the file is saved under."""
        return self._loaded

    @property
    def answer_set(self) -> AnswerSet:
        """Everything that is in the file, the last answer included."""
        return self._answer_set

    @property
    def notes(self) -> tuple[Problem, ...]:
        """The warnings and notes on the file as it stands."""
        return self._notes

    def put(self, question_id: str, answer: Answer | None) -> None:
        """Record an answer (None: take it back) and save the file at once."""
        self.put_all({question_id: answer})

    def put_all(self, answers: Mapping[str, Answer | None]) -> None:
        """Record several answers (None: take it back) and save the file once, so that it has all of them or none."""
        by_id, before = self._loaded.questionnaire.by_id, self._answer_set.answers
        after = {id_: cleaned(answer) for id_, answer in answers.items()}
        for id_, answer in after.items():
            if answer and answer.value is not None:
                read_value(by_id[id_], by_id[id_].write(answer.value), exact=True)  # refuses what is none
        others = {id_: entry for id_, entry in before.items() if id_ not in after}

        def put(document: Document, data: Mapping[str, Any]) -> None:
            for id_, answer in after.items():
                change = (before.get(id_), answer)
                put_answer(document, data["answers"], self._loaded.questionnaire, by_id[id_], change)

        given = {id_: answer for id_, answer in after.items() if answer}
        self._change(put, replace(self._answer_set, answers=others | given))
        self.save()

    def update(
        self,
        *,
        subject: Subject | None = None,
        respondent: Respondent | None = None,
        date: Date | None = None,
        part: tuple[str, ...] | None = None,
        round: Round | None = None,  # noqa: A002 -- the file's own word
    ) -> None:
        """Change what stands around the answers; saved at once where the file exists, else with the first answer."""
        now = self._answer_set
        wanted = replace(
            now,
            subject=now.subject if subject is None else subject,
            respondent=now.respondent if respondent is None else respondent,
            date=now.date if date is None else date,
            part=now.part if part is None else part,
            round=now.round if round is None else round,
        )
        self._change(lambda document, data: put_envelope(document, data, now, wanted), wanted)
        self._save_begun()

    def use(self, loaded: Loaded) -> None:
        """Save under another form of the questionnaire from now on; the file keeps every answer.

        Saved at once where the file exists.
        """
        if loaded.digest == self._loaded.digest:
            return
        before, self._loaded = self._loaded, loaded
        try:
            self._change(lambda _document, _data: None, self._answer_set)
        except PlanselfError:
            self._loaded = before
            raise
        self._save_begun()

    def explain(self, provenance: Mapping[str, Any]) -> None:
        """Say in the file how its answers came about; saved at once where the file exists, else with the first one."""

        def change(document: Document, data: Mapping[str, Any]) -> None:
            if data.get("provenance") != provenance:
                document.put(("provenance",), dict(provenance), KEYS)

        self._change(change, self._answer_set)
        self._save_begun()

    def save(self) -> None:
        """Write the file, unless somebody else has written it since; raises where that is so."""
        data = self._mark + self._text.encode()
        found = self._read()
        if found is not None and found != self._on_disk:
            self._save_aside(data)
        elif found != data:
            write_atomic(self.path, data, overwrite=found is not None)
            self._on_disk = data

    def _save_begun(self) -> None:
        if self._on_disk is not None:
            self.save()

    @property
    def _json(self) -> bool:
        return self.path.suffix.lower() == ".json"

    def _check(self, text: str) -> tuple[AnswerSet, tuple[Problem, ...]]:
        answer_set, problems = check_answers(self._parse(text), self._loaded)
        if answer_set is None:
            raise InputError(problems)
        return answer_set, problems

    def _set_aside(self) -> tuple[str, ...]:
        document: Document = (JsonDocument if self._json else YamlDocument)(self._text)
        ids = set_aside(document, self._parse(self._text), self._loaded)
        self._text = document.text
        return ids

    def _parse(self, text: str) -> Source:
        return (files.parse_json if self._json else files.parse)(text, str(self.path))

    def _change(self, change: Change, expected: AnswerSet) -> None:
        """Change the text, and take it only where it reads as expected."""
        document: Document = (JsonDocument if self._json else YamlDocument)(self._text)
        data: dict[str, Any] = dict(self._parse(self._text).data)  # type: ignore[call-overload]  # checked on opening
        name_questionnaire(document, data, self._loaded)
        data["answers"] = use_present_ids(document, data["answers"] or {}, self._loaded.questionnaire)
        change(document, data)
        answer_set, problems = _reread(document, self.path, self._loaded)
        if answer_set is None or answer_set != expected:
            raise PlanselfError(
                _("This change cannot be written into {path} without harm to the rest of it.").format(path=self.path),
                _("The file was left as it is. Write the answer on one line per question, such as shared_vision: 3"),
            )
        self._text, self._answer_set, self._notes = document.text, answer_set, problems

    def _refuse_other(self, subject: Subject | None) -> None:
        found = self._answer_set.subject
        if subject is None or self._on_disk is None or not differ(found, subject):
            return
        raise PlanselfError(
            _("{path} holds the answers of {name}.").format(path=self.path, name=found.name or found.ags),
            _("Name another file for {name}.").format(name=subject.name or subject.ags),
        )

    def _save_aside(self, data: bytes) -> None:
        """Put this session's state beside a file that somebody else has changed, and say so."""
        if self._copy is None:
            copy = _free_name(self.path)
            write_atomic(copy, data, overwrite=False)
            self._copy = copy
        else:
            write_atomic(self._copy, data)
        raise PlanselfError(
            _("{path} was changed by somebody else while it was open here, and was left as it is.").format(
                path=self.path
            ),
            _("The answers of this session are in {copy}. Compare the two files and keep one.").format(copy=self._copy),
        )


def _reread(document: Document, path: Path, loaded: Loaded) -> tuple[AnswerSet | None, tuple[Problem, ...]]:
    """Return what a document says when it is read anew, None where it cannot be read at all."""
    try:
        return check_answers(document.parse(str(path)), loaded)
    except InputError as error:
        return None, error.problems


def is_begun(path: Path) -> bool:
    """Return whether a file is there and says anything: an empty one is begun like one that is not there."""
    return path.exists() and not _says_nothing(decode(read_bytes(path), str(path)))


def _says_nothing(text: str) -> bool:
    return all(line.startswith("#") for line in map(str.strip, text.removeprefix("\ufeff").splitlines()) if line)


def _ended(text: str) -> str:
    """Return a text whose last line ends: a block of text there reads otherwise as soon as a line follows it."""
    return text if text.endswith("\n") else text + ("\r\n" if "\r\n" in text else "\n")


def _blank(loaded: Loaded, as_json: bool) -> str:
    """Return the text of a file without answers."""
    document: Document = JsonDocument('{\n  "answers": {}}\n') if as_json else YamlDocument("answers:\n")
    questionnaire = loaded.questionnaire
    named = {"id": questionnaire.id, "version": Word(questionnaire.version), "digest": loaded.digest}
    document.put(("format",), Word(FORMAT), KEYS)
    document.put(("questionnaire",), named, KEYS)
    return document.text


def differ(found: Subject, other: Subject) -> bool:
    """Return whether two municipalities, as far as they are named, cannot be the same."""
    if found.ags and other.ags:
        return found.ags != other.ags
    return bool(found.name and other.name) and found.name.casefold() != other.name.casefold()


def _free_name(path: Path) -> Path:
    """Return the first name beside a path that nothing has."""
    number = 2
    while (name := path.with_stem(f"{path.stem}-{number}")).exists():
        number += 1
    return name
