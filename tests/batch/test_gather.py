"""What paths stand for: folders, patterns, archives good and evil, and what is left out is named."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from planself.batch import archive
from planself.batch.gather import gather, is_among, tables_apart
from planself.batch.inputs import AnswerFile, Input, Member, Refused, TableInput
from planself.batch.reading import content
from planself.errors import InputError, PlanselfError, Problem, UsageError
from planself.i18n import use
from tests.files import test_disk
from tests.files.test_disk import NOBODY, as_root

open_folder = test_disk.open_folder


@pytest.fixture(autouse=True)
def _english() -> None:
    use("en")


def found(*paths: object) -> tuple[list[Input], list[Problem]]:
    """Return everything that paths stand for, and the notes."""
    notes: list[Problem] = []
    return list(gather([str(path) for path in paths], notes.append)), notes


def sources(inputs: list[Input], folder: Path) -> list[str]:
    """Return how the inputs are named, without the folder's name."""
    return [given.source.removeprefix(f"{folder}/") for given in inputs]


def fill(folder: Path, *names: str) -> None:
    """Create empty files."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def test_a_folder_gives_its_answer_files_in_the_order_of_names(tmp_path: Path) -> None:
    fill(tmp_path, "b.yaml", "a/z.json", "a.yml", "a/c/d.YAML", "bericht.html", "a/._z.json", "__MACOSX/b.yaml")
    inputs, notes = found(tmp_path)
    assert sources(inputs, tmp_path) == ["a/c/d.YAML", "a/z.json", "a.yml", "b.yaml"]
    assert sources(inputs, tmp_path) == [
        str(path.relative_to(tmp_path))
        for path in sorted(tmp_path.rglob("*"))
        if path.suffix.lower() in (".yaml", ".yml", ".json") and "._" not in path.name and "MACOSX" not in str(path)
    ]
    assert notes == []


def test_tables_and_archives_in_a_folder_are_named_once_and_left_out(tmp_path: Path) -> None:
    fill(tmp_path, "a.yaml", *(f"sub/{n}.csv" for n in range(7)), "alt.zip")
    inputs, (note,) = found(tmp_path)
    assert sources(inputs, tmp_path) == ["a.yaml"]
    assert (note.code, note.where.file) == ("N491", str(tmp_path))
    assert note.message.count(",") >= 4
    assert "…" in note.message


def test_tables_are_taken_where_they_are_named(tmp_path: Path) -> None:
    fill(tmp_path, "a.yaml", "t.csv", "u.xlsx", "x.db", "b.yaml")
    inputs, _notes = found(*(tmp_path / name for name in ("a.yaml", "t.csv")), "duckdb:x.db#t", tmp_path / "b.yaml")
    assert [type(given) for given in inputs] == [AnswerFile, TableInput, TableInput, AnswerFile]
    assert [(tables, len(list(run))) for tables, run in tables_apart(inputs)] == [(False, 1), (True, 2), (False, 1)]


def test_a_pattern_is_resolved_where_the_shell_did_not(tmp_path: Path) -> None:
    fill(tmp_path, "x/a.yaml", "y/b.yaml", "y/c.json", "[1].yaml")
    inputs, _notes = found(tmp_path / "**/*.yaml")
    assert sources(inputs, tmp_path) == ["[1].yaml", "x/a.yaml", "y/b.yaml"]
    assert sources(found(tmp_path / "[1].yaml")[0], tmp_path) == ["[1].yaml"], "a file that is called so"
    with pytest.raises(UsageError, match="No file matches"):
        gather([str(tmp_path / "*.yamel")], print)


def test_a_missing_path_is_told_before_anything_is_read(tmp_path: Path) -> None:
    fill(tmp_path, "antworten.yaml")
    with pytest.raises(UsageError) as caught:
        gather([str(tmp_path / "antworten.yaml"), str(tmp_path / "antworen.yaml")], print)
    assert "Did you mean" in caught.value.hint


@pytest.mark.parametrize("arguments", [("a", "a"), ("a", "a/1.yaml"), ("a/1.yaml", "a"), (".", "a"), ("a", ".", "a/b")])
def test_what_is_named_twice_is_read_once(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    fill(tmp_path, "a/1.yaml", "a/b/2.yaml")
    inputs, _notes = found(*(tmp_path / name for name in arguments))
    names = [os.path.normpath(given.source) for given in inputs]
    assert len(names) == len(set(names)) == 2


def test_a_file_that_is_named_twice_is_told_once_for_each_time(tmp_path: Path) -> None:
    fill(tmp_path, "1.yaml", "2.yaml")
    inputs, notes = found(*(tmp_path / name for name in ("1.yaml", "2.yaml", "1.yaml", "./1.yaml")))
    assert [Path(given.source).name for given in inputs] == ["1.yaml", "2.yaml"]
    assert [note.code for note in notes] == ["N493", "N493"]


def test_a_link_is_followed_to_a_file_of_the_folder_and_to_nothing_else(tmp_path: Path) -> None:
    fill(tmp_path, "in/a.yaml", "out/b.yaml")
    (tmp_path / "in/link.yaml").symlink_to("a.yaml")
    (tmp_path / "in/out.yaml").symlink_to(tmp_path / "out/b.yaml")
    (tmp_path / "in/loop").symlink_to(tmp_path / "in")
    inputs, notes = found(tmp_path / "in")
    assert sources(inputs, tmp_path) == ["in/a.yaml", "in/link.yaml"]
    assert sorted((note.code, Path(note.where.file).name) for note in notes) == [("N492", "loop"), ("N492", "out.yaml")]


@as_root
def test_a_folder_without_permission_takes_its_place_among_the_rejected(open_folder: Path) -> None:
    fill(open_folder, "a.yaml", "b/geheim.yaml", "c.yaml")
    (open_folder / "b").chmod(0o700)
    script = (
        "import os, sys; from pathlib import Path\n"
        "from planself.batch.gather import gather; from planself.i18n import use; use('en')\n"
        f"os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})\n"
        "for given in gather([sys.argv[1]], print):\n"
        "    problem = getattr(given, 'problem', None)\n"
        "    print(Path(given.source).name, problem and problem.code, problem and problem.message)\n"
    )
    command = [sys.executable, "-c", script, str(open_folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "a.yaml None None",
        "b E270 The folder cannot be read: you have no permission.",
        "c.yaml None None",
    ]


def test_a_hundred_thousand_names_take_little_memory_and_nothing_is_opened(tmp_path: Path) -> None:
    for number in range(20_000):
        (tmp_path / f"antwort-{number:06}.yaml").touch()
    tracemalloc.start()
    count = sum(1 for _ in gather([str(tmp_path)], print))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 20_000
    assert peak < 20_000 * 400


def test_output_among_the_inputs(tmp_path: Path) -> None:
    fill(tmp_path, "a/1.yaml", "a/alt.json", "t.csv")
    assert is_among(tmp_path / "t.csv", [tmp_path / "t.csv"])
    assert is_among(tmp_path / "x/../t.csv", [f"{tmp_path}/*.csv"])
    assert is_among(tmp_path / "a/alt.json", [tmp_path / "a"])
    assert not is_among(tmp_path / "a/neu.json", [tmp_path / "a"])
    assert not is_among(tmp_path / "a/ergebnis.csv", [tmp_path / "a"])


# Archives


def packed(path: Path, entries: dict[str, str], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write an archive."""
    with zipfile.ZipFile(path, "w", method) as out:
        for name, text in entries.items():
            out.writestr(name, text)
    return path


