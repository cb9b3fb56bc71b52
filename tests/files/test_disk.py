"""Reading with remedies, and writing that survives full disks, missing rights and kill -9."""

from __future__ import annotations

import codecs
import io
import os
import resource
import signal
import stat
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from planself.errors import ExitCode, InputError, PlanselfError, UsageError
from planself.files.disk import MAX_BYTES, STDIN, decode, read_bytes, replacing, write_atomic
from planself.i18n import use
from tests.devices import device

NOBODY = 65534
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


@pytest.fixture(autouse=True)
def _english() -> None:
    use("en")


def refusal(data: bytes) -> str:
    """Return the place, code and message with which bytes are refused."""
    with pytest.raises(InputError) as caught:
        decode(data, "f")
    (problem,) = caught.value.problems
    assert problem.hint
    return f"{problem.where} {problem.code} {problem.message}"


# Reading


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\0\xff\r\n")
    assert read_bytes(path) == b"\0\xff\r\n"


def test_a_missing_file_names_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "antworten.yaml").touch()
    with pytest.raises(UsageError, match="no file") as caught:
        read_bytes(tmp_path / "antworen.yaml")
    assert caught.value.exit_code is ExitCode.USAGE
    assert caught.value.hint == f"Did you mean {tmp_path / 'antworten.yaml'}?"


@pytest.mark.parametrize("name", ["fehlt/a.yaml", "datei/a.yaml", "a\0b", "x" * 300])
def test_a_path_that_leads_nowhere_is_wrong_usage(tmp_path: Path, name: str) -> None:
    (tmp_path / "datei").touch()
    with pytest.raises(PlanselfError) as caught:
        read_bytes(tmp_path / name)
    assert caught.value.exit_code is ExitCode.USAGE
    assert caught.value.hint


@pytest.mark.parametrize(
    ("name", "too_long"), [("a" * 255, False), ("a" * 256, True), ("ä" * 127, False), ("ä" * 128, True)]
)
def test_a_name_is_too_long_from_256_bytes_on(tmp_path: Path, name: str, too_long: bool) -> None:
    with pytest.raises(UsageError) as caught:
        read_bytes(tmp_path / name)
    assert ("the name is too long" in caught.value.message) is too_long


def test_a_folder_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        read_bytes(tmp_path)


def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match="E002"):
        read_bytes(tmp_path / "pipe")
    with pytest.raises(InputError, match="E002"):
        read_bytes(Path("/dev/zero"))


def test_a_file_above_the_limit_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"x" * 10)
    assert read_bytes(path, 10) == b"x" * 10
    with pytest.raises(InputError, match="E001 The file has 10 bytes; planself reads up to 9 bytes"):
        read_bytes(path, 9)
    os.truncate(path, 80 * 1024 * 1024)
    with pytest.raises(InputError, match="80 MiB; planself reads up to 20 MiB"):
        read_bytes(path)
    assert MAX_BYTES == 20 * 1024 * 1024


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (1023, "1023 bytes"),
        (1024, "1 KiB"),
        (1025, "1.1 KiB"),
        (1536, "1.5 KiB"),
        (1024 * 1024 - 1, "1,024 KiB"),
        (1024 * 1024, "1 MiB"),
        (1024 * 1024 + 1, "1.1 MiB"),
        (1363149, "1.4 MiB"),
    ],
)
def test_a_size_is_rounded_up_to_one_decimal(size: int, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.touch()
    os.truncate(path, size)
    with pytest.raises(InputError, match=f"The file has {said}; planself reads up to 9 bytes"):
        read_bytes(path, 9)


def test_what_is_no_text_of_ours_is_named_so_however_large_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"%PDF-1.7\n" + b"x" * 100)
    with pytest.raises(InputError, match="PDF"):
        read_bytes(path, 9)


@pytest.mark.parametrize(("size", "refused"), [(9, False), (10, False), (11, True), (4000, True)])
def test_what_another_program_hands_over_is_bounded_too(
    size: int, refused: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"x" * size)))
    if refused:
        with pytest.raises(InputError, match="E001 The file has 11 bytes; planself reads up to 10 bytes"):
            read_bytes(STDIN, 10)
    else:
        assert read_bytes(STDIN, 10) == b"x" * size


def test_a_file_that_hides_its_size_is_bounded_too() -> None:
    path = Path("/proc/self/status")
    if not path.exists():
        pytest.skip("no /proc here")
    assert path.stat().st_size == 0
    with pytest.raises(InputError, match="E001"):
        read_bytes(path, 5)


