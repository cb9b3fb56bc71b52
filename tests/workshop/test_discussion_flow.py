"""The discussion's state machine: what keys make of it, that all of it is in its file, and that it betrays nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace as replace_
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planself import i18n
from planself.answers.model import Answer
from planself.files import source
from planself.files.shared_fields import NamedQuestionnaire
from planself.i18n import Reader
from planself.interview.commands import Choose, Jump, Say
from planself.interview.order import named
from planself.questionnaire.load import Loaded
from planself.scoring.compile import compile_plan
from planself.terminal.asker import Blank, Menu
from planself.terminal.screen import Sieve, cells
from planself.workshop.agenda import DiscussionSetup, agenda, counted
from planself.workshop.commands import (
    AddDissent,
    Command,
    Move,
    Notice,
    SetNote,
    SetSecondRound,
    WithdrawDissent,
)
from planself.workshop.consensus import source_of
from planself.workshop.dialogs import Attendance
from planself.workshop.discussion import DiscussionState, start, step
from planself.workshop.folder import Folder, open_folder
from planself.workshop.members import Members, read_folder, result
from planself.workshop.record_file import CheckContext, check_discussion
from planself.workshop.second_round import second_round
from planself.workshop.slides import Slides
from planself.workshop.wall import draw, spoken
from planself.workshop_files.discussion import AGREED, END, AnswerCounts, Discussion, Dissent
from planself.workshop_files.text import discussion_text
from tests.workshop.conftest import SHIPPED, replace

NOW = datetime(2026, 9, 24, 14, 0)
Read = Callable[[], tuple[Folder, Members]]


@pytest.fixture(scope="session")
def folder() -> Folder:
    return open_folder(SHIPPED)


@pytest.fixture(scope="session")
def setup(folder: Folder, loaded: Loaded) -> DiscussionSetup:
    members = read_folder(folder, loaded)
    return DiscussionSetup(loaded, compile_plan(loaded.questionnaire), agenda(loaded, result(folder, loaded, members)))


@pytest.fixture(scope="session")
def fresh(folder: Folder, loaded: Loaded) -> Discussion:
    named = NamedQuestionnaire(id=loaded.questionnaire.id, version=loaded.questionnaire.version)
    answers = source_of(folder, read_folder(folder, loaded))
    return Discussion(questionnaire=named, answers=answers, started_at=NOW)


@pytest.fixture
def state(setup: DiscussionSetup, fresh: Discussion) -> DiscussionState:
    return start(setup, fresh, NOW)


def after(state: DiscussionState, *commands: Command, seconds: int = 10) -> DiscussionState:
    now = state.since
    for command in commands:
        now += timedelta(seconds=seconds)
        state = step(state, command, now)
    return state


def reread(state: DiscussionState, folder: Folder) -> Discussion:
    around = CheckContext(folder.workshop, state.setup.loaded)
    found, problems = check_discussion(source.parse(discussion_text(state.record), "discussion.yaml"), around)
    assert problems == ()
    assert found is not None
    return found


# --- the agenda ---


def test_it_begins_with_what_the_room_agrees_on_and_goes_on_with_the_list(state: DiscussionState) -> None:
    assert state.here == AGREED
    listed = [topic.question for topic in state.setup.topics if topic.kind is not None]
    assert listed[:3] == ["net_providers", "data_sources", "cult_conflict"]
    assert not {topic.question for topic in state.proposals()} & set(listed)
    taken = after(state, Move.TAKE)
    assert taken.here == "net_providers"
    assert taken.proposals() == ()
    assert {item.how for item in taken.record.items} == {"agreed"}
    assert taken.record.by_question["silo_overview"].answer == 3, "the median"


def test_nothing_is_proposed_where_counts_are_hidden(shop: Path, loaded: Loaded) -> None:
    replace(shop / "workshop.yaml", "min_group: 5", "min_group: 10")
    for path in sorted((shop / "answers").iterdir())[9:]:
        path.unlink()
    folder = open_folder(shop)
    found = result(folder, loaded, read_folder(folder, loaded))
    topics = agenda(loaded, found)
    assert found.n == 9
    assert all(topic.proposal is None and topic.before.counts is None for topic in topics)
    assert all(topic.kind is None for topic in topics)


def test_who_does_not_take_over_meets_those_questions_behind_the_list(state: DiscussionState) -> None:
    walked = after(state, Move.NEXT)
    first = walked.here
    assert first == "net_providers"
    place = walked.asked().index("silo_overview")
    listed = [topic.question for topic in state.setup.topics if topic.kind is not None]
    assert place >= len(listed)


@pytest.mark.parametrize("size", [(80, 24), (60, 15), (160, 60)])
def test_what_is_to_be_taken_over_is_shown_with_its_answer_or_counted(
    state: DiscussionState, size: tuple[int, int]
) -> None:
    """All that would be taken over is on the wall, question and answer, or it says how many are out of sight."""
    slide = Slides(Reader("en"), Sieve("utf-8"), {}).slide(state)
    taken = after(state, Move.TAKE).record.by_question
    assert len(slide.listing) == len(taken) > 20
    assert str(len(taken)) in slide.text
    text = state.setup.question("silo_overview").text
    assert dict(slide.listing)[Reader("en").text(text)].startswith("3 – ")
    page = "".join(part for _style, part in draw(slide, Sieve("utf-8"), size, 0))
    lines = page.splitlines()
    assert len(lines) <= size[1]
    assert all(cells(line) <= size[0] for line in lines)
    shown = sum("→" in line for line in lines)
    more = re.search(r"… and (\d+) more", page)
    assert 0 < shown == len(taken) - (int(more[1]) if more else 0)
    said = "\n".join(spoken(slide, Sieve("utf-8")))
    assert all(f"{question} {answer}" in said for question, answer in slide.listing)


def test_what_comes_up_through_taking_over_is_shown_before(setup: DiscussionSetup, fresh: Discussion) -> None:
    """A question that depends on another one that is taken over is taken as well, so the room sees both."""
    steering = {id_ for question in setup.plan.questions for id_ in named(question.when)}
    proposed = {topic.question for topic in setup.topics if topic.proposal is not None}
    assert steering & proposed, "else nothing is tried here"
    state = start(setup, fresh, NOW)
    before = {topic.question for topic in state.proposals()}
    shown = {topic.question for topic in state.taken_over()}
    assert before < shown == after(state, Move.TAKE).record.by_question.keys()


def test_what_the_workshop_knows_is_no_matter_for_talk(setup: DiscussionSetup, fresh: Discussion) -> None:
    facts = {"kind": Answer("kreisfrei")}
    topics = tuple(topic for topic in setup.topics if topic.question not in facts)
    state = start(DiscussionSetup(setup.loaded, setup.plan, topics, facts), fresh, NOW)
    assert "kind" not in state.asked()
    assert state.answers() == facts


# --- a second silent round ---


class Chooser:
    """Types lines and chooses items, in order; every page is kept."""

    def __init__(self, *lines: str) -> None:
        self.lines, self.pages = list(lines), list[str]()

    def write(self, blank: Blank) -> str | None:
        line = self.lines.pop(0)
        assert not blank.complain(line)
        return line

    def choose(self, menu: Menu) -> str | None:
        self.pages.append("\n".join((menu.title, *menu.lines)))
        return self.lines.pop(0)


def held(
    state: DiscussionState, folder: Folder, *lines: str, again: frozenset[str] = frozenset()
) -> tuple[Command | None, str]:
    room = Attendance(folder.workshop, {"net_providers": AnswerCounts(n=13)} if again else {}, frozenset(CODES), again)
    chooser = Chooser(*lines)
    asking: Any = chooser
    command = second_round(state, asking, Slides(Reader("en"), Sieve("utf-8"), {}), room)
    return command, "\n".join(chooser.pages)


CODES = [f"W{n:02}" for n in range(1, 17)]


def test_a_second_round_of_fewer_people_is_asked_about(state: DiscussionState, folder: Folder) -> None:
    state = after(state, Move.TAKE)
    whole, pages = held(state, folder, "0 1 3 9 3")
    assert isinstance(whole, SetSecondRound)
    assert pages == "", "nobody is missing"
    command, pages = held(state, folder, "0 1 3 9 2", "wait")
    assert command is None
    assert "15 of 16 have answered again; 1 person is missing." in pages
    taken, _pages = held(state, folder, "0 1 3 9 2", "take")
    assert isinstance(taken, SetSecondRound)


def test_who_is_missing_in_files_stands_on_the_wall_only_where_all_agreed(
    state: DiscussionState, folder: Folder
) -> None:
    state, again = after(state, Move.TAKE), frozenset(CODES) - {"W07"}
    command, pages = held(state, folder, "files", "wait", again=again)
    assert command is None
    assert "1 person is missing." in pages
    assert "W07" not in pages
    openly = replace_(folder, workshop=folder.workshop.model_copy(update={"open": True}))
    command, pages = held(state, openly, "files", "take", again=again)
    assert isinstance(command, SetSecondRound)
    assert "1 person is missing: W07." in pages


def test_whom_a_question_was_not_asked_is_not_missing(setup: DiscussionSetup, folder: Folder) -> None:
    people = [person.model_copy(update={"part": ["council"]}) for person in folder.workshop.people[:4]]
    workshop = folder.workshop.model_copy(update={"people": [*people, *folder.workshop.people[4:]]})
    workshop.__dict__.pop("by_code", None)
    room = Attendance(workshop, present=frozenset(CODES))
    of_some = next(q for q in setup.loaded.questionnaire.questions if q.roles and "council" not in q.roles)
    of_all = next(q for q in setup.loaded.questionnaire.questions if not q.roles)
    assert (len(room.asked(of_some)), len(room.asked(of_all))) == (12, 16)


@pytest.mark.parametrize("text", ["W03 said so", "ask w3", "das war W 03", "W003!"])
def test_nobodys_code_is_written_into_a_remark(folder: Folder, text: str) -> None:
    assert "somebody's code" in Attendance(folder.workshop).complaint(text, Reader("en"))
    assert Attendance(folder.workshop).complaint("In week 3 we had 12 of W3C's pages", Reader("en")) == ""


def test_a_question_that_a_decision_takes_away_is_not_asked(state: DiscussionState) -> None:
    taken = after(state, Move.TAKE)
    assert "own_youth_office" not in taken.asked(), "only a district has to say"
    assert "net_levels" not in taken.asked()


# --- deciding ---


def test_a_decision_stays_on_the_wall_until_somebody_goes_on(state: DiscussionState) -> None:
    decided = after(state, Move.TAKE, Choose(3))
    assert decided.here == "net_providers"
    assert (decided.item.outcome, decided.item.answer) == ("agreement", 3)
    assert after(decided, Move.NEXT).here == "data_sources"


def test_undo_takes_back_the_last_decision_and_returns_to_it(state: DiscussionState) -> None:
    ahead = after(state, Move.TAKE, Choose(3), SetNote("so"), Jump("cult_conflict"), Move.NO_AGREEMENT, Move.NEXT)
    once = after(ahead, Move.UNDO)
    assert (once.here, once.item.outcome) == ("cult_conflict", None)
    twice = after(once, Move.UNDO)
    assert (twice.here, twice.item.outcome, twice.item.note) == ("net_providers", None, "so")
    thrice = after(twice, Move.UNDO)
    assert thrice.here == AGREED
    assert len(thrice.proposals()) == len(state.proposals())
    assert after(thrice, Move.UNDO).notice is Notice.NOTHING_TO_UNDO


def test_no_agreement_leaves_the_question_without_an_answer(state: DiscussionState) -> None:
    apart = after(state, Move.TAKE, Move.NO_AGREEMENT, AddDissent(Dissent(text="Nein.")))
    assert "net_providers" not in apart.answers()
    assert apart.item.dissent == [Dissent(text="Nein.")]
    assert after(apart, WithdrawDissent(0)).item.dissent == []


def test_what_a_question_does_not_take_is_refused(state: DiscussionState) -> None:
    at = after(state, Move.TAKE)
    for command in (Choose(5), Choose("agreed"), Choose(value=True)):
        refused = after(at, command)
        assert refused.notice is Notice.UNFIT
        assert not refused.item.decided
    assert after(at, Jump("nowhere")).notice is Notice.UNFIT


def test_dont_know_can_be_agreed_on(state: DiscussionState) -> None:
    assert after(state, Move.TAKE, Say("unknown")).answers()["net_providers"].said == "unknown"


def test_time_counts_for_the_question_on_the_wall(state: DiscussionState) -> None:
    ahead = after(state, Move.TAKE, Choose(3), Move.NEXT, Move.NEXT, seconds=60)
    assert ahead.record.by_question["net_providers"].seconds == 120
    assert ahead.record.by_question["data_sources"].seconds == 60
    assert ahead.record.seconds == 180


def test_a_clock_that_is_put_back_takes_no_time_away(state: DiscussionState) -> None:
    at = after(state, Move.TAKE)
    back = step(at, Choose(3), NOW - timedelta(hours=1))
    assert back.item.seconds == 0
    assert after(back, Move.NEXT).record.by_question["net_providers"].seconds == 10


# --- a silent second round ---


def test_counts_of_a_small_second_round_are_not_written_down(setup: DiscussionSetup, folder: Folder) -> None:
    question = setup.question("net_providers")
    four = counted(question, (0, 0, 0, 4, 0), folder.workshop.protection)
    assert (four.n, four.counts, four.median, four.agreement, four.word) == (4, None, None, None, None)
    five = counted(question, (0, 0, 0, 5, 0), folder.workshop.protection)
    assert (five.counts, five.word) == ([0, 0, 0, 5, 0], "agreed")
    ten = counted(question, (0, 0, 3, 7, 0), folder.workshop.protection, 2)
    assert (ten.counts, ten.median, ten.unknown) == ([0, 0, 3, 7, 0], [3], 2)


def test_a_file_with_counts_of_few_people_is_refused(state: DiscussionState, folder: Folder) -> None:
    whole = discussion_text(after(state, Move.TAKE).record)
    text = re.sub(r"\{n: 16, counts: \[[0-9, ]+\]", "{n: 4, counts: [1, 0, 2, 1, 0]", whole, count=1)
    assert text != whole
    found, problems = check_discussion(source.parse(text, "d.yaml"), CheckContext(folder.workshop, state.setup.loaded))
    assert found is None
    assert [problem.code for problem in problems] == ["E278"]


@pytest.mark.parametrize(
    ("dissent", "code"),
    [
        ("{text: a, role: lead}", "E285"),
        ("{text: a, name: Eva Beispiel, agreed: true}", "E285"),
        ("{text: a, role: nobody, agreed: true}", "E284"),
        ("{text: a, code: W99, agreed: true}", "E287"),
        ("{text: a, role: lead, code: W01, agreed: true}", "E282"),
        ("{texd: a}", "E281"),
    ],
)
def test_dissent_names_nobody_who_has_not_agreed(
    state: DiscussionState, folder: Folder, dissent: str, code: str
) -> None:
    text = discussion_text(after(state, Move.TAKE, AddDissent(Dissent(text="hier"))).record)
    text = text.replace("{text: hier}", dissent)
    found, problems = check_discussion(source.parse(text, "d.yaml"), CheckContext(folder.workshop, state.setup.loaded))
    assert found is None
    assert code in {problem.code for problem in problems}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("answer: 3", "answer: 7", "E220"),
        ("question: net_providers", "question: net_provider", "E277"),
        ("format: planself/discussion/1", "format: planself/discussion/2", "E280"),
        ("kind: split", "kind: torn", "E282"),
        ("    answer: 3\n", "", "E282"),
    ],
)
def test_a_spoilt_file_is_refused_with_its_place(
    state: DiscussionState, folder: Folder, old: str, new: str, code: str
) -> None:
    text = discussion_text(after(state, Move.NEXT, Choose(3)).record)
    assert old in text
    around = CheckContext(folder.workshop, state.setup.loaded)
    found, problems = check_discussion(source.parse(text.replace(old, new, 1), "d.yaml"), around)
    assert found is None
    assert code in {problem.code for problem in problems}
    assert all(problem.where.line for problem in problems)


# --- saving and going on ---

TEXTS = st.text(max_size=30)
COMMANDS = st.one_of(
    st.sampled_from(list(Move)).filter(lambda move: move is not Move.LEAVE),
    st.integers(-1, 6).map(Choose),
    st.sampled_from(["unknown", "not_applicable"]).map(Say),  # type: ignore[arg-type]  # the words are these
    st.sampled_from(["net_providers", "cult_conflict", "silo_overview", "kind", "nowhere", AGREED, END]).map(Jump),
    st.builds(SetNote, TEXTS, st.booleans()),
    TEXTS.map(lambda text: AddDissent(Dissent(text=text))),
    st.builds(lambda text: AddDissent(Dissent(text=text, role="lead", agreed=True)), TEXTS),
    st.integers(0, 3).map(WithdrawDissent),
    st.just(SetSecondRound(None)),
)


def test_whatever_was_done_goes_on_exactly_there(state: DiscussionState, folder: Folder) -> None:
    @settings(max_examples=25, deadline=None)
    @given(commands=st.lists(st.tuples(COMMANDS, st.integers(0, 500)), max_size=12))
    def holds(commands: list[tuple[Command, int]]) -> None:
        now, held = NOW, state
        for command, seconds in commands:
            now += timedelta(seconds=seconds)
            held = step(held, command, now)
        again = start(held.setup, reread(held, folder), now)
        assert again.record == held.record
        assert again.here == held.here
        assert again.answers() == held.answers()

    holds()


@pytest.mark.parametrize(
    ("counts", "unknown"), [((0, 0, 3, 6, 0), 0), ((1, 2, 3, 4, 0), 3), ((14, 0, 0, 0, 0), 0), ((0, 0, 0, 0, 1), 9)]
)
def test_what_is_kept_of_a_second_round_may_be_shown(
    state: DiscussionState, folder: Folder, counts: tuple[int, ...], unknown: int
) -> None:
    tally = counted(state.setup.question("net_providers"), counts, folder.workshop.protection, unknown)
    kept = after(state, Move.TAKE, SetSecondRound(tally))
    assert reread(kept, folder).by_question["net_providers"].after == tally
    assert (tally.counts is not None) == (sum(counts) >= 5)


@pytest.mark.parametrize("size", [(80, 24), (50, 16), (120, 50)])
@pytest.mark.parametrize("text", ["\x1b[2J\x07\x9b31m\u202eabc", "lang " * 2000, "x" * 5000])
def test_what_somebody_typed_is_inert_on_the_wall_and_fits(
    state: DiscussionState, size: tuple[int, int], text: str
) -> None:
    sieve = Sieve()
    slides = Slides(i18n.use("de"), sieve, {})
    ahead = after(
        state, Move.TAKE, AddDissent(Dissent(text=text)), SetNote(text), SetNote(text, evidence=True), Choose(3)
    )
    slide = slides.slide(ahead)
    shown = "".join(part for _style, part in draw(slide, sieve, size, 61))
    assert len(shown.split("\n")) <= size[1]
    assert all(len(line) <= size[0] for line in shown.split("\n"))
    for said in (shown, "\n".join(spoken(slide, sieve))):
        assert not set(said) & {"\x1b", "\x07", "\x9b", "\u202e"}
    assert "q speichern und beenden" in shown
    assert "1:01" in shown


def test_an_ascii_terminal_gets_ascii(state: DiscussionState) -> None:
    sieve = Sieve("ascii")
    slide = Slides(i18n.use("de"), sieve, {}).slide(after(state, Move.TAKE, Choose(3)))
    page = "".join(part for _style, part in draw(slide, sieve, (80, 24), 0))
    assert page.isascii()
    assert "#" in page