def codes(inputs: list[Input]) -> list[str]:
    """Return the names of what is read and the codes of what is not."""
    return [given.problem.code if isinstance(given, Refused) else given.source.rpartition("!")[2] for given in inputs]


def test_an_archive_gives_its_members_and_leaves_no_trace(tmp_path: Path) -> None:
    entries = {"b.json": "{}", "ordner/ä.yaml": "a: 1", "__MACOSX/._b.json": "x", "liste.csv": "", "innen.zip": ""}
    path = packed(tmp_path / "alle.zip", entries)
    inputs, (note,) = found(path)
    assert sources(inputs, tmp_path) == ["alle.zip!b.json", "alle.zip!ordner/ä.yaml"]
    assert [content(given) for given in inputs] == [b"{}", b"a: 1"]
    assert (note.code, "innen.zip, liste.csv" in note.message) == ("N491", True)
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["../a.yaml", "x/../../a.yaml", "/etc/a.yaml", "C:/a.yml", "..\\a.yaml", "C:\\a.json"])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    inputs, _notes = found(packed(tmp_path / "a.zip", {name: "a: 1", "gut.yaml": "a: 1"}))
    assert sorted(codes(inputs)) == ["E275", "gut.yaml"]


def test_a_name_with_nul_is_refused(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"abcX.yaml": "a: 1"})
    path.write_bytes(path.read_bytes().replace(b"abcX.yaml", b"a.yaml\0ab"))
    assert codes(found(path)[0]) == ["E275"]


