"""The numbers and keys on a sheet of paper, which are typed from it."""

from __future__ import annotations

import pytest

from planself.i18n import Reader
from planself.interview.answer_rows import rows
from planself.interview.sheet_keys import option_letters, question_numbers, sheet_rows
from tests.form.samples import sample

KEYS = {
    "kind": "ab",
    "vision": "01234?-",
    "partners": "abc?-",
    "board": "jn?-",
    "children": "?-",
    "remark": "",
    "duty": "abc?",
}


@pytest.mark.parametrize("id_", KEYS)
def test_every_row_has_one_key_that_is_printed(id_: str) -> None:
    question = sample().questionnaire.by_id[id_]
    assert "".join(row.key for row in sheet_rows(question, Reader("de"))) == KEYS[id_]


def test_rows_are_those_of_the_interview() -> None:
    for question in sample().questionnaire.questions:
        assert [row.id for row in sheet_rows(question, Reader("en"))] == [
            row.id for row in rows(question, Reader("en"))
        ]


def test_numbers_count_context_questions_too() -> None:
    assert question_numbers(sample().questionnaire) == {
        question.id: place + 1 for place, question in enumerate(sample().questionnaire.questions)
    }


@pytest.mark.parametrize("many", [1, 26, 27, 677])
def test_no_letter_of_an_option_begins_another(many: int) -> None:
    letters = list(option_letters([str(place) for place in range(many)]).values())
    assert len(set(letters)) == many
    assert len({len(each) for each in letters}) == 1
