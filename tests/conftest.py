"""What holds for every test: a browser for who asks for it, and hypothesis without a clock or a fixed seed.

The speed of a machine is no law, so no test is judged by it. Examples and order differ from run to run
(pytest-randomly prints the seed): what only one order or one seed keeps green is red.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from planself import i18n, resources
from planself.files import yaml_text
from planself.questionnaire import load
from planself.questionnaire.check import check as checked_anew
from tests.browser import axe, browser

__all__ = ["axe", "browser"]

settings.register_profile("planself", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
settings.load_profile("planself")


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    """Let no test speak the language that the one before it chose."""
    i18n.reset()
    yield
    i18n.reset()


@pytest.fixture(scope="session", autouse=True)
def _shipped_are_checked_once() -> Iterator[None]:
    """Let a process read and check the text of a shipped questionnaire once: a thousand tests begin with it.

    Sound ones alone are kept, and nothing can change what is: the data is made anew each time, the model is frozen.
    """
    shipped = {path.read_text("utf-8") for path in resources.questionnaires().glob("*.yaml")}
    built: dict[str, bytes] = {}
    checked: dict[str, Any] = {}

    def build(text: str, name: str, first: Callable[[str, str], object] = yaml_text.build) -> object:
        if text not in shipped:
            return first(text, name)
        if text not in built:
            built[text] = pickle.dumps(first(text, name))
        return pickle.loads(built[text])  # noqa: S301 -- made in this process

    def check(source: Any, first: Callable[[Any], Any] = checked_anew) -> Any:
        if source.text in checked:
            return checked[source.text]
        questionnaire, problems = first(source)
        if source.text in shipped and not problems:
            checked[source.text] = questionnaire, problems
        return questionnaire, problems

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_text, "build", build)
        patch.setattr(load, "check", check)
        yield


_FIRST = ("spark", "libreoffice_saved", "digits_of_the_page", "crash_at_any_moment", "folder[docs/handbuch")
"""In the names of tests of a minute and more; the last of them to begin must not keep one worker at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest, and of these with Spark's, on one worker, so that a JVM is started once."""
    items.sort(key=lambda item: next((place for place, word in enumerate(_FIRST) if word in item.name), len(_FIRST)))
