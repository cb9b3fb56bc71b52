"""What a mapping file can mean by a word: a question, one of its options, or a known column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from planself.errors import did_you_mean
from planself.files.refusals import FORBIDDEN
from planself.i18n import _
from planself.questionnaire.model import AnswerKind, AnyQuestion, Questionnaire

KNOWN = ("subject.name", "subject.ags", "respondent.id", "respondent.role", "respondent.department", "date")
"""Columns that are no questions and still mean something, by the names of the format."""
_OPTION = re.compile(r"([a-z0-9_]+)(?:\.([a-z0-9_]+)|\[\s*([a-z0-9_]+)\s*\])").fullmatch
_WITHIN = re.compile(r"^answers\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """A column as the contract knows it: its name there, its question (None: a known column), its option."""

    name: str
    question: AnyQuestion | None = None
    option: str | None = None

    @property
    def kind(self) -> AnswerKind | None:
        """What an answer in the column is; None in a known column."""
        return None if self.question is None else self.question.kind

    @property
    def ladder(self) -> bool:
        """Whether levels stand in the column."""
        return self.question is not None and self.question.ladder

    @property
    def worded(self) -> bool:
        """Whether yes and no stand in the column."""
        return self.question is not None and self.question.worded


def plain(heading: str) -> str:
    """Return a heading on one line, without invisible marks: two that look alike are alike."""
    return " ".join(FORBIDDEN.sub("", heading).replace("\u200b", "").split())


def unwrapped(questionnaire: Questionnaire, heading: str) -> str:
    """Return a heading without the way to it: `answers.vision.value`, made of an answer file, is `vision`."""
    word = _WITHIN.sub("", plain(heading))
    stem, _dot, last = word.rpartition(".")
    if last.lower() in ("value", "text") and target(questionnaire, word.lower()) is None:
        named = _question(questionnaire, stem) or _question(questionnaire, stem.lower())
        return stem if named else word
    return word


def target(questionnaire: Questionnaire, word: str) -> Target | None:
    """Return what a word names, a question under its present id, or None where it names nothing."""
    if word in KNOWN:
        return Target(word)
    if question := _question(questionnaire, word):
        return Target(question.id, question)
    match = _OPTION(word)
    question = _question(questionnaire, match[1]) if match else None
    if match and question is not None and question.kind is AnswerKind.SOME_OF:
        option = match[2] or match[3]
        if option in question.ids:
            return Target(f"{question.id}.{option}", question, option)
    return None


def by_heading(questionnaire: Questionnaire, heading: str) -> Target | None:
    """Return what a heading names by itself, in small or capital letters, or None."""
    word = unwrapped(questionnaire, heading)
    return target(questionnaire, word) or target(questionnaire, word.lower())


def meant(questionnaire: Questionnaire, word: str) -> str:
    """Return the remedy for a word that names nothing."""
    near = did_you_mean(word, _names(questionnaire))
    if near:
        return _("Did you mean {word}?").format(word=near)
    return _("Possible are ids of questions, question.option, and {known}.").format(known=", ".join(KNOWN))


def _question(questionnaire: Questionnaire, word: str) -> AnyQuestion | None:
    return questionnaire.by_id.get(questionnaire.renamed.get(word, word))


def _names(questionnaire: Questionnaire) -> Iterator[str]:
    yield from KNOWN
    for question in questionnaire.questions:
        yield question.id
        if question.kind is AnswerKind.SOME_OF:
            yield from (f"{question.id}.{id_}" for id_ in question.ids)
