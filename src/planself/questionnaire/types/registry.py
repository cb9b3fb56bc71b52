"""Every answer type by its word in a questionnaire, and what is made of them: the union that a file is read by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Union, get_args

from pydantic import Discriminator, Tag

from planself.files.fields import Model
from planself.questionnaire.types.base import BaseQuestion
from planself.questionnaire.types.multiple import MultipleQuestion
from planself.questionnaire.types.number import NumberQuestion
from planself.questionnaire.types.scale import ScaleQuestion
from planself.questionnaire.types.single import SingleQuestion
from planself.questionnaire.types.text import TextQuestion
from planself.questionnaire.types.yes_no import YesNoQuestion

_CLASSES: tuple[type[BaseQuestion], ...] = (
    ScaleQuestion,
    SingleQuestion,
    MultipleQuestion,
    YesNoQuestion,
    NumberQuestion,
    TextQuestion,
)
"""In the order in which messages name them."""
TYPES: dict[str, type[BaseQuestion]] = {
    word: of for of in _CLASSES for word in get_args(of.model_fields["type"].annotation)
}
_NAMED = f"{', '.join([*TYPES][:-1])} or {[*TYPES][-1]}"


def _tag(value: object) -> str | None:
    word = value.get("type") if isinstance(value, dict) else getattr(value, "type", None)
    return word if isinstance(word, str) and word in TYPES else None


if TYPE_CHECKING:
    Question = BaseQuestion
else:
    Question = Annotated[
        Union[tuple(Annotated[of, Tag(word)] for word, of in TYPES.items())],  # noqa: UP007 -- made from a list
        Discriminator(
            _tag,
            custom_error_type="question_type",
            custom_error_message=f"a question needs `type`: {_NAMED}",
        ),
    ]


def entry_at(type_: str, key: str) -> type[Model] | None:
    """Return the model of the entries of a list in a question, such as its options; of any type with it if need be."""
    own = TYPES.get(type_)
    fields = (of.model_fields.get(key) for of in (own, *TYPES.values()) if of is not None)
    return next((_entry(field.annotation) for field in fields if field is not None), None)


def _entry(annotation: object) -> type[Model] | None:
    """Return the model that an annotation such as `list[Level] | None` is about."""
    if isinstance(annotation, type) and not get_args(annotation):
        return annotation if issubclass(annotation, Model) else None
    return next(filter(None, map(_entry, get_args(annotation))), None)
