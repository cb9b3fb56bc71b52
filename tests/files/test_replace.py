"""A finished file takes its place also where a scanner holds it, and where a disk knows no hard links."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from planself.files.replace import take_place


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    path = tmp_path / "finished"
    path.write_text("new", "utf-8")
    return path


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    slept: list[float] = []
    monkeypatch.setattr("planself.files.in_use.time.sleep", slept.append)
    return slept


def held(monkeypatch: pytest.MonkeyPatch, tries: int, number: int = errno.EACCES) -> None:
    """Let renaming fail so many times, as Windows does while a scanner looks at a file."""
    replace, left = Path.replace, [tries]

    def refused(self: Path, target: Any) -> Path:
        if left[0]:
            left[0] -= 1
            raise OSError(number, os.strerror(number), str(self))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refused)


def without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_source: object, _target: object) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(os, "link", refused)


def test_a_denial_of_a_moment_is_waited_out(
    finished: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float]
) -> None:
    target = finished.with_name("target")
    target.write_text("old", "utf-8")
    held(monkeypatch, 2)
    take_place(finished, target, target.stat(), overwrite=True)
    assert target.read_text("utf-8") == "new"
    assert len(pauses) == 2


def test_a_file_that_stays_held_is_said_to_be_busy_and_the_old_one_stays(
    finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = finished.with_name("target")
    target.write_text("old", "utf-8")
    held(monkeypatch, 99)
    with pytest.raises(OSError, match="busy"):
        take_place(finished, target, target.stat(), overwrite=True)
    assert target.read_text("utf-8") == "old"


def test_the_old_files_mode_goes_on(finished: Path) -> None:
    target = finished.with_name("target")
    target.write_text("old", "utf-8")
    target.chmod(0o640)
    take_place(finished, target, target.stat(), overwrite=True)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert target.read_text("utf-8") == "new"


@pytest.mark.parametrize("links", [True, False])
def test_a_name_that_is_free_is_taken(finished: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    if not links:
        without_links(monkeypatch)
    target = finished.with_name("target")
    take_place(finished, target, None, overwrite=False)
    assert target.read_text("utf-8") == "new"


@pytest.mark.parametrize("links", [True, False])
def test_a_name_that_is_taken_is_left(finished: Path, monkeypatch: pytest.MonkeyPatch, links: bool) -> None:
    if not links:
        without_links(monkeypatch)
    target = finished.with_name("target")
    target.write_text("old", "utf-8")
    with pytest.raises(FileExistsError):
        take_place(finished, target, None, overwrite=False)
    assert target.read_text("utf-8") == "old"
    assert finished.read_text("utf-8") == "new"


def test_a_name_that_could_not_be_filled_is_given_back(finished: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_links(monkeypatch)
    held(monkeypatch, 99, errno.ENOSPC)
    target = finished.with_name("target")
    with pytest.raises(OSError, match="space"):
        take_place(finished, target, None, overwrite=False)
    assert not target.exists()
    assert finished.read_text("utf-8") == "new"


def test_a_name_on_a_disk_without_links_is_waited_for_as_well(
    finished: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float]
) -> None:
    without_links(monkeypatch)
    held(monkeypatch, 1)
    target = finished.with_name("target")
    take_place(finished, target, None, overwrite=False)
    assert target.read_text("utf-8") == "new"
    assert len(pauses) == 1
