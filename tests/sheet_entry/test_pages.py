"""A sheet as it is shown: page by page within any window, and in plain lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from planself.questionnaire.load import Loaded
from planself.sheet_entry.key_pages import sheet_head
from planself.sheet_entry.plain_sheet import PlainSheet
from planself.sheet_entry.printed_sheet import PrintedSheet
from planself.sheet_entry.session import EntryOptions, StackEnd, enter_stack
from planself.sheet_entry.sheet import ENTER, begin
from planself.sheet_entry.sheet_view import SheetView, view, view_options
from planself.sheet_entry.stack import FolderStack
from planself.terminal.key_page import KeyQueue, Taken
from planself.terminal.screen import Sieve, cells
from tests.sheet_entry.samples import printed, typed
from tests.sheet_entry.test_session import ANSWERS, DAY, read


def shown(paper: PrintedSheet, *keys: str) -> SheetView:
    """Return what is shown after keys."""
    return view(typed(begin(paper), keys), view_options(paper, "W07", Sieve(), plain=False))


def drawn(seen: SheetView, width: int = 80, room: int = 20) -> list[str]:
    """Return the lines of a page."""
    return "".join(text for _style, text in sheet_head(seen, Sieve(), width, room)).split("\n")


def test_a_page_shows_its_questions_with_what_is_typed_and_the_keys_of_the_one_at_hand(paper: PrintedSheet) -> None:
    text = "\n".join(drawn(shown(paper, "b", "j")))
    assert "  1  What kind?" in text
    assert "b county" in text
    assert "y yes (is not asked, does not count)" in text
    assert "›   3  Is there a vision?" in text
    assert "0 never · 1 often · 2 always · ? don't know · - not applicable · Enter nothing" in text


def test_what_has_no_cross_is_told_from_what_is_still_to_come(paper: PrintedSheet) -> None:
    assert [line.answer for line in shown(paper, "a", ENTER).lines] == ["a town", "nothing", ""]


def test_the_count_stands_below_a_page_that_is_typed(paper: PrintedSheet) -> None:
    seen = shown(paper, "a", "+", *"torn", ENTER, ENTER, "-", ENTER)
    count = "Page 1: 3 questions, 1 answered, 1 “not applicable”, 1 without a cross, 1 comment"
    assert seen.count == count
    assert count in " ".join(map(str.strip, drawn(seen)))


@pytest.mark.parametrize("width", [40, 60, 80, 200])
@pytest.mark.parametrize("room", [4, 8, 12, 20, 40])
@pytest.mark.parametrize("many", [1, 12, 60])
def test_a_page_fits_every_window_and_shows_the_question_at_hand(
    loaded: Loaded, width: int, room: int, many: int
) -> None:
    ids = ("kind", "office", "vision", "offers", "partners", "short", "remarks")
    long = printed(loaded, (tuple((ids * 9)[:many]),))
    seen = shown(long)
    lines = drawn(seen, width, room)
    assert len(lines) <= room
    assert all(cells(line) <= width for line in lines)
    assert any("What kind?" in line for line in lines)


def test_keys_that_come_at_once_are_taken_one_by_one_until_one_is_refused() -> None:
    queue, seen = KeyQueue(), list[str]()

    def take(key: str) -> Taken:
        seen.append(key)
        return Taken.REFUSED if key == "x" else Taken.ENDS if key == "enter" else Taken.GOES_ON

    queue.add("12\r\n34x56")
    assert queue.drain(take)
    assert queue.drain(take) is False
    assert seen == ["1", "2", "enter", "3", "4", "x"]
    assert queue.drain(take) is False


# --- plain lines ---


def plain(loaded: Loaded, paper: PrintedSheet, folder: Path, *lines: str) -> tuple[StackEnd, str]:
    """Type lines, and return what came of them and what was said."""
    said: list[str] = []
    left = iter(lines)

    def read_line() -> str:
        line = next(left, None)
        if line is None:
            raise EOFError
        return f"{line}\n"

    asker = PlainSheet(read_line, said.append, Sieve())
    options = EntryOptions(paper.reader, Sieve(), plain=True)
    return enter_stack(FolderStack(loaded, folder, (), DAY), lambda _part: paper, asker, options), "".join(said)


def test_a_line_may_answer_one_question_or_several(loaded: Loaded, paper: PrintedSheet, tmp_path: Path) -> None:
    end, said = plain(loaded, paper, tmp_path, "W07", "aj", "2", "", "a", "b", "50", "", "word", "?", "", "")
    assert end.sheets == ["W07"]
    assert not end.interrupted
    assert read(tmp_path / "W07.yaml", loaded).answers == ANSWERS
    assert "Page 1: 3 questions, 3 answered" in said


def test_a_line_that_is_no_answer_is_refused_and_leaves_nothing_behind(
    loaded: Loaded, paper: PrintedSheet, tmp_path: Path
) -> None:
    lines = ("W07", "7", "a", "j", "2", "", "", "", "101", "50", "", "word", "?", "", "")
    end, said = plain(loaded, paper, tmp_path, *lines)
    assert end.sheets == ["W07"]
    assert said.count("“7” is no answer to question 1.") == 1
    assert said.count("Please type a number from 0 to 100.") == 1
    assert read(tmp_path / "W07.yaml", loaded).answers["share"] == ANSWERS["share"]


def test_comments_corrections_and_the_way_back_are_typed_as_lines(
    loaded: Loaded, paper: PrintedSheet, tmp_path: Path
) -> None:
    lines = ("W07", "b", "<", "+two crosses", "a", "j", "-", "nobody knows", "1", "b", "", *[""] * 4, *[""] * 3, "")
    end, _said = plain(loaded, paper, tmp_path, *lines)
    assert end.sheets == ["W07"]
    answers = read(tmp_path / "W07.yaml", loaded).answers
    assert {id_: (answer.value, answer.said, answer.comment) for id_, answer in answers.items()} == {
        "kind": ("county", None, "two crosses"),
        "office": (True, None, ""),
        "vision": (None, "not_applicable", "nobody knows"),
    }


def test_a_sheet_is_put_aside_by_a_line(loaded: Loaded, paper: PrintedSheet, tmp_path: Path) -> None:
    end, said = plain(loaded, paper, tmp_path, "W07", "<<", "2", "")
    assert (end.sheets, end.interrupted) == ([], False)
    assert "Put it aside: its finished pages are kept" in said
