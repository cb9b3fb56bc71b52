"""Help is whole, in one language, and within the window, for every command at every width."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache

import pytest

from tests.advice.printed import environment

WIDTHS = (40, 50, 60, 80, 120)
_SCRIPT = """
import contextlib, io, json, os
from planself.cli.boundary import run
from scripts.docs import COMMANDS
found = {}
for width in WIDTHS:
    os.environ["COLUMNS"] = str(width)
    for command in ("", "workshop", "plan", "benchmark", *COMMANDS):
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            run([*command.split(), "--help"])
        found[f"{width} {command}"] = said.getvalue()
print(json.dumps(found))
"""
FOREIGN = {
    "de": "[Tt]he|and|of|or|is|are|with|from|for|this|Show|Install|Usage|Options|Arguments?|Commands?|required",
    "en": "[Dd]er|[Dd]ie|und|oder|f\u00fcr|[Ee]ine?|Aufruf|Optionen|Angaben|Befehle?|Vorgabe|n\u00f6tig|DATEI|ORDNER",
}


@cache
def helps(lang: str) -> dict[tuple[int, str], str]:
    script = _SCRIPT.replace("WIDTHS", repr(WIDTHS))
    environ = environment(PLANSELF_LANG=lang)
    done = subprocess.run([sys.executable, "-c", script], env=environ, capture_output=True, text=True, check=True)
    found = {tuple(key.split(" ", 1)): text for key, text in json.loads(done.stdout).items()}
    return {(int(width), command): text for (width, command), text in found.items()}


@pytest.mark.parametrize("lang", ["de", "en"])
def test_help_speaks_one_language(lang: str) -> None:
    for (width, command), text in helps(lang).items():
        prose = re.sub(r"^ *planself .*$|--[\w-]+|<[^>]*>", "", text, flags=re.M)
        assert not re.search(rf"(?<![\w-])(?:{FOREIGN[lang]})(?![\w-])", prose), f"{command} at {width}\n{text}"


@pytest.mark.parametrize("lang", ["de", "en"])
def test_help_is_whole_at_every_width_and_goes_beyond_none(lang: str) -> None:
    found = helps(lang)
    for (width, command), text in found.items():
        whole = found[max(WIDTHS), command]
        assert "".join(text.split()) == "".join(whole.split()), f"{command} at {width}"
        lines = [line for line in text.splitlines() if not re.match(" *planself ", line)]
        assert max(map(len, lines)) <= width, f"{command} at {width}\n{text}"
        if command.count(" ") == 0 and "\n    planself" not in text:
            assert "..." not in text.split(":\n")[-1], f"{command} at {width}: a command is cut"
