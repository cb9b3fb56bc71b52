"""The actions of a plan as rows for a reader: what every table of them shows, in one order and under one name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 -- fields are called date

from planself.actions.load import LoadedPlan
from planself.actions.model import STATUSES, Action
from planself.actions.projection import measures_of
from planself.actions.status_words import status_word
from planself.i18n import Reader
from planself.text import Text, inert

Value = str | int | Date | None
STATUS = "status"


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """A column: its key, its heading, how many letters wide it may be."""

    key: str
    heading: str
    width: int


def columns(reader: Reader) -> tuple[PlanColumn, ...]:
    """Return the columns of a plan's table."""
    _ = reader._
    return (
        PlanColumn("number", _("No."), 5),
        PlanColumn("title", _("Action"), 36),
        PlanColumn("text", _("Description"), 44),
        PlanColumn("hurdles", _("Hurdles"), 32),
        PlanColumn("office", _("Office"), 24),
        PlanColumn("responsible", _("Function in charge"), 24),
        PlanColumn("start", _("Start"), 12),
        PlanColumn("due", _("Due"), 12),
        PlanColumn("indicator", _("Indicator"), 32),
        PlanColumn("target", _("Target of the indicator"), 24),
        PlanColumn(STATUS, _("Status"), 14),
        PlanColumn("done_on", _("Completed on"), 12),
        PlanColumn("after", _("After"), 24),
        PlanColumn("note", _("Note"), 32),
        PlanColumn("id", _("Id"), 18),
    )


def statuses(reader: Reader) -> list[str]:
    """Return the words that the column of statuses holds."""
    return [status_word(status, reader) for status in STATUSES]


class Rows:
    """A plan's actions for one reader."""

    def __init__(self, plan: LoadedPlan, reader: Reader) -> None:
        self.plan, self.reader = plan.plan, reader
        questionnaire = plan.loaded.questionnaire
        self.hurdles = {hurdle.id: hurdle.name for hurdle in questionnaire.hurdles}
        self.measures = measures_of(questionnaire)

    def all(self) -> list[dict[str, Value]]:
        """Return every action in the plan's order, by the columns' keys."""
        return [self.row(number, action) for number, action in enumerate(self.plan.actions, 1)]

    def row(self, number: int, action: Action) -> dict[str, Value]:
        """Return one action."""
        texts = {key: self.say(getattr(action, key)) for key in _TEXTS}
        days = {key: getattr(action, key) for key in ("start", "due", "done_on")}
        return {
            "number": number,
            **texts,
            **days,
            "text": self.description(action),
            "hurdles": "; ".join(self.say(self.hurdles[id_]) for id_ in action.hurdles),
            STATUS: status_word(action.status, self.reader),
            "after": "; ".join(self.say(self.plan.by_id[id_].title) for id_ in action.after),
            "id": action.id,
        }

    def description(self, action: Action) -> str:
        """Return what an action is about: its own text, or that of its measure."""
        measure = self.measures.get(action.measure or "")
        return self.say(action.text if action.text is not None else measure.text if measure else None)

    def say(self, text: Text | None) -> str:
        """Return a text for the reader, without what could steer an eye."""
        return "" if text is None else inert(self.reader.text(text)).strip()


_TEXTS = ("title", "office", "responsible", "indicator", "target", "note")
