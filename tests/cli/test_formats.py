"""One registry of formats: whatever planself writes is known to `check`, `schema` and `batch`."""

from __future__ import annotations

import copy
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself import formats, resources
from planself.cli import format_words
from planself.cli.commands.schema import Kind
from planself.cli.formats import FORMATS
from planself.questionnaire.conform import strays
from tests.cli.conftest import Cli
from tests.questionnaire.test_schema import silent
from tests.reaching import reached, reaching

ROOT = Path(__file__).parent.parent.parent
WRITTEN = re.compile(r"planself/([a-z][a-z-]*)/1")
OF_PEOPLE = {"answers", "benchmark", "discussion", "mapping", "plan", "questionnaire", "votes", "workshop"}
EXPECTED = sorted((resources.questionnaires() / "beispiele").glob("*.expected.json"))


MARKS = {"form"}
"""What stands in a cell of a workbook; as data, such a file has the format of an answer file."""


def test_every_format_in_the_sources_is_in_the_registry_with_schema_and_check() -> None:
    sources = [*(ROOT / "src").rglob("*.py"), *(ROOT / "templates").rglob("*.j2"), *(ROOT / "docs").glob("*.md")]
    found = {name for path in sources for name in WRITTEN.findall(path.read_text("utf-8"))}
    assert found - MARKS == set(formats.NAMES) - {"NAME"}
    assert set(FORMATS) == {kind.value for kind in Kind} == set(formats.NAMES)
    for name in formats.NAMES:
        assert formats.what(name) != formats.what("something else")
        assert FORMATS[name].schema()["properties"]["format"] != {}


@pytest.mark.parametrize("name", formats.NAMES)
def test_every_key_of_every_schema_has_a_sentence(name: str) -> None:
    assert list(silent(FORMATS[name].schema())) == []


def test_every_sentence_is_some_key_s(monkeypatch: pytest.MonkeyPatch) -> None:
    """A class that gets another name would leave its keys to the sentences of keys that are only called alike."""

    class Asked(dict[str, str]):
        def get(self, key: str, default: Any = None) -> Any:
            found.update({key} & self.keys())
            return super().get(key, default)

    found: set[str] = set()
    monkeypatch.setattr(format_words, "WORDS", Asked(format_words.WORDS))
    for name in formats.NAMES:
        FORMATS[name].schema()
    assert set(format_words.WORDS) - found == set()


def test_a_batch_over_the_shipped_examples_passes_over_what_planself_wrote_itself(cli: Cli, examples: Path) -> None:
    ran = cli("batch", examples, "-o", "x.csv")
    assert ran.code == 0
    files = [path for path in examples.rglob("*") if path.is_file()]
    answers = [path for path in files if "planself/answers/" in path.read_text("utf-8")[:200]]
    assert f"{len(answers) - 1} scored + 0 rejected" in ran.err
    assert ran.err.count("N490") == 1
    assert "left out: 11 files of planself that are no answer files (beispielstadt-2024.expected.json, " in ran.err
    assert "turnverein-musterhausen.yaml N496" in ran.err
    assert not Path("x.rejected.csv").exists()


