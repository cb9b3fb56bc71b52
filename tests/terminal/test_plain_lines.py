"""Menus and blanks in plain lines, one after the other, as a screen reader speaks them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from planself import i18n
from planself.terminal.asker import Blank, Menu, MenuItem
from planself.terminal.plain import PlainLines
from planself.terminal.screen import Sieve

ITEMS = (
    MenuItem("", "Hurdles"),
    MenuItem("silos", "Silos", state="rated"),
    MenuItem("goals", "Goals"),
    MenuItem("", "Others"),
    MenuItem("money", "Money", words="Funding and staff"),
)


class Typed:
    """Types lines, and keeps what was said in between."""

    def __init__(self, *lines: str) -> None:
        i18n.use("en")
        self._lines: Iterator[str] = iter(lines)
        self.said: list[str] = []
        self.asker = PlainLines(self._read, self.said.append, Sieve())

    def _read(self) -> str:
        line = next(self._lines, None)
        if line is None:
            raise EOFError
        return line

    def text(self) -> str:
        return "".join(self.said)


@pytest.mark.parametrize(
    ("lines", "chosen"),
    [
        (["1"], "silos"),
        (["3"], "money"),
        ([""], None),
        (["b"], None),
        (["Z"], None),
        (["0", "2"], "goals"),
        (["4", "2"], "goals"),
        (["silos", "1"], "silos"),
        (["1\n2", "3"], "money"),
    ],
)
def test_an_item_is_chosen_by_its_number(lines: list[str], chosen: str | None) -> None:
    assert Typed(*lines).asker.choose(Menu("What?", ITEMS)) == chosen


def test_headings_have_no_number_and_states_stand_behind() -> None:
    typed = Typed("")
    typed.asker.choose(Menu("What?", ITEMS, lines=("A line.",), table=(("3", "open"),), notice="Mind this."))
    assert typed.text() == (
        "\nWhat?\n3: open\nA line.\nMind this.\nHurdles\n1. Silos (rated)\n2. Goals\nOthers\n3. Money\n"
        "Number, or Enter to go back: "
    )


def test_enter_takes_what_is_pointed_at_and_the_prompt_says_so() -> None:
    typed = Typed("")
    assert typed.asker.choose(Menu("What?", ITEMS, at="goals")) == "goals"
    assert typed.said[-1] == "Number, Enter for 2, b to go back: "


def test_a_number_that_there_is_none_of_is_said() -> None:
    typed = Typed("4", "")
    typed.asker.choose(Menu("What?", ITEMS))
    assert "“4” is not among the numbers." in typed.text()


def test_a_search_says_what_contains_it_under_the_numbers_that_they_have() -> None:
    typed = Typed("FUND", "s", "nothing", "")
    typed.asker.choose(Menu("What?", ITEMS, search=True))
    assert "back: 3. Money\n" in typed.text()
    assert "1. Silos (rated)\n2. Goals\n3. Money\n" in typed.text()
    assert "“nothing” is not among the numbers." in typed.text()


def test_a_menu_without_search_looks_for_nothing() -> None:
    typed = Typed("silos", "")
    typed.asker.choose(Menu("What?", ITEMS))
    assert "“silos” is not among the numbers." in typed.text()


def test_q_leaves_and_several_lines_at_once_are_no_choice() -> None:
    with pytest.raises(KeyboardInterrupt):
        Typed("q").asker.choose(Menu("What?", ITEMS))
    pasted = Typed("q\n1", "2")
    assert pasted.asker.choose(Menu("What?", ITEMS)) == "goals"
    assert "Several lines came at once" in pasted.text()


@pytest.mark.parametrize(
    ("line", "default", "long", "text"),
    [
        ("words", "", False, "words"),
        ("  words ", "", False, "words"),
        ("", "kept", False, "kept"),
        ("-", "kept", False, ""),
        ("", "", False, ""),
        ("a\nb", "", False, "a b"),
        ("a\nb", "", True, "a\nb"),
        ("- a", "kept", False, "- a"),
    ],
)
def test_a_blank_is_written_kept_or_cleared(line: str, default: str, long: bool, text: str) -> None:
    assert Typed(line).asker.write(Blank("Name", default=default, long=long)) == text


def test_a_blank_asks_until_nothing_is_wrong() -> None:
    typed = Typed("x", "yes")
    blank = Blank("Name", hint="In full.", complain=lambda text: "" if text == "yes" else "Too short.")
    assert typed.asker.write(blank) == "yes"
    assert typed.text().startswith("\nName\nIn full.\nText, or Enter to leave it empty: Too short.\n")


def test_what_is_kept_is_shown_without_what_could_steer_the_terminal() -> None:
    typed = Typed("")
    assert typed.asker.write(Blank("Name", default="a\x1b[2Jb")) == "a\x1b[2Jb"
    assert "\x1b" not in typed.text()
    assert "keeps “a" in typed.text()


def test_the_end_of_the_input_is_not_taken_for_an_answer() -> None:
    with pytest.raises(EOFError):
        Typed().asker.choose(Menu("What?", ITEMS))
    with pytest.raises(EOFError):
        Typed().asker.write(Blank("Name"))
