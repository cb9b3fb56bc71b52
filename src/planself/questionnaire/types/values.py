"""Values of answers as they were typed: what is refused, and how a message quotes it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from planself.errors import PlanselfError, did_you_mean
from planself.files.fields import as_written
from planself.files.refusals import brief
from planself.i18n import _

Value = int | str | bool | tuple[str, ...]
"""A level, a number in millionths, an option id or a text, yes or no, the ids of ticked options."""
MILLION = 1_000_000
MAX_NUMBER = 9_000_000_000
"""Below 2^53 in millionths, so that JavaScript holds every number exactly."""
MAX_TEXT = 20_000


class BadValueError(PlanselfError):
    """A value that its question does not take: a stable code, the reason, the remedy, and where inside the value."""

    def __init__(self, code: str, message: str, hint: str = "", inside: tuple[int | str, ...] = ()) -> None:
        super().__init__(message, hint)
        self.code = code
        self.inside = inside


def shown(raw: object) -> str:
    """Return what stands in the file, as a message may quote it."""
    if isinstance(raw, dict):
        return _("a mapping")
    if isinstance(raw, list):
        return _("a list")
    return _("nothing") if raw is None else brief(str(as_written(raw)))


def no_operand(message: str, hint: str = "") -> BadValueError:
    """Return the refusal of a value that a condition, or the aim of a measure, names."""
    return BadValueError("E152", message, hint)


def read_option(raw: object, ids: Sequence[str]) -> str:
    """Return the option that an answer file names."""
    written = as_written(raw)
    for id_ in ids:
        if id_ == written:
            return id_
    near = did_you_mean(written, ids) if isinstance(written, str) else None
    hint = _("Did you mean {word}?").format(word=near) + " " if near else ""
    raise BadValueError(
        "E221",
        _("{value} is no option of this question.").format(value=shown(raw)),
        hint + _("The options are: {options}.").format(options=", ".join(ids)),
    )


def option_operand(raw: object, ids: Sequence[str]) -> str:
    """Return the option that a questionnaire names."""
    word = str(as_written(raw))
    if word in ids and not isinstance(raw, list | dict):
        return word
    near = did_you_mean(word, ids)
    listed = _("Its options are {ids}.").format(ids=", ".join(ids))
    raise no_operand(
        _("{value} is no option of this question.").format(value=brief(word)),
        _("Did you mean {word}?").format(word=brief(near)) if near else listed,
    )


def in_words(millionths: int) -> str:
    """Return millionths as they stand in a file."""
    return f"{Decimal(millionths).scaleb(-6).normalize():f}"
