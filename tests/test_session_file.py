"""A file that a session changes: one at a time, and nothing of somebody else's is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from planself.errors import PlanselfError
from planself.files.session_file import SessionFile


class Kept(SessionFile):
    """A file whose whole content is given."""

    def put(self, data: bytes) -> None:
        """Write it."""
        self._write(data)


def test_a_second_session_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    with Kept(tmp_path / "a.yaml") as first:
        with pytest.raises(PlanselfError, match=r"a\.yaml"):
            Kept(tmp_path / "a.yaml")
        first.put(b"1\n")
    with Kept(tmp_path / "a.yaml", there=True) as second:
        second.put(b"2\n")
    assert (tmp_path / "a.yaml").read_bytes() == b"2\n"
    assert [file.name for file in tmp_path.iterdir()] == ["a.yaml"], "no lock stays behind"


@pytest.mark.parametrize("before", [None, b"old\n"])
def test_what_somebody_else_has_written_meanwhile_stays(tmp_path: Path, before: bytes | None) -> None:
    file = tmp_path / "a.yaml"
    if before is not None:
        file.write_bytes(before)
    with Kept(file) as mine:
        file.write_bytes(b"theirs\n")
        with pytest.raises(PlanselfError, match=r"a\.yaml"):
            mine.put(b"mine\n")
    assert file.read_bytes() == b"theirs\n"


def test_a_file_that_must_be_there_and_is_not_leaves_no_lock(tmp_path: Path) -> None:
    with pytest.raises(PlanselfError):
        Kept(tmp_path / "a.yaml", there=True)
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "b.yaml").write_bytes(b"x" * 9)
    with pytest.raises(PlanselfError):
        Kept(tmp_path / "b.yaml", limit=8)
    assert [file.name for file in tmp_path.iterdir()] == ["b.yaml"]
