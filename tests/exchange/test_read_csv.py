"""CSV and its kin: read cell by cell as written, or refused with the row; nothing is guessed and nothing shifts."""

from __future__ import annotations

import csv
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planself import i18n
from planself.errors import Severity, UsageError
from planself.exchange import csv_rows, text_source
from planself.exchange.source_table import RawTable, open_table
from tests.exchange.samples_in import codes, refused, rows, written
from tests.reaching import reached, reaching

GERMAN = 'a;b;c\r\nMüller;0,25;"zwei\r\nZeilen; und ""mehr"""\r\n1;;3\r\n'
CELLS = [(2, "Müller", "0,25", 'zwei\r\nZeilen; und "mehr"'), (3, "1", None, "3")]


@pytest.mark.parametrize(
    ("data", "noted"),
    [
        (GERMAN.encode(), []),
        (GERMAN.encode("utf-8-sig"), []),
        (GERMAN.encode("cp1252"), ["N450"]),
        (GERMAN.replace(";", "\t").encode("utf-16"), []),
        (b"\xfe\xff" + GERMAN.encode("utf-16-be"), []),
        (("sep=;\r\n" + GERMAN).encode(), []),
        (("sep=;\r\n" + GERMAN).encode("utf-8-sig"), []),
    ],
)
def test_the_same_cells_come_out_of_every_encoding(tmp_path: Path, data: bytes, noted: list[str]) -> None:
    table = open_table(written(tmp_path, "a.csv", data))
    assert [tuple(c.replace("\t", ";") if isinstance(c, str) else c for c in row) for row in rows(table)] == CELLS
    assert (table.headings, table.first_row, table.style("abc"), codes(table)) == (("a", "b", "c"), 2, ",", noted)


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    lines = [["Frage, eins; oder | zwei", "b", "c"], ["1,5", "x;y", "p|q"], ["", "2", "z\tz"]]
    text = StringIO()
    csv.writer(text, delimiter=separator).writerows(lines)
    table = open_table(written(tmp_path, "a.txt", text.getvalue()))
    assert table.headings == tuple(lines[0])
    assert rows(table) == [(2, "1,5", "x;y", "p|q"), (3, None, "2", "z\tz")]


def test_a_suffix_says_tab_in_capital_letters_too(tmp_path: Path) -> None:
    assert rows(open_table(written(tmp_path, "A.TSV", "a;b\tc;d\n1;2\t3;4\n"))) == [(2, "1;2", "3;4")]


@pytest.fixture
def _csv_limit() -> Iterator[None]:
    """Give the csv module back the limit that it had: it is one for the whole process."""
    limit = csv.field_size_limit()
    yield
    csv.field_size_limit(limit)


@pytest.mark.usefixtures("_csv_limit")
@pytest.mark.parametrize("row", ['"' + "x\n" * 90 + '";4', '"' + "x\n" * 30 + '";"' + "y\n" * 30 + '"'])
def test_a_row_that_is_too_long_is_named_by_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str
) -> None:
    monkeypatch.setattr(csv_rows, "RECORD_LIMIT", 100)
    (problem,) = refused(written(tmp_path, "a.csv", f"a;b\n1;2\n{row}\n"))
    assert (problem.code, problem.where.line) == ("E254", 3)


def test_a_separator_that_is_not_clear_is_refused_with_a_remedy(tmp_path: Path) -> None:
    (problem,) = refused(written(tmp_path, "a.csv", "a;b,c;d\n1;2,1;2\n"))
    assert problem.code == "E252"
    assert "sep=" in problem.hint
    declared = written(tmp_path, "a.csv", "sep=,\na;b,c;d\n1;2,1;2\n")
    assert open_table(declared).headings == ("a;b", "c;d")


@pytest.mark.parametrize(
    ("cells", "style"),
    [
        (("1,25", "3"), ","),
        (("0,5", ""), ","),
        (("12.75", "3"), "."),
        (("1,2", "3"), None),  # two ticks, maybe
        (("1,250", "1.250"), None),  # a thousand, maybe
        (("1,25", "1.25"), None),
    ],
)
def test_the_decimal_sign_is_fixed_only_by_what_can_mean_nothing_else(
    tmp_path: Path, cells: tuple[str, str], style: str | None
) -> None:
    assert open_table(written(tmp_path, "a.csv", "a;b\n{};{}\n".format(*cells))).style("ab") == style


