"""Which questionnaire a command takes, what it says where there is none, and in which language its texts appear."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Cli

QUESTIONNAIRE = """\
format: planself/questionnaire/1
id: klein
version: 1.0.0
languages: [{languages}]
title: {title}
bands: [{{id: low, from: 0, label: {label}}}]
stages: [{{id: begun, min: 0, label: {label}}}]
hurdles: [{{id: h, name: {label}}}]
sections:
  - id: s
    title: {label}
    questions: [{{id: q, type: yes_no, text: {label}, hurdles: {{h: 1}}}}]
"""
ANSWERS = "format: planself/answers/1\nquestionnaire: {{id: {id}, version: 1.0.0}}\nanswers: {{q: yes}}\n"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return an answer file beside the folder with its questionnaire, in one language that nobody here reads."""
    folder = tmp_path / "questionnaires"
    folder.mkdir()
    text = QUESTIONNAIRE.format(languages="de", title="Klein", label="Wort")
    (folder / "klein.yaml").write_text(text, "utf-8")
    answers = tmp_path / "small.yaml"
    answers.write_text(ANSWERS.format(id="klein"), "utf-8")
    return answers


def naming(path: Path, id_: str) -> Path:
    path.write_text(ANSWERS.format(id=id_), "utf-8")
    return path


@pytest.mark.parametrize("command", [("score",), ("check",), ("batch", "-o", "out.csv")], ids=lambda words: words[0])
def test_a_file_that_names_an_unknown_questionnaire_is_its_own_problem(
    cli: Cli, city: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    stray = naming(tmp_path / "stray.yaml", "integrierte-plannung")
    ran = cli(*command, stray, city)
    said = ran.err + ran.out
    assert ran.code == 1
    assert f"stray.yaml:2:21 {'E290' if command[0] == 'batch' else 'E213'}" in said  # a table is of one questionnaire
    assert "Did you mean integrierte-planung?" in said
    if command[0] == "score":
        assert "69.7" in ran.out
    if command[0] == "batch":
        assert len((tmp_path / "out.csv").read_text("utf-8").splitlines()) == 2
        assert "1 rejected" in ran.err


def test_an_unknown_name_on_the_command_line_is_wrong_usage(cli: Cli, city: Path) -> None:
    assert cli("score", city, "-q", "integrierte-plannung").code == 2


@pytest.mark.parametrize("id_", ["/etc/passwd", "./questionnaires/klein.yaml", "klein.yaml"])
def test_the_id_in_a_file_opens_no_path(cli: Cli, small: Path, id_: str) -> None:
    ran = cli("score", naming(small, f'"{id_}"'))
    assert ran.code == 1
    assert "E213" in ran.err
    assert "/etc/passwd:" not in ran.err


@pytest.mark.parametrize(
    "command",
    [
        ("score",),
        ("score", "--json"),
        ("check",),
        ("check", "--json"),
        ("compare",),
        ("compare", "--json"),
        ("batch", "-o", "out.csv"),
        ("batch", "-o", "out.csv", "--json"),
        ("benchmark", "build", "-o", "benchmark.json"),
        ("workshop", "merge"),
        ("workshop", "merge", "--json"),
    ],
    ids=" ".join,
)
def test_a_broken_questionnaire_is_told_once_with_how_many_files_it_concerns(
    cli: Cli, small: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    path = tmp_path / "questionnaires/klein.yaml"
    path.write_text(path.read_text("utf-8").replace("yes_no", "yes_noo"), "utf-8")
    files = [small, *(naming(tmp_path / f"W{number:02}.yaml", "klein") for number in range(1, 12))]
    ran = cli(*command, *files)
    said = ran.err + ran.out
    assert ran.code == 1
    assert said.count("E103") == 1
    assert said.count("E214") == 1
    assert "This concerns 12 files: small.yaml, W01.yaml, W02.yaml, W03.yaml, W04.yaml …" in said
    assert not (tmp_path / "out.csv").exists()


def test_two_broken_questionnaires_are_two_faults_and_a_single_file_is_no_count(
    cli: Cli, small: Path, tmp_path: Path
) -> None:
    path = tmp_path / "questionnaires/klein.yaml"
    text = path.read_text("utf-8").replace("yes_no", "yes_noo")
    path.write_text(text, "utf-8")
    path.with_name("other.yaml").write_text(text.replace("id: klein", "id: other"), "utf-8")
    ran = cli("score", "--json", small, naming(tmp_path / "second.yaml", "other"))
    problems = json.loads(ran.err)["problems"]
    codes = [(Path(problem["file"]).name, problem["code"]) for problem in problems]
    assert codes == [("klein.yaml", "E103"), ("small.yaml", "E214"), ("other.yaml", "E103"), ("second.yaml", "E214")]
    assert not [problem for problem in problems if "concerns" in problem["message"]]


def test_a_questionnaire_that_is_not_at_hand_is_told_once(cli: Cli, tmp_path: Path) -> None:
    ran = cli("check", *(naming(tmp_path / f"{number}.yaml", "nosuch") for number in range(3)))
    assert ran.out.count("E213") == 1
    assert "This concerns 3 files: 0.yaml, 1.yaml, 2.yaml" in ran.out


def test_a_machine_is_told_everything_in_one_document(cli: Cli, city: Path, tmp_path: Path) -> None:
    noted = tmp_path / "noted.yaml"
    noted.write_text(city.read_text("utf-8").replace("subject:", "remark: x\nsubject:", 1), "utf-8")
    ran = cli("score", "--json", noted, naming(tmp_path / "stray.yaml", "nosuch"), noted)
    assert [problem["code"] for problem in json.loads(ran.err)["problems"]] == ["N401", "N401", "E213"]


@pytest.mark.parametrize(
    "command",
    [("score",), ("explain",), ("report", "-o", "r.md"), ("report", "-o", "r.html", "--lang", "en")],
    ids=" ".join,
)
def test_a_language_that_the_questionnaire_lacks_is_noted(cli: Cli, small: Path, command: tuple[str, ...]) -> None:
    ran = cli(*command, small)
    assert ran.code == 0
    assert "N415 The questionnaire klein has no texts in en; they are shown in de" in ran.err
    assert "N415" not in cli(*command, small, "--quiet", *(["--force"] if command[0] == "report" else [])).err


@pytest.mark.parametrize(
    "command", [("score", "--lang", "de"), ("score", "--json"), ("report", "-o", "r.md", "--lang", "de")]
)
def test_nothing_is_noted_where_the_language_is_there_or_no_text_is_shown(
    cli: Cli, small: Path, command: tuple[str, ...]
) -> None:
    assert "N415" not in cli(*command, small).err


def test_a_missing_language_falls_back_to_the_first_one_of_the_questionnaire(cli: Cli, small: Path) -> None:
    text = QUESTIONNAIRE.format(languages="fr, it", title="{it: Titolo, fr: Titre}", label="{it: parola, fr: mot}")
    (small.parent / "questionnaires/klein.yaml").write_text(text, "utf-8")
    ran = cli("score", small)
    assert "Titre" in ran.out
    assert "mot" in ran.out
    assert "Titolo" not in ran.out
    assert "parola" not in ran.out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name here")
def test_a_report_goes_through_a_pipe(cli: Cli, small: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert cli("report", small, "-o", pipe, "--format", "json").code == 0
        assert os.read(reader, 40).startswith(b"{")
    finally:
        os.close(reader)