def test_a_name_that_stands_there_twice_is_read_once(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.yaml": "a: 1", "b.yaml": "a: 2"})
    path.write_bytes(path.read_bytes().replace(b"b.yaml", b"a.yaml"))
    assert codes(found(path)[0]) == ["a.yaml", "E275"]


def test_an_entry_that_swells_is_refused_unread(tmp_path: Path) -> None:
    inputs, _notes = found(packed(tmp_path / "a.zip", {"bombe.yaml": "a" * 1_000_000, "gut.yaml": "a: 1"}))
    assert codes(inputs) == ["E274", "gut.yaml"]


@pytest.mark.parametrize(("place", "value", "code"), [(8, 1, "E276"), (10, 93, "E271"), (10, 14, "E271")])
def test_an_entry_that_is_encrypted_or_packed_oddly_is_refused_unread(
    tmp_path: Path, place: int, value: int, code: str
) -> None:
    """Of the list of contents: the flags are at 8, the way of packing is at 10 (93 is Zstandard, 14 LZMA)."""
    path = packed(tmp_path / "a.zip", {"a.yaml": "a: 1", "gut.yaml": "a: 1"})
    data = bytearray(path.read_bytes())
    struct.pack_into("<H", data, data.index(b"PK\x01\x02") + place, value)
    path.write_bytes(data)
    inputs, _notes = found(path)
    assert codes(inputs) == [code, "gut.yaml"]


def test_an_entry_that_lies_about_its_size_gives_no_more_than_it_said(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.yaml": "a" * 900_000})
    data = path.read_bytes().replace(struct.pack("<I", 900_000), struct.pack("<I", 1000))
    path.write_bytes(data)
    (member,), _notes = found(path)
    with pytest.raises(InputError, match="E271"):
        content(member)


def test_an_archive_that_holds_too_much_is_refused_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = packed(tmp_path / "a.zip", {f"{n}.yaml": "a: 1" for n in range(11)})
    monkeypatch.setattr(archive, "MAX_ENTRIES", 10)
    assert codes(found(path)[0]) == ["E274"]
    monkeypatch.setattr(archive, "MAX_ENTRIES", 20)
    monkeypatch.setattr(archive, "MAX_LISTING", 300)
    assert codes(found(path)[0]) == ["E274"], "the list of contents is not even read"
    monkeypatch.undo()
    monkeypatch.setattr(archive, "MAX_TOTAL", 43)
    assert codes(found(path)[0]) == ["E274"]


def test_an_encrypted_entry_is_named(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.yaml": "a: 1", "b.yaml": "a: 1"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert codes(found(path)[0]) == ["E276", "b.yaml"]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_method_that_unpacks_without_bound_is_refused(tmp_path: Path, method: int) -> None:
    assert codes(found(packed(tmp_path / "a.zip", {"a.yaml": "a: 1"}, method))[0]) == ["E271"]


def test_damaged_archives(tmp_path: Path) -> None:
    whole = packed(tmp_path / "a.zip", {"a.yaml": "x: 1\n" * 500}).read_bytes()
    for cut in (0, 10, len(whole) // 2, len(whole) - 5):
        (tmp_path / "a.zip").write_bytes(whole[:cut])
        assert codes(found(tmp_path / "a.zip")[0]) == ["E271"]
    (tmp_path / "a.zip").write_bytes(whole[:45] + b"\xff\xff\xff" + whole[48:])
    (member,), _notes = found(tmp_path / "a.zip")
    with pytest.raises(InputError, match="E271"):
        content(member)
    os.mkfifo(tmp_path / "pipe.zip")
    assert codes(found(tmp_path / "pipe.zip")[0]) == ["E272"]


def test_an_archive_that_changes_or_goes_while_it_is_read(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.zip", {"a.yaml": "a: 1", "b.yaml": "a: 1"})
    (first, second), _notes = found(path)
    assert content(first) == b"a: 1"
    packed(path, {"c.yaml": "other: 2"})
    with pytest.raises(InputError, match="E272"):
        content(second)
    path.unlink()
    with pytest.raises(InputError, match="E272"):
        content(second)


def test_a_member_larger_than_an_answer_file_is_refused(tmp_path: Path) -> None:
    noise = json.dumps(os.urandom(700_000).hex())
    (member,), _notes = found(packed(tmp_path / "a.zip", {"a.json": noise}))
    assert isinstance(member, Member)
    with pytest.raises(PlanselfError, match="E001"):
        content(member)
