"""Folders that hold one table in parts: which of their files count, in which order, and what folders' names say."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from planself import i18n
from planself.errors import UsageError
from planself.exchange.parquet_folder import holds_parts_only, is_part, keys_of, parts_in


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def folder(top: Path, *names: str) -> Path:
    """Return a folder with files of these names; a slash at the end makes a folder, an ! lets it begin as Parquet."""
    for name in names:
        path = top / name.rstrip("!")
        path.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            path.mkdir(exist_ok=True)
        else:
            path.write_bytes(b"PAR1...." if name.endswith("!") else b"text")
    return top


def read(top: Path) -> list[str]:
    return [path.relative_to(top).as_posix() for path in parts_in(top)]


@pytest.mark.parametrize(
    ("name", "part"),
    [("a.parquet", True), ("a.PQ", True), ("a!", True), ("a", False), ("a.txt!", False), ("a.csv", False)],
)
def test_a_part_is_known_by_its_name_or_its_first_bytes(tmp_path: Path, name: str, part: bool) -> None:
    folder(tmp_path, name)
    assert is_part(tmp_path / name.rstrip("!")) is part


def test_a_folder_and_what_is_not_there_are_no_parts(tmp_path: Path) -> None:
    folder(tmp_path, "a.parquet/", "b/")
    assert not any(is_part(tmp_path / name) for name in ("a.parquet", "b", "c.parquet", "d"))


def test_parts_come_in_the_order_of_their_names_and_what_programs_keep_does_not(tmp_path: Path) -> None:
    folder(tmp_path, "b.parquet", "a.pq", "c!", "_SUCCESS", ".b.parquet.crc", "_x.parquet", ".y.parquet", "d.txt")
    assert read(tmp_path) == ["a.pq", "b.parquet", "c"]


def test_folders_named_after_a_value_hold_parts_and_others_do_not(tmp_path: Path) -> None:
    folder(tmp_path, "kreis=2/b=1/x.pq", "kreis=1/a.pq", "other/b.pq", "z.pq", "_kreis=3/c.pq")
    assert read(tmp_path) == ["kreis=1/a.pq", "kreis=2/b=1/x.pq", "z.pq"]


@pytest.mark.parametrize(
    ("names", "alone"),
    [
        (["a.parquet"], True),
        (["a.parquet", "_SUCCESS", ".x"], True),
        (["k=1/a.pq", "k=2/b.pq"], True),
        (["k=1/a.pq", "k=2/b.txt"], False),
        (["k=1/"], False),
        (["a.parquet", "b.yaml"], False),
        (["_SUCCESS"], False),
        ([], False),
    ],
)
def test_a_folder_is_a_table_where_nothing_else_lies_in_it(tmp_path: Path, names: list[str], alone: bool) -> None:
    assert holds_parts_only(folder(tmp_path, *names)) is alone


def test_a_file_and_what_is_not_there_are_no_tables_in_parts(tmp_path: Path) -> None:
    folder(tmp_path, "a.parquet")
    assert not holds_parts_only(tmp_path / "a.parquet")
    assert not holds_parts_only(tmp_path / "gone")


def test_a_link_to_a_folder_is_refused_and_one_to_a_file_is_read(tmp_path: Path) -> None:
    top = folder(tmp_path / "top", "a.pq")
    folder(tmp_path / "far", "b.pq")
    (top / "c.pq").symlink_to(tmp_path / "far/b.pq")
    assert read(top) == ["a.pq", "c.pq"]
    (top / "k=1").symlink_to(tmp_path / "far")
    with pytest.raises(UsageError, match="is a link to a folder"):
        read(top)
    assert not holds_parts_only(top)


@pytest.mark.parametrize("log", ["_delta_log", ".hoodie"])
def test_a_table_with_a_log_of_its_own_is_refused(tmp_path: Path, log: str) -> None:
    folder(tmp_path, "k=1/a.pq", f"k=1/{log}/")
    with pytest.raises(UsageError, match=f"a table with a log \\({log}\\)"):
        read(tmp_path)


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ("t/a.pq", {}),
        ("t/kreis=05315/a.pq", {"kreis": "05315"}),
        ("t/a=1/b=2/c.pq", {"a": "1", "b": "2"}),
        ("t/ort=K%C3%B6ln%2FDeutz/a.pq", {"ort": "Köln/Deutz"}),
        ("t/a%20b=c=d/a.pq", {"a b": "c=d"}),
        ("t/a=__HIVE_DEFAULT_PARTITION__/a.pq", {"a": None}),
        ("t/a=/a.pq", {"a": ""}),
        ("elsewhere/a=1/b.pq", {}),
    ],
)
def test_what_folders_between_say_is_a_column(path: str, keys: dict[str, str | None]) -> None:
    assert keys_of(Path("t"), Path(path)) == keys


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody who may not read")
def test_a_folder_that_nobody_may_list_is_left_to_whoever_reads_it() -> None:
    with TemporaryDirectory() as name:  # pytest's own folders are closed to everybody else
        Path(name).chmod(0o755)
        closed = Path(name, "closed")
        closed.mkdir(mode=0)
        os.seteuid(65534)
        try:
            held = holds_parts_only(closed)
        finally:
            os.seteuid(0)
    assert not held
