"""Blocks: every kind of block in every format, inert and with its numbers as text."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from markupsafe import Markup

from planself.report.blocks import (
    Annex,
    Block,
    Bullets,
    Cell,
    Column,
    Facts,
    Figure,
    Heading,
    Page,
    Paragraph,
    Section,
    Table,
)
from planself.report.inline_text import Words, compose
from planself.report.render import render
from planself.report.view_parts import Fact
from tests.report.material import small_case, view

EVIL = "<img src=x onerror=alert(1)> | **bold** [link](http://evil.example)"
BLOCKS: tuple[Block, ...] = (
    Paragraph(compose("First {what}.", what=EVIL), "lead"),
    Paragraph("A warning.", "flag"),
    Heading(EVIL),
    Bullets((EVIL, compose("{word}", word=Words("Wort", "de")))),
    Facts((Fact("Label", EVIL),)),
    Table(
        EVIL,
        (Column("Role"), Column("Drawn", chart=True), Column("Score", numeric=True)),
        ((Cell(EVIL), Cell(chart=Markup("<svg></svg>")), Cell("41.7", shade=0)),),
        note=EVIL,
    ),
    Figure(Markup('<svg viewBox="0 0 1 1"></svg>'), EVIL, "What it shows", "Caption"),
)
SECTION = Section("one", EVIL, BLOCKS)


def page() -> Page:
    return Page(
        lang="en",
        kind=Words("Kind"),
        title=EVIL,
        page_title="A page",
        footer="",
        meta=(Fact("Date", "today"),),
        notices=(compose("Read this: {what}", what=EVIL),),
        sections=(SECTION,),
        bands=3,
        result={"format": "planself/test/1"},
    )


def test_html_prints_every_block_inert() -> None:
    text = render(page(), "html")
    assert "<img" not in text
    assert text.count("&lt;img") == 12  # once where each stands, the title also in the contents
    assert '<td class="num b0" data-label="Score">41.7</td>' in text
    assert '<span lang="de">Wort</span>' in text
    assert 'href="#one"' in text


def test_tables_say_how_they_are_set() -> None:
    plain = Table("T", (Column("Role"), Column("Score", numeric=True)), ((Cell("a"), Cell("1")),))
    sections = (Section("s", "S", (replace(plain, aligned=True), replace(plain, turned=True))),)
    text = render(replace(page(), sections=sections), "html")
    assert '<table class="plain blocks aligned">' in text
    assert '<table class="plain blocks turned">' in text


def test_markdown_prints_every_block_inert_and_leaves_drawings_out() -> None:
    text = render(page(), "md")
    assert not re.search(r"(?<!\\)<img", text)
    assert "svg" not in text
    assert "What it shows" in text
    lines = text.splitlines()
    head = next(place for place, line in enumerate(lines) if line.startswith("| Role |"))
    assert lines[head : head + 2] == ["| Role | Score |", "| --- | ---: |"]
    assert lines[head + 2] == f"| {lines[0].removeprefix('# ')} | 41.7 |"


@pytest.mark.parametrize("form", ["html", "md"])
def test_an_annex_joins_the_report_between_answers_and_method(form: str) -> None:
    annex = Annex((Section("extra", "Something else", (Paragraph("Added."),)),), "extra", {"n": 1})
    text = render(view(small_case("mixed"), annexes=(annex,)), "html" if form == "html" else "md")
    assert text.index("Added.") < text.index("## Annex" if form == "md" else 'id="annex"')
    assert json.loads(render(view(small_case("mixed"), annexes=(annex,)), "json"))["extra"] == {"n": 1}
