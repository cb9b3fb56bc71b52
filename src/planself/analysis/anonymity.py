"""How small a group of people may be shown (contract, section 7)."""

from __future__ import annotations

from dataclasses import dataclass

from planself.errors import UsageError
from planself.i18n import _

MIN_GROUP = 5
LEAST_GROUP = 3
"""Fewer than this is refused, unless everybody agreed to an open workshop."""


@dataclass(frozen=True, slots=True)
class Protection:
    """How small a group may be shown; `open` is for workshops in which everybody agreed to stand by their name."""

    min_group: int = MIN_GROUP
    open: bool = False

    def __post_init__(self) -> None:
        if not self.open and self.min_group < LEAST_GROUP:
            raise UsageError(
                _("A smallest group of {n} protects nobody.").format(n=self.min_group),
                _("Take 5 (or 3 at least), or declare the workshop open if everybody agreed to that."),
            )

    @property
    def least(self) -> int:
        """From how many people on something is shown."""
        return 1 if self.open else self.min_group

    def enough(self, n: int) -> bool:
        """Whether what is counted of so many people may be shown."""
        return n >= self.least
