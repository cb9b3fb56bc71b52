"""What a group's result says in words, for the terminal and the wall."""

from __future__ import annotations

from planself.analysis.group_words import NOTHING, agreed, hundredths, kind, span, why

__all__ = ["NOTHING", "agreed", "hundredths", "kind", "span", "why"]
