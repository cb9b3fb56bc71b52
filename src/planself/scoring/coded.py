"""The coded frame: how the answers of a whole table stand in integer columns without nulls, whatever the engine.

Every question has its code: the level as ticked (scale), the option's place in the plan's rule (single), 0 or 1
(yes_no), 0 for any answer (number, multiple, text), and below zero what stands where there is none. A number's value
and the ticks of a multiple question have columns beside it, 0 where there is no answer.
"""

from __future__ import annotations

UNKNOWN, NOT_APPLICABLE, MISSING = -1, -2, -3


def code(question: str) -> str:
    """Return the name of a question's column of codes."""
    return f"q:{question}"


def value(question: str) -> str:
    """Return the name of a number's column of values in millionths."""
    return f"q:{question}:value"


def option(question: str, option: str) -> str:
    """Return the name of the column of an option's ticks, 1 or 0."""
    return f"q:{question}:{option}"
