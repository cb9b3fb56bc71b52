"""Every command that planself prints does what it says when it is typed as it stands, in the folder at hand."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from scripts.docs import COMMANDS
from scripts.phrases import PO
from tests.advice.printed import commands, follow, makers, options, phrases, said
from tests.advice.situations import SITUATIONS, desk
from tests.interview.samples import QUESTIONNAIRE

NAMED_ONLY = {
    "`planself run` needs a terminal, and there is none here.",
    "`planself workshop discuss` needs a terminal, and there is none here.",
    "`planself workshop vote` needs a terminal or counts.",
    "`planself workshop close` asks before it deletes, and there is no terminal to ask at.",
    "`planself plan edit` needs a terminal, and there is none here.",
    "Change it in the plan file, or with `planself plan edit`.",
    "Correct the id, or delete the row; a new action is added with `planself plan edit`.",
    "Delete the row, and add a new action with `planself plan edit`.",
    "Edit the plan file by hand, or a table of it: `planself plan export`, then `planself plan import`.",
    "Take the table that `planself plan export` writes, and change nothing in that column.",
    "What `planself plan export` wrote: .xlsx or .csv.",
    "Of answer files the report holds it: `planself report` with --compare.",
    "People answer in a workshop, each in a file of their own: planself workshop new --help shows how.",
    "{n} self-assessment names a respondent or a role. A summary counts self-assessments of municipalities and does "
    "not protect people: people answer in a workshop (`planself workshop new`).",
    "{n} self-assessments name a respondent or a role. A summary counts self-assessments of municipalities and does "
    "not protect people: people answer in a workshop (`planself workshop new`).",
}
"""Phrases that say which command does something, and give no call to type."""
IN_THE_FORM = {
    "{file} is written in YAML, which a browser cannot read. With planself, “planself form --answers {word} -o "
    "form.html” makes a form that holds these answers. Nothing was changed.",
    "{file} belongs to version {version} of the questionnaire, and this form is for version {own}. With planself, "
    "“planself form --answers {word} -o form.html” makes a form that holds these answers. Nothing was changed.",
    "This is the short result. The full report, with all answers, the arithmetic and the sources, is made from the "
    "answer file: planself report {file} -o report.html",
}
"""Phrases that a form says in a browser; `tests/form/test_commands.py` types their commands."""


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_printed_command_does_what_it_says(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "Mein Ordner – Müller & Söhne"
    folder.mkdir()
    case = SITUATIONS[name]
    printed = commands(case, said(case, folder))
    assert printed
    for command in printed:
        code, shown = follow(command, folder / case.inside, case.environ)
        asks = re.match("planself (run|workshop (discuss|new|close)|plan (new|edit))\\b(?!.*--help)", command)
        assert code == (130 if asks else case.ends), f"{command}\n{shown}"
        assert "Traceback" not in shown
    assert case.then(folder)
    assert not list(tmp_path.rglob("pwned"))


def test_every_command_that_is_printed_is_followed() -> None:
    printed = set(phrases())
    examples = {phrase for phrase in printed if phrase.startswith("planself ")}
    followed = {phrase for case in SITUATIONS.values() for phrase in case.says}
    assert printed - examples - NAMED_ONLY - IN_THE_FORM <= followed
    assert set(makers()) == {case.by for case in SITUATIONS.values() if case.by}


def test_no_advice_to_draft_a_mapping_leads_back_to_itself(tmp_path: Path) -> None:
    """A heading that no draft explains, options that nobody knows, and columns that mean one question twice."""
    (tmp_path / "q.yaml").write_text(QUESTIONNAIRE, "utf-8")
    for table in ("alpha,beta\n1,2\n", "kind,offers.nothing,offers.more\ntown,1,0\n", "kind,grp/kind\ntown,county\n"):
        (tmp_path / "t.csv").write_text(table, "utf-8")
        call = "planself batch t.csv -q ./q.yaml -o r.csv"
        told = []
        for _step in range(4):
            code, shown = follow(call, tmp_path, {})
            if code == 0 or not (found := re.findall(r": (planself batch .*)$", shown, re.M)):
                break
            call = found[-1]
            assert call not in told, shown
            told.append(call)
        else:
            pytest.fail(f"{told} never end")
        for file in ("r.csv", "mapping.yaml", "results.csv"):
            (tmp_path / file).unlink(missing_ok=True)


def test_every_example_of_the_help_works_beside_the_files_that_it_names(tmp_path: Path) -> None:
    desk(tmp_path)
    for command in sorted(phrase for phrase in phrases() if phrase.startswith("planself ")):
        code, shown = follow(command, tmp_path, {})
        asks = re.match("planself (run|workshop (discuss|new|close)|plan (new|edit))", command)
        assert code in ((0, 130) if asks else (0,)), f"{command}\n{shown}"


def _spoken(lang: str) -> list[str]:
    with PO.open("rb") as file:
        found = [message.id if lang == "en" else message.string for message in read_po(file, locale="de") if message.id]
    return [str(text) for each in found for text in (each if isinstance(each, list | tuple) else [each])]


@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_phrase_names_commands_and_options_that_exist_and_nothing_that_is_not_installed(lang: str) -> None:
    for phrase in _spoken(lang):
        assert not re.search(r"docs/|README|handbook|\w\.md\b", phrase), phrase
        for command in re.findall(r"`(planself [^`{}]+)`|“(planself [^”{}]+)”", phrase):
            words = shlex.split("".join(command))[1:]
            assert {words[0], " ".join(words[:2])} & set(COMMANDS), phrase
        for option in re.findall(r"(?<![\w-])--[a-z][a-z-]+", phrase):
            assert option in options(), phrase
