"""One option out of several, each with points of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, ClassVar, Literal

from pydantic import Field

from planself.files.fields import OptionId, Phrase, Points
from planself.files.finding import Finding, Path
from planself.files.refusals import brief
from planself.i18n import _, n_
from planself.questionnaire.types.base import SCORED, BaseQuestion, Entry, needless, stated
from planself.questionnaire.types.choices import AnswerKind, Choice
from planself.questionnaire.types.values import Value, option_operand, read_option


class SingleOption(Entry):
    """An option of which one is chosen."""

    OTHER_WORDS: ClassVar = {**Entry.OTHER_WORDS, "score": "points"}

    id: OptionId
    label: Phrase
    points: Points | None = None
    scored: bool = True


class SingleQuestion(BaseQuestion):
    """A question answered by one option."""

    kind: ClassVar = AnswerKind.ONE_OF
    operators: ClassVar = ("is", "is_not", "one_of")

    type: Literal["single"]
    options: list[SingleOption] = Field(min_length=2)

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """The options."""
        return tuple(
            Choice(
                id=option.id,
                value=option.id,
                label=option.label,
                points=option.points,
                counts=option.scored,
                at=("options", place, "label"),
                id_at=("options", place, "id"),
            )
            for place, option in enumerate(self.options)
        )

    def read(self, raw: object, *, exact: bool = False) -> Value:
        """Return the id of an option."""
        return read_option(raw, self.ids)

    def operand(self, raw: object) -> Value:
        """Return the id of an option."""
        return option_operand(raw, self.ids)

    def rule(self) -> dict[str, Any]:
        """Return the points by option; a context question has none to give, and its options all count as answers."""
        return {"kind": "single", "options": tuple((option.id, self._points(option)) for option in self.options)}

    def _points(self, option: SingleOption) -> int | None:
        if not option.scored:
            return None
        return option.points or 0 if self.scored else 0

    def short_of(self, raw: object) -> tuple[str, object] | None:
        """Return that the option is another one."""
        return "is_not", raw

    def faults(self, path: Path) -> Iterator[Finding]:
        """Find options without points where they count, with points where they do not, and too few that count."""
        for place, option in enumerate(self.options):
            yield from self._option(option, (*path, "options", place))
        scored = sum(option.scored for option in self.options)
        if self.scored and scored < 2:
            message = n_(
                "Only {n} option of this question is scored.", "Only {n} options of this question are scored.", scored
            )
            hint = _("Give at least two options `points`; one that is `scored: false` counts as not applicable.")
            yield Finding("E133", (*path, "options"), message, hint, key=True)

    def _option(self, option: SingleOption, path: Path) -> Iterator[Finding]:
        has_points = option.points is not None
        if not self.scored and has_points:
            yield needless((*path, "points"))
        elif not self.scored and not option.scored:
            yield needless((*path, "scored"))
        elif self.scored and has_points and not option.scored:
            message = _("The option {id} has points and is `scored: false`.").format(id=brief(option.id))
            yield Finding("E133", (*path, "points"), message, _("Keep one of the two."), key=True)
        elif self.scored and option.scored and not has_points:
            message = _("The option {id} has no points.").format(id=brief(option.id))
            yield Finding(
                "E131", path, message, _("Add `points` (0 to 1), or `scored: false` where the option says nothing.")
            )

    @classmethod
    def limit(cls, node: dict[str, Any]) -> None:
        """Say that options have points where the question measures a hurdle, and only there."""
        unscored = {"properties": {"scored": {"const": False}}, "required": ["scored"]}
        either = {"oneOf": [stated("points"), unscored]}
        pointed = {"properties": {"options": {"items": either, "contains": stated("points"), "minContains": 2}}}
        bare = {"properties": {"options": {"items": {"not": {"anyOf": [unscored, stated("points")]}}}}}
        node |= {"if": SCORED, "then": pointed, "else": bare}
