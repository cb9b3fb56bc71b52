"""The keys of a discussion: what each does, and what is said where one does nothing."""

from __future__ import annotations

from planself.i18n import Reader
from planself.questionnaire.model import AnswerKind, AnyQuestion
from planself.terminal import keys
from planself.terminal.keys import Key
from planself.workshop.commands import Notice

TYPED = (AnswerKind.SOME_OF, AnswerKind.NUMBER)
"""Questions that no single key answers."""
COUNTED = (AnswerKind.ONE_OF,)
"""Questions that a second round can be counted on."""
AROUND = ("enter", "right", *keys.letters((Key.SKIP, Key.UNDO, Key.OVERVIEW, Key.LEAVE)))
"""The keys that lead on and away from every slide."""


def legend(question: AnyQuestion, reader: Reader) -> tuple[tuple[str, str], ...]:
    """Return the keys at a question with what each does."""
    _ = reader._
    typed = question.kind in TYPED
    level = keys.legend((Key.TYPE,), reader) if typed else (("", _("Digit: agreed")),)
    if question.worded:
        level = (("", _("Letter: agreed")),)
    note = (keys.shown(keys.LETTERS[Key.COMMENT], reader.lang), _("note"))
    told = [
        *level,
        *keys.legend((Key.NO_AGREEMENT, Key.DISSENT), reader),
        note,
        *keys.legend((Key.EVIDENCE,), reader),
    ]
    if question.allows_unknown:
        told.append((keys.shown(keys.UNKNOWN, reader.lang), _("nobody knows")))
    if question.allows_not_applicable:
        told.append((keys.NOT_APPLICABLE[0], _("not applicable")))
    if question.kind in COUNTED:
        told += keys.legend((Key.AGAIN,), reader)
    if question.ladder:
        told.append((keys.LETTERS[Key.HELP][0], _("full wording")))
    return (*told, *ways(reader))


def ways(reader: Reader) -> tuple[tuple[str, str], ...]:
    """Return the keys that lead around."""
    around = (Key.BACK, Key.UNDO, Key.OVERVIEW, Key.LEAVE)
    return (("Enter", reader._("next")), *keys.legend(around, reader))


def notice_text(notice: Notice | None, reader: Reader) -> str:
    """Return a notice in words; empty where there is none."""
    _ = reader._
    match notice:
        case Notice.UNFIT:
            return _("This answer is not possible here.")
        case Notice.NOTHING_TO_UNDO:
            return _("There is no decision to take back.")
        case Notice.AT_START:
            return _("This is the first question.")
        case Notice.TOO_MANY:
            return _("There is no room for more dissent here.")
        case None:
            return ""


def further(question: AnyQuestion, *, all_keyed: bool) -> tuple[str, ...]:
    """Return the keys of a question besides those of its answers."""
    always = (Key.NO_AGREEMENT, Key.DISSENT, Key.COMMENT, Key.EVIDENCE, Key.HELP)
    found = [*keys.letters(always), *AROUND, *keys.LETTERS[Key.BACK], "left"]
    if question.kind in TYPED or not all_keyed:
        found += keys.LETTERS[Key.TYPE]
    if question.worded:
        found += [*keys.YES, *keys.NO]
    if question.kind in COUNTED:
        found += keys.LETTERS[Key.AGAIN]
    found += keys.UNKNOWN if question.allows_unknown else ()
    found += keys.NOT_APPLICABLE if question.allows_not_applicable else ()
    return tuple(found)
