"""Rows below the first that hold headings as well: said by somebody, or recognised where they surely hold no answers.

Qualtrics writes three rows of headings, SurveyMonkey and SoSci Survey two, and people put the questions' texts below
their ids. A row of answers that is taken for headings is a respondent lost, so what is not certain is left to whoever
writes a mapping file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from planself.answers.misread import EITHER, NOT_APPLICABLE, NOTHING, UNKNOWN, folded
from planself.questionnaire.model import Questionnaire
from planself.tables import personal
from planself.tables.column_meaning import headless
from planself.tables.guess_columns import texts
from planself.tables.target import by_heading

MOST = 10
"""Rows of headings that a mapping file can name; no system writes nearly as many."""
_RECOGNISED = 2
"""Rows below the first that may be recognised: more than Qualtrics' three in all are somebody's own arrangement."""
_LONG, _SURE = 12, 25
"""Characters of a question's text that no answer holds by chance, and of its beginning where that is all there is."""
_NEARLY_ALL = 0.9
_WORDS = re.compile(r"[^0-9]*[^\W\d_][^0-9]*").fullmatch
_IS_NUMBER = re.compile(r"[-+]?[0-9][0-9.,\s%]*").fullmatch
_NUMBERS_OF_RESPONDENTS = frozenset(
    {"respondentid", "collectorid", "befragtenid", "teilnehmerid", "umfrageteilnehmerid", "case", "lfdn"}
)
_BY_ITSELF = _NUMBERS_OF_RESPONDENTS | {
    "startdate", "enddate", "recordeddate", "progress", "durationinseconds", "started", "lastdata", "lastpage",
    "maxpage", "timesum", "submitdate", "datestamp", "datecreated", "datemodified", "startdatum", "enddatum",
}  # fmt: skip
"""Columns that survey tools fill by themselves, with numbers or days."""
_FILLERS = frozenset(
    {"response", "open ended response", "antwort", "offene antwort", "antwort mit offenem ende", "beantwortung",
     "freitextantwort"}
)  # fmt: skip
"""What SurveyMonkey writes below a question that has one column."""
Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Found:
    """The rows of headings that a table begins with."""

    more: int
    """How many there are below the first."""
    headings: tuple[str, ...]
    described: tuple[str, ...]
    """What else these rows say of each column: a question's text beside its id."""


@dataclass(frozen=True, slots=True)
class HeadingRows:
    """How many of a table's first rows hold headings, for one who reads the table."""

    questionnaire: Questionnaire | None = None
    said: int | None = None
    """How many there are, as a mapping file says; None where they are to be recognised."""

    def of(self, headings: Cells, rows: Sequence[Cells], least: int = 0) -> Found:
        """Return what the first row of headings and some of the rows below it, as text, turn out to be.

        Over `least` of these reach cells of the first row that are merged downwards.
        """
        if self.said is not None:
            more = min(self.said - 1, len(rows))
        else:
            more = max(self._recognised(headings, rows), least if least <= _RECOGNISED else 0)
        if not more:
            return Found(0, tuple(headings), ("",) * len(headings))
        called, lines = self._combined(headings, rows[:more]), [headings, *rows[:more]]
        return Found(more, called, tuple(_beside(called[column], lines, column) for column in range(len(called))))

    def _recognised(self, headings: Cells, rows: Sequence[Cells]) -> int:
        if ids := next((n for n, row in enumerate(rows[:_RECOGNISED], 1) if _holds_import_ids(row)), 0):
            return ids
        found = 0
        while found < min(_RECOGNISED, len(rows)):
            called = self._combined(headings, rows[:found])
            if not self._is_one(called, rows[found], rows[found + 1 :]):
                break
            found += 1
        return found

    def _combined(self, headings: Cells, rows: Sequence[Cells]) -> tuple[str, ...]:
        """Return one heading for each column from all rows of headings, the first of which is `headings`.

        The first row counts, and the next ones tell apart what stands under one of its cells. A row of ids counts
        before all others; a title above the headings does not.
        """
        lines = [headings, *rows]
        while len(lines) > 1 and _filled(lines[0]) < 2 <= _filled(lines[1]):
            del lines[0]
        by_ids = max(lines, key=self._ids)
        first = by_ids if self._ids(by_ids) > 1 else lines[0]
        below = [line for line in lines if line is not first]
        groups = {column: group for group in _groups(first) for column in group}
        return tuple(_joined(first, below, column, groups[column]) for column in range(len(first)))

    def _ids(self, row: Cells) -> int:
        """Return how many questions and known columns a row names by their ids, without words that may be answers."""
        if self.questionnaire is None:
            return 0
        answers = _answers(self.questionnaire)
        cells = [cell for cell in row if cell and folded(cell) not in answers]
        return len({found.name for cell in cells if (found := by_heading(self.questionnaire, cell))})

    def _is_one(self, headings: Cells, row: Cells, later: Sequence[Cells]) -> bool:
        if any(_IS_NUMBER(cell) for cell in row):
            return False
        by_ids = self._ids(row)
        return (
            _continues(headings, row, later)
            or self._describes(headings, row, later)
            or (by_ids > 1 and 2 * by_ids >= _filled(row))
            or self._asks(headings, row)
        )

    def _describes(self, headings: Cells, row: Cells, later: Sequence[Cells]) -> bool:
        """Whether every column has words of its own, those too that a tool fills with numbers and days elsewhere."""
        own = _own(headings, _BY_ITSELF)
        counted = any(re.search("[0-9]", line[column]) for line in later for column in own) or not later
        if len(own) < 2 or not counted or not all(_WORDS(row[column]) for column in own):
            return False
        answers = _answers(self.questionnaire) if self.questionnaire else frozenset()
        words = {cell for cell, heading in zip(row, headings, strict=True) if cell and heading}
        return len(words) >= len(headings) * _NEARLY_ALL and answers.isdisjoint(map(folded, words))

    def _asks(self, headings: Cells, row: Cells) -> bool:
        """Whether at least two questions stand in a row with their texts."""
        if self.questionnaire is None:
            return False
        answers, asked = _answers(self.questionnaire), set[str]()
        texts_of = [(q.id, text) for q in self.questionnaire.questions for text in map(folded, texts(q.text))]
        for heading, cell in zip(headings, map(folded, row), strict=True):
            if cell and cell not in answers:
                own = by_heading(self.questionnaire, heading)
                asked.update(
                    id_ for id_, text in texts_of if _puts(cell, text, own=own is not None and own.name == id_)
                )
        return len(asked) > 1


