"""A form in a real browser without a network, filled in by keyboard as a person would."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from planself.form.content import FormOptions, page_languages
from planself.form.page import form_page
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import AnswerKind, AnyQuestion
from planself.scoring.plan import Given, State

FAR = 4000
"""More presses of a key than any form of the tests needs."""


class FormDriver:
    """One open form."""

    def __init__(self, page: Page, loaded: Loaded) -> None:
        self.page = page
        self.loaded = loaded

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    @property
    def focused(self) -> str:
        """The id of the element that has the focus."""
        return str(self.page.evaluate("document.activeElement?.id ?? ''"))

    def go(self, place: str) -> None:
        """Go to a section, `:start` or `:end`, by its link."""
        self.page.evaluate(f"window.location.hash = '#s-{place}'")
        self.page.locator(f'a[aria-current][href="#s-{place}"]').wait_for(state="attached")

    def fill(self, answers: Mapping[str, Given]) -> None:
        """Answer every question that shows and has an answer, section by section, by keyboard alone."""
        for section in self.loaded.questionnaire.sections:
            self.go(section.id)
            done: set[str] = set()
            for _ in range(FAR):
                self.press("Tab")
                if self.page.evaluate("document.activeElement?.matches('.nav .first')"):
                    break
                if self.focused.endswith("-reason"):
                    self.page.keyboard.type("Reason")
                    continue
                question = next((q for q in section.questions if self.focused.startswith(f"q-{q.id}-")), None)
                if question is not None and question.id not in done:
                    done.add(question.id)
                    if question.id in answers:
                        self._answer(question, answers[question.id])

    def _answer(self, question: AnyQuestion, given: Given) -> None:
        match question.kind:
            case AnswerKind.NUMBER | AnswerKind.TEXT:
                self._type(question, given)
            case AnswerKind.ONE_OF:
                self.press("Space", *["ArrowDown"] * self._place(question, given))
            case AnswerKind.SOME_OF:
                self._tick(question, given)

    def _type(self, question: AnyQuestion, given: Given) -> None:
        if isinstance(given, State):
            while self.focused != f"q-{question.id}-:{given.value}":
                self.press("Tab")
            self.press("Space")
        elif question.kind is AnswerKind.NUMBER:
            assert isinstance(given, int)
            self.page.keyboard.type(typed(given))
        else:
            self.page.keyboard.type(str(given))

    def _place(self, question: AnyQuestion, given: Given) -> int:
        """Return how many rows below the first an answer stands."""
        rows = [choice.value for choice in question.as_asked]
        states = [*(["unknown"] if question.allows_unknown else [])]
        if isinstance(given, State):
            return len(rows) + (0 if given is State.UNKNOWN else len(states))
        return next(place for place, value in enumerate(rows) if value == given and type(value) is type(given))

    def _tick(self, question: AnyQuestion, given: Given) -> None:
        if isinstance(given, State):
            wanted = [f":{given.value}"]
        else:
            assert isinstance(given, tuple)
            wanted = list(given) or [":none"]
        for _ in range(FAR):
            prefix, here = f"q-{question.id}-", self.focused
            if here.startswith(prefix) and here.removeprefix(prefix) in wanted:
                self.press("Space")
                wanted.remove(here.removeprefix(prefix))
            if not wanted:
                return
            self.press("Tab")

    def save(self, folder: Path) -> Path:
        """Save the answer file and return where it is."""
        with self.page.expect_download() as download:
            self.page.click(".acts .first")
        target = folder / download.value.suggested_filename
        download.value.save_as(target)
        return target

    def open(self, file: Path) -> None:
        """Open an answer file."""
        self.page.set_input_files("#open", file)

    def texts(self, selector: str) -> list[str]:
        """Return the texts of all elements that a selector finds."""
        return [text.strip() for text in self.page.locator(selector).all_inner_texts()]


def typed(millionths: int) -> str:
    """Return a number as one types it in English: three decimals would be ambiguous."""
    text = f"{Decimal(millionths).scaleb(-6).normalize():f}"
    _whole, _sign, fraction = text.partition(".")
    return text + "0" if len(fraction) == 3 else text


@contextmanager
def opened(browser: Browser, loaded: Loaded, folder: Path, lang: str = "en", **options: Any) -> Iterator[FormDriver]:
    """Open a form of a questionnaire, and fail where its script does."""
    chosen = FormOptions(options.pop("languages", (lang,)), **options)
    file = folder / "form.html"
    file.write_text(form_page(loaded, chosen), "utf-8")
    context = browser.new_context(locale=lang, offline=True, accept_downloads=True)
    try:
        with visited(context, file) as page:
            yield FormDriver(page, loaded)
    finally:
        context.close()


@contextmanager
def visited(context: BrowserContext, file: Path) -> Iterator[Page]:
    """Open a file in a context, and fail where its script or its policy complains."""
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(file.as_uri())
    page.wait_for_selector("h1")
    yield page
    assert faults == []


def every_language(loaded: Loaded) -> tuple[str, ...]:
    """Return the languages of a form."""
    return page_languages(loaded.questionnaire)


def data(file: Path) -> Any:
    """Return what a saved answer file holds."""
    return json.loads(file.read_text("utf-8"))
