"""Why a hurdle's band is provisional: a gate is open, or the hurdle rests on a small part of what was asked."""

from __future__ import annotations

from dataclasses import dataclass

from planself.i18n import Reader
from planself.scoring.plan import HALF, Plan, State
from planself.scoring.result import HurdleResult, Result


@dataclass(frozen=True, slots=True)
class Caveat:
    """The open gates of a provisional hurdle; how many of its questions were asked and how many apply."""

    open_gates: tuple[str, ...]
    few: bool
    asked: int
    applying: int
    share: int
    """How much of the weight that was asked applies, in tenths of a per cent."""

    def few_words(self, reader: Reader) -> str:
        """Say on how many questions the score rests; with their weight where most of them by number do apply."""
        if 2 * self.applying < self.asked:
            text = reader.n_(
                "{n} of {{total}} questions applies; the score rests on this one",
                "{n} of {{total}} questions apply; the score rests on these",
                self.applying,
            )
        else:
            text = reader.n_(
                "{n} of {{total}} questions applies, with {{share}}% of the weight; the score rests on this one",
                "{n} of {{total}} questions apply, with {{share}}% of the weight; the score rests on these",
                self.applying,
            )
        return text.format(total=self.asked, share=reader.tenths(self.share))


def caveat(plan: Plan, result: Result, hurdle: HurdleResult) -> Caveat | None:
    """Return why a hurdle's band is provisional, None where it is not."""
    if not hurdle.provisional or hurdle.applicable is None:
        return None
    states = {found.id: found.state for found in result.questions}
    measuring = [states[question.id] for question in plan.questions if hurdle.id in dict(question.weights)]
    return Caveat(
        open_gates=hurdle.open_gates,
        few=hurdle.applicable < HALF,
        asked=sum(state is not State.NOT_ASKED for state in measuring),
        applying=sum(state.applicable for state in measuring),
        share=hurdle.applicable,
    )
