"""The rows of a text table counted: filled, empty, short, too long, torn; in one go or line by line, it is the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself import i18n
from planself.errors import InputError
from planself.exchange import csv_rows
from planself.exchange.csv_dialect import Dialect
from planself.exchange.csv_rows import RowShape, look, rewrite
from planself.exchange.text_source import Scratch, Text
from tests.reaching import reached, reaching


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def shape(width: int, *rows: int) -> RowShape:
    """Return the shape after rows with so many cells."""
    found = RowShape("a.csv", width)
    for cells in rows:
        found.take(cells)
    return found


@pytest.mark.parametrize(
    ("rows", "heading", "skipped", "short", "filled"),
    [
        ([], 0, [], [], 0),
        ([0, 0], 0, [], [], 2),
        ([3], 1, [], [], 0),
        ([3, 3, 3], 1, [], [], 2),
        ([0, 0, 3, 3], 3, [], [], 1),
        ([3, 0, 3], 1, [2], [], 1),
        ([3, 0, 0, 3, 0, 3], 1, [2, 3, 5], [], 2),
        ([3, 3, 0, 0], 1, [], [], 1),
        ([3, 2, 3, 1], 1, [], [2, 4], 3),
        ([0, 3, 0, 2, 0], 2, [3], [4], 1),
    ],
)
def test_rows_are_counted_and_empty_ones_between_them_kept_in_mind(
    rows: list[int], heading: int, skipped: list[int], short: list[int], filled: int
) -> None:
    found = shape(3, *rows)
    assert (found.rows, found.heading, found.skipped, found.short) == (len(rows), heading, skipped, short)
    if heading:
        assert found.filled == filled
        assert found.blanks == (0 in rows[heading:])


@given(st.lists(st.sampled_from([("filled", 1), ("filled", 5), ("empty", 1), ("empty", 4)]), max_size=8))
def test_several_rows_at_once_count_as_one_after_the_other(pieces: list[tuple[str, int]]) -> None:
    at_once, singly = RowShape("a", 3), RowShape("a", 3)
    for kind, rows in pieces:
        (at_once.take_regular if kind == "filled" else at_once.take_empty)(rows)
        for _row in range(rows):
            singly.take(3 if kind == "filled" else 0)
    assert at_once == singly


@pytest.mark.parametrize(
    ("rows", "torn"),
    [
        ([4, 2, 3], "Rows 2 to 3 "),
        ([4, 1, 4], None),
        ([4, 1, 3], None),
        ([4, 2, 2, 2], "Rows 2 to 4 "),
        ([4, 3, 4, 2], None),
        ([4, 4, 3, 2], "Rows 3 to 4 "),
        ([4, 2, 0, 3], "Rows 3 to 4 "),
        ([9, *[1] * 7, 2], None),
        ([9, *[2] * 8], "Rows 2 to 9 "),
        ([10, *[2] * 9], "Rows 2 to 10 "),
        ([11, *[2] * 10], None),
    ],
)
def test_short_rows_that_make_a_whole_one_are_a_row_torn_apart(rows: list[int], torn: str | None) -> None:
    found = shape(rows[0], *rows)
    if torn is None:
        assert found.problems == []
    else:
        assert [problem.message.startswith(torn) for problem in found.problems] == [True], found.problems
        assert (found.problems[0].code, found.problems[0].where.line) == ("E253", int(torn.split()[1]))


def test_all_rows_that_are_too_long_are_named_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_rows, "MAX_PROBLEMS", 3)
    found = shape(2, 2, 5, 2, 3, 4, 4)
    assert [(problem.where.line, problem.code) for problem in found.problems] == [(2, "E253"), (4, "E253"), (5, "E253")]
    assert "has 5 cells, and there are 2 headings" in found.problems[0].message
    with pytest.raises(InputError) as caught:
        found.notes()
    assert len(caught.value.problems) == 3


def test_short_rows_are_one_note_that_names_them() -> None:
    assert shape(3, 3, 3).notes() == ()
    (note,) = shape(3, 3, 2, 3, 2).notes()
    assert (note.code, note.where.line) == ("N451", 2)
    assert note.message.startswith("2 rows have fewer cells")
    assert "rows 2" in note.hint
    assert "4" in note.hint


def test_no_more_empty_rows_are_kept_in_mind_than_a_spreadsheet_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_rows, "_MAX_SKIPPED", 4)
    found = shape(2, 2, 0, 0, 2)
    found.take_empty(2)
    found.take(2)
    found.take_empty(1)
    with pytest.raises(InputError, match="More than 4 empty rows") as caught:
        found.take(2)
    assert (caught.value.problems[0].code, caught.value.problems[0].where.line) == ("E258", 9)


# --- two ways through a text ---


def dialect(*headings: str, sep_line: bool = False) -> Dialect:
    return Dialect(";", sep_line, headings, (), [])


def text(data: bytes, *, quotes: bool) -> Text:
    scratch = Scratch()
    scratch.write(data)
    return Text(scratch.done(), quotes=quotes)


def counted(found: RowShape) -> tuple[object, ...]:
    return found.rows, found.heading, found.skipped, found.short, found.filled, len(found.problems)


CELLS = st.lists(st.sampled_from(["", "a", "bc", "ä"]), max_size=5).map(";".join)


@reaching("problems", "blanks")
@given(st.lists(CELLS, max_size=12), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans())
def test_lines_are_counted_as_the_csv_module_reads_them(lines: list[str], end: str, last: bool, sep: bool) -> None:
    data = (end.join(["sep=;"] * sep + lines) + end * last).encode()
    written = dialect("x", "y", "z", sep_line=sep)
    quick, strict = (look(text(data, quotes=quotes), written, "a.csv") for quotes in (False, True))
    assert quick.blanks == strict.blanks or quick.rows != strict.rows
    reached("problems", bool(quick.problems))
    reached("blanks", bool(quick.skipped))
    assert (quick.heading, quick.skipped, quick.short) == (strict.heading, strict.skipped, strict.short)
    assert [(each.code, each.where.line) for each in quick.problems] == [
        (each.code, each.where.line) for each in strict.problems
    ]
    if quick.heading:
        assert quick.filled == strict.filled


@given(st.lists(CELLS, min_size=1, max_size=12), st.integers(1, 9))
def test_a_text_is_counted_alike_wherever_it_is_cut(lines: list[str], piece: int) -> None:
    data = "\r\n".join(lines).encode()
    written = dialect("x", "y", "z")
    whole = counted(look(text(data, quotes=False), written, "a.csv"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_rows, "PIECE", piece)
        assert counted(look(text(data, quotes=False), written, "a.csv")) == whole


@pytest.mark.parametrize(
    ("data", "inner", "code", "line"),
    [
        (b'a;b\n"x";y\n', False, None, None),
        (b'a;b\n"x""y";z\n', True, None, None),
        (b'a;b\nx"y;z\n', True, None, None),
        (b'a;b\n"x"y;z\n', False, "E255", 2),
        (b'a;b\nx;y\n"x;z\n', False, "E255", 3),
    ],
)
def test_quotation_marks_are_followed_to_their_end(
    data: bytes, inner: bool, code: str | None, line: int | None
) -> None:
    found = look(text(data, quotes=True), dialect("a", "b"), "a.csv")
    assert found.inner_quotes is inner
    assert [(each.code, each.where.line) for each in found.problems] == ([(code, line)] if code else [])


def test_why_a_row_is_none_is_told_by_how_far_it_has_come() -> None:
    closed = look(text(b'a;b\n"x"y;z\nc;d\n', quotes=True), dialect("a", "b"), "a.csv")
    assert "goes on after the closing" in closed.problems[0].message
    opened = look(text(b'a;b\n"x;z\nc;d\n', quotes=True), dialect("a", "b"), "a.csv")
    assert "opened in this row and never closed" in opened.problems[0].message


@pytest.mark.parametrize("quotes", [False, True])
def test_a_row_that_does_not_end_is_refused_by_its_number(monkeypatch: pytest.MonkeyPatch, quotes: bool) -> None:
    monkeypatch.setattr(csv_rows, "RECORD_LIMIT", 50)
    monkeypatch.setattr(csv_rows, "PIECE", 20)
    written = dialect("a", "b")
    look(text(b"a;b\n" + b"x;" + b"y" * 40 + b"\nc;d\n", quotes=quotes), written, "a.csv")
    with pytest.raises(InputError) as caught:
        look(text(b"a;b\nc;d\n" + b"x" * 200, quotes=quotes), written, "a.csv")
    assert (caught.value.problems[0].code, caught.value.problems[0].where.line) == ("E254", 3)


def test_a_text_written_anew_has_neither_empty_rows_nor_cells_beyond_the_headings() -> None:
    anew = rewrite(text(b'sep=;\na;b\n\n;\n"x;1";y;;\nz\n', quotes=True), dialect("a", "b", sep_line=True))
    with anew.open() as file:
        assert file.read() == b'a;b\r\n"x;1";y\r\nz\r\n'
