"""Hostile tables are answered in time and in little memory, with a place and a remedy; a child process is the judge."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.exchange.hostile import WORKBOOKS, Maker

SECONDS, BYTES = 60, 3 << 30
"""Of processor and of address space, the runtime of Polars and its threads included; the figures are far below."""
QUESTIONNAIRE = """format: planself/questionnaire/1
id: test
version: 1.0.0
title: Test
languages: [en]
bands: [{id: low, from: 0, label: low}, {id: top, from: 75, label: top}]
stages: [{id: s1, min: 0, label: one}, {id: s2, min: 50, label: two}]
scales: {m: {levels: [{label: a}, {label: b}, {label: c}, {label: d}, {label: e}]}}
hurdles: [{id: h, name: H}]
sections:
  - id: s
    title: S
    questions:
      - {id: q1, type: scale, scale: m, text: One, hurdles: {h: 1}}
      - {id: q2, type: scale, scale: m, text: Two, hurdles: {h: 1}}
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended, and what it took."""

    code: int
    said: str
    seconds: float
    mebibytes: float


def ended(*arguments: str | Path, cwd: Path) -> Ended:
    """Run a command under hard bounds; a breach of them ends it by a signal."""
    resource = pytest.importorskip("resource", reason="bounds of a process are a thing of Unix")
    source = (
        "import resource, sys\n"
        f"resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))\n"
        f"resource.setrlimit(resource.RLIMIT_AS, ({BYTES}, {BYTES}))\n"
        "from planself.cli.boundary import run\n"
        "sys.exit(run(sys.argv[1:]))\n"
    )
    command = [sys.executable, "-c", source, *map(str, arguments)]
    environment = os.environ | {"POLARS_MAX_THREADS": "2", "PLANSELF_LANG": "en"}
    with subprocess.Popen(command, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as child:
        assert child.stdout is not None
        said = child.stdout.read().decode()
        _pid, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    assert resource is not None
    return Ended(child.returncode, said, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


@pytest.mark.parametrize(("make", "code"), [pytest.param(*case, id=name) for name, case in WORKBOOKS.items()])
def test_a_hostile_workbook_is_answered(make: Maker, code: str, tmp_path: Path) -> None:
    (tmp_path / "q.yaml").write_text(QUESTIONNAIRE)
    path = make(tmp_path)
    found = ended("batch", "-q", "q.yaml", path.name, "-o", "out.csv", cwd=tmp_path)
    figures = f"{found.seconds:.1f} s, {found.mebibytes:.0f} MiB, exit {found.code}"
    print(f"\n{figures}: {found.said[:300]}")  # noqa: T201 -- for whoever asks with -s
    assert "Traceback" not in found.said
    assert "panicked" not in found.said
    if code:
        assert (found.code, code in found.said, path.name in found.said) == (1, True, True)
    else:
        assert found.code in (0, 1)
        assert "E250" not in found.said
