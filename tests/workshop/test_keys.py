"""A letter means the same when one person answers and when a group discusses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from planself.i18n import Reader
from planself.questionnaire.load import Loaded
from planself.terminal import keys
from planself.terminal.keys import DISCUSSION, INTERVIEW, LETTERS, Key
from planself.workshop.keyboard import AROUND, further, legend
from tests.interview import samples

HANDBOOK = Path(__file__).parents[2] / "docs/handbuch.md"
_ROW = re.compile(r"^\| (?P<keys>[^|]+) \| [^|]+ \|$", re.M)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    return samples.load(tmp_path_factory.mktemp("sample"))


def test_a_letter_is_one_command_in_both() -> None:
    for letter in {letter for letters in LETTERS.values() for letter in letters}:
        found = {keys.of(letter, INTERVIEW), keys.of(letter, DISCUSSION)} - {None}
        assert len(found) == 1, letter
    assert set(INTERVIEW) | set(DISCUSSION) == set(Key)
    assert keys.of("r", DISCUSSION) is keys.of("r", INTERVIEW) is Key.UNDO
    assert keys.of("k", DISCUSSION) is keys.of("k", INTERVIEW) is Key.COMMENT
    assert keys.of("s", DISCUSSION) is keys.of("s", INTERVIEW) is Key.SKIP
    assert keys.of("u", DISCUSSION) is None, "unsure is nothing that a group can be"


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_key_of_a_discussion_is_in_the_one_table(loaded: Loaded, lang: str) -> None:
    known = {*keys.letters(DISCUSSION), *keys.UNKNOWN, *keys.NOT_APPLICABLE, *keys.YES, *keys.NO}
    for question in loaded.questionnaire.questions:
        used = {key for key in further(question, all_keyed=True) if len(key) == 1}
        assert used <= known, question.id
        shown = {letter for letter, _word in legend(question, Reader(lang)) if len(letter) == 1}
        assert shown <= used, "what is shown works"
        assert keys.shown(LETTERS[Key.COMMENT], lang) in shown
    assert {key for key in AROUND if len(key) == 1} == {"s", "r", "o", "q"}


def test_the_handbook_lists_the_keys_of_both() -> None:
    text = HANDBOOK.read_text("utf-8")
    for heading, among in (("| Taste | Wirkung |", INTERVIEW), ("| Taste | was sie tut |", DISCUSSION)):
        assert text.count(heading) == 1
        table = text.partition(heading)[2].partition("\n\n")[0]
        listed = set(re.findall(r"`(\S)`", " ".join(row["keys"] for row in _ROW.finditer(table))))
        own = {keys.shown(LETTERS[key], "de") for key in among if LETTERS[key]}
        assert own <= listed
        assert not {letter for letter in listed if keys.of(letter, Key) and keys.of(letter, among) is None}
