"""The draft in the browser's storage: there after a crash, told where two write it, and never where it would betray."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Error, Page, expect

from planself.form.content import FormOptions
from planself.form.page import form_page
from tests.form.driving import visited
from tests.form.samples import sample

LEVELS = 5


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(locale="en", offline=True)
    yield opened
    opened.close()


def written(folder: Path, **options: object) -> Path:
    file = folder / "form.html"
    file.write_text(form_page(sample(), FormOptions(("en",), **options)), "utf-8")  # type: ignore[arg-type]
    return file


def at(file: Path, place: str) -> str:
    return f"{file.as_uri()}#s-{place}"


def tick(page: Page, level: int) -> None:
    page.locator(f"#q-vision-{level}").press("Space")


def ticked(page: Page) -> int | None:
    return next((level for level in range(LEVELS) if page.locator(f"#q-vision-{level}").is_checked()), None)


def test_a_crash_at_any_moment_leaves_an_earlier_state_whole(context: BrowserContext, tmp_path: Path) -> None:
    """50 crashes, each at a moment of its own: what is there again is what was there a moment before at the latest."""
    file, chance = written(tmp_path), random.Random(1)  # noqa: S311 -- no secret
    last: int | None = None
    for _ in range(50):
        page = context.new_page()
        page.goto(at(file, "goals"))
        page.wait_for_selector("fieldset")
        assert ticked(page) == last
        states = [last]
        for _ in range(chance.randrange(1, 5)):
            states.append(chance.randrange(LEVELS))
            tick(page, states[-1] or 0)
            page.wait_for_timeout(chance.choice((0, 0, 20, 350)))
        with pytest.raises(Error):
            page.goto("chrome://crash", timeout=5_000)
        again = context.new_page()
        again.goto(at(file, "goals"))
        again.wait_for_selector("fieldset")
        last = ticked(again)
        again.close()
        assert last in states


def test_what_was_left_a_moment_ago_is_there_again(context: BrowserContext, tmp_path: Path) -> None:
    file = written(tmp_path)
    with visited(context, file) as page:
        page.goto(at(file, "goals"))
        tick(page, 3)
        page.wait_for_timeout(600)
    with visited(context, file) as page:
        expect(page.locator("#status")).to_contain_text("draft on this device")
        page.goto(at(file, "goals"))
        assert ticked(page) == 3


def test_a_number_that_is_none_yet_is_there_again(context: BrowserContext, tmp_path: Path) -> None:
    file = written(tmp_path)
    with visited(context, file) as page:
        page.goto(at(file, "goals"))
        page.locator("#q-children-value").fill("about 12")
        page.wait_for_timeout(600)
    with visited(context, file) as page:
        page.goto(at(file, "goals"))
        assert page.locator("#q-children-value").input_value() == "about 12"
        expect(page.locator("#q-children-fault")).to_contain_text("is no number")


def test_a_form_of_another_part_or_with_other_answers_has_a_draft_of_its_own(
    context: BrowserContext, tmp_path: Path
) -> None:
    with visited(context, written(tmp_path)) as page:
        page.goto(at(tmp_path / "form.html", "goals"))
        tick(page, 3)
        page.wait_for_timeout(600)
    named = '"questionnaire": {"id": "form-sample", "version": "1.0.0"}'
    came_with = f'{{"format": "planself/answers/1", {named}, "answers": {{"vision": 1}}}}'
    for options, shown in (({"part": ("planning",)}, None), ({"filled": came_with}, 1), ({}, 3)):
        file = written(tmp_path, **options)
        with visited(context, file) as page:
            page.goto(at(file, "goals"))
            page.wait_for_selector("fieldset")
            assert ticked(page) == shown


def test_two_windows_on_one_draft_are_told(context: BrowserContext, tmp_path: Path) -> None:
    file = written(tmp_path)
    with visited(context, file) as one, visited(context, file) as other:
        expect(other.locator("#elsewhere")).to_be_hidden()
        one.goto(at(file, "goals"))
        tick(one, 3)
        expect(other.locator("#elsewhere")).to_be_visible()
        other.evaluate("window.location.hash = '#s-goals'")
        expect(other.locator("#elsewhere")).to_be_visible()


@pytest.mark.parametrize(("options", "kept"), [({"blind": True, "code": "W07"}, 0), ({"blind": True}, 1), ({}, 1)])
def test_a_laptop_that_goes_round_keeps_nothing(
    context: BrowserContext, tmp_path: Path, options: dict[str, object], kept: int
) -> None:
    file = written(tmp_path, **options)
    with visited(context, file) as page:
        page.goto(at(file, "goals"))
        tick(page, 3)
        page.wait_for_timeout(600)
        assert page.evaluate("window.localStorage.length") == kept


@pytest.mark.parametrize("broken", ["get() { throw new DOMException('no') }", "value: undefined"])
def test_a_browser_without_storage_fills_in_and_saves_all_the_same(
    context: BrowserContext, tmp_path: Path, broken: str
) -> None:
    context.add_init_script(f"Object.defineProperty(window, 'localStorage', {{ {broken} }})")
    file = written(tmp_path)
    with visited(context, file) as page:
        page.goto(at(file, "goals"))
        tick(page, 3)
        page.wait_for_timeout(400)
        with page.expect_download() as download:
            page.click(".acts .first")
        assert '"vision": 3' in Path(download.value.path()).read_text("utf-8")


def test_everything_on_the_device_can_be_deleted(context: BrowserContext, tmp_path: Path) -> None:
    file, asked = written(tmp_path), list[str]()

    def accept(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept()

    with visited(context, file) as page:
        page.goto(at(file, "goals"))
        tick(page, 3)
        page.wait_for_timeout(600)
        page.on("dialog", accept)
        page.get_by_role("button", name="Delete what is on this device").press("Enter")
        expect(page.locator("#status")).to_contain_text("deleted")
        assert page.evaluate("window.localStorage.length") == 0
        assert ticked(page) is None
    assert len(asked) == 1


@pytest.mark.parametrize("answered", [True, False])
def test_unsaved_answers_are_asked_about_before_the_form_closes(
    context: BrowserContext, tmp_path: Path, answered: bool
) -> None:
    file, asked = written(tmp_path), list[str]()
    page = context.new_page()
    page.goto(at(file, "goals"))
    page.wait_for_selector("fieldset")

    def accept(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", accept)
    if answered:
        page.locator("#q-vision-2").click()
    else:
        page.locator("#q-vision summary").click()  # browsers ask only where something was touched
    page.close(run_before_unload=True)
    page.wait_for_event("close") if not page.is_closed() else None
    assert asked == (["beforeunload"] if answered else [])
