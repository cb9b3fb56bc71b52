"""The discussion as a command: in a real terminal of 80 by 24, killed and resumed; in plain lines; its consensus."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from planself.answers.load import load_answers
from planself.questionnaire.load import Loaded
from planself.scoring.assessment import assess
from planself.workshop.consensus import Consensus
from planself.workshop.folder import Folder, open_folder
from planself.workshop.members import Members
from planself.workshop.record_file import CheckContext
from planself.workshop.record_store import read_discussion, read_votes
from scripts import workshop_example
from tests.interview.test_tmux import READY, TMUX, Terminal, until_saved
from tests.workshop.conftest import SHIPPED, replace

NEEDS_TMUX = pytest.mark.skipif(TMUX is None and os.environ.get("CI") != "true", reason="tmux is not installed")
MADE = ("discussion.yaml", "consensus.yaml", "votes.yaml")
CODE = re.compile(r"\bW[0-9]{2,5}\b")
FIRST = "Wie sind freie Träger an der Planung beteiligt?"


@pytest.fixture
def before(shop: Path) -> Path:
    """The example's folder as it is before the discussion."""
    for name in MADE:
        (shop / name).unlink()
    return shop


@pytest.fixture
def terminal(before: Path) -> Iterator[Terminal]:
    folder = before.parent
    yield Terminal(folder)
    if (folder / "tmux").exists():
        subprocess.run([str(TMUX), "-S", str(folder / "tmux"), "kill-server"], capture_output=True, check=False)


def start(terminal: Terminal, *options: str) -> None:
    terminal.type(shlex.join([sys.executable, "-m", "planself", "workshop", "discuss", "shop", *options]))


