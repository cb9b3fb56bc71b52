"""Temporary files and folders: ours, and gone when their process is."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from planself.files import temporary
from planself.files.disk import write_atomic
from planself.files.temporary import beside, scratch

LIVE = """
import os, sys
from pathlib import Path
from planself.files.temporary import beside
path = beside(Path(sys.argv[1]))
path.mkdir() if sys.argv[2] == "folder" else path.write_text("answers")
print(path.name, flush=True)
sys.stdin.read()
os._exit(9)
"""


@pytest.fixture(autouse=True)
def _unswept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(temporary, "_swept", set[str]())


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_a_killed_process_left_goes_and_what_a_living_one_has_stays(tmp_path: Path, kind: str) -> None:
    command = [sys.executable, "-c", LIVE, str(tmp_path), kind]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as living:
        assert living.stdout is not None
        name = living.stdout.readline().strip()
        write_atomic(tmp_path / "a.txt", b"a")
        assert (tmp_path / name).exists()
    temporary._swept.clear()
    write_atomic(tmp_path / "a.txt", b"b")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("name", [".planself-0123456789abcdef.tmp", ".planself-00000000-1-0123456789abcdef.tmp"])
@pytest.mark.parametrize(("hours", "stays"), [(1, True), (23.8, True), (24.2, False), (24 * 400, False)])
def test_what_cannot_be_asked_for_its_process_goes_by_its_age(
    tmp_path: Path, name: str, hours: float, stays: bool
) -> None:
    left = tmp_path / name
    left.write_text("answers", "utf-8")
    then = time.time() - hours * 3600
    os.utime(left, (then, then))
    beside(tmp_path)
    assert left.exists() is stays


@pytest.mark.parametrize("name", ["planself.tmp", ".planself-notes.tmp", ".planself-0123456789abcdef.tmp.txt"])
def test_nothing_else_is_touched_and_no_link_followed(tmp_path: Path, name: str) -> None:
    other, outside = tmp_path / name, tmp_path / "outside"
    outside.mkdir()
    (outside / "a.txt").write_text("a", "utf-8")
    link = tmp_path / ".planself-fedcba9876543210.tmp"
    link.symlink_to(outside)
    other.write_text("mine", "utf-8")
    for path in (other, outside):
        os.utime(path, (0, 0))
    os.utime(link, (0, 0), follow_symlinks=False)
    beside(tmp_path)
    assert other.exists()
    assert link.is_symlink()
    assert (outside / "a.txt").exists()


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can give a file away")
def test_what_another_user_left_stays(tmp_path: Path) -> None:
    left = tmp_path / ".planself-0123456789abcdef.tmp"
    left.write_text("answers", "utf-8")
    os.utime(left, (0, 0))
    os.chown(left, 12345, 12345)
    beside(tmp_path)
    assert left.exists()


def test_a_folder_for_a_while_is_for_its_owner_only(tmp_path: Path) -> None:
    with scratch(tmp_path) as folder:
        assert folder.stat().st_mode & 0o777 == 0o700
        (folder / "a").write_text("a", "utf-8")
    assert not list(tmp_path.iterdir())


def test_a_link_with_such_a_name_to_an_old_file_stays_and_so_does_the_file(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("old", "utf-8")
    os.utime(outside, (0, 0))
    folder = tmp_path / "folder"
    folder.mkdir()
    link = folder / ".planself-0123456789abcdef.tmp"
    link.symlink_to(outside)
    beside(folder)
    assert (link.is_symlink(), outside.read_text("utf-8")) == (True, "old")
