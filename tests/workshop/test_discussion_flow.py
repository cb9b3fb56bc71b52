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
from planself.i18n import Reader
from planself.interview.order import named
from planself.questionnaire.load import Loaded
from planself.scoring.compile import compile_plan
from planself.terminal.asker import Blank, Menu
from planself.terminal.screen import Sieve, cells
from planself.workshop.agenda import agenda, counted
from planself.workshop.commands import Again, Agree, Command, Jump, Move, Note, Notice, Object, Say, Withdraw
from planself.workshop.consensus import source_of
from planself.workshop.dialogs import Room
from planself.workshop.discussion import Script, Talk, start, step
from planself.workshop.folder import Folder, open_folder
from planself.workshop.members import Members, read_folder, result
from planself.workshop.record_file import Around, check_discussion
from planself.workshop.second_round import second_round
from planself.workshop.slides import Slides
from planself.workshop.wall import draw, spoken
from planself.workshop_files.discussion import AGREED, END, AnswerCounts, Discussion, Dissent
from planself.workshop_files.text import discussion_text
from planself.workshop_files.workshop import NamedQuestionnaire
from tests.workshop.conftest import SHIPPED, replace

NOW = datetime(2026, 9, 24, 14, 0)
Read = Callable[[], tuple[Folder, Members]]


@pytest.fixture(scope="session")
def folder() -> Folder:
    return open_folder(SHIPPED)


@pytest.fixture(scope="session")
def script(folder: Folder, loaded: Loaded) -> Script:
    members = read_folder(folder, loaded)
    return Script(loaded, compile_plan(loaded.questionnaire), agenda(loaded, result(folder, loaded, members)))


@pytest.fixture(scope="session")
def fresh(folder: Folder, loaded: Loaded) -> Discussion:
    named = NamedQuestionnaire(id=loaded.questionnaire.id, version=loaded.questionnaire.version)
    answers = source_of(folder, read_folder(folder, loaded))
    return Discussion(questionnaire=named, answers=answers, started_at=NOW)


@pytest.fixture
def talk(script: Script, fresh: Discussion) -> Talk:
    return start(script, fresh, NOW)


def after(talk: Talk, *commands: Command, seconds: int = 10) -> Talk:
    now = talk.since
    for command in commands:
        now += timedelta(seconds=seconds)
        talk = step(talk, command, now)
    return talk


def reread(talk: Talk, folder: Folder) -> Discussion:
    around = Around(folder.workshop, talk.script.loaded)
    found, problems = check_discussion(source.parse(discussion_text(talk.record), "discussion.yaml"), around)
    assert problems == ()
    assert found is not None
    return found


# --- the agenda ---


def test_it_begins_with_what_the_room_agrees_on_and_goes_on_with_the_list(talk: Talk) -> None:
    assert talk.here == AGREED
    listed = [topic.question for topic in talk.script.topics if topic.kind is not None]
    assert listed[:3] == ["net_providers", "data_sources", "cult_conflict"]
    assert not {topic.question for topic in talk.proposals()} & set(listed)
    taken = after(talk, Move.TAKE)
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


def test_who_does_not_take_over_meets_those_questions_behind_the_list(talk: Talk) -> None:
    walked = after(talk, Move.NEXT)
    first = walked.here
    assert first == "net_providers"
    place = walked.asked().index("silo_overview")
    listed = [topic.question for topic in talk.script.topics if topic.kind is not None]
    assert place >= len(listed)


@pytest.mark.parametrize("size", [(80, 24), (60, 15), (160, 60)])
def test_what_is_to_be_taken_over_is_shown_with_its_answer_or_counted(talk: Talk, size: tuple[int, int]) -> None:
    """All that would be taken over is on the wall, question and answer, or it says how many are out of sight."""
    slide = Slides(Reader("en"), Sieve("utf-8"), {}).slide(talk)
    taken = after(talk, Move.TAKE).record.by_question
    assert len(slide.listing) == len(taken) > 20
    assert str(len(taken)) in slide.text
    text = talk.script.question("silo_overview").text
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