def unprivileged(code: str, folder: Path) -> str:
    """Run code as nobody and return what it prints; root could read and write everything."""
    script = (
        "import os, sys; from pathlib import Path; from planself.files.disk import *; from planself.errors import *\n"
        "from planself.i18n import use; use('en'); folder = Path(sys.argv[1])\n"
        f"os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})\n"
        f"try:\n    {code}\n"
        "except PlanselfError as error: print(int(error.exit_code), error.message, '|', error.hint)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=False)
    assert not done.stderr
    return done.stdout


@pytest.fixture
def open_folder(tmp_path: Path) -> Path:
    """Return a folder that nobody can reach and read, all its parents included."""
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and folder.stat().st_mode & 0o005 != 0o005:
            folder.chmod(folder.stat().st_mode | 0o055)
    return tmp_path


@as_root
def test_without_permission_to_read(open_folder: Path) -> None:
    (open_folder / "a.yaml").write_text("geheim")
    (open_folder / "a.yaml").chmod(0o600)
    told = unprivileged("read_bytes(folder / 'a.yaml')", open_folder)
    assert told.startswith("1 ")
    assert "E002 You have no permission to read this file." in told


# Decoding


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_utf8_is_read_with_and_without_mark(mark: bytes) -> None:
    assert decode(mark + "Straße €\r\n".encode(), "f") == "Straße €\r\n"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("cp1252", "Windows-1252"), ("latin-1", "Windows-1252"), ("cp850", "CP850 (DOS)"), ("mac_roman", "Mac Roman")],
)
def test_an_old_encoding_is_named_with_the_first_place(encoding: str, named: str) -> None:
    text = "format: x\ntitel: Größe der Behörde\r\nende: Übersicht für Jugendämter\n"
    assert refusal(text.encode(encoding)) == f"f:2:10 E005 The file is not UTF-8; it looks like {named}."


def test_a_remedy_for_windows_is_given() -> None:
    with pytest.raises(InputError) as caught:
        decode("ä".encode("cp1252"), "f")
    assert "Notepad" in caught.value.problems[0].hint


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("mark", [True, False])
def test_wide_encodings_are_named(encoding: str, mark: bool) -> None:
    data = "format: planself/answers/1\n".encode(encoding)
    if mark and encoding.endswith(("le", "be")):
        data = (codecs.BOM_UTF16_LE if encoding.endswith("le") else codecs.BOM_UTF16_BE) + data
    assert f"encoded in {encoding[:6].upper()}" in refusal(data)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a: 1\nb: \0\n", "f:2:4 E004 The file holds NUL bytes: it is damaged, or no text file."),
        (codecs.BOM_UTF8 + b"\0", "f:1:1 E004 The file holds NUL bytes: it is damaged, or no text file."),
        ("a: ä".encode()[:-1], "f:1:4 E005 The file breaks off in the middle of a character."),
        (
            "ä: 1\nb: ".encode() + b"\xe4\n",
            "f:2:4 E005 The file is UTF-8 up to here; byte 0xE4 is in another encoding.",
        ),
        (b"\x81\x8d\x9d", "f:1:1 E005 The file is not UTF-8; it looks like CP850 (DOS)."),
        (b"a \x8d\x9d", "f:1:3 E005 The file is not UTF-8: byte 0x8D stands here."),
        (b"a\n\n\x93x\x94", "f:3:1 E005 The file is not UTF-8; it looks like CP850 (DOS)."),
        (b"\x80 5", "f:1:1 E005 The file is not UTF-8; it looks like Mac Roman."),
        (b"caf\xe9", "f:1:4 E005 The file is not UTF-8; it looks like Windows-1252."),
    ],
)
def test_damaged_text_is_told_with_its_place(data: bytes, expected: str) -> None:
    assert refusal(data) == expected


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "application/vnd.oasis.opendocument.spreadsheet")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "an Excel workbook"),
        (zipped("word/document.xml"), "a Word document"),
        (zipped("mimetype"), "a LibreOffice document"),
        (zipped("notes.txt")[:40], "a ZIP archive"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"\x1f\x8b\x08", "a packed file"),
        (b"\x89PNG\r\n", "a picture (PNG)"),
        (b"\xff\xd8\xff\xe0", "a picture (JPEG)"),
        (b"\xd0\xcf\x11\xe0\xa1", "an old Word or Excel file"),
        (b"SQLite format 3\0", "an SQLite database"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_other_kinds_of_file_are_named(data: bytes, kind: str) -> None:
    assert refusal(data) == f"f E004 This is {kind}, and planself does not read it."


# Writing


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_created_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    for data in (b"alt", b"", "neu ü".encode()):
        write_atomic(path, data)
        assert path.read_bytes() == data
    assert names(tmp_path) == ["a.yaml"]


def test_a_new_file_has_the_users_mode_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_atomic(tmp_path / "neu", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "neu").stat().st_mode) == 0o640
    (tmp_path / "neu").chmod(0o604)
    write_atomic(tmp_path / "neu", b"y")
    assert stat.S_IMODE((tmp_path / "neu").stat().st_mode) == 0o604


