"""Texts that are put together bring their own stops, and none stands twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from planself import resources
from planself.report.inline_text import Words, compose, joined
from planself.text import stop, tidy
from tests.cli.conftest import Cli, city, cli, examples

__all__ = ["city", "cli", "examples"]

DOUBLED = re.compile(r"[?!…]\.(?!\w)|[a-zäöüß]{3}\.;|(?<!\.)\.\.(?!\.)")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Found: a, ….", "Found: a, …"),
        ("Is it so?. Yes.", "Is it so? Yes."),
        ("It ends..", "It ends."),
        ("And so on...", "And so on..."),
        ("G.I.B., etc.; 3.", "G.I.B., etc.; 3."),
        ("file.yaml?.x .5 ?.", "file.yaml?.x .5 ?"),
    ],
)
def test_a_message_has_one_stop_at_a_time(text: str, right: str) -> None:
    assert tidy(text) == right


@pytest.mark.parametrize(("text", "needed"), [("a", "."), ("a.", ""), ("a?", ""), ("a!", ""), ("a…", ""), ("a?“", ".")])
def test_a_stop_is_added_where_one_is_missing(text: str, needed: str) -> None:
    assert stop(text) == needed


def test_a_sentence_takes_the_stop_of_what_it_ends_with() -> None:
    assert str(compose("It depends on: {what}.", what=Words("Is there a plan?"))) == "It depends on: Is there a plan?"
    assert str(compose("It depends on: {what}.", what=Words("a plan"))) == "It depends on: a plan."
    assert str(joined([Words("One.", "de"), "two.", "three."], "; ")) == "One; two; three."
    first, *_rest = joined([Words("One.", "de"), "two"], "; ").parts
    assert isinstance(first, Words)
    assert first.lang == "de"


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("suffix", ["md", "html"])
def test_no_stop_stands_twice_in_the_shipped_reports(cli: Cli, lang: str, suffix: str) -> None:
    for path in sorted((resources.questionnaires() / "beispiele").glob("*-202[46].yaml")):
        ran = cli("report", path, "-o", f"{path.stem}.{suffix}", "--lang", lang)
        assert ran.code == 0, ran.err
        text = Path(f"{path.stem}.{suffix}").read_text("utf-8")
        text = re.sub(r"<style>.*?</style>|<[^>]*>", " ", text, flags=re.DOTALL)
        assert [text[max(found.start() - 60, 0) : found.end()] for found in DOUBLED.finditer(text)] == []
        assert "\u200b" not in text
        assert "\u00ad" not in text
