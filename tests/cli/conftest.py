"""A command line in this process: arguments in, exit code and both streams out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from planself import resources
from planself.cli.boundary import run
from tests.cli.parity_questionnaire import QUESTIONNAIRE


@dataclass(frozen=True)
class Ran:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


Cli = Callable[..., Ran]


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Cli:
    """Return a function that runs planself in an empty folder, in English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLANSELF_LANG", "en")

    def call(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return call


@pytest.fixture
def examples() -> Path:
    """Return the folder of the shipped examples."""
    return resources.questionnaires() / "beispiele"


@pytest.fixture
def city(examples: Path) -> Path:
    """Return the example with an overall score."""
    return examples / "beispielstadt-2026.yaml"


@pytest.fixture
def parity(tmp_path: Path) -> Path:
    """Return the folder in which the questionnaire lies that tells by its scores which answers were read."""
    (tmp_path / "q.yaml").write_text(json.dumps(QUESTIONNAIRE), "utf-8")
    return tmp_path


@pytest.fixture
def small() -> Path:
    """Return the questionnaire of the tests' own about a library."""
    return Path(__file__).parents[1] / "report/data/small.yaml"
