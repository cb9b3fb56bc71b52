"""What the cells of a foreign column mean: by labels, by the usual words, by how the numbers are counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from planself.answers.misread import EITHER, NOT_APPLICABLE, NOTHING, UNKNOWN, folded
from planself.i18n import Reader
from planself.questionnaire.model import AnswerKind, AnyQuestion, Questionnaire
from planself.tables.cell_words import NO, TICKED, UNTICKED, YES
from planself.tables.guess_columns import Guess, option_of, texts
from planself.tables.mapping_rules import STATES, refusal, whole
from planself.tables.target import Target

MOST_CELLS = 30
"""A column with more different cells than these is not shown: it may hold what people wrote."""
_LONGEST_CELL = 120
_TICKED = frozenset({"gewählt", "ausgewählt", "angekreuzt", "genannt", "checked", "selected", "quoted"})
_UNTICKED = frozenset(
    {"nicht gewählt", "nicht ausgewählt", "nicht angekreuzt", "nicht genannt", "unchecked", "not checked",
     "not selected", "not quoted", "falsch"}
)  # fmt: skip
_NUMBERED = re.compile(r"\(?(-?[0-9]+)\)?\s*(?:[-–](?!\s*[0-9])|[.:](?![0-9])|[=)])\s*(.+)").fullmatch
"""A number and its label; 4.2, 7:30 and 2–3 are a decimal, a time and a range."""
_CODES = frozenset({77, 88, 97, 98, 99, 777, 888, 997, 998, 999, 9999})


@dataclass(slots=True)
class GuessedCells:
    """What is guessed of one column's cells."""

    target: Target
    values: dict[str, Guess] = field(default_factory=dict)
    offset: Guess | None = None
    note: str = ""


def guess_cells(
    found: Mapping[str, tuple[Target, Sequence[str]]], questionnaire: Questionnaire, reader: Reader
) -> list[GuessedCells]:
    """Return what the different cells of columns mean; `found` gives each column's target and cells."""
    counting = _Counting(questionnaire, [(target, cells) for target, cells in found.values()], reader)
    return [_Guesser(questionnaire, reader, target, cells).all(counting) for target, cells in found.values()]


class _Counting:
    """From where the scale columns of a table count: each by itself, and in doubt as the others."""

    def __init__(
        self, questionnaire: Questionnaire, columns: Iterable[tuple[Target, Sequence[str]]], reader: Reader
    ) -> None:
        self.questionnaire, self.reader = questionnaire, reader
        known = [(of.question, cells) for of, cells in columns if of.question is not None and of.ladder]
        self.seen = [self.begins(question, cells) for question, cells in known]

    def begins(self, question: AnyQuestion, cells: Sequence[str]) -> int | None:
        """Return 0 or 1 where the cells show from where they count, -1 where they do not, None without numbers.

        The number in `3 – often` shows it as well; where no number stands alone, labels say all there is to say.
        """
        top = question.top
        numbers = {n for cell in cells if (n := whole(_number(cell))) is not None and n >= 0 and n not in _CODES}
        alone = any(whole(cell) in numbers for cell in cells)
        if not alone or max(numbers) > top + 1:
            return None
        if 0 in numbers:
            return 0 if max(numbers) <= top else None
        return 1 if top + 1 in numbers else -1

    def offset(self, question: AnyQuestion, cells: Sequence[str]) -> Guess | None:
        """Return the offset that makes our levels of the numbers, in doubt where nothing shows it."""
        match self.begins(question, cells), 1 in self.seen, 0 in self.seen:
            case (1, _, _) | (-1, True, False):
                return Guess("-1")
            case (-1, _, _):
                top = question.top + 1
                doubt = self.reader._("no cell holds 0 or {top}, so the table may count from 0 or from 1")
                return Guess("-1", doubt.format(top=top))
            case _:
                return None


