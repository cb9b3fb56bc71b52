"""The keys of a discussion: what each does, and what is said where one does nothing."""

from __future__ import annotations

from planself.i18n import Reader
from planself.interview import keys
from planself.questionnaire.model import AnyQuestion
from planself.workshop.moves import Notice

TYPED = ("multiple", "number")
"""Questions that no single key answers."""


def legend(question: AnyQuestion, reader: Reader) -> tuple[tuple[str, str], ...]:
    """Return the keys at a question with what each does."""
    _ = reader._
    typed = question.type in TYPED
    level = ("g", _("type the answer")) if typed else ("", _("Digit: agreed"))
    if question.type == "yes_no":
        level = ("", _("Letter: agreed"))
    told = [level, ("k", _("no agreement")), ("a", _("dissent")), ("m", _("note")), ("e", _("evidence"))]
    if question.allows_unknown:
        told.append((keys.shown(keys.UNKNOWN, reader.lang), _("nobody knows")))
    if question.allows_not_applicable:
        told.append((keys.NOT_APPLICABLE[0], _("not applicable")))
    if question.type in ("scale", "single", "yes_no"):
        told.append(("r", _("second round")))
    if question.type == "scale":
        told.append(("s", _("full wording")))
    return (*told, *ways(reader))


def ways(reader: Reader) -> tuple[tuple[str, str], ...]:
    """Return the keys that lead around."""
    _ = reader._
    back = keys.shown(keys.LETTERS[keys.Key.BACK], reader.lang)
    return (
        ("Enter", _("next")),
        (back, _("back")),
        ("u", _("undo")),
        ("o", _("overview")),
        ("q", _("save and leave")),
    )


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
    back = (*keys.LETTERS[keys.Key.BACK], "left")
    found = ["k", "a", "m", "e", "enter", "right", *back, "u", "o", "q", "s"]
    if question.type in TYPED or not all_keyed:
        found.append("g")
    if question.type == "yes_no":
        found += [*keys.YES, *keys.NO]
    if question.type in ("scale", "single", "yes_no"):
        found.append("r")
    found += keys.UNKNOWN if question.allows_unknown else ()
    found += keys.NOT_APPLICABLE if question.allows_not_applicable else ()
    return tuple(found)
