"""Reading files with remedies, and writing them so that a crash leaves the old file or the new one, whole."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path

from planself.errors import InputError, Location, PlanselfError, Problem, UsageError, did_you_mean
from planself.files.encoding import decode
from planself.files.foreign import refuse_foreign
from planself.files.in_use import patiently
from planself.files.os_errors import DENIED, close_it, is_used, reason, remedy
from planself.files.replace import take_place
from planself.files.temporary import beside
from planself.i18n import _, current
from planself.text import inert

__all__ = [
    "MAX_BYTES",
    "STDIN",
    "decode",
    "is_stream",
    "missing",
    "read_bytes",
    "replacing",
    "too_large",
    "write_atomic",
    "writing",
]

MAX_BYTES = 20 * 1024 * 1024
_LONGEST = 255
"""Bytes of a name, on every system that we know."""
STDIN = Path("-")
"""The name of what another program hands over."""


def read_bytes(path: Path, limit: int = MAX_BYTES, hint: str = "") -> bytes:
    """Return what a file holds, or stdin for `-`, or raise an error that says what is in the way and what to do.

    `hint` says what to do with a file above the limit.
    """
    if path == STDIN:
        return _from_stdin(limit, hint)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise UsageError(
                _("{path} is a folder, and a file is needed here.").format(path=path), _("Name a file in that folder.")
            )
        if not stat.S_ISREG(found.st_mode):
            raise _unreadable(
                path, _("This is a device or a pipe, and a file is needed here."), _("Save it as a file.")
            )
        with patiently(lambda: path.open("rb")) as file:
            data = file.read(4096 if found.st_size > limit else limit + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:  # ValueError: a NUL in the name
        raise missing(path) from error
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise missing(path) from error
        raise _read_failure(path, error) from error
    size = max(found.st_size, len(data))
    if size > limit:
        raise too_large(path, data, size, limit, hint)
    return data


def _from_stdin(limit: int, hint: str) -> bytes:
    data = sys.stdin.buffer.read(limit + 1)
    if len(data) > limit:
        raise too_large(STDIN, data, len(data), limit, hint)
    return data


def missing(path: Path) -> UsageError:
    """Return the error for a path that does not exist, with the nearest name that does."""
    if os.path.islink(path):  # noqa: PTH114 -- Path raises for a name that is too long
        message = _("{path} is a link to {target}, and nothing is there.").format(path=path, target=path.readlink())
        return UsageError(message, _("Name the file itself, or make the link anew."))
    if len(path.name.encode(errors="replace")) > _LONGEST:
        message = _("There is no file {path}: the name is too long.").format(path=f"{path.name[:60]}…")
        return UsageError(message, _("Check the spelling and the folder you are in."))
    message = _("There is no file {path}.").format(path=path)
    if path.parent.is_file():
        return UsageError(message, _("{folder} is a file, and no folder.").format(folder=path.parent))
    try:
        siblings = sorted(entry.name for entry in path.parent.iterdir())
    except (OSError, ValueError):
        return UsageError(message, _("The folder {folder} does not exist either.").format(folder=path.parent))
    near = did_you_mean(path.name, siblings)
    if near is None:
        return UsageError(message, _("Check the spelling and the folder you are in."))
    return UsageError(message, _("Did you mean {path}?").format(path=path.parent / near))


def too_large(path: Path, data: bytes, size: int, limit: int, hint: str = "") -> InputError:
    """Return the error for a file above a limit; raises the one for what is no text of ours at all."""
    refuse_foreign(data[:4096], str(path))
    message = _("The file has {size}; planself reads up to {limit}.").format(size=_size(size), limit=_size(limit))
    hint = hint or _("Take out what does not belong there.")
    return InputError([Problem(Location(str(path)), "E001", message, hint)])


def _size(size: int) -> str:
    """Write a number of bytes with one decimal at most, and never as a round number that it only comes near to."""
    for power, unit in ((1 << 20, "MiB"), (1 << 10, "KiB")):
        if size >= power:
            tenths = -(-size * 10 // power)
            return f"{current().decimal(Decimal(tenths) / 10)} {unit}"
    return _("{n} bytes").format(n=size)


def _unreadable(path: Path, message: str, hint: str) -> InputError:
    return InputError([Problem(Location(str(path)), "E002", message, hint)])


def _read_failure(path: Path, error: OSError) -> PlanselfError:
    if is_used(error, path):
        return _unreadable(path, _("Another program is using this file."), close_it(path))
    if error.errno in DENIED:
        return _unreadable(
            path,
            _("You have no permission to read this file."),
            _("Ask its owner for read permission, or copy it to a folder of your own."),
        )
    return _unreadable(
        path,
        _("The file cannot be read: {reason}.").format(reason=reason(error)),
        _("Check the path and the disk, then try again."),
    )


def write_atomic(path: Path, data: bytes, *, overwrite: bool = True) -> None:
    """Put data where a path leads: afterwards the old file is there or the new one, whole, whatever happens."""
    with writing(path):
        if is_stream(path):
            with path.open("wb") as out:  # replacing /dev/stdout or a pipe would destroy it
                out.write(inert(data.decode(errors="replace")).encode() if out.isatty() else data)
            return
    with replacing(path, overwrite=overwrite) as temporary, writing(path):
        temporary.write_bytes(data)


@contextmanager
def replacing(path: Path, *, overwrite: bool = True) -> Iterator[Path]:
    """Give an empty file beside a path: where the block ends well it takes that path's place, else it goes."""
    with writing(path):
        if path.is_dir():
            raise UsageError(
                _("{path} is a folder, and a file is to be written.").format(path=path),
                _("Name a file in that folder."),
            )
        with suppress(FileNotFoundError):
            path.stat()  # a link that leads round in a circle says so here, whatever the version of Python
        stream, target = is_stream(path), path.resolve()
        old = None if stream else _replaceable(target, overwrite)
        temporary = beside(_folder_beside(target, stream))
    try:
        with writing(path):
            temporary.open("xb").close()
        yield temporary
        with writing(path):
            if stream:
                _pour(temporary, path)
            else:
                take_place(temporary, target, old, overwrite)
    finally:
        with suppress(OSError):
            patiently(lambda: temporary.unlink(missing_ok=True))


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what goes wrong in the block into an error that says why a path cannot be written, and what to do."""
    try:
        yield
    except FileExistsError as error:
        raise PlanselfError(
            _("{path} is there already and was left as it is.").format(path=path), _("Choose another name.")
        ) from error
    except BrokenPipeError:
        raise  # the reader has gone: no fault of the path
    except (OSError, ValueError) as error:
        raise _write_failure(path, error) from error


def is_stream(path: Path) -> bool:
    """Tell whether a path is a device or a pipe, which holds nothing that could be replaced."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)


