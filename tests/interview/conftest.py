"""The sample questionnaire, loaded once, and an answer file of its own for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from planself import i18n
from planself.answers.store import Store
from planself.questionnaire.load import Loaded
from tests.interview import samples


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return samples.load(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def short(loaded: Loaded) -> Loaded:
    return samples.load(loaded.path.parent, samples.SHORT, "sample-short.yaml")


@pytest.fixture
def store(tmp_path: Path, loaded: Loaded) -> Iterator[Store]:
    with Store.open(tmp_path / "a.yaml", loaded) as opened:
        yield opened
