"""Conditions as they stand in a file: one question compared with a value, joined by all, any, not."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from planself.files.fields import Id, Model

OPERATORS = ("is", "is_not", "one_of", "at_least", "at_most", "includes")
Operand = Annotated[str | int | bool | Decimal, WithJsonSchema({"type": ["string", "number", "boolean"]})]


class Comparison(Model):
    """One question's answer compared with a value by exactly one operator."""

    question: Id
    is_: Operand | None = Field(None, alias="is")
    is_not: Operand | None = None
    one_of: list[Operand] | None = Field(None, min_length=1)
    at_least: Operand | None = None
    at_most: Operand | None = None
    includes: Operand | None = None

    @model_validator(mode="after")
    def _one_operator(self) -> Comparison:
        if len(self._given()) != 1:
            raise PydanticCustomError(
                "operator", "a comparison needs exactly one of {operators}", {"operators": ", ".join(OPERATORS)}
            )
        return self

    def _given(self) -> list[tuple[str, Any]]:
        values = ((name, getattr(self, "is_" if name == "is" else name)) for name in OPERATORS)
        return [(name, value) for name, value in values if value is not None]

    @property
    def test(self) -> tuple[str, Any]:
        """The operator and the value as written."""
        return self._given()[0]


class AllOf(Model):
    """True where every part is."""

    all: list[Condition] = Field(min_length=1)


class AnyOf(Model):
    """True where at least one part is."""

    any: list[Condition] = Field(min_length=1)


class NotOf(Model):
    """True where its part is false."""

    not_: Condition = Field(alias="not")


def _kind(value: object) -> str:
    """Return the key that tells which condition stands here, so that one typo gives one error."""
    keys = value if isinstance(value, dict) else {}
    if isinstance(value, AllOf | AnyOf | NotOf):
        return {AllOf: "all", AnyOf: "any", NotOf: "not"}[type(value)]
    return next((key for key in ("all", "any", "not") if key in keys), "question")


Condition = Annotated[
    Annotated[Comparison, Tag("question")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[NotOf, Tag("not")],
    Discriminator(_kind),
]


def comparisons(
    condition: Comparison | AllOf | AnyOf | NotOf, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Comparison]]:
    """Yield every comparison of a condition with its path inside it."""
    match condition:
        case Comparison():
            yield path, condition
        case NotOf():
            yield from comparisons(condition.not_, (*path, "not"))
        case AllOf():
            for place, part in enumerate(condition.all):
                yield from comparisons(part, (*path, "all", place))
        case AnyOf():
            for place, part in enumerate(condition.any):
                yield from comparisons(part, (*path, "any", place))
