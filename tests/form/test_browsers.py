"""The form in Firefox and in WebKit: the same digits, and it opens from a file."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from planself.form.content import FormOptions
from planself.form.page import form_page
from planself.questionnaire.catalogue import DEFAULT, find
from planself.questionnaire.load import load_questionnaire
from tests.form.test_vectors import in_percent, vector_page, vectors
from tests.vector_suite import named_by

PATIENCE = 180
"""Seconds that a browser may take to start and to open a page, for a machine that is busy with other tests."""
Texts = Callable[[str, Sequence[Path]], list[str]]
"""Opens files, waits for what a selector finds, and returns what their bodies say."""


def missing(what: str) -> None:
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{what} is not installed; CI has it")


def in_firefox(selector: str, files: Sequence[Path]) -> list[str]:
    firefox, node = shutil.which("firefox-esr") or shutil.which("firefox"), shutil.which("node")
    modules = os.environ.get("NODE_MODULES", "node_modules")
    if firefox is None or node is None or not Path(modules, "puppeteer-core").is_dir():
        missing("Firefox with Node.js and puppeteer-core (in the folder that NODE_MODULES names)")
    script = Path(modules).resolve().parent / "firefox.mjs"  # a module finds others only from where it lies
    script.write_text(Path(__file__).with_name("firefox.mjs").read_text("utf-8"), "utf-8")
    command = [str(node), str(script), str(firefox), selector, *(file.as_uri() for file in files)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert ended.stderr == ""
    texts: list[str] = json.loads(ended.stdout)
    return texts


def in_webkit(selector: str, files: Sequence[Path]) -> list[str]:
    from selenium import webdriver
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support import expected_conditions
    from selenium.webdriver.support.wait import WebDriverWait
    from selenium.webdriver.webkitgtk.options import Options
    from selenium.webdriver.webkitgtk.service import Service

    driver, xvfb = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    browser = next(iter(sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))), None)
    if driver is None or xvfb is None or browser is None:
        missing("WebKitGTK with its driver, and Xvfb")
    options = Options()
    options.binary_location = str(browser)
    options.add_argument("--automation")
    with _screen(str(xvfb)) as display:
        environ = {**os.environ, "DISPLAY": display, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
        opened = webdriver.WebKitGTK(options=options, service=Service(executable_path=str(driver), env=environ))
        try:
            texts = []
            for file in files:
                opened.get(file.as_uri())
                WebDriverWait(opened, PATIENCE).until(
                    expected_conditions.presence_of_element_located((By.CSS_SELECTOR, selector))
                )
                texts.append(opened.find_element(By.TAG_NAME, "body").text)
            return texts
        finally:
            opened.quit()


class _screen:  # noqa: N801 -- used like a function
    """A virtual screen for the time of a block; its name is the number that Xvfb found free."""

    def __init__(self, xvfb: str) -> None:
        self._xvfb = xvfb

    def __enter__(self) -> str:
        read, write = os.pipe()
        command = [self._xvfb, "-displayfd", str(write), "-nolisten", "tcp"]
        self._process = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as number:
            return f":{number.readline().strip()}"

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait()


pytestmark = pytest.mark.filterwarnings("ignore:setting remote_server_addr")  # selenium's own call
BROWSERS = pytest.mark.parametrize("texts", [in_firefox, in_webkit])


@BROWSERS
def test_every_case_comes_out_digit_for_digit(texts: Texts, tmp_path: Path) -> None:
    cases, file = list(vectors()), tmp_path / "vectors.html"
    file.write_text(vector_page([given for _, given, _ in cases]), "utf-8")
    (text,) = texts("body", [file])
    results = in_percent(json.loads(text))
    wrong = [
        n for (n, _, expected), result in zip(cases, results, strict=True) if named_by(expected, result) != expected
    ]
    assert wrong == []


@BROWSERS
def test_the_form_opens(texts: Texts, tmp_path: Path) -> None:
    loaded = load_questionnaire(find(DEFAULT, Path.cwd(), {}))
    file = tmp_path / "form.html"
    file.write_text(form_page(loaded, FormOptions(("de",))), "utf-8")
    (text,) = texts("h1", [file])
    assert "Profil bisher" in text
