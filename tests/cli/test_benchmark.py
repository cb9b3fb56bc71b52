"""`planself benchmark build` and `planself report --benchmark`, as they are typed."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from planself.analysis.benchmark import checksum
from scripts import benchmark_example
from tests.cli.conftest import Cli

ROOT = Path(__file__).parents[2]
ANSWERS = ROOT / "questionnaires/beispiele/beispielstadt-2026.yaml"


@pytest.fixture
def towns(tmp_path: Path) -> Path:
    folder = tmp_path / "towns"
    folder.mkdir()
    benchmark_example.write(folder, 12)
    return folder


def test_a_benchmark_is_built_checked_and_shown_in_the_report(cli: Cli, towns: Path, tmp_path: Path) -> None:
    peers, report = tmp_path / "peers.json", tmp_path / "report.md"
    built = cli("benchmark", "build", str(towns), "-o", str(peers), "--by", "kind")
    assert built.code == 0, built.err
    assert "12 municipalities" in built.err
    assert built.err.count("fewer than ten") == 3
    assert "fiktiv" not in peers.read_text("utf-8")
    assert cli("check", str(peers)).code == 0
    assert cli("report", str(ANSWERS), "--benchmark", str(peers), "-o", str(report), "--lang", "de").code == 0
    told = re.search(
        r"Vergleichbare Hürden: (\d+)\. Im mittleren Bereich der Kommunen: (\d+); darüber: (\d+); darunter: (\d+)\.",
        report.read_text("utf-8"),
    )
    assert told is not None
    comparable, *places = map(int, told.groups())
    assert comparable == sum(places) == 10


def test_the_example_that_is_shipped_is_what_its_script_makes(cli: Cli, tmp_path: Path) -> None:
    folder, made = tmp_path / "towns", tmp_path / "made.json"
    folder.mkdir()
    benchmark_example.write(folder)
    by = [word for group in benchmark_example.GROUPS for word in ("--by", group)]
    assert cli("benchmark", "build", str(folder), "-o", str(made), *by).code == 0
    assert made.read_bytes() == benchmark_example.TARGET.read_bytes()
    shipped = {file.name: file.read_bytes() for file in benchmark_example.ANSWERS.iterdir()}
    assert shipped == {file.name: file.read_bytes() for file in folder.iterdir()}


def test_the_report_says_the_same_as_json(cli: Cli, towns: Path, tmp_path: Path) -> None:
    peers, report = tmp_path / "peers.json", tmp_path / "report.json"
    cli("benchmark", "build", str(towns), "-o", str(peers))
    cli("report", str(ANSWERS), "--benchmark", str(peers), "-o", str(report))
    places = json.loads(report.read_text("utf-8"))["benchmark"]["groups"][0]["scores"]
    assert {place["position"] for place in places} <= {"lower", "middle", "upper"}
    assert all(place["n"] >= 10 for place in places)


def test_nine_municipalities_are_too_few(cli: Cli, towns: Path, tmp_path: Path) -> None:
    for file in sorted(towns.iterdir())[9:]:
        file.unlink()
    built = cli("benchmark", "build", str(towns), "-o", str(tmp_path / "peers.json"))
    assert built.code == 1
    assert "10" in built.err
    assert "9" in built.err
    assert not (tmp_path / "peers.json").exists()


def test_one_municipality_counts_once_and_nobody_without_a_name(cli: Cli, towns: Path, tmp_path: Path) -> None:
    first, second, *_rest = sorted(towns.iterdir())
    data = json.loads(first.read_text("utf-8"))
    (towns / "again.json").write_text(json.dumps(data), "utf-8")
    nameless = json.loads(second.read_text("utf-8")) | {"subject": {}}
    (towns / "nameless.json").write_text(json.dumps(nameless), "utf-8")
    built = cli("benchmark", "build", str(towns), "-o", str(tmp_path / "peers.json"))
    assert built.code == 1
    assert built.err.count("E239") == 2
    assert json.loads((tmp_path / "peers.json").read_text("utf-8"))["groups"][0]["n"] == 12


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--by", "knd"], "kind"),
        (["--by", "silo_joint_plan"], "one option"),
        (["-o", "peers.yaml"], ".json"),
    ],
)
def test_wrong_usage_says_what_to_do(cli: Cli, towns: Path, tmp_path: Path, arguments: list[str], said: str) -> None:
    output = [] if "-o" in arguments else ["-o", str(tmp_path / "peers.json")]
    built = cli("benchmark", "build", str(towns), *output, *arguments)
    assert built.code == 2
    assert said in built.err


def test_neither_an_existing_file_nor_the_benchmark_itself_is_overwritten(
    cli: Cli, towns: Path, tmp_path: Path
) -> None:
    peers = tmp_path / "peers.json"
    peers.write_text("mine", "utf-8")
    assert cli("benchmark", "build", str(towns), "-o", str(peers)).code == 2
    assert peers.read_text("utf-8") == "mine"
    assert cli("benchmark", "build", str(towns), "-o", str(peers), "--force").code == 0
    report = cli("report", str(ANSWERS), "--benchmark", str(peers), "-o", str(peers), "--force")
    assert report.code == 2
    assert "planself/benchmark/1" in peers.read_text("utf-8")


def test_a_damaged_benchmark_writes_no_report(cli: Cli, towns: Path, tmp_path: Path) -> None:
    peers, report = tmp_path / "peers.json", tmp_path / "report.html"
    cli("benchmark", "build", str(towns), "-o", str(peers))
    peers.write_text(peers.read_text("utf-8").replace('"n": 12', '"n": 13'), "utf-8")
    refused = cli("report", str(ANSWERS), "--benchmark", str(peers), "-o", str(report))
    assert refused.code == 1
    assert "E236" in refused.err
    assert not report.exists()


def test_other_files_in_the_folder_are_told_and_left_out(cli: Cli, towns: Path, tmp_path: Path) -> None:
    (towns / "peers.json").write_text('{"format": "planself/benchmark/1"}', "utf-8")
    (towns / "table.csv").write_text("a;b", "utf-8")
    built = cli("benchmark", "build", str(towns), "-o", str(tmp_path / "peers.json"))
    assert built.code == 0
    assert "N490" in built.err
    named = cli("benchmark", "build", str(towns / "table.csv"), "-o", str(tmp_path / "x.json"))
    assert named.code == 2


def test_a_benchmark_is_replaced_as_it_was_written_and_kept_where_it_was_edited(
    cli: Cli, towns: Path, tmp_path: Path
) -> None:
    peers = tmp_path / "peers.json"
    build = ("benchmark", "build", str(towns), "-o", str(peers))
    first = cli(*build), peers.read_bytes()
    assert (first[0].code, cli(*build).code, peers.read_bytes()) == (0, 0, first[1])
    peers.write_bytes(first[1].replace(b'"n": 12', b'"n": 13', 1))
    edited, refused = peers.read_bytes(), cli(*build)
    assert (refused.code, peers.read_bytes()) == (2, edited)
    assert "edited since" in refused.err
    peers.write_text((ANSWERS).read_text("utf-8"), "utf-8")
    assert cli(*build).code == 2, "an answer file is no benchmark of ours"
    assert (cli(*build, "--force").code, peers.read_bytes()) == (0, first[1])


def test_a_benchmark_says_which_questionnaire_it_is_of(cli: Cli, towns: Path, tmp_path: Path) -> None:
    peers, report = tmp_path / "peers.json", tmp_path / "report.md"
    cli("benchmark", "build", str(towns), "-o", str(peers))
    named = json.loads(peers.read_text("utf-8"))["questionnaire"]
    assert (named["id"], named["origin"]) == ("integrierte-planung", "built-in")
    assert cli("report", str(ANSWERS), "--benchmark", str(peers), "-o", str(report), "--lang", "en").code == 0
    said = report.read_text("utf-8")
    assert "Benchmark of integrierte-planung (built in), version" in said
    assert "whose contents differ" not in said
    other = json.loads(peers.read_text("utf-8")) | {"questionnaire": named | {"digest": "sha256:" + "0" * 64}}
    other["checksum"] = checksum(other)
    peers.write_text(json.dumps(other), "utf-8")
    cli("report", str(ANSWERS), "--benchmark", str(peers), "-o", str(report), "--lang", "en")
    assert "whose contents differ" in report.read_text("utf-8")


@pytest.mark.parametrize(("name", "said"), [("", "built in"), ("Unser Bogen.yaml", "the file Unser Bogen.yaml")])
def test_a_report_says_where_its_questionnaire_comes_from(cli: Cli, tmp_path: Path, name: str, said: str) -> None:
    named: tuple[str, ...] = ()
    if name:
        (tmp_path / name).write_bytes((ROOT / "questionnaires/integrierte-planung.yaml").read_bytes())
        named = ("-q", str(tmp_path / name))
    report = tmp_path / "report.md"
    assert cli("report", str(ANSWERS), *named, "-o", str(report), "--lang", "en").code == 0
    [line] = [line for line in report.read_text("utf-8").splitlines() if "Origin of the questionnaire" in line]
    assert said in line