def _holds_import_ids(row: Cells) -> bool:
    """Whether a row holds what Qualtrics writes for its own import, and nothing else."""
    filled = [cell.strip() for cell in row if cell.strip()]
    return bool(filled) and all(cell.startswith("{") and '"ImportId"' in cell for cell in filled)


def _continues(headings: Cells, row: Cells, later: Sequence[Cells]) -> bool:
    """Whether a row names what stands in the columns without a heading, as SurveyMonkey has it."""
    last = max((n for n, cells in enumerate(zip(headings, row, strict=True)) if any(cells)), default=-1)
    groups = [group for group in _groups(headings[: last + 1]) if len(group) > 1]
    grouped = {column for group in groups for column in group}
    alone = [cell for column, cell in enumerate(row) if cell and column not in grouped]
    if any(folded(cell) not in _FILLERS for cell in alone):
        return False
    if any("" in (names := [row[column] for column in group]) or len(set(names)) < len(names) for group in groups):
        return False
    fillers = sum(folded(cell) in _FILLERS for cell in row)
    return _is_nobodys(headings, row, later) if groups and not fillers else fillers > (0 if groups else 1)


def _is_nobodys(headings: Cells, row: Cells, later: Sequence[Cells]) -> bool:
    """Whether a row lacks the number and the days that a tool gives every respondent, as those below have them."""
    own = _own(headings, _BY_ITSELF)
    numbers = _own(headings, _NUMBERS_OF_RESPONDENTS)
    filled = any(line[column] for line in later for column in numbers)
    return len(own) > 1 and filled and not any(row[column] for column in own)


def _own(headings: Cells, names: Collection[str]) -> list[int]:
    return [n for n, heading in enumerate(headings) if personal.plain(heading).replace("_", "") in names]


def _filled(row: Cells) -> int:
    return sum(bool(cell) for cell in row)


def _groups(headings: Cells) -> list[list[int]]:
    """Return the columns, those without a heading together with the one before them."""
    groups: list[list[int]] = []
    for column, heading in enumerate(headings):
        if groups and _is_bare(heading):
            groups[-1].append(column)
        else:
            groups.append([column])
    return groups


def _is_bare(heading: str) -> bool:
    return not heading or headless(heading)


def _joined(first: Cells, below: Sequence[Cells], column: int, group: Sequence[int]) -> str:
    """Return the heading of a column of a group: what stands over the group, and what tells the column apart."""
    stem = "" if _is_bare(first[group[0]]) else first[group[0]]
    if stem and len(group) == 1:
        return stem
    parts = [line[column] for line in below if line[column] and folded(line[column]) not in _FILLERS]
    if not parts:
        return first[column]
    inner = " – ".join(dict.fromkeys(parts))
    return f"{stem} [{inner}]" if stem else inner


def _beside(heading: str, lines: Sequence[Cells], column: int) -> str:
    """Return what rows of headings say of a column and its heading does not."""
    cells = [line[column] for line in lines if line[column] not in heading and not _is_bare(line[column])]
    return " – ".join(cell for cell in cells if folded(cell) not in _FILLERS and not _holds_import_ids([cell]))


def _puts(cell: str, text: str, *, own: bool) -> bool:
    """Whether a cell puts a question: holds a long text, or the long beginning of one, or says what its own asks."""
    holds = len(text) >= _LONG and text in cell
    return holds or (len(cell) >= _SURE and text.startswith(cell)) or (own and cell == text)


def _answers(questionnaire: Questionnaire) -> frozenset[str]:
    """Return everything that may stand in a row of answers to closed questions, folded."""
    found = {*UNKNOWN, *NOTHING, *NOT_APPLICABLE, *EITHER}
    for question in questionnaire.questions:
        for choice in question.choices if not question.worded else ():
            said = (choice.label,) if choice.detail is None else (choice.label, choice.detail)
            found.update(folded(text) for label in said for text in texts(label))
            found.update(() if question.ladder else (folded(choice.id),))
    return frozenset(found)
