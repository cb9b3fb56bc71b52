"""The interview on a full terminal, every key pressed through a pipe, against a real file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.input.base import PipeInput
from prompt_toolkit.output import DummyOutput, Output

from planself.answers.load import load_answers
from planself.answers.model import Answer, AnswerSet
from planself.answers.store import Store
from planself.errors import UsageError
from planself.i18n import Reader
from planself.interview.asker import Picked, Reply, Typed
from planself.interview.card import Card, CardOptions, card
from planself.interview.commands import Choose, Comment, Evidence, Jump, Move
from planself.interview.prompts import Prompts
from planself.interview.session import InterviewEnd, Options, run
from planself.questionnaire.load import Loaded
from planself.terminal import burst
from planself.terminal import styled_page as page
from planself.terminal.asker import Blank, Menu, MenuItem
from planself.terminal.frame import Page, _reach
from planself.terminal.keys import DISCUSSION, INTERVIEW, LETTERS, Key
from planself.terminal.rows import Row
from planself.terminal.screen import Sieve, cells
from planself.terminal.word_wrap import padding
from tests.interview.samples import begin, walk

ENTER, DOWN, UP, LEFT, ESC, CTRL_C, CTRL_J, BACKSPACE = "\r", "\x1b[B", "\x1b[A", "\x1b[D", "\x1b", "\x03", "\n", "\x7f"
CTRL_D, CTRL_L, CTRL_Z = "\x04", "\x0c", "\x1a"
GO = ENTER + ENTER + ENTER
RULE = ENTER
"""Leaves the page that says how to choose a level."""
"""No name of a municipality, on to the questions, past the first section's page."""


@pytest.fixture
def pipe() -> Iterator[PipeInput]:
    with create_pipe_input() as given, create_app_session(input=given, output=DummyOutput()):
        yield given


