"""The interview in plain lines, fed with what somebody types, against a real file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planself.answers.load import load_answers
from planself.answers.model import Answer, AnswerSet
from planself.answers.store import Store
from planself.interview.plain import Plain
from planself.interview.session import Options, run
from planself.questionnaire.load import Loaded
from planself.terminal.screen import Sieve

GO = ["", ""]
"""No name of a municipality, and on to the questions."""


class Lines:
    """A person at plain lines: types what was agreed, then closes the terminal; keeps what was shown."""

    def __init__(self, *lines: str) -> None:
        self.waiting = list(lines)
        self.shown = ""

    def read(self) -> str:
        if not self.waiting:
            raise EOFError
        line = self.waiting.pop(0)
        if line == "^C":
            raise KeyboardInterrupt
        self.shown += f"«{line}»\n"
        return line + "\n"

    def show(self, text: str) -> None:
        self.shown += text

    def plain(self) -> Plain:
        return Plain(self.read, self.show, Sieve())


class Sitting:
    """One interview by plain lines: how it ended, what was shown, what is in the file."""

    def __init__(self, path: Path, loaded: Loaded, *lines: str, options: Options | None = None) -> None:
        person = Lines(*lines)
        with Store.open(path, loaded) as store:
            self.outcome = run(store, loaded, options or Options("en", today=date(2026, 11, 22)), ask=person.plain())
        self.shown = person.shown
        self.left_over = person.waiting
        self.path = path
        self._loaded = loaded

    @property
    def file(self) -> AnswerSet:
        return load_answers(self.path, lambda _named: self._loaded).answer_set

    @property
    def answers(self) -> dict[str, object]:
        return {id_: answer.said or answer.value for id_, answer in self.file.answers.items()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.yaml"


def test_a_whole_interview_is_answered_and_finished(path: Path, loaded: Loaded) -> None:
    lines = [*GO, "1", "y", "2", "1,2", "2", "40,5", "gut", "eins", "zwei", "", ""]
    sitting = Sitting(path, loaded, *lines)
    assert sitting.outcome.finished
    assert sitting.left_over == []
    assert sitting.answers == {
        "kind": "town",
        "office": True,
        "vision": 2,
        "offers": ("kita", "school"),
        "partners": ("church",),
        "share": 40_500_000,
        "short": "gut",
        "remarks": "eins\nzwei",
    }
    assert sitting.file.date == date(2026, 11, 22)
    assert "Question 7 of 8. At last" in sitting.shown
    assert "Every question has an answer (8)." in sitting.shown


def test_a_question_is_spoken_with_anchors_and_help_on_demand(path: Path, loaded: Loaded) -> None:
    sitting = Sitting(path, loaded, *GO, "2", "?")
    assert "0. never: Nobody knows it.\n1. often: Some know it." in sitting.shown
    assert "d. don't know\nx. not applicable" in sitting.shown
    assert "c: comment" in sitting.shown
    assert "Help: Paper is meant." in sitting.shown
    assert "Would count as evidence: resolution" in sitting.shown
    assert sitting.shown.index("Paper is meant.") > sitting.shown.index("«?»")


def test_nothing_that_is_shown_could_redraw(path: Path, loaded: Loaded) -> None:
    sitting = Sitting(path, loaded, *GO, "2", "c", "\x1b[2J weg \x07", "?", "o", "", "0", "1")
    assert "\x1b" not in sitting.shown.replace("«\x1b[2J weg \x07»", "")
    assert "\r" not in sitting.shown


def test_it_goes_on_where_it_was_left(path: Path, loaded: Loaded) -> None:
    first = Sitting(path, loaded, *GO, "1", "n")
    assert not first.outcome.finished
    second = Sitting(path, loaded, "0", "^C")
    assert not second.outcome.finished
    assert "Question 3 of 8" in second.shown
    assert second.answers == {"kind": "town", "office": False, "vision": 0}


def test_keys_lead_back_and_keep_what_is_recorded(path: Path, loaded: Loaded) -> None:
    sitting = Sitting(path, loaded, *GO, "2", "1", "z", "", "B", "0", "q")
    assert "Enter keeps “often”: " in sitting.shown
    assert sitting.answers["vision"] == 0
    assert not sitting.outcome.finished
    assert sitting.left_over == []


def test_a_required_question_cannot_be_skipped(path: Path, loaded: Loaded) -> None:
    sitting = Sitting(path, loaded, *GO, "s", "s", "2")
    assert sitting.shown.count("This question needs an answer: others depend on it.") == 2
    assert sitting.answers == {"kind": "county"}


def test_comment_evidence_and_unsure_are_kept_beside_the_answer(path: Path, loaded: Loaded) -> None:
    sitting = Sitting(path, loaded, *GO, "2", "c", "warum", "e", "Protokoll", "u", "2")
    assert sitting.file.answers["vision"] == Answer(value=2, comment="warum", evidence="Protokoll", unsure=True)
    assert "What proves this answer? For example: resolution" in sitting.shown
    assert "Unsure: marked for discussion" in sitting.shown


def test_a_remark_is_kept_where_no_answer_follows(path: Path, loaded: Loaded) -> None:
    sitting = Sitting(path, loaded, *GO, "2", "k", "erst mal nur das", "^C")
    assert sitting.file.answers["vision"] == Answer(comment="erst mal nur das")
    assert "Question 2 of 7" in Sitting(path, loaded).shown, "a remark is no answer: the question is still open"


def test_a_hyphen_takes_a_comment_back(path: Path, loaded: Loaded) -> None:
    sitting = Sitting(path, loaded, *GO, "2", "c", "falsch", "1", "b", "c", "", "c", "-", "")
    assert "Enter keeps “falsch”" in sitting.shown
    assert sitting.file.answers["vision"] == Answer(value=1)


def test_not_applicable_asks_for_the_reason(path: Path, loaded: Loaded) -> None:
    sitting = Sitting(path, loaded, *GO, "2", "x", "gibt es hier nicht")
    assert "Why does this question not apply?" in sitting.shown
    assert sitting.file.answers["vision"] == Answer(said="not_applicable", comment="gibt es hier nicht")


@pytest.mark.parametrize("letter", ["d", "w", "D"])
def test_dont_know_is_an_answer_where_it_is_allowed(path: Path, loaded: Loaded, letter: str) -> None:
    assert Sitting(path, loaded, *GO, "2", letter).answers == {"kind": "county", "vision": "unknown"}
    assert "is not among the answers" in Sitting(path.with_name("b.yaml"), loaded, *GO, letter).shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("zwölf", "is no number"),
        ("12.345", "could be two numbers"),
        ("101", "Please type a number from 0 to 100."),
        ("-1", "Please type a number from 0 to 100."),
        ("0,0000001", "at most six decimals"),
    ],
)
def test_a_bad_number_is_asked_again_with_the_reason(path: Path, loaded: Loaded, typed: str, said: str) -> None:
    sitting = Sitting(path, loaded, *GO, "2", "1", "1", "1", typed, "12,5")
    assert said in sitting.shown
    assert sitting.answers["share"] == 12_500_000


def test_ticks_that_exclude_each_other_are_refused(path: Path, loaded: Loaded) -> None:
    sitting = Sitting(path, loaded, *GO, "2", "1", "1,3", "1,d", "9", "1;2")
    assert sitting.shown.count("These answers exclude each other.") == 2
    assert "“9” is not among the answers." in sitting.shown
    assert sitting.answers["offers"] == ("kita", "school")


def test_ticking_nothing_is_said_and_not_left_out(path: Path, loaded: Loaded) -> None:
    sitting = Sitting(path, loaded, *GO, "2", "1", "3", "", "3")
    assert "3. none of these" in sitting.shown
    assert "Please answer, or type s to skip." in sitting.shown
    assert (sitting.answers["offers"], sitting.answers["partners"]) == (("none",), ())


def test_the_overview_leads_to_any_question(path: Path, loaded: Loaded) -> None:
    sitting = Sitting(path, loaded, *GO, "2", "o", "99", "4", "2")
    assert "Main part" in sitting.shown
    assert "1. What kind? (answered)" in sitting.shown
    assert "“99” is not among the numbers." in sitting.shown
    assert sitting.answers == {"kind": "county", "partners": ("church",)}


def test_the_review_lists_what_is_open_unknown_and_unsure(path: Path, loaded: Loaded) -> None:
    lines = ["2", "d", "u", "1", "s", "10", "s", "s"]
    sitting = Sitting(path, loaded, *GO, *lines, "3", "2", "4", "ja", "", "1")
    assert "4 of 7 questions have an answer." in sitting.shown
    review = sitting.shown[sitting.shown.index("\nBefore you finish\n") :]
    assert review.index("Still open (3)") < review.index("Answered “don't know” (1)")
    assert "Marked as unsure (1)\n7. Which offers?" in review
    assert sitting.outcome.finished
    assert (sitting.answers["partners"], sitting.answers["remarks"]) == (("church",), "ja")


def test_the_end_waits_for_a_required_answer(path: Path, loaded: Loaded) -> None:
    sitting = Sitting(path, loaded, *GO, "o", "8", "1", "2")
    assert "A required question is still open." in sitting.shown
    assert not sitting.outcome.finished


def test_the_language_changes_midway(path: Path, loaded: Loaded) -> None:
    sitting = Sitting(path, loaded, *GO, "2", "de", "w")
    assert "Question 2 of 7. Main part" in sitting.shown
    assert "Frage 2 von 7. Hauptteil\nGibt es ein Leitbild?" in sitting.shown
    assert sitting.answers["vision"] == "unknown"


def test_who_answers_is_asked_once_and_kept(path: Path, loaded: Loaded) -> None:
    lines = ["Musterstadt", "3", "123456", "03", "4", "2", "5", "Amt 51", "6", "1.2.2026", "", "2"]
    sitting = Sitting(path, loaded, *lines)
    assert "123456 has 6 digits" in sitting.shown
    assert (sitting.file.subject.name, sitting.file.subject.ags) == ("Musterstadt", "03")
    assert (sitting.file.respondent.role, sitting.file.respondent.department) == ("council", "Amt 51")
    assert sitting.file.date == date(2026, 2, 1)
    assert "Musterstadt" not in Sitting(path, loaded).shown.split("Question")[0]


def test_nothing_is_written_before_the_first_answer(path: Path, loaded: Loaded) -> None:
    assert not Sitting(path, loaded, "Musterstadt", "1", "q").outcome.finished
    assert not path.exists()


def test_a_role_is_asked_its_own_and_the_file_says_so(path: Path, loaded: Loaded) -> None:
    sitting = Sitting(path, loaded, *GO, "2", "1", "1", options=Options("en", role="council"))
    assert "Which offers?" not in sitting.shown
    assert sitting.file.part == ("council",)
    assert sitting.file.respondent.role == "council"


def test_a_role_in_a_file_that_others_began_does_not_narrow_it(path: Path, loaded: Loaded) -> None:
    Sitting(path, loaded, *GO, "2")
    sitting = Sitting(path, loaded, "1", "1", options=Options("en", role="council"))
    assert sitting.file.part == ()
    assert sitting.answers == {"kind": "county", "vision": 1, "partners": ("club",)}


def test_a_section_is_asked_alone(path: Path, loaded: Loaded) -> None:
    sitting = Sitting(path, loaded, *GO, "gut", "s", "1", options=Options("en", section="rest"))
    assert sitting.outcome.finished
    assert "What kind?" not in sitting.shown
    assert sitting.answers == {"short": "gut"}


def test_a_long_text_is_refused_before_it_reaches_the_file(path: Path, loaded: Loaded) -> None:
    sitting = Sitting(path, loaded, *GO, "2", "c", "x" * 20_001, "kurz", "1")
    assert "it may have 20000 characters" in sitting.shown
    assert sitting.file.answers["vision"].comment == "kurz"


def test_reserved_words_are_a_text_where_a_text_is_asked(path: Path, loaded: Loaded) -> None:
    sitting = Sitting(path, loaded, *GO, "unknown", options=Options("en", section="rest"))
    assert sitting.file.answers["short"] == Answer(value="unknown")


def test_a_remark_that_the_terminal_cannot_show_is_not_lost_by_looking_at_it(path: Path, loaded: Loaded) -> None:
    family = "Familien 👨\u200d👩\u200d👧\tund mehr"
    with Store.open(path, loaded) as store:
        store.put("kind", Answer(comment=family))
    Sitting(path, loaded, *GO, "c", "", "^C")
    assert Sitting(path, loaded, "^C").file.answers["kind"].comment == family


def test_back_on_the_page_of_particulars_leads_back_to_the_name(path: Path, loaded: Loaded) -> None:
    sitting = Sitting(path, loaded, "Musterstdat", "b", "Musterstadt", "", "1", "^C")
    assert sitting.file.subject.name == "Musterstadt"


def test_nobody_is_asked_for_particulars_where_the_folder_of_a_workshop_knows_them(path: Path, loaded: Loaded) -> None:
    sitting = Sitting(path, loaded, "", "1", "^C", options=Options("en", alone=False))
    assert "kind" in sitting.file.answers
    assert "Which municipality" not in sitting.shown
    assert "It appears in the report" not in sitting.shown


@pytest.mark.parametrize(("alone", "end"), [(True, "1. Finish and show the profile"), (False, "1. Finish\n")])
def test_the_last_page_offers_a_profile_only_where_one_follows(
    path: Path, loaded: Loaded, alone: bool, end: str
) -> None:
    lines = [*(GO if alone else []), "gut", "nein", ""]
    sitting = Sitting(path, loaded, *lines, options=Options("en", section="rest", alone=alone))
    last = sitting.shown.partition("\nBefore you finish\n")[2]
    assert end in last
    assert ("profile" in last) == alone
