"""With `--quiet` only the product and errors are left: no note, no advice, no progress, in no command."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Cli
from tests.interview.samples import QUESTIONNAIRE

COMMANDS = (
    "check a.yaml b.yaml bad.yaml -q q.yaml",
    "score a.yaml b.yaml bad.yaml -q q.yaml",
    "score a.yaml bad.yaml -q q.yaml --lang en",
    "batch a.yaml b.yaml bad.yaml t.csv -q q.yaml -o r.csv",
    "workshop status shop",
    "workshop merge shop",
    "new -o new.yaml",
    "plan new city.yaml -o plan.yaml",
    "report city.yaml -o city.html",
    "workshop new made --title T --people 3",
)
_TALK = re.compile(r"[NW]\d{3}|^(Written|Next|Made|Fill|\d+ file|\d+ answer set|Results|→ Name)", re.M)


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, city: Path, examples: Path) -> None:
    top = "format: planself/answers/1\nquestionnaire: {id: sample, version: 1.0.0}\nremark: x\n"
    (tmp_path / "q.yaml").write_text(QUESTIONNAIRE, "utf-8")
    for name, kind in (("a", "town"), ("b", "county"), ("bad", "village")):
        (tmp_path / f"{name}.yaml").write_text(f"{top}answers: {{kind: {kind}, vision: 1}}\n", "utf-8")
    (tmp_path / "t.csv").write_text("kind,vision,E-Mail\ntown,1,a@b.de\n", "utf-8")
    shutil.copy(city, tmp_path / "city.yaml")
    shutil.copytree(examples / "workshop-musterstadt", tmp_path / "shop")
    (tmp_path / "shop/answers/notes.txt").write_text("x", "utf-8")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_quiet_command_says_what_is_wrong_and_nothing_else(cli: Cli, command: str) -> None:
    words = command.split()
    loud = cli(*words)
    made = {"new": "new.yaml", "plan": "plan.yaml", "report": "city.html", "batch": "r.csv"}
    Path(made.get(words[0], "-")).unlink(missing_ok=True)
    shutil.rmtree("made", ignore_errors=True)
    Path("r.rejected.csv").unlink(missing_ok=True)
    quiet = cli(*words, "--quiet")
    assert quiet.code == loud.code
    if words[0] in ("check", "score"):
        assert cli("--quiet", *words) == quiet
    assert not _TALK.search(quiet.err), quiet.err
    errors = re.findall(r"[^\s]+ E\d{3} .*", loud.out + loud.err)
    assert re.findall(r"[^\s]+ E\d{3} .*", quiet.out + quiet.err) == errors
    if words[0] != "check":
        assert quiet.out == loud.out
    assert _TALK.search(loud.out + loud.err) or words[:2] in (["workshop", "merge"], ["workshop", "status"])


def test_a_quiet_check_names_errors_and_with_strict_what_counts_as_one(cli: Cli) -> None:
    text = Path("q.yaml").read_text("utf-8").replace("{id: data, name: {de: Daten, en: data}}", "{id: data, name: X}")
    Path("q.yaml").write_text(text, "utf-8")
    assert re.search(r" [NW]\d{3} ", cli("check", "q.yaml").out)
    assert (cli("check", "q.yaml", "--quiet").out, cli("check", "q.yaml", "--quiet").err) == ("", "")
    told = cli("check", "q.yaml", "--quiet", "--strict")
    assert told.code == 1
    assert re.search(r" W\d{3} ", told.out)
    assert not re.search(r" N\d{3} ", told.out)