def test_the_decimal_sign_of_one_column_says_nothing_of_another(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, "a.csv", "people;talk at;share\n12.345;10.30;0,5\n"))
    shown = [table.style(columns) for columns in (["people"], ["talk at"], ["share"], ["people", "share"])]
    assert shown == [None, ".", ",", ","]


def test_mixed_encodings_are_refused_with_the_lines(tmp_path: Path) -> None:
    data = "a;b\nMüller;1\n".encode() + "Köln;2\nx;3\nJülich;4\n".encode("cp1252")
    (problem,) = refused(written(tmp_path, "a.csv", data))
    assert (problem.code, problem.where.line) == ("E251", 3)
    assert "3, 5" in problem.hint


def test_windows_text_that_looks_like_utf8_by_chance_is_read(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, "a.csv", "a;b\nViel Spaß“;Müller\n".encode("cp1252")))
    assert rows(table) == [(2, "Viel Spaß“", "Müller")]


@pytest.mark.parametrize("data", [b"a;b\nM\x81ller;1\n", b"a;b\n1;\x00\n", "a;b\n1;2".encode("utf-16")[:-1]])
def test_bytes_that_are_no_text_are_refused_with_the_line(tmp_path: Path, data: bytes) -> None:
    (problem,) = refused(written(tmp_path, "a.csv", data))
    assert (problem.code, problem.where.line) == ("E251", 2)


def test_rows_without_cells_are_left_out_and_the_others_keep_their_numbers(tmp_path: Path) -> None:
    text = "a;b\n1;2\n\n;\n3;4\n5;\n\n;\n6;7\n;\n;\n"
    for content in (text, text.replace("3;4", '"3";4'), "\n" + text, text.replace("3;4", '"""3""";4')):
        table = open_table(written(tmp_path, "a.csv", content))
        shift = content.startswith("\n")
        assert [row[0] for row in rows(table)] == [2 + shift, 5 + shift, 6 + shift, 9 + shift]
        assert [table.row(index) for index in range(4)] == [row[0] for row in rows(table)]


def test_all_rows_of_another_length_are_named_together(tmp_path: Path) -> None:
    problems = refused(written(tmp_path, "a.csv", "a;b;c\n1;2;3;4\n1;2;3;;\n1;ein\nText;3\n1;2;3\n1;2;3;4;5\n"))
    assert [(problem.code, problem.where.line) for problem in problems] == [("E253", 2), ("E253", 4), ("E253", 7)]


@pytest.mark.parametrize("number", [2, 3, 4])
def test_cells_missing_at_the_end_are_empty_and_said_to_be(tmp_path: Path, number: int) -> None:
    lines = ["a;b;c", "1;2;3", "1;2;3", "1;2;3"]
    lines[number - 1] = "1;2"
    table = open_table(written(tmp_path, "a.csv", "\n".join(lines) + "\n"))
    assert rows(table) == [(row, "1", "2", None if row == number else "3") for row in (2, 3, 4)]
    (note,) = table.notes
    assert (note.code, note.severity, note.where.line) == ("N451", Severity.WARNING, number)


@pytest.mark.parametrize("number", [2, 3, 4])
def test_empty_cells_beyond_the_headings_and_empty_rows_do_no_harm_anywhere(tmp_path: Path, number: int) -> None:
    for odd in ("1;2;3;;", "", ";;"):
        lines = ["a;b;c", "1;2;3", "1;2;3", "1;2;3"]
        lines[number - 1] = odd
        table = open_table(written(tmp_path, "a.csv", "\n".join(lines) + "\n"))
        assert rows(table) == [(row, "1", "2", "3") for row in (2, 3, 4) if row != number or "1" in odd]


