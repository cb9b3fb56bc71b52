"""Make the generated pages from the program: `update` writes them, `check` fails where they have drifted."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import typer.main

from planself.cli.app import app
from planself.codes import CODES
from planself.questionnaire.lint import RULES
from planself.questionnaire.lint.rule import LintRule

ROOT = Path(__file__).parent.parent
_GROUP: Any = typer.main.get_command(app)
TOP = tuple(str(name) for name in _GROUP.list_commands(_GROUP.make_context("planself", [], resilient_parsing=True)))
COMMANDS = tuple(
    typed
    for name in TOP
    for typed in [f"{name} {inner}" for inner in getattr(_GROUP.commands[name], "commands", ())] or [name]
)
"""Every command as it is typed; those of a group have two words."""

_GROUPS = {
    "E00": ("Files", "planself could not get at the text of the file."),
    "E01": ("YAML and JSON", "The text breaks the rules of YAML or JSON, so nothing in it could be read."),
    "E02": ("What planself refuses in YAML", "Valid YAML that is easy to misread, or made to do harm."),
    "E05": ("Which kind of file", "The file can be read, and is not of a kind that planself knows."),
    "E1": ("Questionnaires", "The file is not a sound questionnaire. It cannot be used until these are mended."),
    "E2": ("Answer files", "The answers cannot be read as meant. The file is not scored until these are mended."),
    "E30": ("Excel forms", "The workbook cannot be read as the form that it was; each problem names sheet and cell."),
    "E31": ("Answers in Excel forms", "A cell is none of the answers that its question takes."),
    "E32": ("Closing a workshop", "Something of single persons is still there."),
    "N4": ("Remarks on answer files", "Nothing is refused; planself says what it noticed and goes on."),
    "W32": ("Advice on action plans", "The plan works. These are hints on it, from `planself check`."),
    "W33": ("Remarks on workshops", "The workshop goes on; look at what is named."),
    "W3": ("Advice on questionnaires", "The questionnaire works. These are hints on its craft, from `planself check`."),
}


@cache
def help_texts(lang: str) -> dict[str, str]:
    """Return every help text, 80 columns wide; that of all is of no command. A process speaks one language."""
    environ = {**os.environ, "COLUMNS": "80", "PLANSELF_LANG": lang}
    found = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", _HELP, *COMMANDS], env=environ, capture_output=True, check=True
    )
    texts: dict[str, str] = json.loads(found.stdout)
    return texts


_HELP = """
import contextlib, io, json, sys
from planself.cli.boundary import run
found = {}
for command in ("", *sys.argv[1:]):
    with contextlib.redirect_stdout(io.StringIO()) as said:
        assert run([*command.split(), "--help"]) == 0, command
    found[command] = said.getvalue()
print(json.dumps(found))
"""


def commands() -> str:
    """Return the page of all commands."""
    parts = [
        "# Commands",
        "<!-- Made by `python scripts/docs.py update` from the help texts. Do not edit by hand. -->",
        "What `planself COMMAND --help` prints, in English. The same texts exist in German (`--lang de`).",
        "\n".join(
            (
                *(f"- [`planself {name}`](#planself-{name.replace(' ', '-')})" for name in COMMANDS),
                "- [Exit codes](#exit-codes)",
                "- [Environment](#environment)",
            )
        ),
        _block("text", help_texts("en")[""]),
    ]
    for name in COMMANDS:
        parts += [f"## planself {name}", _block("text", help_texts("en")[name])]
    parts += ["## Exit codes", EXIT_CODES, "## Environment", ENVIRONMENT]
    return "\n\n".join(parts) + "\n"


EXIT_CODES = """\
| code | meaning |
| --- | --- |
| 0 | done; there may have been warnings |
| 1 | the input has problems; of several files the good ones were still processed |
| 2 | wrong usage: an unknown option, a path that does not exist, a folder where a file is meant |
| 3 | a fault in planself itself |
| 4 | a limit was missed (`score --fail-below N`); 1 outranks 4 |
| 130 | interrupted; the answers given so far are saved |"""

ENVIRONMENT = """\
| variable | what it does |
| --- | --- |
| `PLANSELF_LANG` | language, `de` or `en`, after `--lang`, before the system's locale; then German |
| `PLANSELF_QUESTIONNAIRES` | further folders in which questionnaires are looked up, after `./questionnaires` |
| `NO_COLOR` | no colours in the terminal |
| `TERM=dumb` | the interview asks in plain numbered lines, as with `--plain` |"""


def problems() -> str:
    """Return the page of all problem codes."""
    parts = [
        "# Problems and what they mean",
        "<!-- Made by `python scripts/docs.py update` from the codes and rules. Do not edit by hand. -->",
        "Every problem is printed as `file:line:column code message`, with a remedy below it where there is one. The\n"
        "codes are stable: scripts may rely on them. `planself check --json` prints the same for machines.",
        "`E` is an error: the file is not used until it is mended. `W` is advice, and `N` a remark\n"
        "on an answer file that is accepted as it is. `planself check --strict` counts advice and warnings as errors.",
    ]
    for prefix, (title, introduction) in _GROUPS.items():
        found = {code: sentence for code, sentence in CODES.items() if _group(code) == prefix}
        parts += [f"## {title}", introduction, _table(("code", "meaning"), found.items())]
    parts += [part for rule in RULES for part in _rule(rule)]
    return "\n\n".join(parts) + "\n"


def _group(code: str) -> str:
    return next((prefix for prefix in _GROUPS if code.startswith(prefix)), "")


def _rule(rule: LintRule) -> Iterable[str]:
    yield f"### {rule.code} {rule.title}"
    yield rule.why.strip()
    yield "Not like this:"
    yield _block("yaml", rule.bad)
    yield "But like this:"
    yield _block("yaml", rule.good)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def _block(language: str, text: str) -> str:
    return f"```{language}\n{text.strip()}\n```"


PAGES = {"docs/commands.md": commands, "docs/problems.md": problems}


def update() -> int:
    """Write every generated page."""
    for name, make in PAGES.items():
        (ROOT / name).write_text(make(), encoding="utf-8", newline="\n")
    return 0


def check() -> int:
    """Name every generated page that differs from what the program says today."""
    stale = [name for name, make in PAGES.items() if (ROOT / name).read_text(encoding="utf-8") != make()]
    for name in stale:
        sys.stderr.write(f"{name} has drifted; run `python scripts/docs.py update`\n")
    return 1 if stale else 0


def ungrouped() -> list[str]:
    """Return the codes that no group of the page would show."""
    return [code for code in CODES if not _group(code)]


if __name__ == "__main__":
    actions = {"update": update, "check": check}
    if len(sys.argv) != 2 or sys.argv[1] not in actions:
        sys.exit(f"usage: python scripts/docs.py {'|'.join(actions)}")
    sys.exit(actions[sys.argv[1]]())
