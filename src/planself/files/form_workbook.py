"""The layout of a form's workbook: the marks that its writer sets, and by which its reader finds everything again.

What stands where is said by texts in hidden cells and never by a place, so that sorted rows, renamed sheets, moved
columns and another program's file format change nothing.
"""

from __future__ import annotations

from enum import StrEnum

MARK = "planself/form/1"
"""What stands in A1 of the sheet of ids, and in no other workbook."""
IDS = "planself"
"""The sheet of ids."""
LISTS = "planself_lists"
"""The sheet of what the drop-downs offer, one column and one defined name each."""
STATES = "planself_states"
"""The sheet that computes what became of every question: it serves people, and no reader needs it."""
HEADING = ("kind", "id", "value", "label")
"""The second row of the sheet of ids; the columns of every row below it."""
TICK = "x"


class Kind(StrEnum):
    """What a row of the sheet of ids says; the rest of the row is its id, its value and its label."""

    META = "meta"
    """Something about the whole: its name (`Meta`) and its value; several rows of a name are a list."""
    FIELD = "field"
    """A cell about who answers: its name (`FIELDS`)."""
    QUESTION = "question"
    """A question: its id, its kind of answer (an `AnswerKind` in small letters), and how its text begins."""
    CHOICE = "choice"
    """What can be chosen: the id of its question or field, the value as JSON, and the label in the drop-down."""
    ANSWER = "answer"
    """An answer for which the form has no cell: its question, and its entry of an answer file as JSON.

    Rows that follow each other with one id are pieces of one JSON.
    """


class Meta(StrEnum):
    """The names of what a `meta` row says."""

    QUESTIONNAIRE = "questionnaire"
    VERSION = "version"
    DIGEST = "digest"
    LANGUAGE = "language"
    PART = "part"
    CODE = "code"
    ROUND = "round"


FIELDS = (
    "subject.name",
    "subject.ags",
    "respondent.id",
    "respondent.role",
    "respondent.department",
    "date",
)
"""The keys of an answer file that the first sheet asks for; with a code there is no `respondent.id`."""


class Column(StrEnum):
    """What the hidden first row of a sheet says of its columns."""

    KEY = "planself:key"
    ANSWER = "planself:answer"
    UNSURE = "planself:unsure"
    COMMENT = "planself:comment"
    EVIDENCE = "planself:evidence"


class RowKind(StrEnum):
    """What a row is for, the first part of its key; see `row_key`."""

    FIELD = "field"
    """A cell about who answers."""
    QUESTION = "question"
    """A question with its remarks; its answer, too, unless that is ticks."""
    OPTION = "option"
    """An option to tick: `option:<question>/<option>`."""
    STATE = "state"
    """What can be said instead of a number, of words or of ticks: nothing of all this, don't know, not applicable."""


def row_key(row: RowKind, id_: str, option: str = "") -> str:
    """Return what stands in the hidden first column of a row."""
    return f"{row}:{id_}/{option}" if option else f"{row}:{id_}"