@pytest.mark.parametrize("data", ['a;b\n1;2\n"3;4\n5;6\n', 'a;b\n1;2\n"3"x;4\n'])
def test_quotation_marks_that_do_not_pair_are_refused_with_the_row(tmp_path: Path, data: str) -> None:
    (problem,) = refused(written(tmp_path, "a.csv", data))
    assert (problem.code, problem.where.line) == ("E255", 3)


def test_a_quotation_mark_inside_a_plain_cell_is_text(tmp_path: Path) -> None:
    assert rows(open_table(written(tmp_path, "a.csv", 'a;b\n5" Rohr;"x"\n'))) == [(2, '5" Rohr', "x")]


def test_lines_that_end_as_on_old_macs_are_lines(tmp_path: Path) -> None:
    assert rows(open_table(written(tmp_path, "a.csv", "a;b\r1;2\r3;4\r"))) == [(2, "1", "2"), (3, "3", "4")]


@pytest.mark.parametrize("start", [b"x", b'"x\n'])
def test_a_line_of_200_mb_ends_in_a_message_and_not_in_memory(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.write(b"a;b\n" + start)
        for _again in range(200):
            file.write(b"x" * (1 << 20))
    (problem,) = refused(str(path))
    path.unlink()
    assert (problem.code, problem.where.line) == ("E254", 2)
    assert "16 MiB" in problem.message


def test_headings_stay_as_found_and_columns_without_one_are_named_by_place(tmp_path: Path) -> None:
    table = open_table(written(tmp_path, "a.csv", "a;;a;\n1;2;3;\n"))
    assert table.headings == ("a", "column 2", "a")
    assert table.frame.collect_schema().names() == ["a", "column 2", "a (2)"]
    assert codes(table) == ["N453"]


def test_a_title_above_the_headings_is_refused(tmp_path: Path) -> None:
    for data in ("Umfrage 2026\n\na;b\n1;2\n3;4\n", "Umfrage 2026;\na;b\n1;2\n"):
        (problem,) = refused(written(tmp_path, "a.csv", data))
        assert problem.code == "E256"
        assert "Umfrage 2026" in problem.message


@pytest.mark.parametrize(("data", "code"), [(b"", "E003"), (b"\n\n", "E003"), (b"PK\x03\x04rest", "E250")])
def test_what_is_no_text_table_is_named(tmp_path: Path, data: bytes, code: str) -> None:
    assert [problem.code for problem in refused(written(tmp_path, "a.csv", data))] == [code]


def test_headings_alone_and_a_single_column_are_tables(tmp_path: Path) -> None:
    empty = open_table(written(tmp_path, "a.csv", "a;b\n"))
    assert (rows(empty), codes(empty)) == ([], ["N456"])
    assert rows(open_table(written(tmp_path, "b.csv", "a\n1\n\n2\n"))) == [(2, "1"), (4, "2")]


def test_a_large_text_is_kept_in_a_file_of_its_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_source, "_IN_MEMORY", 1000)
    text = "a;b\n" + "ä;1\n" * 1000
    found = text_source.read_text(Path(written(tmp_path, "a.csv", text.encode("cp1252"))), "a.csv")
    assert isinstance(found.content, Path)
    assert stat.S_IMODE(found.content.stat().st_mode) == 0o600
    assert found.content.read_text(encoding="utf-8") == text


LARGE = """
import os, sys
from pathlib import Path
from planself.exchange import csv_rows, text_source
text_source._IN_MEMORY = 10
print(text_source.read_text(Path(sys.argv[1]), "a.csv").content, flush=True)
os.kill(os.getpid(), 9)
"""


def test_the_copy_of_a_killed_process_goes_with_the_next_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, "a.csv", ("a;b\n" + "ä;1\n" * 20).encode("cp1252"))
    place = tmp_path / "tmp"
    place.mkdir()
    environ = {**os.environ, "TMPDIR": str(place)}
    killed = subprocess.run(
        [sys.executable, "-c", LARGE, path], env=environ, capture_output=True, text=True, check=False
    )
    left = Path(killed.stdout.strip())
    assert left.parent == place
    assert left.exists()
    monkeypatch.setattr(text_source, "gettempdir", lambda: str(place))
    monkeypatch.setattr(text_source, "_IN_MEMORY", 10)
    mine = text_source.read_text(Path(path), "a.csv").content
    assert list(place.iterdir()) == [mine]