def planself(folder: Path, *arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "PLANSELF_LANG": "de", "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "planself", *arguments]
    return subprocess.run(command, cwd=folder, env=environ, input=said, capture_output=True, text=True)


def own_answers(shop: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (shop / "answers").iterdir()}


def fits(shown: str) -> bool:
    lines = shown.splitlines()
    return len(lines) <= 24 and all(len(line) <= 80 for line in lines)


@NEEDS_TMUX
def test_a_killed_discussion_goes_on_exactly_there(terminal: Terminal, before: Path) -> None:
    answers = own_answers(before)
    start(terminal)
    shown = terminal.until("Ohne Gespräch einig", "q speichern und beenden")
    assert fits(shown)
    terminal.press("j")
    shown = terminal.until(FIRST, "Die Gruppe ist gespalten; Rollengruppen sehen", "q speichern und beenden")
    assert fits(shown)
    assert "████████████ 6" in shown
    assert FIRST.encode() not in (before / "discussion.yaml").read_bytes(), "questions stand there by id"
    terminal.press("i")
    assert "wirksam. Eine weitere Zahl" in " ".join(terminal.until("Wie viele jeweils").split())
    terminal.press("0 1 3 9 3", "Enter")
    shown = terminal.until("In der zweiten Runde: einig", "▒", "█")
    assert fits(shown)
    terminal.press("3")
    terminal.until("Vereinbart: 3 – etabliert")
    terminal.press("a")
    terminal.until("Was spricht dagegen?")
    terminal.press("Wir werden spät gefragt.", "Enter")
    terminal.until("Wer soll daneben stehen?")
    terminal.press("Enter")
    terminal.until("Abweichende Meinung: Wir werden spät gefragt.")
    terminal.press("k")
    terminal.until("Was soll vom Gespräch festgehalten werden?")
    terminal.press("halb getippt")
    terminal.until("halb getippt")
    os.kill(terminal.process(), signal.SIGKILL)
    saved = until_saved(before / "discussion.yaml", "Wir werden spät gefragt.")
    assert "halb" not in saved
    assert "net_providers: 3" in until_saved(before / "consensus.yaml", "net_providers")

    terminal.press("stty sane; clear", "C-j")
    terminal.until(READY)
    start(terminal)
    shown = terminal.until(FIRST, "Vereinbart: 3 – etabliert", "Abweichende Meinung: Wir werden spät gefragt.")
    assert fits(shown)
    terminal.press("Enter")
    terminal.until("Welche Datenquellen fließen", "weiß nicht: 5")
    terminal.press("v")
    terminal.until("Keine Einigung")
    terminal.press("r")
    while "Keine Einigung" in terminal.screen():  # two keys that arrive at once would be a text
        time.sleep(0.05)
    terminal.press("z")
    terminal.until(FIRST)
    terminal.press("r")
    until_saved(before / "discussion.yaml", "here: net_providers")
    time.sleep(1)  # two keys that arrive at once would be a text
    terminal.press("q")
    terminal.until("Das Gespräch steht in", READY)
    terminal.type("echo code $?")
    terminal.until("code 130")
    assert "net_providers: " not in (before / "consensus.yaml").read_text("utf-8")
    assert own_answers(before) == answers


@NEEDS_TMUX
def test_plain_lines_lead_through_it_too(terminal: Terminal, before: Path) -> None:
    start(terminal, "--plain")
    terminal.until("Gibt es eine schriftliche Planungskonzeption? ja, vollständig", "Taste, ? zeigt alle Tasten:")
    terminal.type("j")
    shown = terminal.until("Zu besprechen. 1 von", "0. nicht vorhanden", "(6)")
    assert "█" not in shown
    assert "\x1b" not in shown
    terminal.type("quatsch")
    terminal.until("„quatsch“ ist keine der Tasten.")
    terminal.type("2")
    assert "vereinbart)" in terminal.until("Vereinbart: 2"), "the level, which is no agreement of single answers"
    terminal.type("v")
    terminal.until("Keine Einigung: die Frage bleibt ohne Antwort")
    terminal.type("q")
    terminal.until(READY)
    assert "outcome: no_agreement" in (before / "discussion.yaml").read_text("utf-8")


def test_the_shipped_discussion_is_what_the_script_makes(shop: Path) -> None:
    workshop_example.make(shop)
    for name in MADE:
        assert (shop / name).read_bytes() == (SHIPPED / name).read_bytes(), "run scripts/workshop_example.py"


def test_the_consensus_is_an_answer_file_like_any_other(
    before: Path, loaded: Loaded, members: Callable[[], tuple[Folder, Members]]
) -> None:
    answers = own_answers(before)
    workshop_example.make(before)
    assert own_answers(before) == answers, "nobody's own answers are touched"
    found = load_answers(before / "consensus.yaml", lambda _reference: loaded)
    assert found.answer_set.round == "consensus"
    assert "cult_conflict" not in found.answer_set.answers, "no agreement, no answer"
    assert found.answer_set.answers["fund_exit"].said == "unknown"
    assert "eingeladen" not in (before / "consensus.yaml").read_text("utf-8"), "dissent stands in the report"
    score = json.loads(planself(before, "score", "consensus.yaml", "--json").stdout)
    assert score["overall"]["score"] == assess(loaded, found.answer_set).to_json()["overall"]["score"]
    assert score["overall"]["status"] == "rated"
    folder, _members = members()
    record = read_discussion(folder.discussion, CheckContext(folder.workshop, loaded))
    assert record is not None
    assert record.by_question["cult_conflict"].outcome == "no_agreement"


def test_the_example_agrees_only_within_what_its_people_had_said(
    shop: Path, loaded: Loaded, members: Callable[[], tuple[Folder, Members]]
) -> None:
    people = members()[1].answers.values()
    agreed = load_answers(shop / "consensus.yaml", lambda _reference: loaded).answer_set.answers
    assert len(agreed) > 40
    for question, answer in agreed.items():
        said = [person.answers[question].value for person in people if question in person.answers]
        given = [value for value in said if value is not None]
        match answer.value:
            case tuple(ticks):
                sheets = [value for value in given if isinstance(value, tuple)]
                assert all(sum(tick in sheet for sheet in sheets) * 2 > len(sheets) for tick in ticks), question
            case int(number):
                numbers = [value for value in given if isinstance(value, int)]
                assert min(numbers) <= number <= max(numbers), question
            case str(option):
                assert option in given, question


def test_nothing_that_leaves_the_room_says_who_answered(
    before: Path, loaded: Loaded, members: Callable[[], tuple[Folder, Members]]
) -> None:
    """Consensus, discussion and votes hold no code; one written by an older planself loses its codes when followed."""
    workshop_example.make(before)
    assert not [name for name in MADE if CODE.search((before / name).read_text("utf-8"))]
    replace(before / "consensus.yaml", "provenance: {people: 16,", "provenance: {answers: [W01, W02],")
    folder, found = members()
    record = read_discussion(folder.discussion, CheckContext(folder.workshop, loaded))
    assert record is not None
    with Consensus(folder, loaded, found) as consensus:
        consensus.follow(record)
    text = (before / "consensus.yaml").read_text("utf-8")
    assert "provenance: {people: 16," in text
    assert not CODE.search(text)


def test_votes_are_kept_beside_and_odd_sums_are_said(before: Path, loaded: Loaded) -> None:
    options = ("--dots", "3", "--count", "participation=12", "--count", "data_basis=7")
    done = planself(before, "workshop", "vote", ".", *options)
    assert done.returncode == 0, done.stderr
    assert "Gezählte Klebepunkte: 19; Personen × Klebepunkte je Person: 16 × 3 = 48." in done.stderr
    votes = read_votes(before / "votes.yaml", CheckContext(open_folder(before).workshop, loaded))
    hurdles = votes.on("hurdles") if votes else None
    assert hurdles is not None
    assert hurdles.ranking == (("participation", 12), ("data_basis", 7))
    checked = planself(before, "check", "votes.yaml")
    assert "W330" in checked.stdout
    assert checked.returncode == 0


def test_a_count_that_is_typed_again_corrects_and_what_was_kept_is_said(before: Path, loaded: Loaded) -> None:
    def counts() -> dict[str, int]:
        votes = read_votes(before / "votes.yaml", CheckContext(open_folder(before).workshop, loaded))
        found = votes.on("hurdles") if votes else None
        return found.counts if found else {}

    planself(before, "workshop", "vote", ".", "--count", "participation=12", "--count", "data_basis=7")
    done = planself(before, "workshop", "vote", ".", "--count", "data_basis=9")
    assert counts() == {"participation": 12, "data_basis": 9}
    assert "Berichtigt: data_basis 9 statt 7" in done.stderr
    assert "Von vorher geblieben: participation 12. Alles neu zählen: --anew" in done.stderr
    done = planself(before, "workshop", "vote", ".", "--anew", "--count", "data_basis=9")
    assert counts() == {"data_basis": 9}
    assert "geblieben" not in done.stderr
    done = planself(before, "workshop", "vote", ".", "--count", "data_basis=4", "--count", "data_basis=5")
    assert done.returncode == 2
    assert counts() == {"data_basis": 9}


def test_status_says_who_is_missing_in_the_second_round(shop: Path) -> None:
    assert "Zweite Runde" not in planself(shop, "workshop", "status", ".").stdout
    shutil.copytree(shop / "answers", shop.parent / "again")
    shutil.move(shop.parent / "again", shop / "answers/round-2")
    (shop / "answers/round-2/W07.yaml").unlink()
    said = planself(shop, "workshop", "status", ".").stdout
    assert "Zweite Runde: 15 von 16 haben noch einmal geantwortet" in said
    assert "es fehlen: W07" in said
    assert json.loads(planself(shop, "workshop", "status", ".", "--json").stdout)["second_round"] == {
        "missing": ["W07"]
    }


@pytest.mark.parametrize("option", ["participaton=12", "participation=a", "participation", "participation=-1"])
def test_a_count_that_makes_no_sense_is_refused(before: Path, option: str) -> None:
    done = planself(before, "workshop", "vote", ".", "--count", option)
    assert done.returncode == 2
    assert "--count" in done.stderr
    assert not (before / "votes.yaml").exists()


def test_without_a_terminal_it_says_what_to_do(before: Path) -> None:
    done = planself(before, "workshop", "discuss", ".")
    assert done.returncode == 2
    assert "planself workshop merge" in done.stderr
    assert not (before / "discussion.yaml").exists()


def test_a_second_round_in_files_is_no_fault_of_the_first(
    shop: Path, members: Callable[[], tuple[Folder, Members]]
) -> None:
    shutil.copytree(shop / "answers", shop.parent / "again")
    shutil.move(shop.parent / "again", shop / "answers/round-2")
    assert members()[1].problems == ()
