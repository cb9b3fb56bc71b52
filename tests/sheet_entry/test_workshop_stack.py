"""Sheets of a workshop: each becomes its participant's file, under whatever name that came."""

from __future__ import annotations

from pathlib import Path

import pytest

from planself.i18n import Reader
from planself.questionnaire.load import Loaded
from planself.sheet_entry.printed_sheet import PrintedSheet
from planself.sheet_entry.session import EntryOptions, StackEnd, enter_stack
from planself.sheet_entry.workshop_stack import WorkshopStack
from planself.terminal.screen import Sieve
from planself.workshop.folder import open_folder
from planself.workshop.members import read_folder, read_second
from planself.workshop_files.workshop import SECOND
from tests.sheet_entry.samples import Typist
from tests.sheet_entry.test_session import ANSWERS, WHOLE, read

WORKSHOP = """\
format: planself/workshop/1
title: A workshop
questionnaire: {id: sample, version: 1.0.0}
date: 2026-11-20
subject: {name: Musterstadt}
open: false
min_group: 5
facts: {kind: town}
roles: [{id: planning, label: Planung}, {id: council, label: Politik}]
people:
  - {code: W01, role: planning, part: [planning]}
  - {code: W02, role: council}
  - {code: W10}
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "workshop"
    (folder / "answers").mkdir(parents=True)
    (folder / "workshop.yaml").write_text(WORKSHOP, "utf-8")
    return folder


def enter(loaded: Loaded, paper: PrintedSheet, home: Path, who: Typist, *, second: bool = False) -> StackEnd:
    """Have sheets typed into a workshop."""
    folder = open_folder(home)
    answers = folder.answers / SECOND if second else folder.answers
    stack = WorkshopStack(loaded, answers, folder.workshop)
    parts = {}

    def printed(part: tuple[str, ...]) -> PrintedSheet:
        parts[part] = paper
        return PrintedSheet(loaded.questionnaire, paper.pages, Reader("en"), part)

    end = enter_stack(stack, printed, who, EntryOptions(Reader("en"), Sieve()))
    assert parts.keys() <= {(), ("planning",)}
    return end


@pytest.mark.parametrize("written", ["W02", "w2", "W 02", "w-2"])
def test_a_sheet_is_found_by_its_code_however_that_is_written(
    loaded: Loaded, paper: PrintedSheet, home: Path, written: str
) -> None:
    assert enter(loaded, paper, home, Typist(iter([written]), iter(WHOLE))).sheets == ["W02"]
    answers = read(home / "answers/W02.yaml", loaded)
    assert (answers.respondent.id, answers.respondent.role, answers.subject.name) == ("W02", "council", "Musterstadt")
    assert (str(answers.date), answers.answers) == ("2026-11-20", ANSWERS)
    assert set(read_folder(open_folder(home), loaded).answers) == {"W02"}


def test_a_code_of_another_workshop_is_refused(loaded: Loaded, paper: PrintedSheet, home: Path) -> None:
    who = Typist(iter(["W77"]), iter(WHOLE))
    assert enter(loaded, paper, home, who).sheets == []
    assert who.hints[1] == "W77 is no code of this workshop. Its codes run from W01 to W10."


def test_what_the_workshop_knows_stays_where_the_paper_says_nothing(
    loaded: Loaded, paper: PrintedSheet, home: Path
) -> None:
    enter(loaded, paper, home, Typist(iter(["W01"]), iter(["enter", *WHOLE[1:]])))
    answers = read(home / "answers/W01.yaml", loaded)
    assert (answers.part, answers.answers) == (("planning",), ANSWERS)


def test_answers_that_came_under_another_name_are_asked_about(loaded: Loaded, paper: PrintedSheet, home: Path) -> None:
    enter(loaded, paper, home, Typist(iter(["W02"]), iter(WHOLE)))
    returned = home / "answers/antworten-w02-2026-11-20.yaml"
    (home / "answers/W02.yaml").rename(returned)
    who = Typist(iter(["W02"]), iter(WHOLE))
    assert enter(loaded, paper, home, who).sheets == []
    assert who.menus[0].lines[0].startswith("antworten-w02-2026-11-20.yaml: 8 questions")
    assert [path.name for path in (home / "answers").iterdir()] == [returned.name]


def test_answers_in_a_workbook_are_not_typed_over(loaded: Loaded, paper: PrintedSheet, home: Path) -> None:
    (home / "answers/W02.xlsx").write_bytes(b"x")
    who = Typist(iter(["W02"]), iter(WHOLE))
    assert enter(loaded, paper, home, who).sheets == []
    assert who.hints[1].startswith("W02 has answers in W02.xlsx already.")


def test_sheets_of_the_second_round_lie_in_their_own_folder(loaded: Loaded, paper: PrintedSheet, home: Path) -> None:
    enter(loaded, paper, home, Typist(iter(["W02"]), iter(WHOLE)), second=True)
    assert list(read_second(open_folder(home), loaded).answers) == ["W02"]
    assert list((home / "answers").glob("*.yaml")) == []