def test_what_comes_up_through_taking_over_is_shown_before(script: Script, fresh: Discussion) -> None:
    """A question that hangs on another one that is taken over is taken as well, so the room sees both."""
    steering = {id_ for question in script.plan.questions for id_ in named(question.when)}
    proposed = {topic.question for topic in script.topics if topic.proposal is not None}
    assert steering & proposed, "else nothing is tried here"
    talk = start(script, fresh, NOW)
    before = {topic.question for topic in talk.proposals()}
    shown = {topic.question for topic in talk.taken_over()}
    assert before < shown == after(talk, Move.TAKE).record.by_question.keys()


def test_what_the_workshop_knows_is_no_matter_for_talk(script: Script, fresh: Discussion) -> None:
    facts = {"kind": Answer("kreisfrei")}
    topics = tuple(topic for topic in script.topics if topic.question not in facts)
    talk = start(Script(script.loaded, script.plan, topics, facts), fresh, NOW)
    assert "kind" not in talk.asked()
    assert talk.answers() == facts


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


def held(talk: Talk, folder: Folder, *lines: str, again: frozenset[str] = frozenset()) -> tuple[Command | None, str]:
    room = Room(folder.workshop, {"net_providers": AnswerCounts(n=13)} if again else {}, frozenset(CODES), again)
    chooser = Chooser(*lines)
    asking: Any = chooser
    command = second_round(talk, asking, Slides(Reader("en"), Sieve("utf-8"), {}), room)
    return command, "\n".join(chooser.pages)


CODES = [f"W{n:02}" for n in range(1, 17)]


def test_a_second_round_of_fewer_people_is_asked_about(talk: Talk, folder: Folder) -> None:
    talk = after(talk, Move.TAKE)
    whole, pages = held(talk, folder, "0 1 3 9 3")
    assert isinstance(whole, Again)
    assert pages == "", "nobody is missing"
    command, pages = held(talk, folder, "0 1 3 9 2", "wait")
    assert command is None
    assert "15 of 16 have answered again; 1 person is missing." in pages
    taken, _pages = held(talk, folder, "0 1 3 9 2", "take")
    assert isinstance(taken, Again)


def test_who_is_missing_in_files_stands_on_the_wall_only_where_all_agreed(talk: Talk, folder: Folder) -> None:
    talk, again = after(talk, Move.TAKE), frozenset(CODES) - {"W07"}
    command, pages = held(talk, folder, "files", "wait", again=again)
    assert command is None
    assert "1 person is missing." in pages
    assert "W07" not in pages
    openly = replace_(folder, workshop=folder.workshop.model_copy(update={"open": True}))
    command, pages = held(talk, openly, "files", "take", again=again)
    assert isinstance(command, Again)
    assert "1 person is missing: W07." in pages


def test_whom_a_question_was_not_asked_is_not_missing(script: Script, folder: Folder) -> None:
    people = [person.model_copy(update={"part": ["council"]}) for person in folder.workshop.people[:4]]
    workshop = folder.workshop.model_copy(update={"people": [*people, *folder.workshop.people[4:]]})
    workshop.__dict__.pop("by_code", None)
    room = Room(workshop, present=frozenset(CODES))
    of_some = next(q for q in script.loaded.questionnaire.questions if q.roles and "council" not in q.roles)
    of_all = next(q for q in script.loaded.questionnaire.questions if not q.roles)
    assert (len(room.asked(of_some)), len(room.asked(of_all))) == (12, 16)


@pytest.mark.parametrize("text", ["W03 said so", "ask w3", "das war W 03", "W003!"])
def test_nobodys_code_is_written_into_a_remark(folder: Folder, text: str) -> None:
    assert "somebody's code" in Room(folder.workshop).complaint(text, Reader("en"))
    assert Room(folder.workshop).complaint("In week 3 we had 12 of W3C's pages", Reader("en")) == ""


def test_a_question_that_a_decision_takes_away_is_not_asked(talk: Talk) -> None:
    taken = after(talk, Move.TAKE)
    assert "own_youth_office" not in taken.asked(), "only a district has to say"
    assert "net_levels" not in taken.asked()


# --- deciding ---


