"""A level of a scale: 0 first, each above the one before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, ClassVar, Literal

from pydantic import Field, PrivateAttr

from planself.files.fields import Id, Model, Phrase, as_written
from planself.files.finding import Finding, Path
from planself.files.refusals import brief
from planself.i18n import _, n_
from planself.questionnaire.types.base import FULL, BaseQuestion, Level, stated
from planself.questionnaire.types.choices import AnswerKind, Choice
from planself.questionnaire.types.values import BadValueError, Value, no_operand, shown

MOST_LEVELS = 101
"""0 to 100; more is a number."""


class Scale(Model):
    """A named scale that several questions use."""

    levels: list[Level] = Field(min_length=2, max_length=MOST_LEVELS)


class ScaleQuestion(BaseQuestion):
    """A question answered by a level, 0 first."""

    kind: ClassVar = AnswerKind.ONE_OF
    operators: ClassVar = ("is", "is_not", "at_least", "at_most")
    seconds: ClassVar = 75
    ladder: ClassVar = True
    cumulative: ClassVar = True

    type: Literal["scale"]
    scale: Id | None = None
    levels: list[Level] | None = Field(None, min_length=2, max_length=MOST_LEVELS)
    anchors: list[Phrase] | None = None
    reverse: bool = False
    _shared: Sequence[Level] = PrivateAttr(())

    def use(self, scales: Mapping[str, Sequence[Level]]) -> None:
        """Take the levels of the named scale."""
        self._shared = scales.get(self.scale or "", ())

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """The levels, each with its share of all points, rounded half up."""
        levels, anchors = self.levels or self._shared, self.anchors or []
        top = len(levels) - 1
        return tuple(
            Choice(
                id=str(place),
                value=place,
                label=level.label,
                detail=anchors[place] if place < len(anchors) else None,
                points=self._points(place, top),
                at=("levels", place, "label") if self.levels else (),
                detail_at=("anchors", place) if place < len(anchors) else (),
            )
            for place, level in enumerate(levels)
        )

    def _points(self, place: int, top: int) -> int:
        plain = (2 * FULL * place + top) // (2 * top)
        return FULL - plain if self.reverse else plain

    @property
    def falls(self) -> bool:
        """Whether level 0 is the best."""
        return self.reverse

    @property
    def shared_scale(self) -> str | None:
        """The named scale."""
        return self.scale

    @property
    def complete(self) -> bool:
        """Whether its levels are known."""
        return bool(self.choices)

    def read(self, raw: object, *, exact: bool = False) -> Value:
        """Return a level."""
        text = str(as_written(raw)) if isinstance(raw, str | int | Decimal) and not isinstance(raw, bool) else ""
        digits = text.strip().removesuffix(".0")
        if digits.isascii() and digits.isdigit() and str(int(digits[:4])) == digits and int(digits) <= self.top:
            return int(digits)
        raise BadValueError(
            "E220",
            _("{value} is no level of this question.").format(value=shown(raw)),
            _("Write a whole number from 0 to {n}.").format(n=self.top),
        )

    def operand(self, raw: object) -> Value:
        """Return a level."""
        if isinstance(raw, int) and not isinstance(raw, bool) and 0 <= raw <= self.top:
            return raw
        raise no_operand(
            _("{value} is no level of this question.").format(value=brief(str(as_written(raw)))),
            _("Its levels are 0 to {highest}.").format(highest=self.top),
        )

    def rule(self) -> dict[str, Any]:
        """Return the rule of a scale."""
        return {"kind": "scale", "top": self.top, "reverse": self.reverse}

    def short_of(self, raw: object) -> tuple[str, object] | None:
        """Return that the level is a worse one."""
        if not isinstance(raw, int):
            return None
        if self.reverse:
            return "at_least", raw + 1
        return ("at_most", raw - 1) if raw > 0 else None

    def points_apart(self) -> list[Fraction]:
        """Return the steps between the levels, all alike."""
        return [Fraction(1, self.top)] * self.top

    def faults(self, path: Path) -> Iterator[Finding]:
        """Find a question without levels, or with two sorts of them, and anchors that are too few or too many."""
        if (self.scale is None) == (self.levels is None):
            message = _("This question has neither `scale` nor `levels`.")
            if self.scale is not None:
                message = _("This question has both `scale` and `levels`.")
            hint = _("It needs one of the two: a scale's name, or levels of its own.")
            yield Finding("E134", path if self.scale is None else (*path, "levels"), message, hint, key=True)
        elif self.anchors is not None and self.choices and len(self.choices) != len(self.anchors):
            message = n_(
                "Here is {n} anchor for {{levels}} levels.",
                "Here are {n} anchors for {{levels}} levels.",
                len(self.anchors),
            )
            hint = _("Each level needs exactly one anchor, level 0 first.")
            yield Finding("E135", (*path, "anchors"), message.format(levels=len(self.choices)), hint, key=True)

    @classmethod
    def limit(cls, node: dict[str, Any]) -> None:
        """Say that it has levels of its own or a named scale."""
        node["oneOf"] = [stated("scale"), stated("levels")]
