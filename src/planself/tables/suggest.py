"""The first draft of a mapping file, from a table's headings and cells; what is unsure is marked and left out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

import polars as pl

from planself.files.refusals import FORBIDDEN
from planself.i18n import Reader
from planself.questionnaire.model import AnswerKind, Questionnaire
from planself.tables.cell_words import SPACES
from planself.tables.column_meaning import Column
from planself.tables.guess_columns import Guess, guess_described, personal
from planself.tables.guess_ticks import pieces, spread
from planself.tables.guess_values import GuessedCells, guess_cells
from planself.tables.mapping_file import FORMAT
from planself.tables.mapping_rules import STATES, whole
from planself.tables.personal_cells import persons_in, said
from planself.tables.target import Target, by_heading, plain, target

_LONG_KEY = 500
"""YAML wants a key of more than a thousand signs announced."""
_UNSEEN = re.compile("[\x85\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069]")
_WORD = re.compile(r"-?(?:0|[1-9][0-9]{0,8})|[a-z][a-z0-9_.]*|\[[a-z0-9_, ]*\]").fullmatch
_DECIMAL = {
    ",": re.compile(r"^[+-]?[0-9.]*,([0-9]{1,2}|[0-9]{4,})$"),
    ".": re.compile(r"^[+-]?[0-9,]*\.([0-9]{1,2}|[0-9]{4,})$"),
}
_AMBIGUOUS = re.compile(r"^[+-]?[0-9]{1,3}[.,][0-9]{3}$")


def suggest_for(
    columns: Sequence[str],
    sample: pl.DataFrame,
    questionnaire: Questionnaire,
    lang: str,
    *,
    header_rows: int = 1,
    described: Mapping[str, str] | None = None,
) -> str:
    """Return the text of a mapping file for a table: YAML with remarks in the reader's language.

    `sample` holds some thousand rows under the same headings. Cells of columns about persons are never shown, and cells
    are quoted only where a column that is surely a closed question holds few different ones. So many rows of the table
    as `header_rows` says held the headings, and those below the first describe the columns.
    """
    return _Draft(columns, sample, questionnaire, Reader(lang), header_rows, described or {}).text()


class _Draft:
    def __init__(
        self,
        columns: Sequence[str],
        sample: pl.DataFrame,
        questionnaire: Questionnaire,
        reader: Reader,
        header_rows: int,
        described: Mapping[str, str],
    ) -> None:
        self.columns, self.sample, self.questionnaire, self.reader = columns, sample, questionnaire, reader
        self.header_rows = header_rows
        guesses = guess_described(columns, described, questionnaire, reader)
        self.guesses = guesses | spread(columns, sample, questionnaire, guesses, reader)
        self.own = [column for column in columns if by_heading(questionnaire, column)]
        self.repeated = self._repeated()
        self.guesses = {column: guess for column, guess in self.guesses.items() if column not in self.repeated}
        self.own = [column for column in self.own if column not in self.repeated]
        self.dropped = personal(columns, (*self.own, *self.guesses), described)
        others = [
            column for column in columns if column not in {*self.own, *self.guesses, *self.repeated, *self.dropped}
        ]
        self.personal = persons_in(sample, [Column(column, column) for column in others if column in sample.columns])
        self.targets = dict(self._targets())

    def _repeated(self) -> list[str]:
        """Return the columns of questions whose options have their own: Kobo writes the ticks of both."""
        found = {column: by_heading(self.questionnaire, column) for column in self.own}
        found |= {column: target(self.questionnaire, guess.meaning) for column, guess in self.guesses.items()}
        options = {of.question.id for of in found.values() if of and of.question and of.option}
        wholes = [column for column, of in found.items() if of and of.option is None and of.name in options]
        return [column for column in wholes if not set(self.sample[column].cast(pl.String)) <= {None, "", *STATES}]

    def text(self) -> str:
        """Return the whole file."""
        found = {column: (of, self._cells(column, of)) for column, of in self.targets.items()}
        cells = guess_cells(found, self.questionnaire, self.reader)
        lines = (
            *self._head(),
            *self._columns(),
            *self._values(cells),
            *self._offsets(cells),
            *self._drop(),
            *self._decimal(),
            *self._rest(),
        )
        return "\n".join(lines) + "\n"

    def _targets(self) -> Iterator[tuple[str, Target]]:
        """Yield the columns that surely are a question, an option or a known column, each of these once."""
        seen: set[str] = set()
        for column in self.columns:
            guess = self.guesses.get(column)
            found = target(self.questionnaire, guess.meaning) if guess else by_heading(self.questionnaire, column)
            if found and found.name not in seen and not (guess and guess.doubt):
                seen.add(found.name)
                yield column, found

    def _cells(self, column: str, of: Target) -> list[str]:
        """Return the different cells of a column as text."""
        if of.question is None or column not in self.sample.columns or self.sample[column].dtype.is_nested():
            return []
        series = self.sample[column]
        written = series.cast(pl.Float64) if series.dtype.is_decimal() else series
        stripped = written.cast(pl.String).str.strip_chars(SPACES).drop_nulls().unique(maintain_order=True)
        cells = [cell for cell in stripped.to_list() if cell and not FORBIDDEN.search(cell)]
        if of.question is not None and of.kind is AnswerKind.SOME_OF and of.option is None:
            cells = list(pieces(cells, of.question))
        return [_short(cell) for cell in cells]

    # --- the parts of the file ---

    def _head(self) -> Iterator[str]:
        _ = self.reader._
        yield "# " + _("A draft by planself, from the headings and cells of the table. Read it before you use it.")
        yield "# " + _("Lines with “{word}” are left out: delete the # in front of those that are right.").format(
            word=_("unsure")
        )
        yield f"format: {FORMAT}"
        yield f"questionnaire: {self.questionnaire.id}"
        if self.header_rows > 1:
            yield f"header_rows: {self.header_rows}  # " + _("so many rows at the top hold headings")

    def _columns(self) -> Iterator[str]:
        lines = [self._entry(plain(column), guess) for column, guess in self.guesses.items()]
        yield from self._block("columns", lines)

    def _values(self, found: Iterable[GuessedCells]) -> Iterator[str]:
        blocks = [block for cells in found if (block := self._of(cells))]
        yield from self._block("values", [line for block in blocks for line in block])

    def _of(self, cells: GuessedCells) -> list[str]:
        if cells.note:
            return [f"# {cells.target.name}: {self._unsure(cells.note)}"]
        lines = [self._entry(cell, guess) for cell, guess in sorted(cells.values.items(), key=_order)]
        if not lines:
            return []
        active = any(not line.lstrip().startswith("#") for line in lines)
        return [f"{'' if active else '# '}{cells.target.name}:", *map(_indented, lines)]

    def _offsets(self, found: Iterable[GuessedCells]) -> Iterator[str]:
        lines = [self._entry(cells.target.name, cells.offset, quote=False) for cells in found if cells.offset]
        yield from self._block("offset", lines)

    def _drop(self) -> Iterator[str]:
        _ = self.reader._
        lines = []
        if self.repeated:
            lines += ["# " + _("what these hold stands in the columns of the options as well")]
            lines += [f"- {_quoted(plain(column))}" for column in self.repeated]
        if self.dropped or self.personal:
            lines += ["# " + _("columns about persons; their cells are never shown")]
            lines += [f"- {_quoted(column)}" for column in dict.fromkeys(map(plain, self.dropped))]
            looks = {plain(column): said(what, self.reader) for column, what in self.personal.items()}
            lines += [f"- {_quoted(column)}  # {what}" for column, what in looks.items()]
        yield from self._block("drop", lines)

    def _decimal(self) -> Iterator[str]:
        numbers = [
            cell
            for column, of in self.targets.items()
            if of.kind is AnswerKind.NUMBER
            for cell in self._cells(column, of)
            if self.sample[column].dtype == pl.String
        ]
        signs = [sign for sign, shape in _DECIMAL.items() if any(map(shape.match, numbers))]
        if any(map(_AMBIGUOUS.match, numbers)):
            if len(signs) == 1:
                yield f'decimal: "{signs[0]}"'
            else:
                doubt = self.reader._("numbers such as 1.234 could be two; which sign is the decimal one?")
                yield f'# decimal: ","  {self._unsure(doubt)}'

    def _rest(self) -> Iterator[str]:
        _ = self.reader._
        claimed = {*self.own, *self.guesses, *self.repeated, *self.dropped, *self.personal}
        carried = [_quoted(plain(column)) for column in self.columns if column not in claimed]
        if carried:
            yield from _remark(_("Carried through as they are:"), carried)
        asked = {of.question.id for of in self.targets.values() if of.question}
        missing = [question.id for question in self.questionnaire.questions if question.id not in asked]
        if missing:
            yield from _remark(_("Questions without a column so far:"), missing)

    # --- lines ---

    def _block(self, name: str, lines: Sequence[str]) -> Iterator[str]:
        if lines:
            yield f"{name}:" if any(not line.lstrip().startswith("#") for line in lines) else f"# {name}:"
            yield from map(_indented, lines)

    def _entry(self, key: str, guess: Guess, *, quote: bool = True) -> str:
        """Return one line, as a remark where the guess is in doubt."""
        written = _quoted(key) if quote else key
        meaning = guess.meaning if _WORD(guess.meaning) or guess.meaning == "?" else _quoted(guess.meaning)
        line = f"{written}: {meaning}"
        if guess.doubt:
            return f"# {line}  {self._unsure(guess.doubt)}"
        return f"? {written}\n: {meaning}" if len(key) > _LONG_KEY else line

    def _unsure(self, reason: str) -> str:
        word = self.reader._("unsure")
        return f"# {word}: {reason}"


def _short(cell: str) -> str:
    """Return a cell as people write it: 3.0 of a spreadsheet is 3."""
    number = whole(cell)
    return str(number) if number is not None and cell.endswith(".0") else cell


def _quoted(text: str) -> str:
    """Return a text in quotation marks, with everything escaped that ends a line or turns the direction of writing."""
    return _UNSEEN.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))


def _indented(line: str) -> str:
    return "\n".join(f"  {part}" for part in line.split("\n"))


def _remark(title: str, words: Sequence[str]) -> Iterator[str]:
    yield f"# {title}"
    yield from (f"#   {word}" for word in words)


def _order(entry: tuple[str, Guess]) -> tuple[bool, bool, int, str, str]:
    """Sort what is sure before what is not, and levels by their number."""
    cell, guess = entry
    number = whole(guess.meaning)
    return bool(guess.doubt), number is None, number or 0, guess.meaning, cell