@pytest.fixture
def by_hand(pipe: PipeInput, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read one sign at a time, as from fingers; otherwise all that is sent comes at once."""
    reader = pipe.stdin_reader  # type: ignore[attr-defined]  # a pipe of POSIX has one
    monkeypatch.setattr(reader, "read", partial(reader.read, 1))
    monkeypatch.setattr(burst, "_MOST", 1)


Interview = Callable[..., InterviewEnd]


@pytest.fixture
def interview(pipe: PipeInput, by_hand: None, tmp_path: Path, loaded: Loaded) -> Interview:  # noqa: ARG001 -- it acts
    """Press keys through an interview; Ctrl-C ends it where they do."""

    def sit(*keys: str, options: Options | None = None) -> InterviewEnd:
        pipe.send_text("".join(keys) + CTRL_C)
        with Store.open(tmp_path / "a.yaml", loaded) as store:
            return run(store, loaded, options or Options("en", today=date(2026, 11, 22)))

    return sit


@pytest.fixture
def file(tmp_path: Path, loaded: Loaded) -> Callable[[], AnswerSet]:
    return lambda: load_answers(tmp_path / "a.yaml", lambda _named: loaded).answer_set


def put(store: Store, loaded: Loaded, pipe: PipeInput, at: str, *keys: str, lang: str = "en") -> Reply:
    """Put one question of the sample and press keys."""
    return put_card(cards(store, loaded, lang)(at), pipe, *keys)


def put_card(shown: Card, pipe: PipeInput, *keys: str) -> Reply:
    pipe.send_text("".join(keys))
    return Prompts(Sieve()).question(shown)


def cards(store: Store, loaded: Loaded, lang: str = "en") -> Callable[..., Card]:
    """Return a maker of cards, with answers recorded before."""

    def make(at: str, *commands: Choose | Comment | Evidence | Move) -> Card:
        flow = walk(begin(store, loaded), Choose("town"), Jump(at)) if at != "kind" else begin(store, loaded)
        for command in commands:
            flow = walk(flow, Jump(at), command)
        return card(walk(flow, Jump(at)), CardOptions(Reader(lang), Sieve()))

    return make


# --- answers of every type ---


@pytest.mark.parametrize(
    ("at", "keys", "reply"),
    [
        ("kind", ["2", ENTER], Picked(("county",))),
        ("kind", [ENTER, ENTER, DOWN, ENTER], Picked(("town",))),
        ("kind", [DOWN, DOWN, ENTER], Picked(("county",))),
        ("kind", [DOWN, DOWN, UP, ENTER], Picked(("town",))),
        ("office", ["y", ENTER], Picked(("yes",))),
        ("office", ["N", ENTER], Picked(("no",))),
        ("office", ["2", ENTER], Picked(("no",))),
        ("office", ["d", ENTER], Picked(("unknown",))),
        ("vision", ["0", ENTER], Picked(("0",))),
        ("vision", ["2", ENTER], Picked(("2",))),
        ("vision", ["2", "1", ENTER], Picked(("1",))),
        ("vision", ["9", "2", ENTER], Picked(("2",))),
        ("vision", ["w", ENTER], Picked(("unknown",))),
        ("vision", ["x", ENTER], Picked(("not_applicable",))),
        ("vision", [UP, ENTER], Picked(("not_applicable",))),
        ("offers", ["1", "2", ENTER], Picked(("kita", "school"))),
        ("offers", ["1", "1", "2", ENTER], Picked(("school",))),
        ("offers", [" ", DOWN, " ", ENTER], Picked(("kita", "school"))),
        ("offers", ["1", "2", "3", ENTER], Picked(("none",))),
        ("offers", ["3", "1", ENTER], Picked(("kita",))),
        ("offers", ["1", "d", ENTER], Picked(("unknown",))),
        ("offers", ["a", "i", "2", ENTER], Picked(("school",))),
        ("offers", [ENTER, "2", ENTER], Picked(("school",))),
        ("partners", ["3", ENTER], Picked(("-",))),
        ("share", ["12,5", ENTER], Typed("12,5")),
        ("share", ["d", ENTER], Picked(("unknown",))),
        ("share", ["x", "7", ENTER], Typed("7")),
        ("share", ["101", ENTER, BACKSPACE, ENTER], Typed("10")),
        ("share", ["12.345", ENTER, BACKSPACE, ENTER], Typed("12.34")),
        ("share", [ENTER, "5", ENTER], Typed("5")),
        ("short", [ENTER, "gut", ENTER], Typed("gut")),
        ("short", [ENTER, "  ", ENTER, "gut", ENTER], Typed("gut")),
        ("remarks", [ENTER, "eins", CTRL_J, "zwei", ENTER], Typed("eins\nzwei")),
        ("remarks", ["1", ENTER, "qbs?", ENTER], Typed("qbs?")),
        ("remarks", ["d", ENTER], Picked(("unknown",))),
    ],
)
def test_a_question_is_answered(
    store: Store, loaded: Loaded, pipe: PipeInput, at: str, keys: list[str], reply: Reply
) -> None:
    assert put(store, loaded, pipe, at, *keys) == reply


@pytest.mark.parametrize("at", ["kind", "office", "vision", "offers", "share", "short"])
@pytest.mark.parametrize(("key", "letter"), [(key, letter) for key in INTERVIEW for letter in LETTERS[key]])
def test_every_letter_works_at_every_type_of_question(
    store: Store, loaded: Loaded, pipe: PipeInput, at: str, key: Key, letter: str
) -> None:
    assert put(store, loaded, pipe, at, letter) is key
    assert put(store, loaded, pipe, at, letter.upper()) is key


@pytest.mark.parametrize("letter", [letter for key in DISCUSSION if key not in INTERVIEW for letter in LETTERS[key]])
def test_a_letter_of_the_discussion_alone_does_nothing(
    store: Store, loaded: Loaded, pipe: PipeInput, letter: str
) -> None:
    assert put(store, loaded, pipe, "vision", letter, "2", ENTER) == Picked(("2",))


@pytest.mark.parametrize("at", ["vision", "offers", "short"])
def test_the_left_arrow_leads_back(store: Store, loaded: Loaded, pipe: PipeInput, at: str) -> None:
    assert put(store, loaded, pipe, at, LEFT) is Key.BACK


@pytest.mark.parametrize(
    ("at", "value", "reply"),
    [
        ("kind", "county", Picked(("county",))),
        ("office", False, Picked(("no",))),
        ("vision", 2, Picked(("2",))),
        ("offers", ("kita", "school"), Picked(("kita", "school"))),
        ("offers", ("none",), Picked(("none",))),
        ("partners", (), Picked(("-",))),
        ("share", 12_500_000, Typed("12.5")),
        ("share", 1_125_000, Typed("1.1250")),
    ],
)
def test_enter_keeps_what_is_recorded(
    store: Store, loaded: Loaded, pipe: PipeInput, at: str, value: str, reply: Reply
) -> None:
    assert put_card(cards(store, loaded)(at, Choose(value)), pipe, ENTER) == reply


def test_a_recorded_text_can_be_changed(store: Store, loaded: Loaded, pipe: PipeInput) -> None:
    shown = cards(store, loaded)("remarks", Choose("alt"))
    assert put_card(shown, pipe, ENTER, "er Text", ENTER) == Typed("alter Text")


def test_what_was_pointed_at_survives_a_detour(store: Store, loaded: Loaded, pipe: PipeInput) -> None:
    prompts = Prompts(Sieve())
    make = cards(store, loaded)
    for at, pressed, reply in [
        ("vision", "2", Picked(("2",))),
        ("offers", "2", Picked(("school",))),
        ("share", "12", Typed("12")),
    ]:
        pipe.send_text(pressed + "c")
        assert prompts.question(make(at)) is Key.COMMENT
        pipe.send_text(ENTER)
        assert prompts.question(make(at)) == reply


def test_what_was_pointed_at_is_forgotten_elsewhere(store: Store, loaded: Loaded, pipe: PipeInput) -> None:
    prompts = Prompts(Sieve())
    make = cards(store, loaded)
    pipe.send_text("2s")
    assert prompts.question(make("vision")) is Key.SKIP
    pipe.send_text("1" + ENTER)
    prompts.question(make("partners"))
    pipe.send_text(ENTER + "1" + ENTER)
    assert prompts.question(make("vision")) == Picked(("1",))


# --- texts and menus ---


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (["neu", ENTER], "altneu"),
        ([BACKSPACE * 3, ENTER], ""),
        (["x" * 3, ESC], None),
        ([" ", ESC, ENTER, "zwei", ENTER], "alt \nzwei"),
        (["\x1b[200~a\r\nb\x1b[201~", ENTER], "alta\nb"),
        (["9" * 20, ENTER, BACKSPACE * 20, ENTER], "alt"),
    ],
)
def test_a_text_is_written_or_thrown_away(pipe: PipeInput, keys: list[str], text: str | None) -> None:
    blank = Blank("Titel", "Hinweis", "alt", long=True, complain=lambda typed: "zu lang" if len(typed) > 20 else "")
    pipe.send_text("".join(keys))
    assert Prompts(Sieve()).write(blank) == text


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [([ENTER], "b"), ([DOWN, ENTER], "c"), ([UP, ENTER], "a"), ([ESC], None), ([LEFT], None), (["z"], None)],
)
def test_a_menu_is_chosen_from_or_closed(pipe: PipeInput, keys: list[str], chosen: str | None) -> None:
    items = (
        MenuItem("a", "eins"),
        MenuItem("", "Gruppe"),
        MenuItem("b", "zwei", "✓", "beantwortet"),
        MenuItem("c", "drei"),
    )
    pipe.send_text("".join(keys))
    assert Prompts(Sieve()).choose(Menu("Titel", items, ("Zeile",), at="b")) == chosen


def test_a_menu_may_be_longer_than_there_are_shortcuts(pipe: PipeInput) -> None:
    items = tuple(MenuItem(f"q{number}", f"Frage {number}") for number in range(120))
    pipe.send_text(UP + ENTER)
    assert Prompts(Sieve()).choose(Menu("Titel", items, at="q0")) == "q119"


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ("\x1b[F", "q119"),
        ("\x1b[F\x1b[H", "q0"),
        ("\x1b[6~", "q10"),
        ("\x1b[6~\x1b[6~\x1b[5~", "q10"),
        ("\x1b[5~", "q0"),
    ],
)
def test_a_long_menu_is_crossed_by_leaps(pipe: PipeInput, keys: str, chosen: str) -> None:
    items = [MenuItem(f"q{number}", f"Frage {number}") for number in range(120)]
    items[5:5] = [MenuItem("", "Abschnitt")]
    pipe.send_text(keys + ENTER)
    assert Prompts(Sieve()).choose(Menu("Titel", tuple(items), at="q0")) == chosen


def test_q_in_a_menu_leaves(pipe: PipeInput) -> None:
    pipe.send_text("q")
    with pytest.raises(KeyboardInterrupt):
        Prompts(Sieve()).choose(Menu("Titel", (MenuItem("a", "eins"),)))


def test_a_window_without_a_console_gets_advice() -> None:
    class NoConsoleError(Exception):
        pass

    def refuse() -> Output:
        raise NoConsoleError

    with pytest.raises(UsageError, match="no terminal") as refused:
        _reach(refuse, NoConsoleError)
    assert "winpty" in refused.value.hint


# --- whole interviews ---


def test_a_whole_interview(interview: Interview, file: Callable[[], AnswerSet]) -> None:
    answers = ["1", ENTER, "y", ENTER, ENTER, RULE, "2", ENTER, "12", ENTER, "1", ENTER, "40,5", ENTER]
    texts = [ENTER, "gut", ENTER, ENTER, "nein", ENTER]
    outcome = interview(GO, *answers, *texts, ENTER)
    assert outcome.finished
    recorded = {id_: answer.value for id_, answer in file().answers.items()}
    assert recorded == {
        "kind": "town",
        "office": True,
        "vision": 2,
        "offers": ("kita", "school"),
        "partners": ("club",),
        "share": 40_500_000,
        "short": "gut",
        "remarks": "nein",
    }


def test_ctrl_c_loses_only_what_was_being_typed(interview: Interview, file: Callable[[], AnswerSet]) -> None:
    outcome = interview(GO, "2", ENTER, ENTER, RULE, "2", ENTER, "c", "halb getippt")
    assert not outcome.finished
    assert {id_: answer.value for id_, answer in file().answers.items()} == {"kind": "county", "vision": 2}


@pytest.mark.usefixtures("by_hand")
def test_every_answer_is_in_the_file_before_the_next_question(
    pipe: PipeInput, tmp_path: Path, loaded: Loaded, file: Callable[[], AnswerSet]
) -> None:
    """Looks into the file each time a question is put, as a kill at that moment would find it."""
    seen: list[int] = []

    class Watching(Prompts):
        def question(self, card: Card) -> Reply:
            seen.append(len(file().answers) if (tmp_path / "a.yaml").exists() else 0)
            return super().question(card)

    pipe.send_text(GO + "2" + ENTER + ENTER + RULE + "1" + ENTER + "1" + ENTER + "u" + CTRL_C)
    with Store.open(tmp_path / "a.yaml", loaded) as store:
        run(store, loaded, Options("en"), ask=Watching(Sieve()))
    assert seen == [0, 1, 2, 3, 4], "the flag alone is kept as well"


def test_it_resumes_at_the_first_open_question(interview: Interview, file: Callable[[], AnswerSet]) -> None:
    interview(GO, "2", ENTER, ENTER, RULE, "2", ENTER)
    interview("1", ENTER)
    assert file().answers["offers"] == Answer(value=("kita",))


def test_comment_evidence_flag_and_reason(interview: Interview, file: Callable[[], AnswerSet]) -> None:
    remarks = ["c", "warum", ENTER, "e", "Protokoll", ENTER, "u"]
    interview(GO, "2", ENTER, ENTER, RULE, *remarks, "1", ENTER, "x", ENTER, "gibt es nicht", ENTER)
    assert file().answers["vision"] == Answer(value=1, comment="warum", evidence="Protokoll", unsure=True)
    assert file().answers["offers"] == Answer(said="not_applicable", comment="gibt es nicht")


def test_back_overview_language_help_and_leaving(interview: Interview, file: Callable[[], AnswerSet]) -> None:
    begin_vision = [GO, "2", ENTER, ENTER, RULE]
    assert not interview(*begin_vision, CTRL_L, "?", "1", ENTER, "z", "0", ENTER).finished
    assert {id_: answer.value for id_, answer in file().answers.items()} == {"kind": "county", "vision": 0}
    assert not interview("o", UP, ENTER, RULE, "2", ENTER, "q").finished
    assert file().answers["vision"] == Answer(value=2), "one line up in the overview stands the question before"


def test_the_short_form_stops_and_goes_deeper(
    interview: Interview, file: Callable[[], AnswerSet], short: Loaded
) -> None:
    options = Options("en", short=short)
    interview(ENTER, ENTER, ENTER, RULE, "2", ENTER, "1", ENTER, ENTER, "80", ENTER, options=options)
    assert file().answers["share"] == Answer(value=80_000_000)


def test_a_closed_terminal_only_leaves(pipe: PipeInput, tmp_path: Path, loaded: Loaded) -> None:
    pipe.send_text(GO + "2" + ENTER)
    pipe.close()
    with Store.open(tmp_path / "a.yaml", loaded) as store:
        assert not run(store, loaded, Options("en")).finished


# --- what a key must not do, and what it does at last ---


@pytest.mark.parametrize("key", [CTRL_D, CTRL_C, "q"])
def test_each_way_out_saves(interview: Interview, file: Callable[[], AnswerSet], key: str) -> None:
    assert not interview(GO, "2", ENTER, ENTER, RULE, "1", ENTER, key).finished
    assert file().answers["vision"] == Answer(1)


@pytest.mark.parametrize("undo", ["r", CTRL_Z])
def test_the_last_input_is_taken_back(interview: Interview, file: Callable[[], AnswerSet], undo: str) -> None:
    interview(GO, "2", ENTER, ENTER, RULE, "1", ENTER, undo, "2", ENTER)
    assert file().answers["vision"] == Answer(2)
    assert "offers" not in file().answers


@pytest.mark.usefixtures("by_hand")
def test_a_number_typed_at_a_list_of_classes_chooses_none(store: Store, loaded: Loaded, pipe: PipeInput) -> None:
    classes = (Row("a", ("1",), "up to 5 000"), Row("b", ("2",), "5 000 to 20 000"), Row("c", ("3",), "more"))
    shown = replace(cards(store, loaded)("kind"), rows=classes)
    assert put_card(shown, pipe, "2", "5", "0", ENTER, "0", ENTER, "q") is Key.LEAVE
    assert put_card(shown, pipe, "2", ENTER) == Picked(("b",))


def test_a_small_window_shows_the_question_first() -> None:
    asked = page.paragraph("What is asked?", 40, "")
    top = page.heading("Section", "Question 1 of 8", (1, 8), Sieve(), 40)
    around = Page(
        lambda width, room: page.fitted(top, asked, room, Sieve()) if width else [],
        lambda: page.Foot((("z", "back"), ("q", "save and leave")), state="saved"),
        Sieve(),
    )
    for lines in (4, 6, 10, 24):
        head, foot = around.parts(40, lines)
        assert "What is asked?" in "".join(text for _style, text in head)
        assert page.height(head) + page.height(foot) < lines
    assert "save and leave" in "".join(text for _style, text in around.parts(40, 4)[1])


@pytest.mark.parametrize("text", ["a long word here", "👍👍👍 漢字漢字 e\u0301e\u0301 end", "x" * 50, "  two  ", ""])
@pytest.mark.parametrize("room", [5, 8, 13])
def test_a_text_being_written_is_broken_at_words(text: str, room: int) -> None:
    pads = padding(text, room)
    used = 0
    for place, sign in enumerate(text):
        if place in pads:
            assert used + pads[place] == room, "the next word begins on a new line"
            assert text[place - 1].isspace() or not place
            used = 0
        used = used + cells(sign) if used + cells(sign) <= room else cells(sign)
    assert all(not text[place].isspace() for place in pads)
