"""The value of one answer: from what stands in a file to the scorer's units, and back."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from planself.answers.misread import remedy
from planself.answers.model import Value
from planself.errors import PlanselfError, did_you_mean
from planself.files.fields import RESERVED, as_written
from planself.files.numbers import parse_number
from planself.files.refusals import brief
from planself.i18n import _
from planself.questionnaire.model import (
    AnyQuestion,
    MultipleOption,
    MultipleQuestion,
    NumberQuestion,
    Questionnaire,
    ScaleQuestion,
    SingleOption,
    SingleQuestion,
    TextQuestion,
    YesNoQuestion,
)

MILLION = 1_000_000
MAX_NUMBER = 9_000_000_000
"""Below 2^53 in millionths, so that JavaScript holds every number exactly."""
MAX_TEXT = 20_000
_WORDS = {"yes": True, "true": True, "ja": True, "no": False, "false": False, "nein": False}


class BadValueError(PlanselfError):
    """A value that its question does not take: a stable code, the reason, the remedy, and where inside the value."""

    def __init__(self, code: str, message: str, hint: str = "", inside: tuple[int | str, ...] = ()) -> None:
        super().__init__(message, hint)
        self.code = code
        self.inside = inside


def read_value(questionnaire: Questionnaire, question: AnyQuestion, raw: object, *, exact: bool = False) -> Value:
    """Return a value in the scorer's units, or raise BadValueError; `exact`: a dot is the decimal sign, as in JSON."""
    try:
        return _read(questionnaire, question, raw, exact)
    except BadValueError as error:
        place = error.inside[0] if error.inside else None
        part = raw[place] if isinstance(raw, list) and isinstance(place, int) else raw
        error.hint = remedy(question, part) or error.hint
        raise


def _read(questionnaire: Questionnaire, question: AnyQuestion, raw: object, exact: bool) -> Value:
    match question:
        case ScaleQuestion():
            return _level(raw, len(questionnaire.levels(question)) - 1)
        case SingleQuestion():
            return _option(raw, question.options)
        case MultipleQuestion():
            return _ticked(raw, question)
        case YesNoQuestion():
            return _yes_no(raw)
        case NumberQuestion():
            return _number(raw, question, exact)
        case TextQuestion():
            return _text(raw)


def write_value(question: AnyQuestion, value: Value) -> object:
    """Return a value as it stands in a file: text, int, Decimal or a list of option ids."""
    match question:
        case YesNoQuestion():
            return "yes" if value else "no"
        case NumberQuestion():
            assert isinstance(value, int)  # noqa: S101 -- numbers are millionths, see model.Value
            return value // MILLION if value % MILLION == 0 else Decimal(value).scaleb(-6).normalize()
        case MultipleQuestion():
            assert isinstance(value, tuple)  # noqa: S101 -- ticked ids are a tuple, see model.Value
            return list(value)
        case _:
            return value


def shown(raw: object) -> str:
    """Return what stands in the file, as a message may quote it."""
    if isinstance(raw, dict):
        return _("a mapping")
    if isinstance(raw, list):
        return _("a list")
    return _("nothing") if raw is None else brief(str(as_written(raw)))


def needs_text_form(text: str) -> bool:
    """Whether a text answer must be written as `{text: …}`, since it reads like a state otherwise."""
    return text in RESERVED


def _level(raw: object, highest: int) -> int:
    text = str(as_written(raw)) if isinstance(raw, str | int | Decimal) and not isinstance(raw, bool) else ""
    whole = text.strip().removesuffix(".0")
    if whole.isascii() and whole.isdigit() and str(int(whole[:4])) == whole and int(whole) <= highest:
        return int(whole)
    raise BadValueError(
        "E220",
        _("{value} is no level of this question.").format(value=shown(raw)),
        _("Write a whole number from 0 to {n}.").format(n=highest),
    )


def _option(raw: object, options: Sequence[SingleOption | MultipleOption]) -> str:
    written = as_written(raw)
    for option in options:
        if option.id == written:
            return option.id
    known = [option.id for option in options]
    near = did_you_mean(written, known) if isinstance(written, str) else None
    hint = _("Did you mean {word}?").format(word=near) + " " if near else ""
    raise BadValueError(
        "E221",
        _("{value} is no option of this question.").format(value=shown(raw)),
        hint + _("The options are: {options}.").format(options=", ".join(known)),
    )


