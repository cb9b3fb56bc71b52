"""German and English are equals: every phrase is found, translated, and fills in the same values."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from planself.i18n import Reader

ROOT = Path(__file__).parent.parent
PO = ROOT / "src/planself/locale/de/LC_MESSAGES/planself.po"
SOURCES = sorted((ROOT / "src").rglob("*.py"))


@cache
def _messages() -> list[Message]:
    with PO.open("rb") as file:
        return [message for message in read_po(file, locale="de") if message.id]


def _variants(texts: object) -> list[str]:
    return [str(text) for text in texts] if isinstance(texts, list | tuple) else [str(texts)]


def test_the_catalogue_holds_exactly_the_phrases_of_the_sources_all_translated() -> None:
    ran = subprocess.run([sys.executable, ROOT / "scripts/phrases.py", "check"], check=False)
    assert ran.returncode == 0, "run `python scripts/phrases.py update`, then translate what `missing` lists"


def _values(texts: object) -> set[frozenset[str]]:
    return {frozenset(re.findall(r"(?<!\{)\{(\w+)", text)) for text in _variants(texts)}


def test_a_translation_fills_in_the_same_values() -> None:
    assert [message.id for message in _messages() if not _values(message.string) <= _values(message.id)] == []


def test_no_phrase_hides_in_an_f_string() -> None:
    """The extractor does not see it there."""
    hidden = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                called = [part.func for part in ast.walk(node) if isinstance(part, ast.Call)]
                names = {getattr(func, "id", getattr(func, "attr", "")) for func in called}
                hidden += [f"{path}:{node.lineno}"] if names & {"_", "n_"} else []
    assert hidden == []


@given(st.integers(-10_000_000, 10_000_000))
def test_tenths_agree_with_babel(value: int) -> None:
    for lang in ("de", "en"):
        expected = format_decimal(value / 10, "#,##0.0", locale=lang)
        assert Reader(lang).tenths(value) == expected.replace("-0.0", "0.0")


@given(st.integers(0, 10**12))
def test_whole_numbers_agree_with_babel(value: int) -> None:
    for lang in ("de", "en"):
        assert Reader(lang).integer(value) == format_decimal(value, locale=lang)


def test_german_quotation_marks_pair() -> None:
    texts = [text for message in _messages() for text in _variants(message.string)]
    assert [text for text in texts if re.sub("[^„“”]", "", text).replace("„“", "")] == []


def test_no_phrase_holds_a_sign_that_nobody_sees() -> None:
    """Such a sign is copied along: a word with a soft hyphen is found by no search."""
    assert [
        message.id for message in _messages() if set("".join(_variants(message.string))) & set("\u00ad\u200b\u2060")
    ] == []