@as_root
def test_an_old_file_keeps_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.touch()
    os.chown(path, 1234, 4321)
    write_atomic(path, b"x")
    assert (path.stat().st_uid, path.stat().st_gid) == (1234, 4321)


@pytest.mark.parametrize("exists", [True, False])
def test_a_symlink_stays_and_its_target_is_written(tmp_path: Path, exists: bool) -> None:
    (tmp_path / "ordner").mkdir()
    target, link = tmp_path / "ordner" / "ziel", tmp_path / "verweis"
    if exists:
        target.write_bytes(b"alt")
    link.symlink_to("ordner/ziel")
    write_atomic(link, b"neu")
    assert link.is_symlink()
    assert target.read_bytes() == b"neu"


def test_a_loop_of_symlinks_is_an_error_with_remedy(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    for attempt in (lambda: write_atomic(tmp_path / "a", b""), lambda: read_bytes(tmp_path / "a")):
        with pytest.raises(PlanselfError):
            attempt()


def test_nothing_existing_is_lost_without_overwrite(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_atomic(path, b"alt", overwrite=False)
    with pytest.raises(PlanselfError, match="is there already") as caught:
        write_atomic(path, b"neu", overwrite=False)
    assert caught.value.exit_code is ExitCode.PROBLEMS
    assert path.read_bytes() == b"alt"
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("links", [True, False], ids=["links", "no hard links"])
def test_one_of_many_writers_wins_without_overwrite(tmp_path: Path, links: bool) -> None:
    """Processes that start together: exactly one may create the file, with hard links and without."""
    script = (
        "import os, sys; from pathlib import Path; from planself.files.disk import write_atomic\n"
        "from planself.errors import PlanselfError\n"
        f"if not {links}:\n    def link(*_): raise PermissionError(1, 'no links')\n    os.link = link\n"
        "sys.stdin.read()\n"
        "try: write_atomic(Path(sys.argv[1]), sys.argv[2].encode() * 1000, overwrite=False); print('won')\n"
        "except PlanselfError: print('lost')\n"
    )
    path = tmp_path / "a"
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(path), str(n)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for n in range(6)
    ]
    for writer in writers:
        assert writer.stdin
        writer.stdin.close()
        writer.stdin = None
    told = [writer.communicate()[0].strip() for writer in writers]
    assert sorted(told) == ["lost"] * 5 + ["won"]
    assert path.read_bytes() == str(told.index("won")).encode() * 1000
    assert names(tmp_path) == ["a"]


def test_a_device_or_pipe_is_written_not_replaced(tmp_path: Path) -> None:
    null = device(tmp_path, "null")
    write_atomic(null, b"x")
    assert stat.S_ISCHR(null.stat().st_mode)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomic(pipe, b"hallo")
        assert os.read(reader, 10) == b"hallo"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_where_the_name_is_taken_nothing_is_begun(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    begun = False
    with pytest.raises(PlanselfError, match="is there already"), replacing(path, overwrite=False):
        begun = True
    assert not begun
    assert (path.read_bytes(), names(tmp_path)) == (b"old", ["a"])


@pytest.mark.parametrize("poured", [False, True])
def test_a_terminal_gets_nothing_that_could_steer_it_and_a_pipe_every_byte(tmp_path: Path, poured: bool) -> None:
    def write(path: Path) -> None:
        if not poured:
            write_atomic(path, b"a\x1b[2Jb")
            return
        with replacing(path) as temporary:
            temporary.write_bytes(b"a\x1b[2Jb")

    ours, theirs = os.openpty()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write(Path(os.ttyname(theirs)))
        assert os.read(ours, 100).decode() == "a\ufffd[2Jb"
        write(pipe)
        assert os.read(reader, 100) == b"a\x1b[2Jb"
    finally:
        for handle in (ours, theirs, reader):
            os.close(handle)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "is a folder"),
        ("fehlt/a", "does not exist"),
        ("datei/a", "is a file, and no folder"),
        ("a\0b", "cannot be"),
    ],
)
def test_a_path_that_cannot_be_written_names_a_remedy(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "datei").touch()
    with pytest.raises(PlanselfError, match=said) as caught:
        write_atomic(tmp_path / name, b"x")
    assert caught.value.hint
    assert names(tmp_path) == ["datei"]


