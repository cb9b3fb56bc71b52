# ruff: noqa: RUF012 -- pydantic copies the defaults of its models
"""The contract of an answer type: what a question is, asked by every other room instead of its name.

A type is a pydantic model of the questionnaire's format that also knows how its answers are read and written, what
fits, what can be chosen, what conditions ask of it, how a group's answers are counted, and which rule of the plan
scores it. `registry.py` makes the union of all types.
"""

from __future__ import annotations

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Any, ClassVar, Literal

from planself.files.fields import Id, Model, Phrase, Slug, Weight
from planself.files.finding import Finding, Path
from planself.i18n import _
from planself.questionnaire.condition import Condition
from planself.questionnaire.types.choices import AnswerKind, Choice, Quantity
from planself.questionnaire.types.values import Value

FULL = 1000
"""All points of an answer."""


class Entry(Model):
    """An entry of a list within a question, such as a level or an option."""

    OTHER_WORDS: ClassVar[Mapping[str, str]] = {"text": "label", "name": "label", "title": "label"}
    """Words that other formats, or other places of this one, have for a key."""


class Level(Entry):
    """One level of a scale."""

    label: Phrase


class BaseQuestion(Model):
    """What every question has and can be asked, whatever its type."""

    kind: ClassVar[AnswerKind]
    operators: ClassVar[tuple[str, ...]] = ()
    """What conditions can ask of it."""
    seconds: ClassVar[int] = 60
    """Our own rule of thumb for how long a scored question takes, not measured."""
    any_words: ClassVar[bool] = False
    """Whether any words are an answer; if not, `read` is asked of words in tables, too, and states are never words."""
    ladder: ClassVar[bool] = False
    """Whether its choices are levels, each above the one before: they have a median, and people agree on them."""
    cumulative: ClassVar[bool] = False
    """Whether a level says that those below it are reached as well, so that people are told how to choose one."""

    id: Id
    text: Phrase
    help: Phrase | None = None
    evidence: Phrase | None = None
    hurdles: dict[Id, Weight] = {}
    when: Condition | None = None
    allow: list[Literal["unknown", "not_applicable"]] | None = None
    roles: list[Id] = []
    renamed_from: list[Id] = []
    required: bool = False
    sources: list[Slug] = []
    type: str

    @property
    def scored(self) -> bool:
        """Whether the question measures a hurdle."""
        return bool(self.hurdles)

    @property
    def allows_unknown(self) -> bool:
        """Whether "don't know" is an answer here."""
        return self.scored if self.allow is None else "unknown" in self.allow

    @property
    def allows_not_applicable(self) -> bool:
        """Whether "not applicable" is an answer here."""
        return self.scored if self.allow is None else "not_applicable" in self.allow

    # --- what it is ---

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen, in the order of a table's codes and a group's counts; nothing for numbers and words."""
        return ()

    @property
    def as_asked(self) -> tuple[Choice, ...]:
        """What can be chosen, in the order in which people read it."""
        return self.choices

    def choice(self, value: object) -> Choice | None:
        """Return the choice with a value; True is none of 1."""
        return next((each for each in self.choices if each.value == value and type(each.value) is type(value)), None)

    @property
    def ids(self) -> list[str]:
        """The ids of what can be chosen."""
        return [choice.id for choice in self.choices]

    @property
    def top(self) -> int:
        """The place of the last choice: the highest level of a ladder."""
        return len(self.choices) - 1

    @property
    def falls(self) -> bool:
        """Whether the first choice is the best."""
        return False

    @property
    def worded(self) -> bool:
        """Whether it is answered by the tool's own words."""
        return any(choice.word for choice in self.choices)

    @property
    def quantity(self) -> Quantity | None:
        """What a number counts; None where it is not answered by a number."""
        return None

    @property
    def full_weight(self) -> int | None:
        """How much weight earns all points, where the questionnaire says so."""
        return None

    @property
    def prompt(self) -> str:
        """What a line asks for, with `{unit}` where it names what a number counts."""
        return _("Answer{unit}: ")

    @property
    def multiline(self) -> bool:
        """Whether its words may need several lines."""
        return False

    @property
    def shared_scale(self) -> str | None:
        """The named scale that it takes its levels from."""
        return None

    @property
    def complete(self) -> bool:
        """Whether everything that its answers are checked against is known."""
        return True

    def use(self, scales: Mapping[str, Sequence[Level]]) -> None:
        """Take what the questionnaire shares between questions; called once, when the questionnaire is made."""

    # --- answers ---

    @abstractmethod
    def read(self, raw: object, *, exact: bool = False) -> Value:
        """Return a value as answer sets have it, or raise BadValueError; `exact`: a dot is the decimal sign."""

    def write(self, value: Value) -> object:
        """Return a value as it stands in a file."""
        return value

    def fits(self, value: Value) -> bool:
        """Return whether a value is an answer."""
        return self.choice(value) is not None

    # --- conditions, aims and points ---

    @abstractmethod
    def operand(self, raw: object) -> Value:
        """Return a value that a comparison names as the plan has it, or raise BadValueError."""

    def aim(self, raw: object) -> Value:
        """Return the answer that a measure aims at, or raise BadValueError."""
        return self.operand(raw)

    @abstractmethod
    def rule(self) -> dict[str, Any]:
        """Return what makes its points: one of the plan's rules, see `scoring/plan.py`, as plain data."""

    def short_of(self, raw: object) -> tuple[str, object] | None:
        """Return the comparison that an answer is not the one aimed at; None where worse and better are not plain."""
        return None

    def points_apart(self) -> list[Fraction]:
        """Return the steps from each answer to the next better one, as shares of all points."""
        points = sorted({choice.points or 0 for choice in self.choices if choice.counts})
        return [Fraction(better - worse, FULL) for worse, better in pairwise(points)]

    def decisive(self, used: Sequence[object]) -> Iterable[Value]:
        """Return answers that differ for conditions which compare it with the values `used`."""
        return [choice.value for choice in self.as_asked if choice.counts]

    # --- groups ---

    @property
    def count_size(self) -> int:
        """How many counts a group has of it; 0 where answers cannot be counted."""
        steps = self.quantity.steps if self.quantity is not None else ()
        return len(self.choices) or (len(steps) + 1 if steps else 0)

    def places(self, value: Value) -> Iterable[int]:
        """Return which counts an answer belongs to."""
        match self.kind:
            case AnswerKind.ONE_OF:
                return [place for place, choice in enumerate(self.choices) if choice.value == value]
            case AnswerKind.SOME_OF:
                return [place for place, id_ in enumerate(self.ids) if isinstance(value, tuple) and id_ in value]
            case AnswerKind.NUMBER:
                steps = self.quantity.thresholds if self.quantity is not None else ()
                return [bisect_right(steps, value)] if steps and isinstance(value, int) else []
            case AnswerKind.TEXT:
                return []

    # --- the questionnaire's own checks ---

    def faults(self, path: Path) -> Iterator[Finding]:
        """Find what the model cannot say: points that cannot be computed, and keys that would never count."""
        yield from ()

    @classmethod
    def limit(cls, node: dict[str, Any]) -> None:
        """Put into its JSON Schema what `faults` refuses and a schema can say."""


def stated(key: str) -> dict[str, Any]:
    """Return the JSON Schema of where a key has a value; nothing behind the colon counts as none."""
    return {"required": [key], "properties": {key: {"not": {"type": "null"}}}}


SCORED = {"required": ["hurdles"], "properties": {"hurdles": {"minProperties": 1}}}
"""The JSON Schema of where a question measures a hurdle."""


def needless(path: Path) -> Finding:
    """Return the finding of a key that would never count."""
    message = _("`{key}` stands in a question that measures no hurdle.").format(key=path[-1])
    hint = _("Such a question has no points; leave `{key}` out, or name a hurdle under `hurdles`.").format(key=path[-1])
    return Finding("E132", path, message, hint, key=True)