def test_a_single_other_file_is_named_with_its_kind(cli: Cli, city: Path, tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    shutil.copy(city, folder)
    (folder / "x.json").write_text(json.dumps({"n": 1, "format": "planself/future/2"}), "utf-8")
    ran = cli("batch", folder, "-o", "x.csv")
    assert ran.code == 0
    assert "x.json N490 left out: another file of planself, not an answer file" in ran.err


def test_a_long_file_of_planself_is_passed_over_and_a_long_answer_file_is_not(
    cli: Cli, city: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    shutil.copy(city, folder)
    (folder / "group.json").write_text('{"format": "planself/group/1", "x": "' + "x" * (1 << 20) + '"}', "utf-8")
    assert cli("batch", folder, "-o", "x.csv").code == 0
    (folder / "long.yaml").write_text("format: planself/answers/1\n#" + "x" * (1 << 20), "utf-8")
    ran = cli("batch", folder, "-o", "y.csv")
    assert ran.code == 1
    assert "long.yaml E001" in ran.err


def test_what_was_named_itself_is_never_passed_over(cli: Cli, examples: Path, city: Path) -> None:
    other = examples / "turnverein-musterhausen.yaml"
    result = examples / "beispielstadt-2024.expected.json"
    ran = cli("batch", city, other, result, "-o", "x.csv")
    assert ran.code == 1
    assert "E290" in ran.err
    assert "E201 This is a result of planself, and an answer file is needed." in ran.err
    assert "1 scored + 2 rejected" in ran.err


@pytest.fixture
def written(cli: Cli, examples: Path, city: Path) -> dict[str, Path]:
    """Return a file of each format that only planself writes."""
    older, plan = examples / "beispielstadt-2024.yaml", examples / "plan-beispielstadt.yaml"
    workshop, later = examples / "workshop-musterstadt", Path("later")
    shutil.copytree(workshop, later)
    room = (later / "workshop.yaml").read_text("utf-8").replace("date: 2026-09-24", "date: 2027-09-24")
    (later / "workshop.yaml").write_text(room, "utf-8")
    Path("broken.yaml").write_text("a: [", "utf-8")
    texts = {
        "result": cli("score", "--json", city).out,
        "group": cli("workshop", "merge", "--json", workshop).out,
        "comparison": cli("compare", "--json", older, city).out,
        "workshop-comparison": cli("compare", "--json", workshop, later).out,
        "plan-status": cli("plan", "status", "--json", plan).out,
        "workshop-status": cli("workshop", "status", "--json", workshop).out,
        "problems": cli("score", "--json", "broken.yaml").err,
    }
    files = {name: Path(f"{name}.json") for name in texts}
    for name, text in texts.items():
        files[name].write_text(text, "utf-8")
    assert cli("batch", workshop / "answers", "-o", "x.csv", "--summary", "summary.json").code == 0
    files["summary"], files["tables"] = Path("summary.json"), Path("x.csv.meta.json")
    assert cli("report", city, "-o", "report.json").code == 0
    assert cli("workshop", "report", workshop, "-o", "room.json").code == 0
    files["report"], files["workshop-report"] = Path("report.json"), Path("room.json")
    return files


def test_check_knows_whatever_planself_writes(cli: Cli, written: dict[str, Path]) -> None:
    assert set(formats.NAMES) - OF_PEOPLE <= set(written)
    ran = cli("check", *written.values(), *EXPECTED)
    assert (ran.code, ran.out) == (0, "")


def test_a_changed_result_is_told_with_its_place(cli: Cli, written: dict[str, Path]) -> None:
    file = written["result"]
    data = json.loads(file.read_text("utf-8"))
    data["overall"]["score"] = "viel"
    del data["hurdles"][0]["band"]
    data["extra"] = 1
    file.write_text(json.dumps(data, indent=1), "utf-8")
    ran = cli("check", file)
    assert ran.code == 1
    assert [line.split(" ", 2)[1] for line in ran.out.splitlines() if "→" not in line] == ["E051"] * 3
    assert re.search(r"result\.json:\d+:\d+ E051 “viel” does not belong here\.", ran.out)
    assert "The key `band` is missing." in ran.out
    assert "The key “extra” is not known here." in ran.out


def leaves(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of everything in a result."""
    yield path
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in entries:
        yield from leaves(value, (*path, key))


RESULT = json.loads(EXPECTED[0].read_text("utf-8"))
PLACES = [path for path in leaves(RESULT) if path]
ODD = st.sampled_from([None, True, -1, 0, 0.5, 7, 100.5, "", "rated", [], [1, 1], ["a"], {}, {"x": 1}])
SCHEMA = FORMATS["result"].schema()


@reaching("set", "delete", "add", "valid", "refused")
@given(st.sampled_from(PLACES), st.sampled_from(["set", "delete", "add"]), ODD)
def test_our_reading_of_the_schema_is_that_of_the_library(path: tuple[Any, ...], change: str, value: Any) -> None:
    data = copy.deepcopy(RESULT)
    around = data
    for step in path[:-1]:
        around = around[step]
    if reached("set", change == "set"):
        around[path[-1]] = value
    elif reached("delete", change == "delete"):
        del around[path[-1]]
    elif reached("add", isinstance(around, dict)):
        around["odd"] = value
    valid = jsonschema.Draft202012Validator(SCHEMA).is_valid(data)
    reached("valid" if valid else "refused")
    assert (not list(strays(data, SCHEMA))) == valid


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        (("score",), "an answer file"),
        (("plan", "status"), "an action plan"),
        (("batch", "t.csv", "-o", "x.csv", "--mapping"), "a mapping file"),
        (("report", "a.yaml", "-o", "r.html", "--benchmark"), "a benchmark"),
        (("score", "a.yaml", "-q"), "a questionnaire"),
    ],
    ids=lambda words: words[0],
)
def test_a_file_of_another_kind_is_called_what_it_is(cli: Cli, city: Path, command: tuple[str, ...], kind: str) -> None:
    Path("result.json").write_text(EXPECTED[0].read_text("utf-8"), "utf-8")
    shutil.copy(city, "a.yaml")
    Path("t.csv").write_text("silo_overview\n1\n", "utf-8")
    ran = cli(*command, "./result.json")
    assert ran.code == 1
    assert f"This is a result of planself, and {kind} is needed." in ran.err


def test_the_number_that_differs_from_an_example_is_told(cli: Cli, tmp_path: Path) -> None:
    shutil.copytree(resources.questionnaires(), tmp_path / "q")
    file = tmp_path / "q/beispiele/turnverein-musterhausen.expected.json"
    data = json.loads(file.read_text("utf-8"))
    score, hurdle = data["overall"]["score"], data["hurdles"][0]
    data["overall"]["score"] = 12.3
    hurdle["band"], hurdle["coverage"] = "none", 1.5
    file.write_text(json.dumps(data), "utf-8")
    ran = cli("check", tmp_path / "q/barrierefreie-oeffentlichkeitsarbeit.yaml")
    assert ran.code == 1
    assert f"E191 “overall.score” is {score}, and 12.3 is expected in {file.name}." in ran.out
    assert re.search(rf"E191 “hurdles\[{hurdle['id']}\]\.\w+” is .*\. 1 more value differs there\.", ran.out)


def test_the_questionnaire_of_the_few_rejects_the_many_aloud(
    cli: Cli, city: Path, examples: Path, tmp_path: Path
) -> None:
    """A stray file that sorts first decides for which questionnaire the results are; then nothing passes quietly."""
    folder = tmp_path / "a"
    folder.mkdir()
    shutil.copy(examples / "turnverein-musterhausen.yaml", folder / "a.yaml")
    for name in ("b", "c"):
        shutil.copy(city, folder / f"{name}.yaml")
    ran = cli("batch", folder, "-o", "x.csv")
    assert ran.code == 1
    assert "1 scored + 2 rejected" in ran.err
    assert ran.err.count("E290") == 2
    shutil.copy(examples / "turnverein-musterhausen.yaml", folder / "z.yaml")
    assert cli("batch", folder, "-o", "y.csv").code == 1  # two of each: nobody can tell which were meant
    for name in ("d", "e"):
        shutil.copy(examples / "turnverein-musterhausen.yaml", folder / f"{name}.yaml")
    ran = cli("batch", folder, "-o", "z.csv")
    assert ran.code == 0
    assert ran.err.count("N496") == 1
    assert "(b.yaml, c.yaml)" in ran.err