def _replaceable(target: Path, overwrite: bool) -> os.stat_result | None:
    """Return what is known of the file to replace, None where there is none."""
    if not target.exists():
        return None
    if not overwrite:
        raise FileExistsError(target)
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))  # replacing needs no right to the file itself
    return target.stat()


def _folder_beside(target: Path, stream: bool) -> Path:
    """Return the folder for a temporary file: the target's own, since a rename works within one disk only."""
    if not stream:
        return target.parent
    from tempfile import gettempdir  # /dev/stdout and pipes are rare

    return Path(gettempdir())


def _pour(temporary: Path, stream: Path) -> None:
    import shutil  # the same

    with temporary.open("rb") as whole, stream.open("wb") as out:
        if out.isatty():
            out.writelines(inert(line.decode(errors="replace")).encode() for line in whole)
        else:
            shutil.copyfileobj(whole, out)


def _write_failure(path: Path, error: OSError | ValueError) -> PlanselfError:
    if isinstance(error, FileNotFoundError | NotADirectoryError) and not path.parent.is_dir():
        if path.parent.exists():
            message = _("{path} cannot be written: {folder} is a file, and no folder.")
        else:
            message = _("{path} cannot be written: the folder {folder} does not exist.")
        message = message.format(path=path, folder=path.parent)
        return UsageError(message, _("Create the folder first, or choose another one."))
    said = _("no file can have this name") if isinstance(error, FileNotFoundError | ValueError) else reason(error, path)
    return PlanselfError(
        _("{path} cannot be written: {reason}.").format(path=path, reason=said),
        _("Nothing was changed.") + " " + remedy(error, path),
    )
