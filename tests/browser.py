"""A real browser for the tests that look at pages; skipped with the reason where there is none, required in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)


def first_of(browsers: Iterable[str]) -> str | None:
    """Return the Chromium to use: the one that is asked for, or the first at hand."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, browsers)), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the Chromium at hand once a module, and end it there.

    Playwright's synchronous API keeps an event loop running in its thread: left open, it would break
    every test after it that starts a loop of its own, such as those of the interview.
    """
    path = first_of(BROWSERS)
    if path is None:
        reason = f"no Chromium at hand: none of {', '.join(BROWSERS)} is on PATH, and CHROMIUM is not set"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """Return the source of axe-core, which a package of the test tools carries."""
    package = find_spec("axe_playwright_python")
    assert package is not None
    assert package.origin is not None
    return next(Path(package.origin).parent.rglob("axe.min.js")).read_text("utf-8")