def test_a_folder_is_no_place_for_a_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match="is a folder, and a file is to be written"), replacing(tmp_path / "folder"):
        pass
    assert names(tmp_path) == ["folder"]


def test_what_is_there_is_replaced_unless_it_is_to_stay_and_only_by_what_ended_well(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("old", "utf-8")
    with replacing(path) as temporary:
        temporary.write_text("new", "utf-8")
        assert path.read_text("utf-8") == "old"
    assert path.read_text("utf-8") == "new"
    with pytest.raises(PlanselfError), replacing(path, overwrite=False) as temporary:
        temporary.write_text("other", "utf-8")
    with pytest.raises(KeyError), replacing(path) as temporary:
        temporary.write_text(dict[str, str]()["half"], "utf-8")
    assert (path.read_text("utf-8"), names(tmp_path)) == ("new", ["a"])


def test_what_was_written_is_on_the_disk_before_it_takes_a_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def synced(handle: int) -> None:
        steps.append("sync")
        fsync(handle)

    def replaced(self: Path, target: Path) -> Path:
        steps.append("replace")
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    write_atomic(tmp_path / "a", b"x")
    assert steps == ["sync", "replace", "sync"]


def test_a_name_that_the_system_does_not_take_is_not_blamed_on_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_path: Path) -> Path:
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr("planself.files.disk.beside", refused)
    with pytest.raises(PlanselfError, match="cannot be written: no file can have this name"):
        write_atomic(tmp_path / "a", b"x")


@as_root
def test_without_permission_to_write(open_folder: Path) -> None:
    (open_folder / "a").write_text("alt")
    told = unprivileged("write_atomic(folder / 'a', b'neu')", open_folder)
    assert told.startswith("1 ")
    assert "no permission" in told
    assert "Nothing was changed" in told
    open_folder.chmod(0o777)
    assert "no permission" in unprivileged("write_atomic(folder / 'a', b'neu')", open_folder), "read-only, folder open"
    assert (open_folder / "a").read_text() == "alt"
    assert names(open_folder) == ["a"]


def limited() -> None:
    """Let a process write files of at most 8 KB; what is more fails as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))


def fails_when_full(path: Path, before: Callable[[], None] | None = None) -> None:
    """Write more than there is room for and check that only the old file is there."""
    script = (
        "import sys; from pathlib import Path; from planself.files.disk import write_atomic\n"
        "from planself.errors import PlanselfError; from planself.i18n import use; use('en')\n"
        "try: write_atomic(Path(sys.argv[1]), b'neu' * 100_000)\n"
        "except PlanselfError as error: print(error.message, '|', error.hint)\n"
    )
    path.write_bytes(b"alt")
    done = subprocess.run(
        [sys.executable, "-B", "-c", script, str(path)], capture_output=True, text=True, check=False, preexec_fn=before
    )
    assert done.stdout == (
        f"{path} cannot be written: the disk is full. | "
        "Nothing was changed. Make room, or choose a folder on another disk.\n"
    ), done.stderr
    assert path.read_bytes() == b"alt"
    assert names(path.parent) == [path.name]


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    fails_when_full(tmp_path / "a", limited)


@as_root
def test_a_disk_that_is_really_full_leaves_the_old_file(tmp_path: Path) -> None:
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(tmp_path)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine does not let us mount a disk")
    try:
        fails_when_full(tmp_path / "a")
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_full_device_is_told(tmp_path: Path) -> None:
    with pytest.raises(PlanselfError, match="the disk is full"):
        write_atomic(device(tmp_path, "full"), b"x")


def test_a_kill_leaves_the_old_file_or_the_new_one_whole(tmp_path: Path) -> None:
    """Kill a process that writes without pause, again and again; every content is one letter a thousandfold."""
    path = tmp_path / "a"
    size = 300_000
    write_atomic(path, b"0" * size)
    script = (
        "import itertools, sys; from pathlib import Path; from planself.files.disk import write_atomic\n"
        "for n in itertools.cycle(b'123456789'):\n"
        f"    write_atomic(Path(sys.argv[1]), bytes([n]) * {size})\n"
        "    print('written', flush=True)\n"
    )
    seen = set()
    for round_ in range(12):
        writer = subprocess.Popen([sys.executable, "-c", script, str(path)], stdout=subprocess.PIPE)
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(0.003 * round_)
        writer.kill()
        writer.communicate()
        data = path.read_bytes()
        assert len(data) == size
        assert len(set(data)) == 1
        seen |= set(data)
    assert ord("0") not in seen
