"""The sample questionnaire, loaded once, and its sheet."""

from __future__ import annotations

import pytest

from planself import i18n
from planself.questionnaire.load import Loaded
from planself.sheet_entry.printed_sheet import PrintedSheet
from tests.interview import samples as interview
from tests.sheet_entry.samples import printed


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return interview.load(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def paper(loaded: Loaded) -> PrintedSheet:
    return printed(loaded)
