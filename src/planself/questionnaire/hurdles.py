# ruff: noqa: RUF012 -- pydantic copies the defaults of its models
"""The hurdles of a questionnaire as pydantic models, with their gates and measures."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from planself.files.fields import Id, Model, Percent, PercentAbove, Phrase, Points, Slug, Weight
from planself.questionnaire.condition import Condition
from planself.text import Text

EFFORT = {"low": 1, "medium": 2, "high": 3}


class Gate(Model):
    """A minimum condition of a hurdle: points that one answer must have, and the best band while it has fewer."""

    question: Id
    at_least: Points
    cap: Id | None = None


class Carriers(Model):
    """Who carries a measure where a condition is true; without a condition in every other case."""

    when: Condition | None = None
    who: list[Id]


def _named(value: object) -> str:
    """Return which of the two ways of naming who carries a measure stands here."""
    entries = value if isinstance(value, list) else [value]
    return "cases" if any(isinstance(entry, dict | Carriers) for entry in entries) else "roles"


Who = Annotated[
    Annotated[list[Id], Tag("roles")] | Annotated[list[Carriers], Field(min_length=1), Tag("cases")],
    Discriminator(_named),
]
"""Role ids, or cases of which the first that is true holds."""


class Practice(Model):
    """An example of practice at a measure: who did what, since when, and where it can be read."""

    who: Phrase
    what: Phrase
    since: Phrase | None = None
    sources: list[Slug] = Field(min_length=1)


class Measure(Model):
    """A recommended next step, offered while the hurdle's score lies in [from, below)."""

    id: Id
    title: Phrase
    text: Phrase | None = None
    from_: Percent = Field(0, alias="from")
    below: PercentAbove = 1010
    who: Who = []
    horizon: Phrase | None = None
    effort: Literal["low", "medium", "high"] = "medium"
    sources: list[Slug] = []
    when: Condition | None = None
    after: list[Id] = []
    aims_at: dict[str, object] = {}
    practice: list[Practice] = []
    note: Phrase | None = None

    @property
    def cases(self) -> tuple[Carriers, ...]:
        """Who carries it, case by case; a plain list of roles is one case that always holds."""
        cases = tuple(entry for entry in self.who if isinstance(entry, Carriers))
        return cases or (Carriers(who=[entry for entry in self.who if isinstance(entry, str)]),)


class Hurdle(Model):
    """What stands in the way of planning together, with its measures."""

    id: Id
    name: Phrase
    topic: Phrase | None = None
    description: Phrase | None = None
    symptoms: list[Phrase] = []
    weight: Weight = 100
    sources: list[Slug] = []
    gates: list[Gate] = []
    measures: list[Measure] = []
    note: Phrase | None = None

    @property
    def topic_or_name(self) -> Text:
        """What stands beside a score, where high is good: the neutral topic, or the name where there is none."""
        return self.topic or self.name
