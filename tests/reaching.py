"""What every law drawn at random is held to: that its examples come to what it is about.

@reaching("capped", "provisional")
@given(plans())
def test_a_law(plan: Plan) -> None:
    if reached("capped", …):
        assert …
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

P = ParamSpec("P")
REACHED: Counter[str] = Counter()
_ROUNDS = 10
"""A branch that one round of examples misses once in ten times would be missed by all once in ten thousand million."""


def reaching(*branches: str) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Fail a law of which the examples never came to one of these branches; it stands above `given`."""

    def decorate(law: Callable[P, None]) -> Callable[P, None]:
        @wraps(law)
        def counted(*args: P.args, **kwargs: P.kwargs) -> None:
            REACHED.clear()
            for _round in range(_ROUNDS):
                law(*args, **kwargs)
                if all(REACHED[branch] for branch in branches):
                    return
            assert [branch for branch in branches if not REACHED[branch]] == [], "never reached"

        return counted

    return decorate


def reached(branch: str, true: bool = True) -> bool:
    """Count that a law came to one of its branches, and return whether it did."""
    REACHED[branch] += true
    return true
