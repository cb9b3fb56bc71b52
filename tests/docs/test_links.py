"""Links between pages lead somewhere, and the pages of the formats name every key."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from planself.cli.boundary import run
from tests.docs.pages import PAGES, ROOT, name

LINK = re.compile(r"(?<!\\)\[[^\]]*\]\(([^)\s]+)\)")


def prose(page: Path) -> str:
    """Return what a page says outside of its blocks."""
    return re.sub(r"^ *```.*?^ *```$", "", page.read_text("utf-8"), flags=re.M | re.S)


def anchors(page: Path, level: int | None = None) -> set[str]:
    """Return the anchors of a page's headings, of all or of one level."""
    signs = "#+" if level is None else "#" * level
    headings = re.findall(rf"^{signs} (.+)$", prose(page), re.M)
    return {_anchor(re.sub(r"[`*]|\]\([^)]*\)|\[", "", heading)) for heading in headings}


def _anchor(heading: str) -> str:
    """Return the anchor that code forges give to a heading."""
    kept = [c for c in heading.strip().lower() if c in " -_" or unicodedata.category(c)[0] in "LN"]
    return "".join(kept).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_to_files_and_headings_that_are_there(page: Path) -> None:
    for link in LINK.findall(prose(page)):
        if link.startswith("https://"):
            continue
        path, _sign, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.is_file(), link
        assert target.is_relative_to(ROOT), link
        if anchor:
            assert anchor in anchors(target), link


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/architecture.md"])
def test_files_that_are_named_are_there(page: str) -> None:
    named = set(re.findall(r"`((?:\w+/)*\w+\.(?:py|md|yaml)|(?:[\w.]+/)+\w*)`", (ROOT / page).read_text("utf-8")))
    shorthand = {"codes.py", "frame.py", "compile.py", "record.py", "leverage.py", "plan.py", "points.py"}
    assert len(named) > 5
    for path in named - shorthand:
        assert any((start / path).exists() for start in (ROOT, ROOT / "src/planself")), path


def _keys(schema: Any) -> set[str]:
    """Return every key that a JSON Schema allows anywhere."""
    match schema:
        case dict():
            own = set(schema["properties"]) if isinstance(schema.get("properties"), dict) else set()
            return own.union(*(_keys(part) for part in schema.values()))
        case list():
            return set().union(*(_keys(part) for part in schema))
        case _:
            return set()


@pytest.mark.parametrize("kind", ["questionnaire", "answers", "result"])
def test_the_page_of_the_formats_names_every_key(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", kind]) == 0
    wanted = _keys(json.loads(capsys.readouterr().out))
    assert len(wanted) > 10
    page = (ROOT / "docs/questionnaire-format.md").read_text("utf-8")
    told = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`[^`\n]+`", page))))
    assert wanted - told == set()


def test_the_glossary_has_one_row_for_each_word() -> None:
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", (ROOT / "docs/glossary.md").read_text("utf-8"), re.M)[
        2:
    ]
    assert len(rows) > 20
    for column in (0, 1):
        words = [row[column].strip() for row in rows]
        assert len(words) == len(set(words))
