"""The value of one answer: from what stands in a file to the scorer's units."""

from __future__ import annotations

from planself.answers.misread import remedy
from planself.files.fields import RESERVED
from planself.questionnaire.model import AnyQuestion
from planself.questionnaire.types.values import BadValueError, Value


def read_value(question: AnyQuestion, raw: object, *, exact: bool = False) -> Value:
    """Return a value in the scorer's units, or raise BadValueError; `exact`: a dot is the decimal sign, as in JSON."""
    try:
        return question.read(raw, exact=exact)
    except BadValueError as error:
        place = error.inside[0] if error.inside else None
        part = raw[place] if isinstance(raw, list) and isinstance(place, int) else raw
        error.hint = remedy(question, part) or error.hint
        raise


def needs_text_form(text: str) -> bool:
    """Whether a text answer must be written as `{text: …}`, since it reads like a state otherwise."""
    return text in RESERVED