def test_a_pipe_name_and_a_folder_and_a_missing_file_are_named(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    for spec in (tmp_path / "none.csv", tmp_path / "folder.csv", tmp_path / "a.docx"):
        with pytest.raises(UsageError):
            open_table(str(spec))
    with pytest.raises(UsageError, match="sheet"):
        open_table(written(tmp_path, "a.csv", "a;b\n"), sheet="x")


def test_pieces_of_a_file_are_cut_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for size in (1, 2, 3, 7):
        monkeypatch.setattr(text_source, "PIECE", size)
        monkeypatch.setattr("planself.exchange.csv_rows.PIECE", size)
        for encoding in ("utf-8", "cp1252", "utf-16"):
            table = open_table(written(tmp_path, "a.csv", GERMAN.encode(encoding)))
            assert rows(table) == CELLS
        assert rows(open_table(written(tmp_path, "a.csv", "a;b\r\n1;ü\r\n\r\n3;4"))) == [(2, "1", "ü"), (4, "3", "4")]


SUMS = "ØøΣσς∑"
"""Signs that make a row one that sums up the others, where they stand first in it."""
SIGNS = st.characters(codec="utf-8", exclude_characters=f"\0{SUMS}")
CELL = st.text(st.one_of(st.sampled_from(";,\t|\"\n\r' =äß€“"), SIGNS))


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Return rows of random cells below headings that are plain."""
    width = draw(st.integers(2, 5))
    return draw(st.lists(st.lists(CELL, min_size=width, max_size=width), max_size=8))


@reaching("separator", "line break", "quotation mark", "empty cell", "empty row")
@given(cells=tables(), separator=st.sampled_from(";,\t|"), end=st.sampled_from(["\n", "\r\n"]), utf16=st.booleans())
def test_what_a_writer_wrote_is_read_back_cell_by_cell(
    cells: list[list[str]], separator: str, end: str, utf16: bool
) -> None:
    headings = [f"q{number}" for number in range(len(cells[0]) if cells else 2)]
    text = StringIO(newline="")
    # A lone \r stands unquoted in a minimal file whose lines end in \n.
    every: Literal[0, 1] = csv.QUOTE_MINIMAL if end == "\r\n" else csv.QUOTE_ALL
    csv.writer(text, delimiter=separator, lineterminator=end, quoting=every).writerows([headings, *cells])
    data = f"sep={separator}{end}{text.getvalue()}".encode("utf-16" if utf16 else "utf-8")
    with TemporaryDirectory() as folder:
        table: RawTable = open_table(written(Path(folder), "a.csv", data))
        found = rows(table)
    filled = [(number, row) for number, row in enumerate(cells, 2) if any(row)]
    every_sign = "".join(cell for row in cells for cell in row)
    for branch, sign in (("separator", separator), ("line break", "\n"), ("quotation mark", '"')):
        reached(branch, sign in every_sign)
    reached("empty cell", any("" in row for _number, row in filled))
    reached("empty row", len(filled) < len(cells))
    assert found == [(number, *(cell or None for cell in row)) for number, row in filled]


def test_a_german_note_quotes_as_german_does(tmp_path: Path) -> None:
    i18n.use("de")
    table = open_table(written(tmp_path, "a.csv", "Kreis;silo\r\nÖhringen;1\r\n".encode("cp1252")))
    assert "„Öhringen“" in table.notes[0].message


@pytest.mark.parametrize("above", ["", "\n", "\n\n", ";;\n", "sep=;\n", "sep=;\n\n"])
def test_headings_are_found_below_empty_rows(tmp_path: Path, above: str) -> None:
    table = open_table(written(tmp_path, "a.csv", f"{above}a;b\n1;x\n2;y\n"))
    first = above.removeprefix("sep=;\n").count("\n") + 2
    assert table.headings == ("a", "b")
    assert rows(table) == [(first, "1", "x"), (first + 1, "2", "y")]
