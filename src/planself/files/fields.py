"""The field types of the file formats: texts, ids, and exact numbers as integers of a fixed unit."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError
from typing_extensions import TypeAliasType

from planself.text import Text

FIRST = "first"
"""In the context of validation: the questionnaire's first language, which every text begins with."""
RESERVED = frozenset({"unknown", "not_applicable", "yes", "no", "true", "false", "null"})


class Model(BaseModel):
    """A mapping of a file: unknown keys are refused, nothing is converted silently."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


def as_written(value: object) -> object:
    """Return a plain number or truth value as the text that stood in the file; leave everything else."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | Decimal) else value


def _text(value: object, info: ValidationInfo) -> Text:
    if isinstance(value, dict) and value:
        texts = {str(lang): as_written(text) for lang, text in value.items()}
        if all(isinstance(text, str) and text.strip() for text in texts.values()):
            first = (info.context or {}).get(FIRST)  # what a reader without any of these languages gets
            order = [first, *(lang for lang in texts if lang != first)] if first in texts else texts
            return {lang: str(texts[lang]) for lang in order}
    written = as_written(value)
    if isinstance(written, str) and written.strip():
        return written
    raise PydanticCustomError("text", "expected a text, or a text for each language such as {{de: …, en: …}}")


def _scaled(places: int) -> Callable[[object], int]:
    def scale(value: object) -> int:
        if isinstance(value, float):
            value = Decimal(repr(value))
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise PydanticCustomError("number", "expected a number")
        if isinstance(value, Decimal) and not value.is_finite():
            raise PydanticCustomError("number", "expected a number")
        shifted = Decimal(value).scaleb(places)
        if shifted != shifted.to_integral_value():
            raise PydanticCustomError("decimals", "more than {places} decimals", {"places": places})
        return int(shifted)

    return scale


def _number(**schema: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "number", **schema})


def _named(pattern: str, *others: str) -> dict[str, Any]:
    """Return what a name in a file can be; one of digits alone is a number there."""
    return {
        "type": ["string", "integer", *others],
        "pattern": pattern,
        "maxLength": _NAME_LENGTH,
        "minimum": 0,
        "exclusiveMaximum": 10**_NAME_LENGTH,
    }


_MOST = 4_503_599_627.370495
"""2^52 - 1 millionths."""
_ID = r"^[a-z][a-z0-9_]*$"
_WRITTEN = {"type": ["string", "number", "boolean"]}
_SEEN = {**_WRITTEN, "pattern": "\\S"}
"""A text with something in it."""
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
"""A language, or a variety of it: de, de-leicht, en-GB."""
_ID_LENGTH, _NAME_LENGTH = 40, 80
_TEXTS = {
    "type": "object",
    "minProperties": 1,
    "propertyNames": {"pattern": LANGUAGE},
    "additionalProperties": _SEEN,
}
_TEXT = {"description": "A text, or one for each language.", "oneOf": [_SEEN, _TEXTS]}
# A named alias: pydantic builds its schema once, and not again for every field that has it.
Phrase = TypeAliasType("Phrase", Annotated[Text, PlainValidator(_text), WithJsonSchema(_TEXT)])
"""A text that a person reads: a string, or a mapping language → string."""
Word = Annotated[str, BeforeValidator(as_written), WithJsonSchema(_WRITTEN)]
"""A text of the file itself, as written."""
Id = Annotated[
    Word,
    StringConstraints(pattern=_ID, max_length=_ID_LENGTH),
    WithJsonSchema({"type": "string", "pattern": _ID, "maxLength": _ID_LENGTH}),
]
OptionId = Annotated[
    Word,
    StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$", max_length=_ID_LENGTH),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "pattern": "^[a-z0-9][a-z0-9_]*$",
            "maxLength": _ID_LENGTH,
            "minimum": 0,
            "exclusiveMaximum": 10**_ID_LENGTH,
        }
    ),
]
QuestionnaireId = Annotated[
    Word,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9-]*$", max_length=_NAME_LENGTH),
    WithJsonSchema(_named("^[A-Za-z0-9][A-Za-z0-9-]*$", "boolean")),
]
Slug = Annotated[
    Word,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=_NAME_LENGTH),
    WithJsonSchema(_named("^[A-Za-z0-9][A-Za-z0-9_-]*$")),
]
VERSION = r"^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$"
Version = Annotated[Word, StringConstraints(pattern=VERSION), WithJsonSchema({"type": "string", "pattern": VERSION})]
"""Three numbers, such as 1.0.0."""
Language = Annotated[Word, StringConstraints(pattern=LANGUAGE), WithJsonSchema({"type": "string", "pattern": LANGUAGE})]
Weight = Annotated[int, BeforeValidator(_scaled(2)), Field(ge=1, le=10_000), _number(minimum=0.01, maximum=100)]
"""0.01 … 100.00 in the file, hundredths here."""
Points = Annotated[int, BeforeValidator(_scaled(3)), Field(ge=0, le=1000), _number(minimum=0, maximum=1)]
"""0 … 1 in the file, thousandths here."""
Percent = Annotated[int, BeforeValidator(_scaled(1)), Field(ge=0, le=1000), _number(minimum=0, maximum=100)]
"""0 … 100 in the file, tenths here."""
PercentAbove = Annotated[int, BeforeValidator(_scaled(1)), Field(ge=0, le=1010), _number(minimum=0, maximum=101)]
"""The end of a half-open range of percent, in tenths; 101 includes 100."""
Millionths = Annotated[
    int, BeforeValidator(_scaled(6)), Field(gt=-(2**52), lt=2**52), _number(minimum=-_MOST, maximum=_MOST)
]
"""An exact number with at most six decimals, in millionths."""