@dataclass(frozen=True, slots=True)
class _Guesser:
    questionnaire: Questionnaire
    reader: Reader
    target: Target
    cells: Sequence[str]

    def all(self, counting: _Counting) -> GuessedCells:
        """Return the guesses for a column."""
        found = GuessedCells(self.target)
        question = self.target.question
        if question is None or question.kind is AnswerKind.TEXT:
            return found
        if question.ladder:
            found.offset = counting.offset(question, self.cells)
        if len(self.cells) > MOST_CELLS and question.kind is not AnswerKind.NUMBER:
            found.note = self.reader._("too many different cells to list")
            return found
        shift = 1 if found.offset and not found.offset.doubt else 0
        for cell in self.cells:
            if guess := self._guess(cell, shift):
                found.values[cell] = guess
        if len(found.values) > MOST_CELLS:
            found.note, found.values = self.reader._("too many different cells to list"), {}
        return found

    def _guess(self, cell: str, shift: int) -> Guess | None:
        """Return what a cell means, or None where planself reads it as it is."""
        if self._readable(cell, shift):
            return None
        known = self._label(cell, shift) or self._state(cell) or self._code(cell)
        return known if known or len(cell) > _LONGEST_CELL else self._strange()

    def _readable(self, cell: str, shift: int) -> bool:
        of = self.target
        match of.kind:
            case AnswerKind.ONE_OF if of.ladder:
                level = whole(cell)
                meant = cell if level is None else str(level - shift)
                return refusal(of, meant) is None
            case AnswerKind.ONE_OF if of.worded:
                return cell in YES or cell in NO
            case AnswerKind.ONE_OF:
                return refusal(of, cell.removesuffix(".0")) is None
            case AnswerKind.SOME_OF if of.option is not None:
                return cell in TICKED or cell in UNTICKED
            case AnswerKind.SOME_OF:
                ids = set(of.question.ids) if of.question else set()
                return cell == "[]" or cell in STATES or set(re.split(r"[;\s]+", cell.strip("; "))) <= ids
            case AnswerKind.NUMBER:
                return bool(re.search("[0-9]", cell)) or refusal(of, cell) is None
            case AnswerKind.TEXT | None:
                return True

    def _label(self, cell: str, shift: int) -> Guess | None:
        question = self.target.question
        if question is None or self.target.worded:
            return None
        if question.ladder:
            level = self._level(question, cell)
            return None if level is None else Guess(str(level + shift))
        if self.target.option is not None:
            return self._tick(question, cell)
        one = question.kind is AnswerKind.ONE_OF
        option = option_of(question, cell) or (option_of(question, _text(cell)) if one else None)
        return Guess(option) if option else None

    def _level(self, question: AnyQuestion, cell: str) -> int | None:
        """Return the one level whose label or anchor this is."""
        labels = [choice.label for choice in question.choices]
        for known in (labels, [choice.detail for choice in question.choices if choice.detail is not None]):
            for word in (folded(cell), folded(_text(cell))):
                levels = [n for n, label in enumerate(known) if word and word in map(folded, texts(label))]
                if len(levels) == 1:
                    return levels[0]
        return None

    def _tick(self, question: AnyQuestion, cell: str) -> Guess | None:
        word = folded(cell)
        if option_of(question, cell) == self.target.option or word in _TICKED:
            return Guess("yes")
        return Guess("no") if word in _UNTICKED else None

    def _state(self, cell: str) -> Guess | None:
        word, question = folded(cell), self.target.question
        if question is None or self.target.option is not None:
            return None
        if word in NOTHING or (word in UNKNOWN and not question.allows_unknown):
            return Guess("")
        if word in UNKNOWN:
            return Guess("unknown")
        if word in NOT_APPLICABLE:
            return self._not_applicable(question.allows_not_applicable)
        if word in EITHER:
            doubt = self.reader._("it may mean “not applicable”, or that nothing was answered")
            return Guess("not_applicable" if question.allows_not_applicable else "", doubt)
        return None

    def _not_applicable(self, allowed: bool) -> Guess:
        """Return the state, in doubt where it may be the lowest level of a scale of agreement."""
        if not allowed:
            return Guess("", self.reader._("“not applicable” is no answer to this question"))
        agreement = sum(folded(cell).startswith("trifft ") for cell in self.cells) > 1
        doubt = self.reader._("it may be a level of agreement, not “not applicable”")
        return Guess("not_applicable", doubt if agreement else "")

    def _code(self, cell: str) -> Guess | None:
        number, question = whole(cell), self.target.question
        if number is None:
            return None
        if number < 0 or number in _CODES:
            allowed = question is not None and question.allows_unknown
            return Guess("unknown" if allowed else "", self.reader._("probably a code for a missing answer"))
        one_of = question is not None and question.kind is AnswerKind.ONE_OF and not question.ladder
        if question is not None and one_of and not question.worded and 1 <= number <= len(question.ids):
            return Guess(question.ids[number - 1], self.reader._("the option in this place"))
        if self.target.worded and number == 2:
            return Guess("no", self.reader._("1 and 2 often stand for yes and no"))
        return None

    def _strange(self) -> Guess:
        return Guess("?", self.reader._("not known; write what it means"))


def _number(cell: str) -> str:
    """Return the number before a label: `3 – often`."""
    match = _NUMBERED(cell)
    return match[1] if match else cell


def _text(cell: str) -> str:
    match = _NUMBERED(cell)
    return match[2] if match else cell
