"""What is told of tables beside them: kept while they are there, believed while nobody changed it."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from planself.exchange.metadata import FORMAT, SUFFIX, checksum, describe, is_metadata, metadata_file, schema, unchanged


def table(folder: Path, name: str, text: str = "a;b\n") -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def told(file: Path) -> dict[str, object]:
    return {each["file"]: each for each in json.loads(file.read_text("utf-8"))["tables"]}


def described(folder: Path, *names: str) -> Path:
    """Write some tables and tell of them beside the first."""
    tables = [table(folder, name) for name in names]
    file = metadata_file(tables[0])
    describe(file, {path: {"sha256": checksum(path), "read": 3} for path in tables})
    return file


def test_the_file_stands_beside_the_table_under_its_whole_name(tmp_path: Path) -> None:
    assert metadata_file(tmp_path / "r.csv") == tmp_path / "r.csv.meta.json"


def test_it_tells_of_every_table_in_the_order_of_their_names(tmp_path: Path) -> None:
    file = described(tmp_path, "r.csv", "b.csv", "sub/a.csv")
    assert list(told(file)) == ["b.csv", "r.csv", "sub/a.csv"]
    assert told(file)["r.csv"] == {"file": "r.csv", "sha256": checksum(tmp_path / "r.csv"), "read": 3}
    data = json.loads(file.read_text("utf-8"))
    assert data["format"] == FORMAT
    assert is_metadata(str(file))


def test_other_tables_stay_in_it_as_long_as_they_are_there(tmp_path: Path) -> None:
    file = described(tmp_path, "r.csv", "gone.csv", "kept.csv")
    (tmp_path / "gone.csv").unlink()
    describe(file, {tmp_path / "r.csv": {"sha256": "new"}})
    assert list(told(file)) == ["kept.csv", "r.csv"]
    assert told(file)["r.csv"] == {"file": "r.csv", "sha256": "new"}


def test_a_table_is_known_again_until_somebody_changes_it(tmp_path: Path) -> None:
    described(tmp_path, "r.csv", "sub/a.csv")
    for name in ("r.csv", "sub/a.csv"):
        path = tmp_path / name
        assert unchanged(path, [tmp_path])
        assert unchanged(path, [tmp_path / "elsewhere", tmp_path])
        assert not unchanged(path, [])
        path.write_text("a;c\n", "utf-8")
        assert not unchanged(path, [tmp_path])
    assert not unchanged(table(tmp_path, "other.csv"), [tmp_path])


def test_any_of_several_files_may_tell_of_a_table(tmp_path: Path) -> None:
    described(tmp_path, "r.csv")
    describe(tmp_path / "z.meta.json", {tmp_path / "r.csv": {"sha256": "of another run"}})
    assert unchanged(tmp_path / "r.csv", [tmp_path])


def test_a_file_that_was_edited_is_not_believed(tmp_path: Path) -> None:
    file = described(tmp_path, "r.csv", "kept.csv")
    assert unchanged(file, [])
    text = file.read_text("utf-8")
    file.write_text(text.replace('"read": 3', '"read": 4'), "utf-8")
    assert not unchanged(file, [])
    assert not unchanged(tmp_path / "r.csv", [tmp_path])
    describe(file, {tmp_path / "r.csv": {"sha256": "x"}})
    assert list(told(file)) == ["r.csv"], "what an edited file told is not taken over"


@pytest.mark.parametrize(
    ("name", "data", "is_one"),
    [
        (f"a{SUFFIX}", f'{{"format": "{FORMAT}"'.encode(), True),
        ("a.json", f'{{"format": "{FORMAT}"'.encode(), False),
        (f"a{SUFFIX}", b"{}", False),
        (f"a{SUFFIX}", b" " * 60 + FORMAT.encode(), False),
        (f"a{SUFFIX}", b" " * (64 - len(FORMAT)) + FORMAT.encode(), True),
    ],
)
def test_metadata_are_known_by_their_name_and_their_first_bytes(
    tmp_path: Path, name: str, data: bytes, is_one: bool
) -> None:
    (tmp_path / name).write_bytes(data)
    assert is_metadata(str(tmp_path / name)) is is_one


def test_a_folder_and_what_is_not_there_are_no_metadata(tmp_path: Path) -> None:
    (tmp_path / f"d{SUFFIX}").mkdir()
    assert not is_metadata(str(tmp_path / f"d{SUFFIX}"))
    assert not is_metadata(str(tmp_path / f"gone{SUFFIX}"))
    assert not unchanged(tmp_path / f"gone{SUFFIX}", [])


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"[]", b'{"format": "planself/tables/2", "tables": []}'])
def test_what_planself_did_not_write_tells_nothing(tmp_path: Path, data: bytes) -> None:
    (tmp_path / f"a{SUFFIX}").write_bytes(data)
    assert not unchanged(tmp_path / f"a{SUFFIX}", [])
    assert not unchanged(table(tmp_path, "r.csv"), [tmp_path])


def test_the_schema_takes_a_whole_entry_and_refuses_a_stray_key() -> None:
    named = {"id": "a", "version": "1.0.0", "digest": "sha256:0", "origin": "built-in"}
    counts = dict.fromkeys(("questions", "read", "scored", "rejected"), 3)
    entry = {"file": "r.csv", "sha256": "0", "questionnaire": named, "planself": "1", **counts}
    validator = jsonschema.Draft202012Validator(schema())
    whole = {"format": FORMAT, "tables": [entry, {**entry, "separator": ";"}], "seal": "x"}
    assert list(validator.iter_errors(whole)) == []
    for wrong in ({**entry, "colour": "red"}, {**entry, "read": -1}, {**entry, "questionnaire": {}}, {"file": "r.csv"}):
        assert list(validator.iter_errors({**whole, "tables": [wrong]})), wrong
