"""Which groups may be shown, decided by numbers of people or municipalities alone (contract, section 7, rule 3).

A rule that looks at values tells them by hiding: a group hidden because everybody in it said the same is thereby known
to be unanimous. So nothing but sizes comes in here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

LEAST_SETS = 10
"""Municipalities, or answer sets of a table, that a published number of scores stands for (rules 7 and 8)."""


def shown_groups(sizes: Mapping[str, int], outside: int, least: int, order: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the groups that may be shown, in `order`, names that it does not list last and by name.

    `outside` counts those who stand in no group. A group is shown from `least` people on; those in no shown group must
    be none or at least `least`, else the smallest shown group goes too (of equals the last one), until it holds.
    """
    shown = sorted((name for name, size in sizes.items() if size >= least), key=lambda name: _place(name, order))
    everybody = sum(sizes.values()) + outside
    while shown and 0 < everybody - sum(sizes[name] for name in shown) < least:
        smallest = min(sizes[name] for name in shown)
        shown.remove(next(name for name in reversed(shown) if sizes[name] == smallest))
    return tuple(shown)


def _place(name: str, order: Sequence[str]) -> tuple[int, str]:
    return (order.index(name), "") if name in order else (len(order), name)
