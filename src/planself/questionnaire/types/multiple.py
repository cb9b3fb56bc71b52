"""Any number of options, each with a weight of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import chain, combinations
from typing import Any, ClassVar, Literal

from pydantic import Field

from planself.files.fields import OptionId, Phrase, Weight, as_written
from planself.files.finding import Finding, Path
from planself.files.refusals import brief
from planself.i18n import _
from planself.questionnaire.types.base import BaseQuestion, Entry
from planself.questionnaire.types.choices import AnswerKind, Choice
from planself.questionnaire.types.values import (
    BadValueError,
    Value,
    no_operand,
    option_operand,
    read_option,
    shown,
)


class MultipleOption(Entry):
    """An option that can be ticked beside others, unless it is exclusive."""

    id: OptionId
    label: Phrase
    weight: Weight = 100
    exclusive: bool = False


class MultipleQuestion(BaseQuestion):
    """A question answered by any number of options."""

    kind: ClassVar = AnswerKind.SOME_OF
    operators: ClassVar = ("includes",)

    type: Literal["multiple"]
    options: list[MultipleOption] = Field(min_length=2)
    full: Weight | None = None

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """The options."""
        return tuple(
            Choice(
                id=option.id,
                value=option.id,
                label=option.label,
                weight=option.weight,
                exclusive=option.exclusive,
                at=("options", place, "label"),
                id_at=("options", place, "id"),
            )
            for place, option in enumerate(self.options)
        )

    @property
    def prompt(self) -> str:
        """Ask for one or several."""
        return _("Answer, several with commas: ")

    @property
    def full_weight(self) -> int | None:
        """The weight that earns all points."""
        return self.full

    @property
    def _weights(self) -> list[int]:
        return [option.weight for option in self.options if not option.exclusive]

    def read(self, raw: object, *, exact: bool = False) -> Value:
        """Return the ids of the ticked options, in the order of the file."""
        if not isinstance(raw, list):
            raise BadValueError(
                "E226",
                _("{value} stands here, and a list of options is needed.").format(value=shown(raw)),
                _("Write the ticked options in brackets, such as [{options}]; [] means none of them.").format(
                    options=", ".join(self.ids[:2])
                ),
            )
        ticked: list[str] = []
        for place, part in enumerate(raw):
            try:
                ticked.append(read_option(part, self.ids))
            except BadValueError as error:
                raise BadValueError(error.code, error.message, error.hint, (place,)) from None
            if ticked[-1] in ticked[:-1]:
                message = _("The option {option} stands here twice.").format(option=ticked[-1])
                raise BadValueError("E227", message, _("Delete one of the two."), (place,))
        alone = self._alone(ticked)
        if alone is not None:
            raise BadValueError(
                "E228",
                _("The option {option} cannot be ticked together with others.").format(option=alone),
                _("Keep either {option} or the others.").format(option=alone),
                (ticked.index(alone),),
            )
        return tuple(ticked)

    def _alone(self, ticked: Sequence[str]) -> str | None:
        """Return the exclusive option that is ticked together with others."""
        exclusive = (option.id for option in self.options if option.exclusive and option.id in ticked)
        return next(exclusive, None) if len(ticked) > 1 else None

    def write(self, value: Value) -> object:
        """Return a list of option ids."""
        assert isinstance(value, tuple)  # noqa: S101 -- ticked ids are a tuple, see Value
        return list(value)

    def fits(self, value: Value) -> bool:
        """Return whether ticks go together."""
        if not isinstance(value, tuple) or len(set(value)) != len(value) or not set(self.ids).issuperset(value):
            return False
        return self._alone(value) is None

    def operand(self, raw: object) -> Value:
        """Return the id of one option."""
        return option_operand(raw, self.ids)

    def aim(self, raw: object) -> Value:
        """Return the ids of the options that are to be ticked, in the questionnaire's order."""
        if not isinstance(raw, list):
            raise no_operand(
                _("A list of option ids is expected, and {value} stands here.").format(
                    value=brief(str(as_written(raw)))
                ),
                _("Write [{value}] for a list with one entry.").format(value=as_written(raw)),
            )
        ticked = [option_operand(part, self.ids) for part in raw]
        if len(set(ticked)) != len(ticked):
            raise no_operand(_("An option stands here twice."))
        alone = self._alone(ticked)
        if alone is not None:
            raise no_operand(_("The option {id} cannot be ticked together with others.").format(id=brief(alone)))
        return tuple(id_ for id_ in self.ids if id_ in ticked)

    def rule(self) -> dict[str, Any]:
        """Return the weights by option."""
        return {
            "kind": "multiple",
            "options": tuple((option.id, option.weight) for option in self.options if not option.exclusive),
            "exclusive": tuple(option.id for option in self.options if option.exclusive),
            "full": self.full or sum(self._weights),
        }

    def points_apart(self) -> list[Fraction]:
        """Return what each option adds."""
        full = self.full or sum(self._weights)
        return [Fraction(min(weight, full), full) for weight in self._weights]

    def decisive(self, used: Sequence[object]) -> Iterable[Value]:
        """Return all ways to tick what conditions look at, and each exclusive option."""
        words = {str(value) for value in used}
        plain = [option.id for option in self.options if not option.exclusive and option.id in words]
        yield from chain.from_iterable(combinations(plain, n) for n in range(len(plain) + 1))
        yield from ((option.id,) for option in self.options if option.exclusive)

    def faults(self, path: Path) -> Iterator[Finding]:
        """Find a question whose options are all exclusive."""
        if not self._weights:
            message = _("All options of this question are exclusive.")
            hint = _("At least one has to be without `exclusive`; to choose one of several, use the type single.")
            yield Finding("E136", (*path, "options"), message, hint, key=True)

    @classmethod
    def limit(cls, node: dict[str, Any]) -> None:
        """Say that one option at least is not exclusive."""
        exclusive = {"properties": {"exclusive": {"const": True}}, "required": ["exclusive"]}
        node["properties"]["options"]["contains"] = {"not": exclusive}
