"""One session at a time on a file, whatever an earlier session does at the same moment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock

from planself import i18n
from planself.errors import PlanselfError, UsageError
from planself.files.in_use import is_held, is_open_in_office, patiently
from planself.files.links import leading_out, leads_out, refuse_leading_out
from planself.files.lock import SessionLock


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def test_a_second_session_is_refused_until_the_first_one_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    first = SessionLock(path)
    with pytest.raises(PlanselfError, match="is open in another session") as caught:
        SessionLock(path)
    assert caught.value.hint == "End that session first; what was answered there is saved."
    first.release()
    assert list(tmp_path.iterdir()) == []
    SessionLock(path).release()
    first.release()
    assert list(tmp_path.iterdir()) == []


def test_another_file_of_the_folder_is_free(tmp_path: Path) -> None:
    first, second = SessionLock(tmp_path / "a.yaml"), SessionLock(tmp_path / "b.yaml")
    assert sorted(file.name for file in tmp_path.iterdir()) == [".a.yaml.lock", ".b.yaml.lock"]
    first.release()
    second.release()


def test_a_lock_whose_file_the_session_before_has_just_deleted_is_taken_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    acquire, taken = FileLock.acquire, list[Path]()

    def deleted_once(self: FileLock, *args: Any, **options: Any) -> Any:
        found = acquire(self, *args, **options)
        taken.append(Path(self.lock_file))
        if len(taken) == 1:
            taken[0].unlink()
        return found

    monkeypatch.setattr(FileLock, "acquire", deleted_once)
    lock = SessionLock(tmp_path / "a.yaml")
    assert len(taken) == 2
    assert taken[0].exists()
    with pytest.raises(PlanselfError, match="another session"):
        SessionLock(tmp_path / "a.yaml")
    lock.release()
    assert not taken[0].exists()


def test_a_lock_that_stands_is_taken_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    acquire, taken = FileLock.acquire, list[FileLock]()

    def noted(self: FileLock) -> Any:
        taken.append(self)
        return acquire(self)

    monkeypatch.setattr(FileLock, "acquire", noted)
    SessionLock(tmp_path / "a.yaml").release()
    assert len(taken) == 1


def test_what_is_released_is_free_also_while_somebody_still_has_it_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows deletes no file that is open, so that the lock itself has to be let go."""

    def refused(_self: Path, **_options: bool) -> None:
        raise PermissionError(13, "open")

    lock = SessionLock(tmp_path / "a.yaml")
    with monkeypatch.context() as on_windows:
        on_windows.setattr(Path, "unlink", refused)
        lock.release()
    SessionLock(tmp_path / "a.yaml").release()


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        SessionLock(tmp_path / "none" / "a.yaml")


def test_a_link_in_the_locks_place_is_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "precious"
    other.write_text("x", "utf-8")
    (tmp_path / ".a.yaml.lock").symlink_to(other)
    with pytest.raises(PlanselfError, match="is a link"):
        SessionLock(tmp_path / "a.yaml")
    assert other.read_text("utf-8") == "x"


# --- files that somebody else holds ---


def error(number: int, windows: int | None = None) -> OSError:
    made = OSError(number, "m", "f")
    if windows is not None:
        made.winerror = windows  # type: ignore[attr-defined,unused-ignore]  # Windows has it
    return made


@pytest.mark.parametrize(
    ("number", "windows", "held"),
    [(16, None, True), (26, None, True), (13, None, False), (13, 32, True), (13, 33, True), (13, 5, False)],
)
def test_what_a_system_says_of_a_file_that_is_held(number: int, windows: int | None, held: bool) -> None:
    assert is_held(error(number, windows)) is held


class Act:
    """Fails with errors, one a try, then returns."""

    def __init__(self, *errors: OSError) -> None:
        self.errors, self.tries = list(errors), 0

    def __call__(self) -> str:
        self.tries += 1
        if self.errors:
            raise self.errors.pop(0)
        return "done"


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    slept: list[float] = []
    monkeypatch.setattr("planself.files.in_use.time.sleep", slept.append)
    return slept


def test_a_held_file_is_tried_again_for_a_moment(pauses: list[float]) -> None:
    act = Act(error(16), error(16))
    assert patiently(act) == "done"
    assert (act.tries, pauses) == (3, [0.05, 0.1])


def test_after_six_tries_it_is_raised(pauses: list[float]) -> None:
    act = Act(*(error(16) for _try in range(6)))
    with pytest.raises(OSError, match="m"):
        patiently(act)
    assert (act.tries, sum(pauses)) == (6, 1.5)


def test_no_permission_is_raised_at_once_unless_we_surely_have_it(pauses: list[float]) -> None:
    act = Act(error(13))
    with pytest.raises(PermissionError):
        patiently(act)
    assert (act.tries, pauses) == (1, [])
    assert patiently(Act(error(13)), permitted=True) == "done"


def test_what_stays_denied_though_permitted_counts_as_held(pauses: list[float]) -> None:
    with pytest.raises(OSError, match="busy") as caught:
        patiently(Act(*(error(13) for _try in range(6))), permitted=True)
    assert (caught.value.errno, caught.value.filename) == (16, "f")
    assert len(pauses) == 5


def test_other_errors_are_raised_at_once(pauses: list[float]) -> None:
    with pytest.raises(FileNotFoundError):
        patiently(Act(error(2)), permitted=True)
    assert pauses == []


@pytest.mark.parametrize(("sign", "open_"), [("~$a.xlsx", True), (".~lock.a.xlsx#", True), ("~$b.xlsx", False)])
def test_the_sign_of_an_office_beside_a_file_is_known(tmp_path: Path, sign: str, open_: bool) -> None:
    (tmp_path / sign).touch()
    assert is_open_in_office(tmp_path / "a.xlsx") is open_


def test_what_has_no_name_is_open_nowhere() -> None:
    assert not is_open_in_office(Path("/"))
    assert not is_open_in_office(Path("a\0b"))


# --- links that lead out ---


def test_a_path_leads_out_by_a_link_or_by_dots(tmp_path: Path) -> None:
    folder = tmp_path / "sent"
    folder.mkdir()
    (tmp_path / "secret").touch()
    (folder / "in").touch()
    (folder / "out").symlink_to(tmp_path / "secret")
    (folder / "round").symlink_to(folder / "in")
    assert [leads_out(folder / name, folder) for name in ("in", "out", "round", "new", "../secret")] == [
        False,
        True,
        False,
        False,
        True,
    ]
    problems = leading_out([folder / "in", folder / "out"], folder)
    assert [(problem.code, problem.where.file) for problem in problems] == [("E279", str(folder / "out"))]
    refuse_leading_out([folder / "in"], folder)
    with pytest.raises(PlanselfError):
        refuse_leading_out([folder / "in", folder / "out"], folder)


def test_a_folder_that_begins_alike_is_another_one(tmp_path: Path) -> None:
    (tmp_path / "sent").mkdir()
    (tmp_path / "sent2").mkdir()
    assert leads_out(tmp_path / "sent2/a", tmp_path / "sent")
