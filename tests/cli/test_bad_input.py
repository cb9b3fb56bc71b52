"""Rubbish of every kind: a clear message, exit 1 or 2, no traceback, nothing written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Cli

HEAD = b"format: planself/answers/1\nquestionnaire: {id: integrierte-planung, version: 0.10.0}\n"


def _bomb() -> bytes:
    levels = [b"a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    levels += [b"a%d: &a%d [%s]" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 12)]
    return HEAD + b"\n".join(levels) + b"\n"


RUBBISH: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "E003"),
    "only comments": (b"# nothing\n", "E003"),
    "binary": (bytes(range(256)) * 8, "E00"),
    "a spreadsheet": (b"PK\x03\x04" + bytes(200), "E004"),
    "wrong encoding": (HEAD + "subject: {name: Königswinter}\n".encode("cp1252"), "E005"),
    "utf-16": (HEAD.decode().encode("utf-16"), "E005"),
    "a list": (b"- a\n- b\n", "E050"),
    "a word": (b"hello\n", "E050"),
    "truncated": (HEAD + b"answers: {silo_overview: 1, silo_joi", "E01"),
    "truncated quote": (HEAD + b'subject: {name: "Muster', "E01"),
    "alias bomb": (_bomb(), "E021"),
    "20,000 levels deep": (HEAD + b"answers: " + b"[" * 20_000 + b"]" * 20_000 + b"\n", "E026"),
    "python tags": (b"!!python/object/apply:os.system ['touch owned']\n", "E022"),
    "duplicate keys": (HEAD + b"answers:\n  silo_overview: 1\n  silo_overview: 2\n", "E020"),
    "several documents": (HEAD + b"---\n" + HEAD, "E023"),
    "NUL bytes": (HEAD + b"answers: {silo_overview: \x00}\n", "E00"),
    "unknown format version": (HEAD.replace(b"answers/1", b"answers/2"), "E2"),
    "unknown question": (HEAD + b"answers: {silo_overveiw: 1}\n", "E2"),
    "level out of range": (HEAD + b"answers: {silo_overview: 5}\n", "E2"),
    "level of the wrong type": (HEAD + b"answers: {silo_overview: [1]}\n", "E2"),
    "level as text": (HEAD + b"answers: {silo_overview: viel}\n", "E2"),
    "unknown option": (HEAD + b"answers: {silo_areas: agred}\n", "E2"),
    "option twice": (HEAD + b"answers: {silo_partners: [school, school]}\n", "E2"),
    "exclusive option with another": (HEAD + b"answers: {silo_partners: [school, none]}\n", "E2"),
    "number out of range": (HEAD + b"answers: {cult_learning: -1}\n", "E2"),
    "huge number": (HEAD + b"answers: {cult_learning: 1" + b"0" * 5000 + b"}\n", "E"),
    "infinity": (HEAD + b"answers: {cult_learning: .inf}\n", "E2"),
    "exponent": (HEAD + b"answers: {cult_learning: 1e400}\n", "E2"),
    "ambiguous number": (HEAD + b"answers: {cult_learning: '1.234'}\n", "E2"),
    "no such date": (HEAD + b"date: 2026-02-30\n", "E2"),
    "no such key of a municipality": (HEAD + b"subject: {ags: '123456'}\n", "E2"),
    "another major version": (HEAD.replace(b"0.10.0", b"7.0.0"), "E2"),
    "unknown questionnaire": (HEAD.replace(b"integrierte-planung", b"fremd"), ""),
}


@pytest.mark.parametrize("name", RUBBISH)
def test_rubbish_is_refused_in_plain_words(cli: Cli, tmp_path: Path, name: str) -> None:
    data, code = RUBBISH[name]
    (tmp_path / "x.yaml").write_bytes(data)
    before = set(tmp_path.iterdir())
    for arguments in (["score", "x.yaml"], ["check", "x.yaml"], ["report", "x.yaml", "-o", "x.html"]):
        ran = cli(*arguments)
        said = ran.out + ran.err
        assert ran.code in (1, 2), said
        assert "Traceback" not in said
        assert "planself itself has a fault" not in said
        assert "x.yaml" in said or name == "unknown questionnaire"
    assert code in (cli("check", "x.yaml").out or code)
    assert set(tmp_path.iterdir()) == before


@pytest.mark.parametrize("name", [name for name in RUBBISH if name not in ("a word",)])
def test_rubbish_as_a_questionnaire(cli: Cli, city: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "form.yaml").write_bytes(RUBBISH[name][0].replace(b"planself/answers/", b"planself/questionnaire/"))
    for arguments in (["check", "form.yaml"], ["score", str(city), "-q", "form.yaml"]):
        ran = cli(*arguments)
        assert ran.code in (1, 2), ran.out + ran.err
        assert "planself itself has a fault" not in ran.out + ran.err


def test_eighty_megabytes_of_comment(cli: Cli, tmp_path: Path) -> None:
    with (tmp_path / "x.yaml").open("wb") as file:
        for _ in range(80):
            file.write(b"# " + b"x" * ((1 << 20) - 3) + b"\n")
    ran = cli("score", "x.yaml")
    assert ran.code == 1
    assert "E001" in ran.err


def test_all_problems_of_a_file_are_named_at_once(cli: Cli, tmp_path: Path) -> None:
    text = HEAD + b"date: 31.02.2026\nanswers:\n  silo_overview: 9\n  silo_joint_plan: viel\n  silo_arias: agreed\n"
    (tmp_path / "x.yaml").write_bytes(text)
    problems = json.loads(cli("check", "x.yaml", "--json").out)["problems"]
    assert [problem["line"] for problem in problems if problem["severity"] == "error"] == [3, 5, 6, 7]
    assert any("silo_areas" in problem["message"] + problem["hint"] for problem in problems)


def test_a_file_without_permission(city: Path, tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give up its rights to become somebody else")
    locked = tmp_path / "locked.yaml"
    locked.write_bytes(city.read_bytes())
    locked.chmod(0)
    tmp_path.chmod(0o755)
    for folder in tmp_path.parents:
        if folder.is_relative_to("/tmp") and folder != Path("/tmp"):  # noqa: S108  # pytest's own folders
            folder.chmod(0o755)
    code = (
        "import os, sys; from planself.cli.boundary import run\n"
        "import planself.cli.app, planself.cli.inputs, planself.cli.patterns, rich.console\n"
        "os.setgid(65534); os.setuid(65534)\n"
        f"sys.exit(run(['score', {str(locked)!r}]))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 1, ran.stderr
    assert "locked.yaml" in ran.stderr
    assert "Traceback" not in ran.stderr
