"""A sheet as a state machine: what is typed is what is recorded, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planself import resources
from planself.answers.model import Answer
from planself.form.paper_pages import pages
from planself.i18n import Reader
from planself.questionnaire.load import load_questionnaire
from planself.sheet_entry.printed_sheet import PrintedSheet
from planself.sheet_entry.sheet import BACKSPACE, DOWN, ENTER, ESCAPE, UP, Field, begin, correct
from tests.interview import samples as interview
from tests.sheet_entry.samples import PAGES, keys_of, marks, typed

ALL = ("kind", "office", "vision", "offers", "partners", "share", "short", "remarks")


@settings(max_examples=40)
@given(st.data())
def test_what_is_typed_is_what_is_recorded(paper: PrintedSheet, data: st.DataObject) -> None:
    stand = {id_: data.draw(marks(paper, id_), label=id_) for id_ in ALL}
    sheet = typed(begin(paper), keys_of(paper, stand))
    assert sheet.finished
    assert sheet.answers == {id_: mark.answer for id_, mark in stand.items() if mark.answer is not None}


@settings(max_examples=40)
@given(st.data())
def test_a_correction_by_number_changes_that_question_alone(paper: PrintedSheet, data: st.DataObject) -> None:
    stand = {id_: data.draw(marks(paper, id_), label=id_) for id_ in ALL}
    *keys, _right = keys_of(paper, stand)
    before = typed(begin(paper), keys)
    assert before.here is None
    id_ = data.draw(st.sampled_from(ALL), label="corrected")
    mark = data.draw(marks(paper, id_).filter(lambda mark: "-" not in mark.keys), label="mark")
    after = typed(before, (*str(paper.numbers[id_]), ENTER, *mark.keys))
    assert after.here is None
    recorded = after.answers.get(id_, Answer())
    expected = mark.answer or Answer()
    assert (recorded.value, recorded.said) == (expected.value, expected.said)
    others = {other: answer for other, answer in before.answers.items() if other != id_}
    assert {other: answer for other, answer in after.answers.items() if other != id_} == others


@settings(max_examples=40)
@given(st.lists(st.sampled_from([*"0123456789abcjny?-/+xz ", ENTER, BACKSPACE, ESCAPE, UP, DOWN]), max_size=80))
def test_whatever_is_typed_the_answers_fit_their_questions(paper: PrintedSheet, keys: list[str]) -> None:
    sheet = typed(begin(paper), keys)
    for id_, answer in sheet.answers.items():
        question = paper.question(id_)
        assert answer != Answer()
        assert answer.value is None or question.fits(answer.value)
        assert answer.said != "unknown" or question.allows_unknown
        assert answer.said != "not_applicable" or (question.allows_not_applicable and answer.comment)


def test_a_question_that_is_not_asked_has_its_key_all_the_same(paper: PrintedSheet) -> None:
    sheet = typed(begin(paper), ("b", "j"))
    assert sheet.answers == {"kind": Answer("county"), "office": Answer(True)}


def test_a_key_that_is_no_answer_says_so_and_moves_nothing(paper: PrintedSheet) -> None:
    sheet = typed(begin(paper), "7")
    assert (sheet.here, sheet.answers) == ("kind", {})
    assert sheet.notice == "“7” is no answer to question 1."


def test_the_slash_of_the_number_pad_is_a_question_mark(paper: PrintedSheet) -> None:
    assert typed(begin(paper), "a/").answers["office"] == Answer(said="unknown")


def test_a_page_on_which_no_question_begins_is_passed_over(paper: PrintedSheet) -> None:
    sheet = typed(begin(paper), ("a", "j", "2", ENTER))
    assert (sheet.page, sheet.here) == (2, "offers")


def test_back_goes_to_the_question_before_and_no_further_than_the_page(paper: PrintedSheet) -> None:
    sheet = typed(begin(paper), ("a", "j", BACKSPACE, BACKSPACE, BACKSPACE))
    assert sheet.here == "kind"
    assert typed(sheet, "b").answers == {"kind": Answer("county"), "office": Answer(True)}


def test_a_page_is_typed_once_more_from_its_first_question(paper: PrintedSheet) -> None:
    sheet = typed(begin(paper), ("a", "j", "2", "b"))
    assert sheet.here == "kind"
    assert typed(sheet, ("b", ENTER, "1")).answers == {"kind": Answer("county"), "vision": Answer(1)}


def test_only_what_is_typed_already_can_be_corrected(paper: PrintedSheet) -> None:
    sheet = typed(begin(paper), ("a", "j", "2", "4", ENTER))
    assert (sheet.here, sheet.notice) == (None, "There is no question 4 on the pages so far.")


def test_escape_leaves_a_correction_as_it_was(paper: PrintedSheet) -> None:
    sheet = typed(begin(paper), ("a", "j", "2", "1", ENTER, ESCAPE))
    assert (sheet.here, sheet.answers["kind"], sheet.paused) == (None, Answer("town"), False)


def test_a_reason_that_is_not_there_goes_with_its_answer(paper: PrintedSheet) -> None:
    sheet = typed(begin(paper), ("a", "j", "-", ENTER))
    assert sheet.answers["vision"] == Answer(said="not_applicable", comment="no reason on the paper")
    assert typed(sheet, ("3", ENTER, "2")).answers["vision"] == Answer(2)


def test_an_exclusive_option_stands_alone(paper: PrintedSheet) -> None:
    sheet = typed(begin(paper, page=2), ("a", "c", ENTER))
    assert sheet.answers["offers"] == Answer(("none",))


def test_nothing_ticked_on_purpose_is_an_answer(paper: PrintedSheet) -> None:
    assert typed(begin(paper, page=2), (ENTER, "0")).answers == {"partners": Answer(())}


@pytest.mark.parametrize(("keys", "said"), [("101", "Please type a number from 0 to 100."), ("1x", "1x")])
def test_a_number_out_of_its_limits_is_refused_and_stays_to_be_mended(
    paper: PrintedSheet, keys: str, said: str
) -> None:
    sheet = typed(begin(paper, page=2), (ENTER, ENTER, *keys, ENTER))
    assert (sheet.here, sheet.typed) == ("share", keys)
    assert said in sheet.notice


def test_a_comment_can_be_deleted_and_an_answer_keeps_it(paper: PrintedSheet) -> None:
    sheet = typed(begin(paper), ("+", *"two crosses", ENTER, "a"))
    assert sheet.answers["kind"] == Answer("town", comment="two crosses")
    sheet = typed(sheet, (BACKSPACE, "+", "-", ENTER))
    assert (sheet.field, sheet.answers["kind"]) == (Field.ANSWER, Answer("town"))


def test_evidence_is_written_beside_any_answer_and_stays_with_it(paper: PrintedSheet) -> None:
    sheet = typed(begin(paper), ("#", *"minutes", ENTER, "a", ENTER, "2", ENTER))
    assert sheet.answers == {"kind": Answer("town", evidence="minutes"), "vision": Answer(2)}
    sheet = typed(sheet, (ENTER, ENTER, "#", ENTER, *"table 3", ENTER, "5", ENTER))
    assert sheet.answers["share"] == Answer(5_000_000, evidence="table 3")


def test_a_sheet_of_the_short_form_takes_few_keys() -> None:
    """Forty of them are to be typed in a quarter of an hour: a key a question, one a page, and the code."""
    loaded = load_questionnaire(resources.questionnaires() / "integrierte-planung-kurz.yaml")
    reader = Reader("de")
    short = PrintedSheet(loaded.questionnaire, pages(loaded, reader), reader)
    sheet, pressed = begin(short), 4
    while not sheet.finished:
        sheet = typed(sheet, [ENTER if sheet.here is None else short.rows[sheet.here][0].key])
        pressed += 1
    assert len(sheet.answers) == len(loaded.questionnaire.questions) == 13
    assert pressed <= 22


def test_a_sheet_that_is_saved_is_corrected_at_its_last_check(paper: PrintedSheet) -> None:
    sheet = correct(paper, {"kind": Answer("town", evidence="seen")})
    assert (sheet.page, sheet.here) == (3, None)
    done = typed(sheet, ("1", ENTER, "b", ENTER))
    assert done.finished
    assert done.answers == {"kind": Answer("county", evidence="seen")}


def test_keys_of_several_signs_wait_for_what_tells_them_apart(tmp_path: Path) -> None:
    """A scale of eleven levels has the key 10, and thirty options have two letters each."""
    levels = "[{label: {de: nie, en: never}}, {label: {de: oft, en: often}}, {label: {de: immer, en: always}}]"
    many = "[" + ", ".join(f"{{label: {{de: L{n}, en: L{n}}}}}" for n in range(11)) + "]"
    anchors = interview.QUESTIONNAIRE.partition("        anchors:\n")[2].partition("        hurdles")[0]
    options = "options: [{id: town, label: {de: Stadt, en: town}}, {id: county, label: {de: Kreis, en: county}}]"
    thirty = "options: [" + ", ".join(f"{{id: o{n}, label: {{de: O{n}, en: O{n}}}}}" for n in range(30)) + "]"
    text = interview.QUESTIONNAIRE.replace(levels, many).replace(f"        anchors:\n{anchors}", "")
    text = text.replace(options, thirty).replace("is: town", "is: o1")
    large = PrintedSheet(interview.load(tmp_path, text).questionnaire, PAGES, Reader("en"))
    sheet = typed(begin(large), ("b", "d", "y", "1", "0"))
    assert sheet.answers == {"kind": Answer("o29"), "office": Answer(True), "vision": Answer(10)}
    assert typed(begin(large), ("a", "b", "y", "1", ENTER)).answers["vision"] == Answer(1)
    stuck = typed(begin(large), ("b", "z"))
    assert (stuck.here, stuck.typed, stuck.notice) == ("kind", "b", "“z” is no answer to question 1.")
    assert typed(stuck, (BACKSPACE, "a", "b")).answers == {"kind": Answer("o1")}
