"""An action plan as its file says it: where things stood, where they are to go, and who does what by when."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Literal

from pydantic import Field, model_validator

from planself.answers.envelope import Reference
from planself.answers.model import Subject
from planself.files.fields import Id, Model, Percent, Phrase, Word
from planself.files.json_schema import Schema
from planself.files.shared_fields import Day, NamedQuestionnaire, NamedSubject, model_schema

FORMAT = "planself/plan/1"
MAX_ACTIONS = 500
Status = Literal["proposed", "planned", "running", "done", "dropped"]
STATUSES: tuple[Status, ...] = ("proposed", "planned", "running", "done", "dropped")
"""In the order in which an action goes through them; a dropped one counts nowhere."""


class Baseline(Model):
    """The assessment that the plan starts from; its scores are copied, so that progress needs no other file."""

    file: Word | None = Field(None, description="The answer file, in the folder of the plan.")
    date: Day | None = None
    scores: dict[Id, Percent] = Field({}, description="Hurdle → score in percent, rated hurdles only.")


class Action(Model):
    """One action: a measure of the questionnaire or one of one's own, with office, function, dates and status."""

    id: Id
    measure: Id | None = Field(None, description="Id of a measure of the questionnaire; left out for one's own.")
    title: Phrase
    text: Phrase | None = None
    hurdles: list[Id] = Field([], description="What it is to overcome.")
    office: Phrase | None = None
    responsible: Phrase | None = Field(None, description="A function, never the name of a person.")
    start: Day | None = None
    due: Day | None = None
    indicator: Phrase | None = Field(None, description="How one will see that it works.")
    target: Phrase | None = Field(None, description="What the indicator is to reach.")
    status: Status = "proposed"
    done_on: Day | None = None
    after: list[Id] = Field([], description="Actions of this plan that come first.")
    note: Phrase | None = None

    @property
    def closed(self) -> bool:
        """Whether nothing more is to be done here."""
        return self.status in ("done", "dropped")


class ActionPlan(Model):
    """Everything in a plan file; made by `load.check_plan`, which also looks at what a model cannot."""

    format: Literal["planself/plan/1"]
    title: Phrase | None = None
    questionnaire: NamedQuestionnaire
    subject: NamedSubject = NamedSubject()
    baseline: Baseline = Baseline()
    targets: dict[Id, Percent] = Field({}, description="Hurdle → score in percent that is aimed at.")
    offices: list[Phrase] = Field([], description="The offices that take part; where given, actions name no others.")
    actions: list[Action] = Field([], max_length=MAX_ACTIONS)

    @model_validator(mode="before")
    @classmethod
    def _empty_keys(cls, data: Any) -> Any:
        """Take a key with nothing behind it for one that is not there, where that is possible."""
        if not isinstance(data, dict):
            return data
        needed = {name for name, field in cls.model_fields.items() if field.is_required()}
        return {key: value for key, value in data.items() if value is not None or key in needed}

    @property
    def reference(self) -> Reference:
        """The questionnaire as answer files name it."""
        return Reference(self.questionnaire.id, self.questionnaire.version, None)

    @property
    def about(self) -> Subject:
        """Whose plan it is, as answer files say it."""
        return Subject(self.subject.name, self.subject.ags)

    @cached_property
    def by_id(self) -> dict[str, Action]:
        """Every action by its id."""
        return {action.id: action for action in self.actions}


def schema() -> Schema:
    """Return the JSON Schema of a plan file."""
    return model_schema(ActionPlan, "an action plan")
