"""What a value in a questionnaire means as an answer to a question: in conditions, and as the aim of a measure."""

from __future__ import annotations

from decimal import Decimal

from planself.errors import did_you_mean
from planself.files.fields import as_written
from planself.files.refusals import brief
from planself.i18n import _
from planself.questionnaire import model

Value = int | str | bool | tuple[str, ...]
_LIMIT = 2**52


class BadValueError(ValueError):
    """A value that the question does not have; carries a sentence and a remedy."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def one(questionnaire: model.Questionnaire, question: model.AnyQuestion, raw: object) -> Value:
    """Return a single value as the plan knows it: a level, an option, yes or no, a number in millionths."""
    match question:
        case model.ScaleQuestion():
            return _level(len(questionnaire.levels(question)) - 1, raw)
        case model.SingleQuestion() | model.MultipleQuestion():
            return _option([option.id for option in question.options], raw)
        case model.YesNoQuestion():
            return _yes_no(raw)
        case model.NumberQuestion():
            return _number(question, raw)
        case model.TextQuestion():
            raise BadValueError(
                _("The question {id} is answered in words, which have no value.").format(id=question.id)
            )


def answer(questionnaire: model.Questionnaire, question: model.AnyQuestion, raw: object) -> Value:
    """Return a whole answer: as `one`, and a tuple of option ids where several can be ticked."""
    if not isinstance(question, model.MultipleQuestion):
        return one(questionnaire, question, raw)
    if not isinstance(raw, list):
        raise BadValueError(
            _("A list of option ids is expected, and {value} stands here.").format(value=brief(str(as_written(raw)))),
            _("Write [{value}] for a list with one entry.").format(value=as_written(raw)),
        )
    ticked = [str(one(questionnaire, question, part)) for part in raw]
    exclusive = [option.id for option in question.options if option.exclusive and option.id in ticked]
    if len(set(ticked)) != len(ticked):
        raise BadValueError(_("An option stands here twice."))
    if exclusive and len(ticked) > 1:
        raise BadValueError(_("The option {id} cannot be ticked together with others.").format(id=brief(exclusive[0])))
    return tuple(option.id for option in question.options if option.id in ticked)


def _level(highest: int, raw: object) -> int:
    if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw <= highest:
        return raw
    raise BadValueError(
        _("{value} is no level of this question.").format(value=brief(str(as_written(raw)))),
        _("Its levels are 0 to {highest}.").format(highest=highest),
    )


def _option(ids: list[str], raw: object) -> str:
    word = str(as_written(raw))
    if word in ids and not isinstance(raw, list | dict):
        return word
    near = did_you_mean(word, ids)
    listed = _("Its options are {ids}.").format(ids=", ".join(ids))
    raise BadValueError(
        _("{value} is no option of this question.").format(value=brief(word)),
        _("Did you mean {word}?").format(word=brief(near)) if near else listed,
    )


def _yes_no(raw: object) -> bool:
    word = str(as_written(raw)).lower()
    if word not in ("yes", "no", "true", "false"):
        raise BadValueError(
            _("{value} is no value of this question.").format(value=brief(str(as_written(raw)))),
            _("It is answered by yes or no."),
        )
    return word in ("yes", "true")


def _number(question: model.NumberQuestion, raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
        raise BadValueError(
            _("{value} is no number.").format(value=brief(str(as_written(raw)))),
            _("This question is answered by a number."),
        )
    scaled = Decimal(raw).scaleb(6)
    if scaled != scaled.to_integral_value():
        raise BadValueError(_("A number has at most six decimals."))
    low, high = question.min, question.max
    if abs(scaled) >= _LIMIT or (low is not None and scaled < low) or (high is not None and scaled > high):
        raise BadValueError(
            _("{value} is outside the limits of this question.").format(value=raw), _("See its `min` and `max`.")
        )
    return int(scaled)