def test_a_decision_stays_on_the_wall_until_somebody_goes_on(talk: Talk) -> None:
    decided = after(talk, Move.TAKE, Agree(3))
    assert decided.here == "net_providers"
    assert (decided.item.outcome, decided.item.answer) == ("agreement", 3)
    assert after(decided, Move.NEXT).here == "data_sources"


def test_undo_takes_back_the_last_decision_and_returns_to_it(talk: Talk) -> None:
    ahead = after(talk, Move.TAKE, Agree(3), Note("so"), Jump("cult_conflict"), Move.NO_AGREEMENT, Move.NEXT)
    once = after(ahead, Move.UNDO)
    assert (once.here, once.item.outcome) == ("cult_conflict", None)
    twice = after(once, Move.UNDO)
    assert (twice.here, twice.item.outcome, twice.item.note) == ("net_providers", None, "so")
    thrice = after(twice, Move.UNDO)
    assert thrice.here == AGREED
    assert len(thrice.proposals()) == len(talk.proposals())
    assert after(thrice, Move.UNDO).notice is Notice.NOTHING_TO_UNDO


def test_no_agreement_leaves_the_question_without_an_answer(talk: Talk) -> None:
    apart = after(talk, Move.TAKE, Move.NO_AGREEMENT, Object(Dissent(text="Nein.")))
    assert "net_providers" not in apart.answers()
    assert apart.item.dissent == [Dissent(text="Nein.")]
    assert after(apart, Withdraw(0)).item.dissent == []


def test_what_a_question_does_not_take_is_refused(talk: Talk) -> None:
    at = after(talk, Move.TAKE)
    for command in (Agree(5), Agree("agreed"), Agree(value=True)):
        refused = after(at, command)
        assert refused.notice is Notice.UNFIT
        assert not refused.item.decided
    assert after(at, Jump("nowhere")).notice is Notice.UNFIT


def test_dont_know_can_be_agreed_on(talk: Talk) -> None:
    assert after(talk, Move.TAKE, Say("unknown")).answers()["net_providers"].said == "unknown"


def test_time_counts_for_the_question_on_the_wall(talk: Talk) -> None:
    ahead = after(talk, Move.TAKE, Agree(3), Move.NEXT, Move.NEXT, seconds=60)
    assert ahead.record.by_question["net_providers"].seconds == 120
    assert ahead.record.by_question["data_sources"].seconds == 60
    assert ahead.record.seconds == 180


def test_a_clock_that_is_put_back_takes_no_time_away(talk: Talk) -> None:
    at = after(talk, Move.TAKE)
    back = step(at, Agree(3), NOW - timedelta(hours=1))
    assert back.item.seconds == 0
    assert after(back, Move.NEXT).record.by_question["net_providers"].seconds == 10


# --- a silent second round ---


def test_counts_of_a_small_second_round_are_not_written_down(script: Script, folder: Folder) -> None:
    question = script.question("net_providers")
    four = counted(question, (0, 0, 0, 4, 0), folder.workshop.protection)
    assert (four.n, four.counts, four.median, four.agreement, four.word) == (4, None, None, None, None)
    five = counted(question, (0, 0, 0, 5, 0), folder.workshop.protection)
    assert (five.counts, five.word) == ([0, 0, 0, 5, 0], "agreed")
    ten = counted(question, (0, 0, 3, 7, 0), folder.workshop.protection, 2)
    assert (ten.counts, ten.median, ten.unknown) == ([0, 0, 3, 7, 0], [3], 2)


def test_a_file_with_counts_of_few_people_is_refused(talk: Talk, folder: Folder) -> None:
    whole = discussion_text(after(talk, Move.TAKE).record)
    text = re.sub(r"\{n: 16, counts: \[[0-9, ]+\]", "{n: 4, counts: [1, 0, 2, 1, 0]", whole, count=1)
    assert text != whole
    found, problems = check_discussion(source.parse(text, "d.yaml"), Around(folder.workshop, talk.script.loaded))
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
def test_dissent_names_nobody_who_has_not_agreed(talk: Talk, folder: Folder, dissent: str, code: str) -> None:
    text = discussion_text(after(talk, Move.TAKE, Object(Dissent(text="hier"))).record)
    text = text.replace("{text: hier}", dissent)
    found, problems = check_discussion(source.parse(text, "d.yaml"), Around(folder.workshop, talk.script.loaded))
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
def test_a_spoilt_file_is_refused_with_its_place(talk: Talk, folder: Folder, old: str, new: str, code: str) -> None:
    text = discussion_text(after(talk, Move.NEXT, Agree(3)).record)
    assert old in text
    around = Around(folder.workshop, talk.script.loaded)
    found, problems = check_discussion(source.parse(text.replace(old, new, 1), "d.yaml"), around)
    assert found is None
    assert code in {problem.code for problem in problems}
    assert all(problem.where.line for problem in problems)


