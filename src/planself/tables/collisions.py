"""Which names belong to the results, so that no column of a table may have them."""

from __future__ import annotations

from collections.abc import Callable

from planself.questionnaire.model import Questionnaire

_PLAIN = frozenset(
    ("row", "source", "invalid", "hurdle", "answered", "unknown", "not_applicable", "missing", "pending", "ignored")
)
_OF_HURDLE = frozenset(
    (
        "status",
        "score",
        "lower",
        "upper",
        "coverage",
        "applicable",
        "band",
        "provisional",
        "failed_gates",
        "open_gates",
        "stage",
    )
)
_WITHIN = ("q:", "state:", "points:", "~")
"""What the steps of scoring call their columns."""


def results(questionnaire: Questionnaire) -> Callable[[str], bool]:
    """Return whether a name, in whatever case (DuckDB and Spark see none), is that of a result."""
    owners = {"overall", *(hurdle.id for hurdle in questionnaire.hurdles)}

    def taken(name: str) -> bool:
        owner, _dot, what = name.lower().partition(".")
        return (owner in _PLAIN and not what) or (owner in owners and what in _OF_HURDLE) or name.startswith(_WITHIN)

    return taken
