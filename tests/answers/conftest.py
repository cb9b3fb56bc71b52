"""The sample questionnaire and its short form, side by side in a folder."""

from __future__ import annotations

import pytest

from planself import i18n
from planself.questionnaire.load import Loaded
from tests.answers import samples


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


@pytest.fixture(scope="session")
def long_form(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    folder = tmp_path_factory.mktemp("forms")
    samples.loaded(folder, samples.SHORT)
    return samples.loaded(folder)


@pytest.fixture(scope="session")
def short_form(long_form: Loaded) -> Loaded:
    return samples.loaded(long_form.path.parent, samples.SHORT)
