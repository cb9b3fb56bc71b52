"""Progress towards a target: how much of the way from where a hurdle stood to where it is to go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated

from planself.actions.model import ActionPlan
from planself.files.json_form import JsonKey, Percent, shown
from planself.scoring.plan import rdiv

_SHARE = "(current − baseline) / (target − baseline) in whole percent, halves up."


@dataclass(frozen=True, slots=True)
class Progress:
    """A hurdle on its way, scores in tenths; `share` is whole percent of the way, None where there is none to go."""

    hurdle: str
    baseline: Percent | None
    target: Percent
    current: Percent | None = None
    share: Annotated[int | None, JsonKey("progress"), _SHARE] = None

    @property
    @shown
    def reached(self) -> bool | None:
        """Whether the target is reached; None without a present score."""
        return None if self.current is None else self.current >= self.target


def progress(plan: ActionPlan, current: Mapping[str, int | None] | None = None) -> Iterator[Progress]:
    """Yield every target of a plan, with the present scores of a new assessment where there is one."""
    for hurdle, target in plan.targets.items():
        baseline = plan.baseline.scores.get(hurdle)
        now = current.get(hurdle) if current is not None else None
        way = share(baseline, target, now) if baseline is not None and now is not None else None
        yield Progress(hurdle, baseline, target, now, way)


def share(baseline: int, target: int, current: int) -> int | None:
    """Return (current − baseline) / (target − baseline) in whole percent; None where the target is no step up.

    Halves go up, also below zero (−0.5 gives 0, −1.5 gives −1), so that equal steps are rounded alike
    wherever they lie. More than the whole way is more than 100, and a way back is below 0.
    """
    way = target - baseline
    return rdiv(100 * (current - baseline), way) if way > 0 else None
