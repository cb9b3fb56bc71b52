"""A number, with points from thresholds on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, ClassVar, Literal

from pydantic import Field

from planself.files.fields import Millionths, Phrase, Points, as_written
from planself.files.finding import Finding, Path
from planself.files.numbers import parse_number
from planself.files.refusals import brief
from planself.i18n import _
from planself.questionnaire.types.base import FULL, SCORED, BaseQuestion, Entry, needless, stated
from planself.questionnaire.types.choices import AnswerKind, Quantity
from planself.questionnaire.types.values import MAX_NUMBER, MILLION, BadValueError, Value, in_words, no_operand, shown

_LIMIT = 2**52


class Step(Entry):
    """Points from a threshold on."""

    OTHER_WORDS: ClassVar = {"min": "from", "at_least": "from", "score": "points"}

    from_: Millionths = Field(alias="from")
    points: Points


class NumberQuestion(BaseQuestion):
    """A question answered by a number."""

    kind: ClassVar = AnswerKind.NUMBER
    operators: ClassVar = ("is", "is_not", "at_least", "at_most")

    type: Literal["number"]
    unit: Phrase | None = None
    unit_one: Phrase | None = None
    min: Millionths | None = None
    max: Millionths | None = None
    steps: list[Step] | None = Field(None, min_length=1)

    @property
    def quantity(self) -> Quantity:
        """Unit, limits and steps."""
        steps = tuple((step.from_, step.points) for step in self.steps or ())
        return Quantity(self.unit, self.min, self.max, steps, self.unit_one)

    def read(self, raw: object, *, exact: bool = False) -> Value:
        """Return a number in millionths."""
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
        if not self.quantity.holds(int(shifted)):
            message = _("{value} lies outside the range of this question.").format(value=shown(raw))
            raise BadValueError("E224", message, _range(self.min, self.max))
        return int(shifted)

    def write(self, value: Value) -> object:
        """Return a whole number, or a decimal one."""
        assert isinstance(value, int)  # noqa: S101 -- numbers are millionths, see Value
        return value // MILLION if value % MILLION == 0 else Decimal(value).scaleb(-6).normalize()

    def fits(self, value: Value) -> bool:
        """Return whether a number lies within its limits and those of the file format."""
        return type(value) is int and abs(value) < MAX_NUMBER * MILLION and self.quantity.holds(value)

    def operand(self, raw: object) -> Value:
        """Return a number in millionths."""
        if isinstance(raw, bool) or not isinstance(raw, int | Decimal):
            raise no_operand(
                _("{value} is no number.").format(value=brief(str(as_written(raw)))),
                _("This question is answered by a number."),
            )
        scaled = Decimal(raw).scaleb(6)
        if scaled != scaled.to_integral_value():
            raise no_operand(_("A number has at most six decimals."))
        if abs(scaled) >= _LIMIT or not self.quantity.holds(int(scaled)):
            raise no_operand(
                _("{value} is outside the limits of this question.").format(value=raw), _("See its `min` and `max`.")
            )
        return int(scaled)

    def rule(self) -> dict[str, Any]:
        """Return the points by threshold."""
        return {"kind": "number", "steps": self.quantity.steps, "minimum": self.min, "maximum": self.max}

    def points_apart(self) -> list[Fraction]:
        """Return the steps between the points of the steps."""
        points = sorted({step.points for step in self.steps or ()})
        return [Fraction(better - worse, FULL) for worse, better in pairwise(points)]

    def decisive(self, used: Sequence[object]) -> Iterable[Value]:
        """Return every number that conditions compare with, and those beside it."""
        compared = [int(value) for value in map(self.operand, used) if isinstance(value, int)]
        beside = sorted({value + step for value in compared for step in (-1, 0, 1)})
        return [value for value in beside if self.quantity.holds(value)]

    def faults(self, path: Path) -> Iterator[Finding]:
        """Find limits and steps that contradict each other, and steps that are missing or would never count."""
        low, high = self.min, self.max
        if low is not None and high is not None and low >= high:
            yield Finding("E139", (*path, "max"), _("`max` is not above `min`."))
        if self.scored and self.steps is None:
            hint = _("Add `steps: [{from: 0, points: 0}, …]`: the points from each threshold on.")
            yield Finding("E131", path, _("This question measures a hurdle and has no `steps`."), hint)
        if not self.scored and self.steps is not None:
            yield needless((*path, "steps"))
        for place, step in enumerate(self.steps or ()):
            if not self.quantity.holds(step.from_):
                message = _("This threshold lies outside `min` and `max`.")
                yield Finding("E139", (*path, "steps", place, "from"), message)
        yield from self._steps(path, self.steps or [])

    def _steps(self, path: Path, steps: list[Step]) -> Iterator[Finding]:
        for place, (one, other) in enumerate(pairwise(steps), start=1):
            if other.from_ <= one.from_:
                message = _("This threshold is not above the one before it.")
                yield Finding(
                    "E137", (*path, "steps", place, "from"), message, _("Steps are listed by ascending thresholds.")
                )
        if any(other.points < one.points for one, other in pairwise(steps)) and self.min != steps[0].from_:
            yield Finding(
                "E138",
                (*path, "steps", 0, "from"),
                _("The points fall along the steps, and below the first threshold there would be 0 points."),
                _("Set `min` of the question to the first threshold, so that nothing lies below it."),
            )

    @classmethod
    def limit(cls, node: dict[str, Any]) -> None:
        """Say that it has steps where it measures a hurdle, and only there."""
        node |= {"if": SCORED, "then": stated("steps"), "else": {"not": stated("steps")}}


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
        return _("At most {high}.").format(high=in_words(high or 0))
    if high is None:
        return _("At least {low}.").format(low=in_words(low))
    return _("Between {low} and {high}.").format(low=in_words(low), high=in_words(high))
