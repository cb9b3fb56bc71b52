"""Whose answers a file holds: by the code in it, else by the code in its name, and never by a guess."""

from __future__ import annotations

from pathlib import Path

from planself.answers.model import AnswerSet
from planself.errors import InputError, Location, Problem, Severity
from planself.files.refusals import brief
from planself.files.source import Source
from planself.i18n import _
from planself.text import plain_words
from planself.workshop.spelling import alike, meant, named_in
from planself.workshop_files.workshop import Workshop

_LETTERS = str.maketrans("OIL", "011")
"""Letters that are typed for digits."""


def code_in_name(path: Path, workshop: Workshop) -> str | None:
    """Return the one code that a file's name means or holds, as in `antworten-w03-2026-11-27 (1).json`."""
    whole = meant(path.stem, workshop.by_code)
    if whole is not None:
        return whole
    held = {meant(word, workshop.by_code) for word in named_in(path.stem, workshop.by_code)}
    return held.pop() if len(held) == 1 else None


def owner(path: Path, source: Source, answers: AnswerSet, workshop: Workshop) -> str:
    """Return the code of whoever a file is of; raises InputError where it is nobody's here."""
    where = source.locate(("respondent", "id"))
    if written := answers.respondent.id:
        return _listed(where, written, workshop)
    if (code := code_in_name(path, workshop)) is not None:
        return code
    message = _("Nothing says whose answers these are: no code stands in the file, and none in its name.")
    hint = _("If you know it, name the file after the code, such as {name}.")
    first = next(iter(workshop.by_code))
    raise InputError([Problem(where, "E287", message, hint.format(name=f"{first}{path.suffix}"))])


def row_owner(where: Location, answers: AnswerSet, workshop: Workshop) -> str:
    """Return the code of whoever a row of a table is of; raises InputError where it is nobody's here."""
    if written := answers.respondent.id:
        return _listed(where, written, workshop)
    message = _("The row has no code, so nobody knows whose answers these are.")
    raise InputError([Problem(where, "E287", message, _("Write the code into the row, or take the row out."))])


def _listed(where: Location, written: str, workshop: Workshop) -> str:
    code = meant(written, workshop.by_code)
    if code is None:
        raise InputError([Problem(where, "E287", *_unknown(written, workshop))])
    return code


def _unknown(code: str, workshop: Workshop) -> tuple[str, str]:
    if len(several := alike(code, workshop.by_code)) > 1:
        message = _("{code} could be any of these codes: {codes}.").format(code=brief(code), codes=", ".join(several))
        return message, _("Write the code exactly as it stands on the slip.")
    near = meant(code[:1] + code[1:].upper().translate(_LETTERS), workshop.by_code)
    codes = list(workshop.by_code)
    span = _("Its codes run from {first} to {last}.").format(first=codes[0], last=codes[-1])
    hint = _("Did you mean {word}?").format(word=near) if near else span
    return _("{code} is no code of this workshop.").format(code=brief(code)), hint


def of_another_place(where: Location, answers: AnswerSet, workshop: Workshop) -> Problem | None:
    """Return what tells that answers come from another workshop: they are about another municipality."""
    theirs, ours = answers.subject, workshop.subject
    hint = _("Is the file from another workshop? Then put it there.")
    if theirs.ags and ours.ags and theirs.ags != ours.ags:
        message = _("This file is about AGS {other}, and the workshop about AGS {named}.")
        return Problem(where, "E217", message.format(other=theirs.ags, named=ours.ags), hint)
    if theirs.name and ours.name and not theirs.ags and not _is_same(theirs.name, ours.name):
        message = _("This file is about {other}, and the workshop about {named}; it counts all the same.")
        message = message.format(other=brief(theirs.name), named=brief(ours.name))
        return Problem(where, "W331", message, hint, Severity.WARNING)
    return None


def _is_same(one: str, other: str) -> bool:
    """Tell whether two names are of one municipality, as people write it: with “Stadt” before it, or without."""
    first, second = set(plain_words(one).split("_")), set(plain_words(other).split("_"))
    return first <= second or second <= first
