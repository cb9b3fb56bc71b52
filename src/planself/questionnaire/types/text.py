"""Words, which are never scored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from planself.files.fields import as_written
from planself.files.finding import Finding, Path
from planself.i18n import _
from planself.questionnaire.types.base import SCORED, BaseQuestion
from planself.questionnaire.types.choices import AnswerKind
from planself.questionnaire.types.values import MAX_TEXT, BadValueError, Value, no_operand, shown


class TextQuestion(BaseQuestion):
    """A question answered in words, never scored."""

    kind: ClassVar = AnswerKind.TEXT
    any_words: ClassVar = True

    type: Literal["text"]
    long: bool = False

    @property
    def prompt(self) -> str:
        """Ask for words."""
        return _("Answer in words: ")

    @property
    def multiline(self) -> bool:
        """Whether the words may need several lines."""
        return self.long

    def read(self, raw: object, *, exact: bool = False) -> Value:
        """Return the words."""
        text = as_written(raw)
        if not isinstance(text, str):
            message = _("{value} stands here, and a text is needed.").format(value=shown(raw))
            raise BadValueError("E229", message, _("Put the text in quotation marks."))
        if len(text) > MAX_TEXT:
            message = _("The text has {n} characters; planself keeps up to {limit}.")
            raise BadValueError(
                "E229",
                message.format(n=len(text), limit=MAX_TEXT),
                _("Shorten it, or name a document instead."),
            )
        return text

    def fits(self, value: Value) -> bool:
        """Return whether something is said."""
        return isinstance(value, str) and bool(value.strip())

    def operand(self, raw: object) -> Value:
        """Refuse: words are not compared."""
        raise no_operand(_("The question {id} is answered in words, which have no value.").format(id=self.id))

    def rule(self) -> dict[str, Any]:
        """Return the rule of what has no points."""
        return {"kind": "text"}

    def faults(self, path: Path) -> Iterator[Finding]:
        """Find a text that is to measure a hurdle."""
        if self.scored:
            hint = _("Text is never scored; take `hurdles` out, or ask by a scale or options.")
            yield Finding(
                "E130", (*path, "hurdles"), _("A question of the type text measures a hurdle here."), hint, key=True
            )

    @classmethod
    def limit(cls, node: dict[str, Any]) -> None:
        """Say that it measures no hurdle."""
        node["not"] = SCORED
