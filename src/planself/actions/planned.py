"""What a plan had for each hurdle, to stand beside what changed; nothing here says that one caused the other."""

from __future__ import annotations

from planself.actions.load import LoadedPlan
from planself.actions.model import Action
from planself.actions.status_words import status_word
from planself.analysis.comparison import PlannedMeasure
from planself.i18n import Reader
from planself.text import inert, resolve


def planned(plan: LoadedPlan, reader: Reader, *, in_words: bool = True) -> tuple[PlannedMeasure, ...]:
    """Return every action at each of its hurdles; its status in words, or as the file has it."""
    return tuple(
        PlannedMeasure(
            hurdle=hurdle,
            id=action.id,
            title=inert(title),
            lang=None if lang == reader.lang else lang,
            status=_said(action, reader) if in_words else action.status,
            begun=action.status in ("running", "done"),
        )
        for action in plan.plan.actions
        for title, lang in (resolve(action.title, reader.lang),)
        for hurdle in action.hurdles
    )


def _said(action: Action, reader: Reader) -> str:
    word = status_word(action.status, reader)
    return f"{word}, {reader.short_date(action.done_on)}" if action.done_on else word
