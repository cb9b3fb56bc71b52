"""Yes or no."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar, Literal

from planself.files.fields import as_written
from planself.files.refusals import brief
from planself.i18n import _
from planself.questionnaire.types.base import FULL, BaseQuestion
from planself.questionnaire.types.choices import AnswerKind, Choice
from planself.questionnaire.types.values import BadValueError, Value, no_operand, shown

_WORDS = {"yes": True, "true": True, "ja": True, "no": False, "false": False, "nein": False}


class YesNoQuestion(BaseQuestion):
    """A question answered by yes or no."""

    kind: ClassVar = AnswerKind.ONE_OF
    operators: ClassVar = ("is", "is_not")
    seconds: ClassVar = 45

    type: Literal["yes_no"]
    reverse: bool = False

    @cached_property
    def choices(self) -> tuple[Choice, ...]:
        """No and yes: in tables and counts they are 0 and 1."""
        return (
            Choice("no", value=False, label="no", points=FULL if self.reverse else 0, word="no"),
            Choice("yes", value=True, label="yes", points=0 if self.reverse else FULL, word="yes"),
        )

    @property
    def as_asked(self) -> tuple[Choice, ...]:
        """Yes and no."""
        return self.choices[::-1]

    @property
    def falls(self) -> bool:
        """Whether no is the better answer."""
        return self.reverse

    def read(self, raw: object, *, exact: bool = False) -> Value:
        """Return whether it is a yes."""
        word = str(as_written(raw)).strip().lower() if isinstance(raw, str | bool) else ""
        if word in _WORDS:
            return _WORDS[word]
        raise BadValueError("E222", _("{value} is neither yes nor no.").format(value=shown(raw)), _("Write yes or no."))

    def write(self, value: Value) -> object:
        """Return yes or no."""
        return "yes" if value else "no"

    def operand(self, raw: object) -> Value:
        """Return whether it is a yes."""
        word = str(as_written(raw)).lower()
        if word not in ("yes", "no", "true", "false"):
            raise no_operand(
                _("{value} is no value of this question.").format(value=brief(str(as_written(raw)))),
                _("It is answered by yes or no."),
            )
        return word in ("yes", "true")

    def rule(self) -> dict[str, Any]:
        """Return the rule of yes and no."""
        return {"kind": "yes_no", "reverse": self.reverse}

    def short_of(self, raw: object) -> tuple[str, object] | None:
        """Return that the answer is the other one."""
        return "is_not", raw
