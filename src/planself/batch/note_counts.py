"""What is to be said of many answer files at once: each kind of note in one line, with how often it was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from planself.errors import Location, Problem, Severity
from planself.i18n import _, n_

WARNINGS = frozenset({"N401", "N402", "N403", "N404"})
"""What is a warning where single files are read; the others are notes."""


def summed(notes: Mapping[str, int]) -> Iterator[Problem]:
    """Yield a note or warning for every code, in the order of the codes."""
    hint = _("`planself check FILES` names the files and lines.")
    for code, n in sorted(notes.items()):
        severity = Severity.WARNING if code in WARNINGS else Severity.NOTE
        yield Problem(Location(_("answer files")), code, _said(code, n), hint, severity)


def _said(code: str, n: int) -> str:
    match code:
        case "N401":
            return n_("{n} key is unknown and does not count.", "{n} keys are unknown and do not count.", n)
        case "N402":
            return n_(
                "{n} file was answered before the questionnaire was changed without a new version.",
                "{n} files were answered before the questionnaire was changed without a new version.",
                n,
            )
        case "N403":
            return n_(
                "{n} “not applicable” has no reason beside it.", "{n} “not applicable” have no reason beside them.", n
            )
        case "N404":
            return n_("{n} role is none of the questionnaire's.", "{n} roles are none of the questionnaire's.", n)
        case "N410":
            return n_(
                "{n} file was made for another version of the questionnaire.",
                "{n} files were made for another version of the questionnaire.",
                n,
            )
        case "N411":
            return n_(
                "{n} answer belongs to a question that this questionnaire does not have.",
                "{n} answers belong to questions that this questionnaire does not have.",
                n,
            )
        case "N412":
            return n_(
                "{n} answer under an earlier question id is ignored, since there is one under a later id.",
                "{n} answers under earlier question ids are ignored, since there are some under later ids.",
                n,
            )
        case "N413":
            return n_(
                "{n} file was made for the short or the long form of the questionnaire.",
                "{n} files were made for the short or the long form of the questionnaire.",
                n,
            )
        case "N414":
            return n_(
                "{n} key (AGS) had lost its leading zero; it was put back.",
                "{n} keys (AGS) had lost their leading zero; it was put back.",
                n,
            )
    return n_("{n} note", "{n} notes", n)
