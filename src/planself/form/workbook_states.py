"""The hidden sheet that computes what became of every question: it greys, says so in words, and counts progress.

It finds every answer by the key of its row, so that sorted rows change nothing. Each formula comes with its value,
since not every program computes on opening.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planself.answers.model import Answer
from planself.files.form_workbook import STATES, RowKind, row_key
from planself.form.workbook_choices import Offer, chosen_place, has_state_row
from planself.form.workbook_conditions import CODES, TRUTH, ConditionCells
from planself.form.workbook_content import WorkbookContent
from planself.form.workbook_lists import WorkbookLists
from planself.questionnaire.model import AnswerKind, AnyQuestion
from planself.scoring.plan import Comparison, State
from planself.scoring.record import holds

_ID, _SECTION, _VALUE, _SAID, _ASKED, _STATE, _FAULT, _GIVEN, _CONDITION = "ABCDEFGHI"
FAULT = 10
"""What is added to the code of a state where the cells of a question contradict each other."""


@dataclass(frozen=True, slots=True)
class AnswerCells:
    """Where a sheet has its keys and its answers, as ranges."""

    keys: str
    answers: str

    def at(self, key: str) -> str:
        """Return the formula of the answer in the row with a key."""
        return f'INDEX({self.answers},MATCH("{key}",{self.keys},0))'


class StateCells:
    """The cells of all states; sheets name them before they are written."""

    def __init__(self, content: WorkbookContent, lists: WorkbookLists) -> None:
        self._content, self._lists = content, lists
        self._rows = {question.id: place for place, question in enumerate(content.plan.questions, 2)}
        self._last = len(self._rows) + 1

    def state_cell(self, id_: str) -> str:
        """Return the cell of a question's state."""
        return self._cell(_STATE, id_)

    def fault_cell(self, id_: str) -> str:
        """Return the cell that says whether a question's cells contradict each other."""
        return self._cell(_FAULT, id_)

    def answered_cell(self, id_: str) -> str:
        """Return the cell that says whether a question has an answer, asked or not."""
        return self._cell(_GIVEN, id_)

    def choice_cell(self, question: AnyQuestion) -> str:
        """Return the cell with the place of what the drop-down of a question says."""
        return self._cell(_SAID if has_state_row(question) else _VALUE, question.id)

    def code(self, question: AnyQuestion) -> int:
        """Return the state that a question has by the answers that the workbook comes with."""
        return CODES[self._content.states[question.id]]

    def count(self, place: int, test: str) -> str:
        """Return the formula of how many questions of a section have such a state."""
        return f'COUNTIFS({self._column(_SECTION)},{place},{self._column(_STATE)},"{test}")'

    def faults(self, place: int) -> str:
        """Return the formula of how many questions of a section contradict themselves."""
        return f"COUNTIFS({self._column(_SECTION)},{place},{self._column(_FAULT)},1)"

    def write(self, book: Any, cells: Mapping[str, AnswerCells]) -> None:
        """Write the sheet; `cells` says for every question where its answers are."""
        sheet = book.add_worksheet(STATES)
        content = self._content
        places = {q.id: place for place, s in enumerate(content.sections, 1) for q in content.questions_of(s)}
        conditions = ConditionCells(
            lambda place: f"${_CONDITION}${place + 2}", lambda test: self._test(test, cells), self.state_cell
        )
        for id_, row in self._rows.items():
            sheet.write_string(f"{_ID}{row}", id_)
            if id_ not in places:
                sheet.write_number(f"{_STATE}{row}", CODES[content.states[id_]])
                continue
            sheet.write_number(f"{_SECTION}{row}", places[id_])
            self._question(sheet, content.questionnaire.by_id[id_], cells[id_], conditions)
        for place, (condition, formula) in enumerate(conditions.formulas.items(), 2):
            value = TRUTH[holds(condition, content.states, content.scored_answers)]
            sheet.write_formula(f"{_CONDITION}{place}", formula, None, value)
        sheet.very_hidden()

    def _question(self, sheet: Any, question: AnyQuestion, cells: AnswerCells, conditions: ConditionCells) -> None:
        content, row, id_ = self._content, self._rows[question.id], question.id
        when = content.terms[id_].when
        state, answer = content.states[id_], content.answer(question)
        offers = content.offers[id_]
        asked = "2" if when is None else conditions.cell(when)
        value, said = self._value_formula(question, cells), ""
        if has_state_row(question) and offers:
            said = self._place(cells.at(row_key(RowKind.STATE, id_)), offers)
        truth = 2 if when is None else TRUTH[holds(when, content.states, content.scored_answers)]
        written = {
            _VALUE: (value, _value(question, answer, offers)),
            _SAID: (said or "0", chosen_place(question, offers, answer) if said else 0),
            _ASKED: (asked, truth),
            _STATE: (f"IF({_ASKED}{row}<2,{_ASKED}{row},{self._given(question, row)})", CODES[state]),
            _FAULT: (f"IF(IFERROR({self._faulty(question, cells, row)},TRUE),1,0)", 0),
            _GIVEN: (f"IF(OR({_has(question, row)},{_SAID}{row}>0),1,0)", int(answer.given)),
        }
        for column, (formula, known) in written.items():
            sheet.write_formula(f"{column}{row}", f"={formula}", None, known)

    def _value_formula(self, question: AnyQuestion, cells: AnswerCells) -> str:
        """Return the formula of the place chosen, the ticks counted, the number in millionths, or the length."""
        cell = cells.at(row_key(RowKind.QUESTION, question.id))
        match question.kind:
            case AnswerKind.ONE_OF:
                return self._place(cell, self._content.offers[question.id])
            case AnswerKind.SOME_OF:
                start = row_key(RowKind.OPTION, question.id, "/").removesuffix("/")
                return f'SUMPRODUCT((LEFT({cells.keys},{len(start)})="{start}")*(TRIM({cells.answers})<>""))'
            case AnswerKind.NUMBER:
                return f'IF(ISNUMBER({cell}),ROUND({cell}*1000000,0),"")'
            case AnswerKind.TEXT:
                return f"IFERROR(LEN(TRIM({cell})),0)"

    def _place(self, cell: str, offers: Sequence[Offer]) -> str:
        """Return the formula of the place of a label in its list, 0 where none stands there.

        Spaces and capitals do not count, as when the workbook is read again.
        """
        listed = self._lists.cells([offer.label for offer in offers])
        return f"IFERROR(SUMPRODUCT(EXACT(LOWER(TRIM({cell})),LOWER({listed}))*ROW({listed})),0)"

    def _given(self, question: AnyQuestion, row: int) -> str:
        """Return the formula of what an answer makes of a question that is asked."""
        offers = self._content.offers[question.id]
        if not has_state_row(question):
            return self._chosen(offers, f"{_VALUE}{row}")
        return f"IF({_has(question, row)},5,{self._chosen(offers, f'{_SAID}{row}')})"

    def _chosen(self, offers: Sequence[Offer], cell: str) -> str:
        formula = str(CODES[State.ANSWERED])
        for state in (State.NOT_APPLICABLE, State.UNKNOWN):
            places = [place for place, offer in enumerate(offers, 1) if offer.state is state]
            if places:
                formula = f"IF({_one_of(cell, places)},{CODES[state]},{formula})"
        return f"IF({cell}=0,{CODES[State.MISSING]},{formula})"

    def _faulty(self, question: AnyQuestion, cells: AnswerCells, row: int) -> str:
        """Return the formula of whether the cells of a question cannot be read as an answer."""
        cell, value, said = cells.at(row_key(RowKind.QUESTION, question.id)), f"{_VALUE}{row}", f"{_SAID}{row}"
        tests = []
        if question.kind is AnswerKind.ONE_OF:
            tests = [f'AND(TRIM({cell})<>"",{value}=0)']
        elif question.kind is AnswerKind.SOME_OF:
            alone = [row_key(RowKind.OPTION, question.id, choice.id) for choice in question.choices if choice.exclusive]
            tests = [f'AND({value}>1,TRIM({cells.at(key)})<>"")' for key in alone]
        elif question.quantity is not None:
            low, high = question.quantity.minimum, question.quantity.maximum
            tests = [f'AND(TRIM({cell})<>"",NOT(ISNUMBER({cell})))']
            tests += [f'AND({value}<>"",{value}<{low})'] if low is not None else []
            tests += [f'AND({value}<>"",{value}>{high})'] if high is not None else []
        if has_state_row(question) and self._content.offers[question.id]:
            other = cells.at(row_key(RowKind.STATE, question.id))
            tests += [f'AND(TRIM({other})<>"",{said}=0)', f"AND({_has(question, row)},{said}>0)"]
        return f"OR({','.join(tests)})" if tests else "FALSE"

    def _test(self, test: Comparison, cells: Mapping[str, AnswerCells]) -> str:
        """Return the formula of whether an answered question passes a comparison."""
        question = self._content.questionnaire.by_id[test.question]
        if test.question not in cells:
            return "FALSE"
        if test.op == "includes":
            return f'TRIM({cells[test.question].at(row_key(RowKind.OPTION, test.question, str(test.value)))})<>""'
        wanted = test.value if isinstance(test.value, tuple) else (test.value,)
        numbers = list(wanted)
        if question.kind is AnswerKind.ONE_OF:
            values = [(offer.value, type(offer.value)) for offer in self._content.offers[test.question]]
            numbers = [values.index((value, type(value))) + 1 for value in wanted]
        sign = {"is_not": "<>", "at_least": ">=", "at_most": "<="}.get(test.op, "=")
        cell = self._cell(_VALUE, test.question)
        return _one_of(cell, numbers) if sign == "=" else f"{cell}{sign}{numbers[0]}"

    def _cell(self, column: str, id_: str) -> str:
        return f"{STATES}!${column}${self._rows[id_]}"

    def _column(self, column: str) -> str:
        return f"{STATES}!${column}$2:${column}${self._last}"


def _has(question: AnyQuestion, row: int) -> str:
    """Return the formula of whether a value stands there."""
    return f'{_VALUE}{row}<>""' if question.kind is AnswerKind.NUMBER else f"{_VALUE}{row}>0"


def _one_of(cell: str, values: Sequence[object]) -> str:
    """Return the formula of whether a cell is one of some numbers, however many."""
    if len(values) == 1:
        return f"{cell}={values[0]}"
    return f"ISNUMBER(MATCH({cell},{{{','.join(map(str, values))}}},0))"


def _value(question: AnyQuestion, answer: Answer, offers: Sequence[Offer]) -> int | str:
    match question.kind:
        case AnswerKind.ONE_OF:
            return chosen_place(question, offers, answer)
        case AnswerKind.SOME_OF:
            return len(answer.value) if isinstance(answer.value, tuple) else 0
        case AnswerKind.NUMBER:
            return answer.value if isinstance(answer.value, int) else ""
        case AnswerKind.TEXT:
            return len(answer.value) if isinstance(answer.value, str) else 0
