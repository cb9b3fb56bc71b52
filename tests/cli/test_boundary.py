"""Every way a command can end: exit codes, plain words, nothing heavy and nothing remote."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from planself import __version__
from planself.cli import app
from planself.cli.patterns import expanded
from planself.i18n import LANGUAGES
from planself.shell import command_line
from scripts.docs import COMMANDS
from tests.cli.conftest import Cli


def test_version(cli: Cli) -> None:
    assert cli("--version").out == f"planself {__version__}\n"


def test_without_arguments_a_newcomer_is_led(cli: Cli) -> None:
    ran = cli()
    assert ran.code == 0
    assert "planself demo" in ran.out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_shows_an_example(cli: Cli, command: str) -> None:
    ran = cli(*command.split(), "--help")
    assert ran.code == 0
    assert f"\n    planself {command}" in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["scor"], "score"),
        (["score", "--jsno"], "--json"),
        (["score"], "missing"),
        (["score", "absent.yaml"], "absent.yaml"),
        (["score", "."], "folder"),
        (["report", "absent.yaml", "-o", "x.html"], "absent.yaml"),
        (["report", "x.yaml", "-o", "x.docx"], ".html"),
        (["schema", "answer"], "answers"),
        (["score", "x.yaml", "-q", "integrierte-planun"], "x.yaml"),
        (["new"], "missing"),
        (["workshop"], "(new, status, merge, "),
        (["plan"], "(new, edit, status, "),
        (["benchmark"], "(build)"),
        (["--lang", "fr", "questionnaires"], "de, en"),
        (["questionnaires", "more"], "more"),
        (["run"], "terminal"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_to_do(cli: Cli, arguments: list[str], said: str) -> None:
    ran = cli(*arguments)
    assert ran.code == 2
    assert said in ran.err
    assert ran.out == ""


def test_an_unknown_questionnaire_is_named_with_the_nearest_one(cli: Cli, city: Path) -> None:
    ran = cli("score", city, "-q", "integrierte-planun")
    assert ran.code in (1, 2)
    assert "integrierte-planung" in ran.err


def test_a_fault_of_planself_ends_with_3_and_no_traceback(
    cli: Cli, city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planself.cli.inputs.assess", lambda *_: 1 / 0)
    ran = cli("score", city, "--json")
    assert ran.code == 3
    assert ran.out == ""
    assert "ZeroDivisionError" in json.loads(ran.err)["problems"][0]["message"]
    with pytest.raises(ZeroDivisionError):
        cli("score", city, "--debug")


@pytest.mark.parametrize("command", [("batch", "-o", "t.csv"), ("workshop", "merge", "--open", "-o", "g.json")])
def test_a_machine_reads_one_document_on_stderr_and_no_talk(cli: Cli, city: Path, command: tuple[str, ...]) -> None:
    ran = cli(*command, city, "absent.yaml", "--json")
    assert ran.code == 2
    assert [problem["code"] for problem in json.loads(ran.err)["problems"]] == ["E000"]
    assert cli(*command, city, "--json").err == ""
    assert cli(*command, city, "--force").err


def test_an_interrupt_ends_with_130(cli: Cli, city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("planself.cli.inputs.assess", interrupt)
    assert cli("score", city).code == 130


def test_a_reader_that_goes_away_is_no_fault(city: Path) -> None:
    command = f"{sys.executable} -m planself score {city} {city} {city} --json"
    ran = subprocess.run(
        ["bash", "-c", f"{command} | head -c 1; echo ${{PIPESTATUS[0]}}"], capture_output=True, text=True
    )
    assert ran.stdout.strip().endswith("0")
    assert ran.stderr == ""


def test_nothing_reaches_for_the_network(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    assert cli("demo").code == 0


def _imported(arguments: list[str]) -> set[str]:
    """Return the modules that a command has imported when it ends."""
    code = (
        f"import sys; sys.argv = ['planself', *{arguments!r}]\n"
        "from planself.__main__ import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "sys.stderr.write(' '.join(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(ran.stderr.split())


FILES = {command.replace(" ", "_"): [command] for command in COMMANDS}


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (["--version"], {"typer", "pydantic", "yaml", "dataclasses"}),
        (["--help"], {"pydantic", "yaml", "rich", "jinja2", "questionary", "babel"}),
        (["score", "CITY"], {"rich", "jinja2", "questionary", "prompt_toolkit", "babel", "wcwidth"}),
        (["score", "CITY", "--json"], {"rich", "jinja2", "questionary", "prompt_toolkit", "babel", "wcwidth"}),
    ],
)
def test_heavy_things_load_only_where_they_are_used(city: Path, arguments: list[str], absent: set[str]) -> None:
    given = [str(city) if argument == "CITY" else argument for argument in arguments]
    assert not _imported(given) & absent


@pytest.mark.parametrize("command", ["", "workshop", "score", "plan new"])
def test_a_command_is_imported_when_it_is_called_and_for_no_help_but_its_own(command: str) -> None:
    found = _imported([*command.split(), "--help"])
    assert {file for file in FILES if f"planself.cli.commands.{file}" in found} == {command.replace(" ", "_")} & set(
        FILES
    )


def test_scoring_a_file_imports_no_room_that_it_has_no_use_for(city: Path) -> None:
    rooms = {name.split(".")[1] for name in _imported(["score", str(city)]) if name.startswith("planself.")}
    assert not rooms & {"actions", "batch", "exchange", "report", "tables", "workshop"}


def test_the_help_lists_every_file_that_declares_a_command() -> None:
    declared = re.compile(r"^@command\(\s*\"([a-z ]+)\"", re.M)
    files = (Path(app.__file__).parent / "commands").glob("*.py")
    found = {file.stem: declared.findall(file.read_text("utf-8")) for file in files}
    assert {file: names for file, names in found.items() if names} == FILES


def test_languages_are_chosen_by_flag_environment_locale_and_then_german() -> None:
    from planself.i18n import choose

    assert LANGUAGES == ("de", "en")
    assert choose("en", {"PLANSELF_LANG": "de"}) == "en"
    assert choose(None, {"PLANSELF_LANG": "en", "LANG": "de_DE.UTF-8"}) == "en"
    assert choose(None, {"LANG": "en_GB.UTF-8"}) == "en"
    assert choose(None, {"LC_ALL": "C.UTF-8", "LANG": "en_GB"}) == "de"
    assert choose(None, {"LANG": "POSIX"}) == "de"
    assert choose(None, {}) == "de"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "a.yaml", "s) (Ordner/plan.yaml"], "Zu viele Angaben: s) (Ordner/plan.yaml\n"),
        (["run", "a.yaml", "b's.yaml", "c"], "Zu viele Angaben: b's.yaml c\n"),
        (["score", "--json=3", "x.yaml"], "Die Option --json nimmt keinen Wert.\n"),
        (["it's"], "Einen Befehl „it's“ gibt es nicht.\n"),
        (["report", "x.yaml", "-o", "x.html", "--format", "a'b"], "html, md, json, gefunden: „a'b“\n"),
        (["workshop", "new", "f", "--min-group", "x"], "--min-group: erwartet wird eine ganze Zahl\n"),
    ],
)
def test_wrong_usage_repeats_what_was_written(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.setenv("PLANSELF_LANG", "de")
    ran = cli(*arguments)
    assert ran.code == 2
    assert said in ran.err


def test_a_pattern_that_the_shell_leaves_alone_is_resolved(cli: Cli, city: Path, tmp_path: Path) -> None:
    for name in ("b.yaml", "a.yaml", "[c].yaml"):
        (tmp_path / name).write_bytes(city.read_bytes())
    assert cli("score", "*.yaml", "--json").out.count("planself/result/1") == 3
    assert expanded(["score", "*.yaml", "[c].yaml", "-q", "*.yaml", "no*.yaml"]) == [
        *("score", "[c].yaml", "a.yaml", "b.yaml", "[c].yaml", "-q", "*.yaml", "no*.yaml")
    ]


@pytest.mark.parametrize(
    ("word", "posix", "windows"),
    [
        ("a.yaml", "a.yaml", "a.yaml"),
        ("Mein Ordner/a.yaml", "'Mein Ordner/a.yaml'", '"Mein Ordner/a.yaml"'),
        ("C:\\Müller\\a.yaml", "'C:\\Müller\\a.yaml'", "C:\\Müller\\a.yaml"),
        ("it's.yaml", "'it'\"'\"'s.yaml'", '"it\'s.yaml"'),
    ],
)
def test_a_printed_command_is_quoted_for_the_shell_at_hand(word: str, posix: str, windows: str) -> None:
    assert command_line("planself", "run", word, platform="linux") == f"planself run {posix}"
    assert command_line("planself", "run", word, platform="win32") == f"planself run {windows}"