def _ticked(raw: object, question: MultipleQuestion) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise BadValueError(
            "E226",
            _("{value} stands here, and a list of options is needed.").format(value=shown(raw)),
            _("Write the ticked options in brackets, such as [{options}]; [] means none of them.").format(
                options=", ".join(option.id for option in question.options[:2])
            ),
        )
    ticked: list[str] = []
    for place, part in enumerate(raw):
        try:
            ticked.append(_option(part, question.options))
        except BadValueError as error:
            raise BadValueError(error.code, error.message, error.hint, (place,)) from None
        if ticked[-1] in ticked[:-1]:
            message = _("The option {option} stands here twice.").format(option=ticked[-1])
            raise BadValueError("E227", message, _("Delete one of the two."), (place,))
    _refuse_exclusive(ticked, question)
    return tuple(ticked)


def _refuse_exclusive(ticked: list[str], question: MultipleQuestion) -> None:
    alone = next((option.id for option in question.options if option.exclusive and option.id in ticked), None)
    if alone and len(ticked) > 1:
        raise BadValueError(
            "E228",
            _("The option {option} cannot be ticked together with others.").format(option=alone),
            _("Keep either {option} or the others.").format(option=alone),
            (ticked.index(alone),),
        )


def _yes_no(raw: object) -> bool:
    word = str(as_written(raw)).strip().lower() if isinstance(raw, str | bool) else ""
    if word in _WORDS:
        return _WORDS[word]
    raise BadValueError("E222", _("{value} is neither yes nor no.").format(value=shown(raw)), _("Write yes or no."))


def _number(raw: object, question: NumberQuestion, exact: bool) -> int:
    number = _decimal(raw, exact)
    if abs(number) >= MAX_NUMBER:
        raise BadValueError(
            "E224",
            _("{value} is larger than planself can calculate with.").format(value=shown(raw)),
            _("Numbers stay below nine thousand million; check whether digits were typed twice."),
        )
    shifted = number.scaleb(6)
    if shifted != shifted.to_integral_value():
        message = _("{value} has more than six decimals.").format(value=shown(raw))
        raise BadValueError("E225", message, _("Round it to six decimals or fewer."))
    low, high = question.min, question.max
    if (low is not None and shifted < low) or (high is not None and shifted > high):
        message = _("{value} lies outside the range of this question.").format(value=shown(raw))
        raise BadValueError("E224", message, _range(low, high))
    return int(shifted)


def _decimal(raw: object, exact: bool) -> Decimal:
    if isinstance(raw, float):
        raw = Decimal(repr(raw))
    if isinstance(raw, int | Decimal) and not isinstance(raw, bool):
        if exact or isinstance(raw, int):
            return Decimal(raw)
        raw = f"{raw:f}"
    try:
        return parse_number(raw if isinstance(raw, str) else "")
    except ValueError as error:
        if isinstance(raw, str):
            raise BadValueError("E223", str(error), _("In a file, a number needs no sign between thousands.")) from None
    message = _("{value} stands here, and a number is needed.").format(value=shown(raw))
    raise BadValueError("E223", message, _("Write digits only, such as 12 or 12.5."))


def _range(low: int | None, high: int | None) -> str:
    if low is None:
        return _("At most {high}.").format(high=_plain(high or 0))
    if high is None:
        return _("At least {low}.").format(low=_plain(low))
    return _("Between {low} and {high}.").format(low=_plain(low), high=_plain(high))


def _plain(millionths: int) -> str:
    return f"{Decimal(millionths).scaleb(-6).normalize():f}"


def _text(raw: object) -> str:
    text = as_written(raw)
    if not isinstance(text, str):
        message = _("{value} stands here, and a text is needed.").format(value=shown(raw))
        raise BadValueError("E229", message, _("Put the text in quotation marks."))
    if len(text) > MAX_TEXT:
        message = _("The text has {n} characters; planself keeps up to {limit}.").format(n=len(text), limit=MAX_TEXT)
        raise BadValueError("E229", message, _("Shorten it, or name a document instead."))
    return text
