"""Questions with several ticks: labels joined in one cell, and columns without a heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import polars as pl

from planself.i18n import Reader
from planself.questionnaire.model import AnswerKind, AnyQuestion, Questionnaire
from planself.tables.cell_words import SPACES
from planself.tables.column_meaning import headless
from planself.tables.guess_columns import Guess, option_of
from planself.tables.target import by_heading, target


def spread(
    columns: Sequence[str],
    sample: pl.DataFrame,
    questionnaire: Questionnaire,
    guesses: Mapping[str, Guess],
    reader: Reader,
) -> dict[str, Guess]:
    """Return what a question's column and those without a heading behind it mean: each is one option's.

    That is certain where the cells of each are the label of one option, as SurveyMonkey has it.
    """
    found: dict[str, Guess] = {}
    for place, column in enumerate(columns):
        guess = guesses.get(column)
        of = target(questionnaire, guess.meaning) if guess else by_heading(questionnaire, column)
        group = [column, *_headless_after(columns, place)]
        if of and of.question and of.kind is AnswerKind.SOME_OF and of.option is None and len(group) > 1:
            in_order = [str(place + 1 + n) for n in range(1, len(group))]
            found |= _options(group, in_order, of.question, sample, reader)
    return found


def _headless_after(columns: Sequence[str], place: int) -> Iterator[str]:
    for column in columns[place + 1 :]:
        if not headless(column):
            return
        yield column


def _options(
    group: Sequence[str], expected: Sequence[str], question: AnyQuestion, sample: pl.DataFrame, reader: Reader
) -> dict[str, Guess]:
    told = {column: _only_option(sample, column, question) for column in group}
    if all(told.values()) and len(set(told.values())) == len(group):
        return {column: Guess(f"{question.id}.{option}") for column, option in told.items()}
    doubt = reader._("columns without a heading follow; each may be one option")
    ids = question.ids
    if len(group) > len(ids) or [column.rpartition(" ")[2] for column in group[1:]] != expected:
        return dict.fromkeys(group, Guess("?", doubt))  # one that nobody ticked is not among them
    return {column: Guess(f"{question.id}.{id_}", doubt) for column, id_ in zip(group, ids, strict=False)}


def _only_option(sample: pl.DataFrame, column: str, question: AnyQuestion) -> str | None:
    """Return the option whose label, or id, is all that stands in a column."""
    if column not in sample.columns or sample[column].dtype != pl.String:
        return None
    cells = sample[column].str.strip_chars(SPACES).drop_nulls().unique().to_list()
    options = {option_of(question, cell) for cell in cells if cell}
    return options.pop() if len(options) == 1 else None


def pieces(cells: Iterable[str], question: AnyQuestion) -> Iterator[str]:
    """Yield the labels that cells join by semicolons and commas, each once, and what is none of them as it stands."""
    yield from dict.fromkeys(label for cell in cells for label in _pieces(cell.split(";"), question) if label)


def _pieces(parts: Sequence[str], question: AnyQuestion) -> Iterator[str]:
    """Yield labels; as much as possible is tried first, since a label may hold a semicolon itself."""
    start = 0
    while start < len(parts):
        for end in range(len(parts), start, -1):
            if labels := _labels(";".join(parts[start:end]), question):
                yield from labels
                start = end
                break
        else:
            yield parts[start].strip()
            start += 1


def _labels(text: str, question: AnyQuestion) -> list[str]:
    """Return the labels that make up a text wholly, long ones first; none where they do not."""
    words = re.split("([;,])", text)  # words at even places, the signs between them at odd ones
    found: list[str] = []
    start = 0
    while start < len(words):
        ends = range(len(words), start, -2)
        end = next((end for end in ends if option_of(question, "".join(words[start:end]).strip())), None)
        if end is None:
            return []
        found.append("".join(words[start:end]).strip())
        start = end + 1
    return found
