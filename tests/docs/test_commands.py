"""Commands, help and pages in step: nothing missing, nothing that is not there."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
import typer.main

from planself.cli.app import app
from planself.cli.boundary import run
from planself.codes import CODES
from planself.errors import ExitCode
from planself.questionnaire.lint import RULES
from planself.terminal import keys
from scripts import benchmark_example, docs
from tests.docs.pages import INTERVIEWS, PAGES, ROOT, blocks, name, type_line

GROUP: Any = typer.main.get_command(app)


def _declared(command: str) -> Any:
    first, *inner = command.split()
    return GROUP.commands[first].commands[inner[0]] if inner else GROUP.commands[first]


OPTIONS = {
    command: {flag for parameter in _declared(command).params for flag in parameter.opts} | {"--help", "-h"}
    for command in docs.COMMANDS
}
OF_ALL = {flag for parameter in GROUP.params for flag in parameter.opts} | {"--help", "-h"}
OF_OTHERS = {"--proxy", "--check", "--reference-doc"}
"""Options of pip, ruff and pandoc that the pages name."""
EXAMPLES = ROOT / "questionnaires/beispiele"
SHELLS_OWN = set("|<>&;$*?`()~")


@pytest.mark.parametrize("page", docs.PAGES)
def test_generated_pages_are_what_the_program_says_today(page: str) -> None:
    assert (ROOT / page).read_text("utf-8") == docs.PAGES[page](), "run `python scripts/docs.py update`"


def test_every_code_and_every_rule_is_on_the_page_of_problems() -> None:
    assert docs.ungrouped() == []
    page = (ROOT / "docs/problems.md").read_text("utf-8")
    assert all(f"| {code} |" in page for code in CODES)
    assert all(f"### {rule.code} {rule.title}" in page for rule in RULES)


def test_the_table_of_the_readme_has_every_command_in_the_order_of_the_help() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert tuple(re.findall(r"^\| `planself (\w+)` \|", readme, re.M)) == docs.TOP


def test_the_page_of_commands_has_every_exit_code() -> None:
    page = (ROOT / "docs/commands.md").read_text("utf-8")
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", page, re.M)] == [code.value for code in ExitCode]


@pytest.mark.parametrize("command", docs.COMMANDS)
def test_the_manual_tells_of_every_command(command: str) -> None:
    assert re.search(rf"planself {command}\b", (ROOT / "docs/handbuch.md").read_text("utf-8"))


def _code(page: Path) -> list[str]:
    """Return the command lines of a page and what stands between backticks."""
    text = page.read_text("utf-8")
    typed = [line for block in blocks(page) if block.language in ("sh", "powershell") for line in block.lines]
    return [*typed, *re.findall(r"(?<!`)`([^`\n]+)`(?!`)", re.sub(r"^ *```.*?^ *```$", "", text, flags=re.M | re.S))]


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_no_page_names_a_command_or_an_option_that_is_not_there(page: Path) -> None:
    for code in _code(page):
        called = re.search(r"(?:^|[/\\ ])planself ([a-z]+)(?![\w.-])(.*)", code)
        if called and called[1] in docs.TOP and called[1] not in OPTIONS:
            called = re.search(r"(?:^|[/\\ ])planself ([a-z]+ [a-z]+)(?![\w.-])(.*)", code)  # a group's command
            if called is None:
                continue
        if called:
            command, rest = called.groups()
            assert command in OPTIONS, code
            assert set(_options(rest)) <= OPTIONS[command], code
        elif "pip" not in code and "-m" not in code.split():
            known = OF_ALL.union(OF_OTHERS, *OPTIONS.values())
            assert {option for option in _options(code) if option.startswith("--")} <= known, code


def _options(text: str) -> list[str]:
    return re.findall(r"(?<![\w(-])(--?[a-z][\w-]*)", text)


def test_the_manual_lists_the_keys_of_the_interview() -> None:
    text = (ROOT / "docs/handbuch.md").read_text("utf-8")
    listed = re.findall(r"^\| `(.)`(?: \||, dann| oder)", text.partition("### Tasten")[2].partition("###")[0], re.M)
    known = (*(keys.LETTERS[key] for key in keys.INTERVIEW), keys.UNKNOWN, keys.NOT_APPLICABLE)
    assert sorted(listed) == sorted(keys.shown(letters, "de") for letters in known if letters)


def test_the_manual_lists_the_keys_of_a_discussion() -> None:
    text = (ROOT / "docs/handbuch.md").read_text("utf-8").partition("### Besprechen")[2].partition("###")[0]
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \|$", text, re.M)[2:]
    listed = [key for row in rows for key in re.findall(r"`(.)`", row)]
    others = (keys.UNKNOWN, keys.NOT_APPLICABLE, keys.YES, keys.NO)
    known = (*(keys.LETTERS[key] for key in keys.DISCUSSION), *others)
    assert sorted(listed) == sorted(keys.shown(letters, "de") for letters in known if letters)


@pytest.mark.parametrize(
    ("guide", "named"),
    [
        ("workshop-leitfaden.md", ("Taste `i`", "keine Einigung (`v`)", "abweichende Meinung (`a`)")),
        ("workshop-guide.md", ("key `i`", "no agreement (`v`)", "dissent (`a`)")),
    ],
)
def test_a_guide_names_the_keys_of_a_discussion(guide: str, named: tuple[str, ...]) -> None:
    text = " ".join((ROOT / "docs" / guide).read_text("utf-8").split())
    assert all(said in text for said in named)
    in_order = (keys.Key.AGAIN, keys.Key.NO_AGREEMENT, keys.Key.DISSENT)
    assert [re.findall("`(.)`", said)[0] for said in named] == [keys.LETTERS[key][0] for key in in_order]


@pytest.mark.parametrize(
    ("sheet", "lang", "heading"), [("spickzettel.md", "de", "## Tasten"), ("cheat-sheet.md", "en", "## Keys")]
)
def test_a_cheat_sheet_names_keys_of_the_interview(sheet: str, lang: str, heading: str) -> None:
    text = (ROOT / "docs" / sheet).read_text("utf-8").partition(heading)[2].partition("## ")[0]
    listed = re.findall(r"`(.)`", text)
    known = (*(keys.LETTERS[key] for key in keys.INTERVIEW), keys.UNKNOWN, keys.NOT_APPLICABLE)
    assert len(listed) > 8
    assert set(listed) <= {keys.shown(letters, lang) for letters in known if letters}


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("command", docs.COMMANDS)
def test_the_example_of_every_help_text_works(
    command: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = docs.help_texts(lang)[command]
    example = re.search(r"^  (?:Example|Beispiel):\n    (planself .*)$", said, re.M)
    assert example, said
    for own in ("antworten.yaml", "answers.yaml"):
        shutil.copy(EXAMPLES / "landkreis-musterland.yaml", tmp_path / own)
    for folder in ("antworten", "answers"):
        others = shutil.ignore_patterns("*.json", "turnverein*", "workshop*")
        shutil.copytree(EXAMPLES, tmp_path / folder, ignore=others)
    shutil.copytree(EXAMPLES / "workshop-musterstadt", tmp_path / "workshop")
    for folder in ("gemeinden", "municipalities"):
        (tmp_path / folder).mkdir()
        benchmark_example.write(tmp_path / folder, 12)
    for own in ("umfrage.csv", "survey.csv"):
        (tmp_path / own).write_text("subject.name,silo_overview,silo_joint_plan\nMusterstadt,3,2\n", "utf-8")
    for own in ("fragebogen.yaml", "questionnaire.yaml"):
        text = (ROOT / "questionnaires/barrierefreie-oeffentlichkeitsarbeit.yaml").read_text("utf-8")
        (tmp_path / own).write_text(re.sub(r"^examples:.*\n", "", text, flags=re.M), "utf-8")
    monkeypatch.chdir(tmp_path)
    for name_ in ("COLUMNS", "PLANSELF_LANG", "PLANSELF_QUESTIONNAIRES"):
        monkeypatch.delenv(name_, raising=False)
    if command == "plan import":
        shutil.copy(EXAMPLES / "plan-beispielstadt.yaml", tmp_path / "plan.yaml")
        _type("planself plan export plan.yaml -o plan.xlsx", capsys)
    _type(example[1], capsys)


def _type(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Run a line in this process; what needs a shell or a terminal gets a process of its own."""
    if line.startswith(INTERVIEWS) or set(line) & SHELLS_OWN:
        type_line(line, Path.cwd())
        return
    program, *words = shlex.split(line)
    assert program == "planself"
    capsys.readouterr()
    code = run(words)
    said = capsys.readouterr()
    assert code == 0, f"{line}\n{said.out}\n{said.err}"
