"""What the first lines of a text table show, and what they leave open."""

from __future__ import annotations

import pytest

from planself import i18n
from planself.errors import InputError
from planself.exchange import csv_dialect
from planself.exchange.csv_dialect import Dialect, find
from planself.exchange.text_source import Text


def dialect(text: str, suffix: str = ".csv") -> Dialect:
    i18n.use("en")
    return find(Text(text.encode()), "t.csv", suffix)


def refused(text: str) -> str:
    with pytest.raises(InputError) as caught:
        dialect(text)
    (problem,) = caught.value.problems
    return f"{problem.code} {problem.message}"


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
def test_the_separator_is_the_sign_that_parts_all_rows_alike(sign: str) -> None:
    text = "\n".join(sign.join(row) for row in (("a", "b", "c"), ("1", "x", "2"), ("3", "", "4")))
    found = dialect(text)
    assert (found.separator, found.headings, found.sep_line) == (sign, ("a", "b", "c"), False)
    assert found.first == [["1", "x", "2"], ["3", "", "4"]]


def test_commas_in_cells_do_not_win_over_semicolons() -> None:
    assert dialect("name;score\nA;1,5\nB;2,5\nC, D;3\n").separator == ";"
    assert dialect('a,b\n"x;y",1\n"u;v",2\n').separator == ","


@pytest.mark.parametrize("line", ["sep=;\n", "SEP=;\r\n", '"sep=;"\n'])
def test_a_line_that_names_the_separator_is_followed_and_is_no_heading(line: str) -> None:
    found = dialect(f"{line}a;b,c\n1;2,5\n")
    assert (found.separator, found.sep_line, found.headings) == (";", True, ("a", "b,c"))


@pytest.mark.parametrize("suffix", [".tsv", ".tab"])
def test_a_suffix_that_says_tab_is_believed(suffix: str) -> None:
    assert dialect("a;b\tc;d\n1;2\t3;4\n", suffix).headings == ("a;b", "c;d")


def test_two_signs_that_fit_alike_are_not_chosen_between() -> None:
    assert refused("a;b,c\n1;2,3\n") == ("E252 The separator is not clear: “;”, “,” fit the first lines equally well.")
    assert refused("a\tb|c\n1\t2|3\n") == "E252 The separator is not clear: tab, “|” fit the first lines equally well."


def test_one_column_is_a_table() -> None:
    found = dialect("code\nA\nB\n")
    assert (found.headings, found.first) == (("code",), [["A"], ["B"]])


def test_a_title_above_the_headings_is_told() -> None:
    assert refused("Survey 2026\na;b;c\n1;2;3\n").startswith("E256 The first row holds a single cell, “Survey 2026”")
    found = dialect("Survey 2026;;\na;b;c\n1;2;3\n")
    assert found.title == "Survey 2026"
    assert dialect("a;b;c\n1;2;3\n").title is None


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["t;", "a;b", "1;2"], "t"),
        (["t;", "a;b", "1;"], None),
        (["t;", "a;b", "1;2", "3;"], "t"),
        (["t;", "1;", "2;", "a;b", "c;d"], None),
        (["t;", "1;", "a;b"], None),
        (["t;"], None),
        ([";t", "a;b"], "t"),
        (["t;u", "a;b"], None),
    ],
)
def test_a_title_stands_alone_where_more_than_half_of_the_rows_hold_more(lines: list[str], title: str | None) -> None:
    assert dialect("\n".join(lines) + "\n").title == title


def test_nothing_but_empty_lines_is_no_table() -> None:
    with pytest.raises(InputError, match="E003 The file holds no line of headings"):
        dialect("\n\n", ".tsv")


def test_headings_are_known_though_the_first_row_is_longer_than_what_is_looked_at() -> None:
    found = dialect('a;b\n"' + "x" * 300_000 + '";1\n', ".csv")
    assert (found.headings, found.first) == (("a", "b"), [])


def test_a_first_line_that_does_not_end_is_refused_and_one_that_does_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_dialect, "_HEAD", 8)
    monkeypatch.setattr(csv_dialect, "RECORD_LIMIT", 20)
    assert dialect("abcdefgh;i\n1;2\n").headings == ("abcdefgh", "i")
    assert dialect("abc;d\n1;2").first == [], "the second row goes on, so it is not looked at"
    assert dialect("abc;d\n1;").first == [["1", ""]], "this is all there is"
    assert refused("a" * 30 + ";b\n1;2\n").startswith("E254 This row does not end")
    with pytest.raises(InputError) as caught:
        dialect("a" * 30)
    assert caught.value.problems[0].where.line == 1


@pytest.mark.parametrize("end", ["\n", "\r"])
def test_a_beginning_is_looked_at_up_to_the_end_of_a_line(end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last whole row may be the beginning of one with a line end in a cell, so it is not looked at either."""
    monkeypatch.setattr(csv_dialect, "_HEAD", 8)
    assert dialect(end.join(("a;b", "1;", "3;4;", ""))).first == []
    assert dialect(end.join(("a;b", "1;"))).first == [["1", ""]]
    assert refused(end.join(("", "abcdefghij;k", "1;2"))).startswith("E003"), "half a heading is none"


@pytest.mark.parametrize(("row", "seen"), [(199, True), (200, True), (201, False)])
def test_two_hundred_rows_are_looked_at(row: int, seen: bool) -> None:
    lines = ["n;t", *("1;x" for _row in range(row - 1)), "1,25;x", *("1;x" for _row in range(9))]
    assert dialect("\n".join(lines) + "\n").signs[0] == (frozenset({","}) if seen else frozenset())


@pytest.mark.parametrize(
    ("cells", "signs"),
    [
        (("1,25", "2,5"), {","}),
        (("1.25",), {"."}),
        (("0,5",), {","}),
        (("-0.5",), {"."}),
        (("1,2345",), {","}),
        (("1,234",), set()),
        (("1,2",), set()),
        (("12", "x"), set()),
        (("1,25", "1.25"), {",", "."}),
    ],
)
def test_a_decimal_sign_is_shown_only_by_what_can_mean_nothing_else(cells: tuple[str, ...], signs: set[str]) -> None:
    found = dialect("n;t\n" + "".join(f"{cell};x\n" for cell in cells))
    assert found.signs == (frozenset(signs), frozenset())
