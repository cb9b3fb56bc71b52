"""Every page can be followed from an empty folder: typed line by line, with what its own earlier lines have made."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.pages import PAGES, ROOT, Block, blocks, name
from tests.docs.typist import Typist

DEMO = "python3 -m venv .venv && .venv/bin/pip install -e . && .venv/bin/planself demo"
TEST = "python3 -m venv .venv && .venv/bin/pip install -e '.[dev]' && .venv/bin/python -m pytest"
_BY_CI = "a step of .ci/run or a test of its own, about the sources and not about a reader's folder"
NOT_TYPED = {
    DEMO: "installs packages from the network; .ci/run takes it from the README and runs it",
    TEST: "the same, and it would run these tests within these tests",
    ".venv/bin/pip install '.[duckdb]'": "installs packages from the network",
    ".venv/bin/pip install '.[spark]'": "installs packages from the network",
    "planself batch panel.csv -q integrierte-planung --engine spark -o results-of-spark.parquet": (
        "needs Java; tests/cli/test_batch_engines.py runs such a line where there is one"
    ),
    "ruff check .": _BY_CI,
    "ruff format --check .": _BY_CI,
    "mypy": _BY_CI,
    "lint-imports": _BY_CI,
    "python scripts/phrases.py check": _BY_CI,
    "python scripts/docs.py check": _BY_CI,
    "python scripts/phrases.py update": _BY_CI,
    "python scripts/phrases.py missing": _BY_CI,
}
READ = {
    "powershell": "for Windows, which no machine of ours has; the page says that nobody has tried it",
}
"""Languages of blocks whose lines are read and not typed, with the reason."""
NOT_TRIED = ("noch nicht unter Windows erproben", "Nobody has tried planself on Windows")
GERMAN = ("handbuch.md", "spickzettel.md", "fuer-*.md")
ELSEWHERE = ("docs/workshop-leitfaden.md", "docs/workshop-guide.md")
"""Typed in the same way by tests/workshop/test_guides.py, which goes on from there."""
NAMED = {"action-plan.md", "mapping.md", "report-templates.md", "scoring.md", "tables.md", "scale.md"}
WITH_LINES = [
    page
    for page in PAGES
    if name(page) not in ELSEWHERE and any(block.language in ("sh", "console") for block in blocks(page))
]


def _language(page: Path) -> str:
    return "de_DE" if any(page.match(german) for german in GERMAN) else "en_GB"


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("page", WITH_LINES, ids=name)
def test_a_page_can_be_followed_from_an_empty_folder(page: Path, tmp_path: Path) -> None:
    typist = Typist(tmp_path, _language(page))
    for block in blocks(page):
        if block.mark.startswith("file: "):
            typist.save(_saved(block), block.text)
        for line in block.lines if block.language in ("sh", "console") else []:
            if line not in NOT_TYPED:
                typist.type(line.removeprefix("$ "))


def test_the_pages_that_name_commands_are_among_those_that_are_typed() -> None:
    assert {page.name for page in WITH_LINES} >= NAMED


def _saved(block: Block) -> str:
    """Return the name under which a page has its reader save a block; it must say so above the block."""
    file = block.mark.removeprefix("file: ")
    above = block.page.read_text("utf-8").partition(f"<!-- {block.mark} -->")[0]
    assert f"`{file}`" in above[-1500:], f"{name(block.page)} does not say to save {file}"
    return file


def test_no_command_line_hides_in_a_block_that_is_not_typed() -> None:
    for page in PAGES:
        for block in blocks(page):
            if block.language in ("sh", "console", *READ) or block.text.startswith("Usage:"):
                continue
            hidden = [line for line in block.lines if re.match(r"\$ |(?:planself|pip|python3?|cd|mkdir|cp) \S", line)]
            assert not hidden, (name(page), hidden)


def test_what_is_not_typed_still_stands_somewhere() -> None:
    lines = {line for page in PAGES for block in blocks(page) for line in block.lines}
    assert set(NOT_TYPED) <= lines


@pytest.mark.parametrize("page", [page for page in PAGES if any(b.language in READ for b in blocks(page))], ids=name)
def test_a_page_with_lines_that_are_only_read_says_that_nobody_has_tried_them(page: Path) -> None:
    text = " ".join(page.read_text("utf-8").split())
    assert any(said in text for said in NOT_TRIED)


def test_nobody_is_told_to_install_planself_by_its_name() -> None:
    """It is on no index, so whoever registers the name there would be installed."""
    texts = [*PAGES, *(ROOT / "src").rglob("*.py"), *(ROOT / "templates").rglob("*.j2")]
    for file in (*texts, ROOT / "src/planself/locale/de/LC_MESSAGES/planself.po"):
        assert not re.search(r"pip install[^&|;`\n]*\bplanself\b", file.read_text("utf-8")), file
