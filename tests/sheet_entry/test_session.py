"""A stack of sheets: each becomes the answer file of its code, and nothing is lost or overwritten on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planself.answers.load import check_answers
from planself.answers.model import Answer, AnswerSet
from planself.files import disk, source
from planself.files.disk import write_atomic
from planself.i18n import Reader
from planself.questionnaire.load import Loaded
from planself.sheet_entry.draft import begun_sheets
from planself.sheet_entry.printed_sheet import PrintedSheet
from planself.sheet_entry.session import EntryOptions, StackEnd, enter_stack
from planself.sheet_entry.sheet import ENTER, ESCAPE
from planself.sheet_entry.stack import FolderStack
from planself.terminal.screen import Sieve
from tests.sheet_entry.samples import Typist, keys_of, marks, printed

DAY = date(2026, 11, 27)
FIRST = ("a", "j", "2", ENTER)
SECOND = ("a", ENTER, "b", ENTER, *"50", ENTER, ENTER)
THIRD = (*"word", ENTER, "?", ENTER, ENTER)
WHOLE = (*FIRST, *SECOND, *THIRD)
ANSWERS = {
    "kind": Answer("town"),
    "office": Answer(True),
    "vision": Answer(2),
    "offers": Answer(("kita",)),
    "partners": Answer(("church",)),
    "share": Answer(50_000_000),
    "short": Answer("word"),
    "remarks": Answer(said="unknown"),
}
Enter = Callable[..., StackEnd]


def typist(codes: Iterable[str], keys: Iterable[str], choices: Iterable[str | None] = ()) -> Typist:
    """Return somebody who types, and goes away when there is nothing left to type."""
    return Typist(iter([*codes]), iter([*keys]), iter([*choices]))


def enter(loaded: Loaded, paper: PrintedSheet, folder: Path, who: Typist, *, again: bool = False) -> StackEnd:
    """Have a stack typed into a folder."""
    options = EntryOptions(Reader("en"), Sieve(), again=again)
    return enter_stack(FolderStack(loaded, folder, (), DAY), lambda _part: paper, who, options)


def read(path: Path, loaded: Loaded) -> AnswerSet:
    """Return an answer file of which nothing is said."""
    answers, problems = check_answers(source.load(path), loaded)
    assert answers is not None
    assert problems == ()
    return answers


def test_every_sheet_becomes_the_answer_file_of_its_code(loaded: Loaded, paper: PrintedSheet, tmp_path: Path) -> None:
    who = typist(["W07", "W08"], WHOLE + WHOLE)
    end = enter(loaded, paper, tmp_path / "new", who)
    assert (end.sheets, end.interrupted) == (["W07", "W08"], False)
    for code in ("W07", "W08"):
        answers = read(tmp_path / f"new/{code}.yaml", loaded)
        assert (answers.respondent.id, answers.date, answers.answers) == (code, DAY, ANSWERS)
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["W07.yaml", "W08.yaml"]
    assert "W07 is saved: 8 questions, 7 answered, 1 “don't know”." in who.hints[1]


def test_a_sheet_without_a_cross_becomes_a_file_all_the_same(
    loaded: Loaded, paper: PrintedSheet, tmp_path: Path
) -> None:
    enter(loaded, paper, tmp_path, typist(["W07"], [ENTER] * 11))
    assert read(tmp_path / "W07.yaml", loaded).answers == {}


def test_the_count_of_a_page_is_shown_with_it(loaded: Loaded, paper: PrintedSheet, tmp_path: Path) -> None:
    who = typist(["W07"], ["a", "w", "?", "2", ENTER, *SECOND, *THIRD])
    enter(loaded, paper, tmp_path, who)
    counts = [view.count for view in who.views if view.count]
    assert counts[0] == "Page 1: 3 questions, 2 answered, 1 “don't know”"


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_what_is_typed_is_what_the_file_says(
    loaded: Loaded, paper: PrintedSheet, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("papers")
    stand = {id_: data.draw(marks(paper, id_), label=id_) for id_ in ANSWERS}
    enter(loaded, paper, folder, typist(["W07"], keys_of(paper, stand)))
    recorded = read(folder / "W07.yaml", loaded).answers
    assert recorded == {id_: mark.answer for id_, mark in stand.items() if mark.answer is not None}


# --- what is there already ---


def test_answers_that_are_there_are_left_unless_somebody_says_otherwise(
    loaded: Loaded, paper: PrintedSheet, tmp_path: Path
) -> None:
    enter(loaded, paper, tmp_path, typist(["W07"], WHOLE))
    before = (tmp_path / "W07.yaml").read_bytes()
    who = typist(["w07"], ["b"])
    enter(loaded, paper, tmp_path, who)
    assert who.menus[0].title == "There are answers for W07 already."
    assert "8 questions, 7 answered" in who.menus[0].lines[0]
    assert (tmp_path / "W07.yaml").read_bytes() == before


def test_a_sheet_typed_anew_replaces_the_first_when_it_is_finished(
    loaded: Loaded, paper: PrintedSheet, tmp_path: Path
) -> None:
    enter(loaded, paper, tmp_path, typist(["W07"], WHOLE))
    before = (tmp_path / "W07.yaml").read_bytes()
    enter(loaded, paper, tmp_path, typist(["W07"], ["b", ENTER, "1", ENTER], ["anew"]))
    assert (tmp_path / "W07.yaml").read_bytes() == before
    enter(loaded, paper, tmp_path, typist(["W07"], [ENTER] * 7, ["anew"]))
    assert read(tmp_path / "W07.yaml", loaded).answers == {"kind": Answer("county"), "vision": Answer(1)}


def test_single_answers_are_corrected_by_their_numbers(loaded: Loaded, paper: PrintedSheet, tmp_path: Path) -> None:
    enter(loaded, paper, tmp_path, typist(["W07"], WHOLE))
    enter(loaded, paper, tmp_path, typist(["W07"], ["3", ENTER, "0", ENTER], ["correct"]))
    assert read(tmp_path / "W07.yaml", loaded).answers == {**ANSWERS, "vision": Answer(0)}


def test_a_file_that_somebody_changes_meanwhile_is_not_overwritten(
    loaded: Loaded, paper: PrintedSheet, tmp_path: Path
) -> None:
    enter(loaded, paper, tmp_path, typist(["W07"], WHOLE))
    path = tmp_path / "W07.yaml"
    who = typist(["W07", "W08"], ["3", ENTER, "0", ENTER, *WHOLE], ["correct"])

    def change() -> None:
        path.write_text(path.read_text("utf-8").replace("office: yes", "office: no"), "utf-8")

    who.taken = change
    end = enter(loaded, paper, tmp_path, who)
    assert end.sheets == ["W08"]
    assert read(path, loaded).answers == {**ANSWERS, "office": Answer(False)}
    assert "Somebody else has changed" in who.hints[1]
    assert list(begun_sheets(tmp_path, again=False)) == ["W07"]


@pytest.mark.parametrize("code", ["../W07", "a/b", ".W07", "W07?", "C:W"])
def test_a_code_is_no_path(loaded: Loaded, paper: PrintedSheet, tmp_path: Path, code: str) -> None:
    who = typist([code], WHOLE)
    end = enter(loaded, paper, tmp_path / "in", who)
    assert end.sheets == []
    assert "is no code" in who.hints[1]


# --- however it ends ---


class Killed(BaseException):
    """The process ends here, and nothing of it is run any more."""


@pytest.mark.parametrize("at", range(0, 2 * len(WHOLE), 3))
def test_a_kill_at_any_key_keeps_finished_sheets_and_finished_pages(
    loaded: Loaded, paper: PrintedSheet, tmp_path: Path, at: int
) -> None:
    keys = WHOLE + WHOLE
    who = typist(["W07", "W08"], keys)
    left = iter(range(at, -1, -1))

    def count_down() -> None:
        if next(left) == 0:
            raise Killed

    who.taken = count_down
    with pytest.raises(Killed):
        enter(loaded, paper, tmp_path, who)
    go_on(loaded, paper, tmp_path, at)


def go_on(loaded: Loaded, paper: PrintedSheet, folder: Path, at: int) -> None:
    """Type what a kill at a key has left to type, and no page that was finished before."""
    sheet, typed = divmod(at, len(WHOLE))
    kept = max(end for end in (0, len(FIRST), len(FIRST) + len(SECOND)) if end <= typed)
    assert [path.name for path in sorted(folder.glob("*.yaml"))] == ["W07.yaml"][:sheet]
    codes = ["W07", "W08"][sheet:]
    assert list(begun_sheets(folder, again=False)) == ([codes[0]] if kept else [])
    assert enter(loaded, paper, folder, typist(codes, (WHOLE * len(codes))[kept:])).sheets == codes
    for code in ("W07", "W08"):
        assert read(folder / f"{code}.yaml", loaded).answers == ANSWERS


@pytest.mark.parametrize("at", range(8))
def test_a_kill_at_any_writing_keeps_them_as_well(
    loaded: Loaded, paper: PrintedSheet, tmp_path: Path, at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = iter(range(at, -1000, -1))

    def write_or_die(*given: object, **options: object) -> None:
        if next(left) == 0:
            raise Killed
        write_atomic(*given, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("planself.answers.store.write_atomic", write_or_die)
    with pytest.raises(Killed):
        enter(loaded, paper, tmp_path, typist(["W07", "W08"], WHOLE + WHOLE))
    monkeypatch.setattr("planself.answers.store.write_atomic", disk.write_atomic)
    for path in tmp_path.glob("*.yaml"):
        assert read(path, loaded).answers == ANSWERS
    done = [path.stem for path in tmp_path.glob("*.yaml")]
    codes = [code for code in ("W07", "W08") if code not in done]
    again = Typist(iter(codes), iter(()))
    assert enter(loaded, paper, tmp_path, again).sheets == []
    left_to_type = {0: (ENTER,), 1: WHOLE, 2: SECOND + THIRD, 3: THIRD}
    shown = {code: _first_page(loaded, paper, tmp_path, code) for code in codes}
    for code in codes:
        enter(loaded, paper, tmp_path, typist([code], left_to_type[shown[code]]))
        assert read(tmp_path / f"{code}.yaml", loaded).answers == ANSWERS


def _first_page(loaded: Loaded, paper: PrintedSheet, folder: Path, code: str) -> int:
    """Return at which page a sheet goes on, counted from 1 without the one on which nothing begins; 0 at the end."""
    who = typist([code], ["down"])
    enter(loaded, paper, folder, who)
    return 0 if who.views[0].count else {"Page 1 of 4": 1, "Page 3 of 4": 2, "Page 4 of 4": 3}[who.views[0].place]


def test_a_sheet_put_aside_is_named_and_gone_on_with(loaded: Loaded, paper: PrintedSheet, tmp_path: Path) -> None:
    who = typist(["W07", "W08"], [*FIRST, "a", ESCAPE, ESCAPE, *WHOLE], ["aside"])
    assert enter(loaded, paper, tmp_path, who).sheets == ["W08"]
    assert "Begun, not finished: W07" in who.hints[1]
    enter(loaded, paper, tmp_path, typist(["W07"], [*SECOND, *THIRD]))
    assert read(tmp_path / "W07.yaml", loaded).answers == ANSWERS


def test_a_sheet_goes_on_where_its_questions_end_however_its_pages_are_printed_now(
    loaded: Loaded, paper: PrintedSheet, tmp_path: Path
) -> None:
    enter(loaded, paper, tmp_path, typist(["W07"], FIRST))
    other = printed(loaded, (("kind", "office"), ("vision", "offers"), ("partners", "share", "short", "remarks")))
    who = typist(["W07"], ["1", "a", ENTER, ENTER, *SECOND[2:-1], *THIRD])
    enter(loaded, other, tmp_path, who)
    assert who.views[0].place == "Page 2 of 3"
    assert read(tmp_path / "W07.yaml", loaded).answers == {**ANSWERS, "vision": Answer(1)}


def test_a_draft_of_other_contents_of_the_questionnaire_is_typed_anew(
    loaded: Loaded, paper: PrintedSheet, tmp_path: Path
) -> None:
    enter(loaded, paper, tmp_path, typist(["W07"], FIRST))
    draft = tmp_path / ".W07.sheet"
    draft.write_text(draft.read_text("utf-8").replace("sha256:", "sha256:0"), "utf-8")
    enter(loaded, paper, tmp_path, typist(["W07"], WHOLE))
    assert read(tmp_path / "W07.yaml", loaded).answers == ANSWERS


@pytest.mark.parametrize("text", ["", "{", "answers: {kind: 7}\n", "a link"])
def test_a_draft_that_cannot_be_read_is_typed_anew(
    loaded: Loaded, paper: PrintedSheet, tmp_path: Path, text: str
) -> None:
    draft, elsewhere = tmp_path / ".W07.sheet", tmp_path / "elsewhere.txt"
    elsewhere.write_text("mine", "utf-8")
    draft.symlink_to(elsewhere) if text == "a link" else draft.write_text(text, "utf-8")
    enter(loaded, paper, tmp_path, typist(["W07"], WHOLE))
    assert read(tmp_path / "W07.yaml", loaded).answers == ANSWERS
    assert elsewhere.read_text("utf-8") == "mine"


def test_a_sheet_thrown_away_leaves_nothing(loaded: Loaded, paper: PrintedSheet, tmp_path: Path) -> None:
    enter(loaded, paper, tmp_path, typist(["W07"], [*FIRST, ESCAPE], ["throw away"]))
    assert list(tmp_path.iterdir()) == []


def test_a_sheet_in_work_is_nobodys_answers(loaded: Loaded, paper: PrintedSheet, tmp_path: Path) -> None:
    from planself.batch.gather import gather

    enter(loaded, paper, tmp_path, typist(["W07"], [*FIRST, "a"]))
    assert list(begun_sheets(tmp_path, again=False)) == ["W07"]
    assert list(gather([tmp_path], lambda _note: None)) == []


def test_a_sheet_that_is_being_typed_elsewhere_is_not_begun(
    loaded: Loaded, paper: PrintedSheet, tmp_path: Path
) -> None:
    inner = typist(["W07"], WHOLE)
    outer = typist(["W07"], WHOLE)
    ends: list[StackEnd] = []
    outer.taken = lambda: ends.append(enter(loaded, paper, tmp_path, inner)) if not ends else None
    enter(loaded, paper, tmp_path, outer)
    assert ends[0].sheets == []
    assert "is open in another session" in inner.hints[1]
    assert read(tmp_path / "W07.yaml", loaded).answers == ANSWERS


# --- a second time ---


def test_a_second_entry_lists_every_difference_and_changes_what_is_chosen(
    loaded: Loaded, paper: PrintedSheet, tmp_path: Path
) -> None:
    enter(loaded, paper, tmp_path, typist(["W07"], WHOLE))
    second = ("b", "j", "1", ENTER, "a", ENTER, ENTER, *"50", ENTER, ENTER, *"Word", ENTER, "?", ENTER, ENTER)
    who = typist(["W07"], second, ["vision", "second", "partners", "first", ":finish"])
    end = enter(loaded, paper, tmp_path, who, again=True)
    assert (end.differences, end.changed) == (4, 1)
    assert [item.label for item in who.menus[0].items] == [
        "1: first a town, now b county",
        "3: first 2 always, now 1 often",
        "5: first b church, now nothing",
        "7: first word, now Word",
        "Finish this sheet",
    ]
    assert [item.state for item in who.menus[-1].items[:3]] == ["not chosen", "the second holds", "the first holds"]
    assert read(tmp_path / "W07.yaml", loaded).answers == {**ANSWERS, "vision": Answer(1)}


def test_two_entries_that_agree_change_nothing(loaded: Loaded, paper: PrintedSheet, tmp_path: Path) -> None:
    enter(loaded, paper, tmp_path, typist(["W07"], ["+", *"two crosses", ENTER, *WHOLE]))
    before = (tmp_path / "W07.yaml").read_bytes()
    who = typist(["W08", "W07"], WHOLE)
    assert enter(loaded, paper, tmp_path, who, again=True).differences == 0
    assert "W08 has no answers yet to compare with." in who.hints[1]
    assert "W07: both entries say the same." in who.hints[-1]
    assert (tmp_path / "W07.yaml").read_bytes() == before


def test_a_second_entry_shows_nothing_of_the_first(loaded: Loaded, paper: PrintedSheet, tmp_path: Path) -> None:
    enter(loaded, paper, tmp_path, typist(["W07"], WHOLE))
    who = typist(["W07"], ["b"])
    enter(loaded, paper, tmp_path, who, again=True)
    assert [line.answer for line in who.views[0].lines] == ["", "", ""]
    assert who.menus == []
