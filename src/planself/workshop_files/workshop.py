"""A workshop as its file `workshop.yaml` says it: what is asked, of whom by code, and what may be shown."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, ValidationInfo, WithJsonSchema, field_validator
from pydantic_core import PydanticKnownError

from planself.analysis.anonymity import MIN_GROUP, Protection
from planself.answers.envelope import Reference
from planself.answers.model import Subject
from planself.files.fields import Id, Model, Phrase, Word
from planself.files.json_schema import Schema
from planself.files.shared_fields import Day, NamedQuestionnaire, NamedSubject, model_schema, string

FORMAT = "planself/workshop/1"
NAME = "workshop.yaml"
ANSWERS = "answers"
"""The folder beside the file in which every member's answers lie."""
FORMS = "forms"
"""The folder beside the file in which every member's forms lie."""
SECOND = "round-2"
"""The folder among the answers in which those of a second silent round lie."""
MAX_PEOPLE = 20_000
MAX_LAPTOPS = 1000
_CODE = r"^[A-Z][0-9]{2,5}$"
_FILE = r"^[A-Za-z0-9][A-Za-z0-9_-]{0,60}\.(yaml|yml|json)$"


Code = Annotated[Word, StringConstraints(pattern=_CODE), string(pattern=_CODE)]
"""What stands for a person: a capital letter with two to five digits. It makes a file name everywhere."""
FileName = Annotated[Word, StringConstraints(pattern=_FILE), string(pattern=_FILE)]
"""A file of the workshop's own folder; a path cannot lead out of it."""
Fact = Annotated[Any, WithJsonSchema({"type": ["string", "number", "boolean"]})]
Title = Annotated[Word, StringConstraints(min_length=1, max_length=200), string(minLength=1, maxLength=200)]


class RoleGroup(Model):
    """A role group."""

    id: Id
    label: Phrase


class Person(Model):
    """A member: a code, a role, and the roles whose part of the questionnaire is theirs; a name only where open."""

    code: Code
    role: Id | None = None
    part: list[Id] = Field([], description="Roles of the questionnaire; none means all of it.")
    name: Word | None = Field(None, description="Only in an open workshop.")


class FileNames(Model):
    """How the files beside the answers are called."""

    discussion: FileName = "discussion.yaml"
    consensus: FileName = "consensus.yaml"
    votes: FileName = "votes.yaml"
    result: FileName = Field("group.json", description="The group's result, which stays when the workshop is closed.")
    mapping: FileName | None = Field(None, description="How tables among the answers are to be read.")


class Closing(Model):
    """That the single answers were deleted, when, and how many people they were of."""

    date: Day
    invited: int = Field(ge=1, le=MAX_PEOPLE, description="How many codes there were.")
    answered: int = Field(ge=0, le=MAX_PEOPLE, description="How many of them had answered.")
    digest: Word = Field(description="One checksum of all answers together, as the discussion has it.")


class Workshop(Model):
    """Everything in `workshop.yaml`; made by `folder.check`, which also looks at what a model cannot."""

    format: Literal["planself/workshop/1"]
    title: Title
    questionnaire: NamedQuestionnaire
    date: Day
    language: Literal["de", "en"] | None = None
    subject: NamedSubject = NamedSubject()
    open: bool = Field(False, description="Everybody agreed to be recognised; nothing is hidden, names are possible.")
    min_group: int = Field(
        MIN_GROUP, ge=1, le=1000, description="Means of fewer people are not shown; 3 or 4 at least."
    )
    facts: dict[Id, Fact] = Field(
        {}, description="What holds for the municipality, question → answer, so that nobody is asked it again."
    )
    roles: list[RoleGroup] = Field([], description="The role groups.")
    closed: Closing | None = Field(None, description="Written by `planself workshop close`; nobody is listed any more.")
    people: list[Person] = Field(
        [], max_length=MAX_PEOPLE, validate_default=True, description="At least one, until the workshop is closed."
    )
    collect: Literal["own", "paper", "laptop", "before"] = Field(
        "own",
        description="How the answers are collected: everybody at a device of their own, on paper, one after the other "
        "at a laptop that goes round, or everybody before the workshop. The timetable follows it.",
    )
    laptops: int = Field(1, ge=1, le=MAX_LAPTOPS, description="How many laptops go round, or sheets are typed in at.")
    delete_on: Day | None = Field(None, description="The day on which the single answers are deleted, as announced.")
    return_to: Word | None = Field(None, description="Where filled-in forms go: an address, or a place.")
    files: FileNames = FileNames()

    @field_validator("people")
    @classmethod
    def _somebody(cls, people: list[Person], info: ValidationInfo) -> list[Person]:
        """Return who takes part; nobody is listed in a closed workshop alone."""
        if not people and info.data.get("closed") is None:
            raise PydanticKnownError("too_short", {"field_type": "List", "min_length": 1, "actual_length": 0})
        return people

    @property
    def reference(self) -> Reference:
        """The questionnaire as answer files name it."""
        return Reference(self.questionnaire.id, self.questionnaire.version, None)

    @property
    def about(self) -> Subject:
        """Whom the answers are about, as answer files say it."""
        return Subject(self.subject.name, self.subject.ags)

    @property
    def protection(self) -> Protection:
        """What of a group may be shown."""
        return Protection(1 if self.open else self.min_group, self.open)

    @property
    def role_ids(self) -> tuple[str, ...]:
        """The role groups in their order."""
        return tuple(role.id for role in self.roles)

    @cached_property
    def by_code(self) -> dict[str, Person]:
        """Every member by code."""
        return {person.code: person for person in self.people}

    def people_of(self, role: str | None) -> tuple[Person, ...]:
        """Return the members of a role group; None: those without one."""
        return tuple(person for person in self.people if person.role == role)

    @property
    def divided(self) -> bool:
        """Whether roles divide the questionnaire."""
        return any(person.part for person in self.people)


def is_workshop(path: Path) -> bool:
    """Return whether a path is a workshop's folder or file."""
    return (path / NAME).exists() or path.name == NAME


def schema() -> Schema:
    """Return the JSON Schema of `workshop.yaml`."""
    return model_schema(Workshop, "a workshop")
