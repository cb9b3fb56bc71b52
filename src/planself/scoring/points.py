"""The points of an answer by its question's rule, and the best that it could have."""

from __future__ import annotations

from collections.abc import Collection

from planself.scoring.plan import FULL, FreeText, Multiple, Number, Rule, Scale, Single, Value, YesNo, rdiv


def points(rule: Rule, given: Value) -> int:
    """Return the points of a valid answer in thousandths; raises ValueError for a value the rule does not know."""
    match rule, given:
        case Scale(), int():
            return scale_points(rule, given)
        case YesNo(), bool():
            return FULL if given != rule.reverse else 0
        case Number(), int():
            return next((earned for threshold, earned in reversed(rule.steps) if threshold <= given), 0)
        case Multiple(), tuple():
            return multiple_points(rule, given)
        case Single(), str():
            earned = dict(rule.options)[given]
            if earned is not None:
                return earned
        case FreeText(), _:
            pass
    raise ValueError(f"no points for {given!r} by {rule!r}")


def scale_points(rule: Scale, level: int) -> int:
    """Return the points of a level as ticked."""
    plain = rdiv(FULL * level, rule.top)
    return FULL - plain if rule.reverse else plain


def multiple_points(rule: Multiple, ticked: Collection[str]) -> int:
    """Return the points of the ticked options together; exclusive ones count nothing."""
    return min(FULL, rdiv(FULL * sum(weight for option, weight in rule.options if option in ticked), rule.full))


def best_points(rule: Rule) -> int:
    """Return the most points that an answer to a scored question can have."""
    match rule:
        case Scale() | YesNo():
            return FULL
        case Single():
            return max((earned for _option, earned in rule.options if earned is not None), default=0)
        case Multiple():
            return multiple_points(rule, [option for option, _weight in rule.options])
        case Number():
            return max((earned for _threshold, earned in rule.steps), default=0)
        case FreeText():
            raise ValueError("a text has no points")


def points_by_count(rule: Rule) -> list[int] | None:
    """Return the points of each count that a group has of a question, None where counts do not tell them.

    Of a number, that is below all steps and from each of them on; of several options, each may be ticked with others.
    """
    match rule:
        case Scale():
            return [scale_points(rule, level) for level in range(rule.top + 1)]
        case YesNo():
            return [FULL, 0] if rule.reverse else [0, FULL]
        case Single():
            return [earned or 0 for _option, earned in rule.options]
        case Number():
            return [0, *(earned for _threshold, earned in rule.steps)]
        case Multiple() | FreeText():
            return None


def inapplicable(rule: Rule) -> tuple[str, ...]:
    """Return the options that take their question out of the arithmetic."""
    match rule:
        case Single():
            return tuple(option for option, earned in rule.options if earned is None)
        case Scale() | YesNo() | Multiple() | Number() | FreeText():
            return ()
