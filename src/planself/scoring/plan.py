"""The compiled plan: all that scoring needs of a questionnaire, as frozen plain data in integers.

Units: points are thousandths (0 … 1000), weights hundredths (1 … 10000), scores, bounds and
coverage tenths of a percent point (0 … 1000), numeric values and thresholds millionths.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Literal

FULL = 1000
"""The most points an answer can have, and the highest score."""
HALF = FULL // 2
"""A hurdle of whose questions, by weight, less than this applies is provisional."""
MILLION = 1_000_000


def rdiv(a: int, b: int) -> int:
    """Return a divided by b, rounded half up, for a ≥ 0 and b > 0."""
    return (2 * a + b) // (2 * b)


class State(StrEnum):
    """What became of a question in one answer set."""

    NOT_ASKED = "not_asked"
    PENDING = "pending"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"
    MISSING = "missing"
    ANSWERED = "answered"

    @property
    def applicable(self) -> bool:
        """Whether the question belongs to its hurdles' applicable questions."""
        return self not in (State.NOT_ASKED, State.NOT_APPLICABLE)

    @property
    def open(self) -> bool:
        """Whether the question applies and has no answer yet."""
        return self in (State.PENDING, State.UNKNOWN, State.MISSING)


Value = int | str | bool | tuple[str, ...]
"""A level, a number in millionths, an option id or a text, yes or no, the ids of ticked options."""
Given = Value | Literal[State.UNKNOWN, State.NOT_APPLICABLE]
"""What an answer set records for a question; a question without an entry is missing."""

Operator = Literal["is", "is_not", "one_of", "at_least", "at_most", "includes"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question's answer compared with a value."""

    question: str
    op: Operator
    value: Value


@dataclass(frozen=True, slots=True)
class All:
    """True where every part is."""

    all: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True where at least one part is."""

    any: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True where its part is false."""

    negated: Condition


Condition = Comparison | All | AnyOf | Not


@dataclass(frozen=True, slots=True)
class Scale:
    """Levels 0 … top; the level as ticked is the answer, also where the scale runs the other way."""

    top: int
    reverse: bool = False
    kind: Literal["scale"] = "scale"


@dataclass(frozen=True, slots=True)
class Single:
    """One option out of several; points None where the option makes the answer not applicable."""

    options: tuple[tuple[str, int | None], ...]
    kind: Literal["single"] = "single"


@dataclass(frozen=True, slots=True)
class YesNo:
    """Yes or no."""

    reverse: bool = False
    kind: Literal["yes_no"] = "yes_no"


@dataclass(frozen=True, slots=True)
class Multiple:
    """Several options with weights in hundredths; `full` is the sum that earns all points."""

    options: tuple[tuple[str, int], ...]
    exclusive: tuple[str, ...]
    full: int
    kind: Literal["multiple"] = "multiple"


@dataclass(frozen=True, slots=True)
class Number:
    """A number; each step is a threshold in millionths and the points from there on."""

    steps: tuple[tuple[int, int], ...]
    minimum: int | None = None
    maximum: int | None = None
    kind: Literal["number"] = "number"


@dataclass(frozen=True, slots=True)
class FreeText:
    """A text, never scored."""

    kind: Literal["text"] = "text"


Rule = Scale | Single | YesNo | Multiple | Number | FreeText


@dataclass(frozen=True, slots=True)
class Question:
    """A question: how its answer becomes points, which hurdles it measures, when it is asked."""

    id: str
    rule: Rule
    weights: tuple[tuple[str, int], ...] = ()
    when: Condition | None = None
    roles: tuple[str, ...] = ()

    @property
    def scored(self) -> bool:
        """Whether the question measures a hurdle."""
        return bool(self.weights)


@dataclass(frozen=True, slots=True)
class Gate:
    """A minimum condition: the points that a question's answer must have, and the best band while it has fewer."""

    question: str
    at_least: int
    cap: int
    """The place of that band among the plan's bands."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure's terms: offered while `lower` ≤ score < `below` (tenths) and its condition is true."""

    id: str
    lower: int
    below: int
    when: Condition | None = None


@dataclass(frozen=True, slots=True)
class Hurdle:
    """A hurdle with its weight in the whole."""

    id: str
    weight: int
    gates: tuple[Gate, ...] = ()
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Threshold:
    """A band or a stage: its id and the score in tenths from which it holds."""

    id: str
    lower: int


@dataclass(frozen=True, slots=True)
class Stage(Threshold):
    """A stage: the score that every hurdle must have, and whether none may have a failed gate."""

    gates_met: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """A questionnaire as the interpreters see it; questions in the questionnaire's order."""

    questions: tuple[Question, ...]
    hurdles: tuple[Hurdle, ...]
    bands: tuple[Threshold, ...]
    stages: tuple[Stage, ...]
    min_coverage: int

    def to_json(self) -> dict[str, Any]:
        """Return the plan as data for `json.dumps`."""
        data: dict[str, Any] = _adapter().dump_python(self, mode="json")
        return data

    @staticmethod
    def from_json(data: object) -> Plan:
        """Return the plan that `to_json` wrote; raises pydantic's ValidationError for anything else."""
        plan: Plan = _adapter().validate_python(data)
        return plan


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter  # scoring itself needs no validation

    return TypeAdapter(Plan)
