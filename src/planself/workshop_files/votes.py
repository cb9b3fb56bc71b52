"""The dots that hurdles or measures got, as the file `votes.yaml` says it: counted, never mixed into scores."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, WithJsonSchema

from planself.files.fields import Model, Slug
from planself.files.json_schema import Schema
from planself.files.shared_fields import NamedQuestionnaire, model_schema
from planself.workshop_files.discussion import Moment

FORMAT = "planself/votes/1"
MAX_DOTS = 100
Count = Annotated[int, Field(ge=0, le=20_000 * MAX_DOTS)]
Choice = Annotated[Slug, StringConstraints(max_length=80), WithJsonSchema({"type": "string"})]
On = Literal["hurdles", "measures"]


class Vote(Model):
    """One vote: everybody put so many dots on hurdles, or on measures."""

    on: On
    people: int = Field(ge=1, le=20_000)
    dots: int = Field(ge=1, le=MAX_DOTS, description="How many dots each person had.")
    counts: dict[Choice, Count] = Field({}, description="Hurdle or measure → dots.")
    at: Moment | None = None

    @property
    def given(self) -> int:
        """How many dots were counted."""
        return sum(self.counts.values())

    @property
    def handed_out(self) -> int:
        """How many dots there were."""
        return self.people * self.dots

    @property
    def ranking(self) -> tuple[tuple[str, int], ...]:
        """What got dots, the most first; equals in the file's order."""
        return tuple(sorted(((id_, n) for id_, n in self.counts.items() if n), key=lambda entry: -entry[1]))


class Votes(Model):
    """Everything in `votes.yaml`."""

    format: Literal["planself/votes/1"] = "planself/votes/1"
    questionnaire: NamedQuestionnaire
    votes: list[Vote] = Field([], max_length=2)

    def on(self, what: On) -> Vote | None:
        """Return the vote on hurdles, or on measures."""
        return next((vote for vote in self.votes if vote.on == what), None)


def schema() -> Schema:
    """Return the JSON Schema of `votes.yaml`."""
    return model_schema(Votes, "the dots of a workshop")
