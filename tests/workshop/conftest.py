"""The shipped workshop, copied so that tests can spoil it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from planself import i18n, resources
from planself.cli import boundary
from planself.questionnaire.load import Loaded
from planself.workshop.folder import Folder, open_folder, questionnaire_for
from planself.workshop.members import Members, read_folder

SHIPPED = resources.questionnaires() / "beispiele/workshop-musterstadt"


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


@pytest.fixture(scope="session")
def loaded() -> Loaded:
    return questionnaire_for(open_folder(SHIPPED), Path.cwd(), os.environ)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """The example's folder, free to be changed."""
    shutil.copytree(SHIPPED, tmp_path / "shop")
    return tmp_path / "shop"


@pytest.fixture
def members(shop: Path, loaded: Loaded) -> Callable[[], tuple[Folder, Members]]:
    """Return a function that reads the folder as it stands now."""

    def read() -> tuple[Folder, Members]:
        folder = open_folder(shop)
        return folder, read_folder(folder, loaded)

    return read


def replace(path: Path, old: str, new: str) -> None:
    """Replace what stands in a file, and it must stand there."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


class Ended(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def words(self) -> str:
        """What it said to its reader, on one line."""
        return " ".join(self.err.split())


Call = Callable[..., Ended]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Return a function that runs a command, in English unless it says otherwise."""

    def run(*words: str | Path, lang: str = "en") -> Ended:
        capsys.readouterr()
        code = boundary.run(["--lang", lang, *map(str, words)])
        return Ended(code, *capsys.readouterr())

    return run