# --- saving and going on ---

TEXTS = st.text(max_size=30)
COMMANDS = st.one_of(
    st.sampled_from(list(Move)).filter(lambda move: move is not Move.LEAVE),
    st.integers(-1, 6).map(Agree),
    st.sampled_from(["unknown", "not_applicable"]).map(Say),  # type: ignore[arg-type]  # the words are these
    st.sampled_from(["net_providers", "cult_conflict", "silo_overview", "kind", "nowhere", AGREED, END]).map(Jump),
    st.builds(Note, TEXTS, st.booleans()),
    TEXTS.map(lambda text: Object(Dissent(text=text))),
    st.builds(lambda text: Object(Dissent(text=text, role="lead", agreed=True)), TEXTS),
    st.integers(0, 3).map(Withdraw),
    st.just(Again(None)),
)


def test_whatever_was_done_goes_on_exactly_there(talk: Talk, folder: Folder) -> None:
    @settings(max_examples=25, deadline=None)
    @given(commands=st.lists(st.tuples(COMMANDS, st.integers(0, 500)), max_size=12))
    def holds(commands: list[tuple[Command, int]]) -> None:
        now, held = NOW, talk
        for command, seconds in commands:
            now += timedelta(seconds=seconds)
            held = step(held, command, now)
        again = start(held.script, reread(held, folder), now)
        assert again.record == held.record
        assert again.here == held.here
        assert again.answers() == held.answers()

    holds()


@pytest.mark.parametrize(
    ("counts", "unknown"), [((0, 0, 3, 6, 0), 0), ((1, 2, 3, 4, 0), 3), ((14, 0, 0, 0, 0), 0), ((0, 0, 0, 0, 1), 9)]
)
def test_what_is_kept_of_a_second_round_may_be_shown(
    talk: Talk, folder: Folder, counts: tuple[int, ...], unknown: int
) -> None:
    tally = counted(talk.script.question("net_providers"), counts, folder.workshop.protection, unknown)
    kept = after(talk, Move.TAKE, Again(tally))
    assert reread(kept, folder).by_question["net_providers"].after == tally
    assert (tally.counts is not None) == (sum(counts) >= 5)


@pytest.mark.parametrize("size", [(80, 24), (50, 16), (120, 50)])
@pytest.mark.parametrize("text", ["\x1b[2J\x07\x9b31m\u202eabc", "lang " * 2000, "x" * 5000])
def test_what_somebody_typed_is_inert_on_the_wall_and_fits(talk: Talk, size: tuple[int, int], text: str) -> None:
    sieve = Sieve()
    slides = Slides(i18n.use("de"), sieve, {})
    ahead = after(talk, Move.TAKE, Object(Dissent(text=text)), Note(text), Note(text, evidence=True), Agree(3))
    slide = slides.slide(ahead)
    shown = "".join(part for _style, part in draw(slide, sieve, size, 61))
    assert len(shown.split("\n")) <= size[1]
    assert all(len(line) <= size[0] for line in shown.split("\n"))
    for said in (shown, "\n".join(spoken(slide, sieve))):
        assert not set(said) & {"\x1b", "\x07", "\x9b", "\u202e"}
    assert "q speichern und beenden" in shown
    assert "1:01" in shown


def test_an_ascii_terminal_gets_ascii(talk: Talk) -> None:
    sieve = Sieve("ascii")
    slide = Slides(i18n.use("de"), sieve, {}).slide(after(talk, Move.TAKE, Agree(3)))
    page = "".join(part for _style, part in draw(slide, sieve, (80, 24), 0))
    assert page.isascii()
    assert "#" in page
