"""What holds for every test: a browser for who asks for it, and hypothesis without a clock or a fixed seed.

The speed of a machine is no law, so no test is judged by it. Examples and order differ from run to run
(pytest-randomly prints the seed): what only one order or one seed keeps green is red.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from planself import i18n
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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with Spark, on one worker, so that a JVM is started once."""
    items.sort(key=lambda item: "spark" not in item.name)
