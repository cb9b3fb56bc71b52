"""Why a system refused to read or write a file, in our own words."""

from __future__ import annotations

import errno
from pathlib import Path

from planself.files.in_use import is_held, is_open_in_office
from planself.i18n import _

FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
_FAULTY = {
    *(errno.EIO, errno.ENXIO, errno.ENODEV, errno.ESTALE, errno.ENOTCONN, errno.ETIMEDOUT, errno.EHOSTUNREACH),
    *(errno.ENETUNREACH, errno.ENETDOWN, errno.ECONNRESET, errno.ECONNREFUSED),
}
DENIED = {errno.EACCES, errno.EPERM}
_OF_OFFICE = {".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods"}


def reason(error: OSError, path: Path | str | None = None) -> str:
    """Return in our own words why a system refused; `path`, where the error does not name the file that is meant."""
    if is_used(error, path or error.filename):
        return _("another program is using it")
    match error.errno:
        case number if number in FULL:
            return _("the disk is full")
        case errno.EROFS:
            return _("the disk can only be read")
        case number if number in DENIED:
            return _("you have no permission")
        case errno.ENAMETOOLONG:
            return _("the name is too long")
        case errno.ELOOP:
            return _("its links lead round in a circle")
        case errno.EISDIR:
            return _("it is a folder")
        case errno.ENOENT | errno.ENOTDIR:
            return _("it is not there")
        case number if number in _FAULTY:
            return _("the disk or the network reports a fault")
        case errno.EMFILE | errno.ENFILE:
            return _("too many files are open")
        case None:
            return _("the system does not say why")
        case number:
            return _("the system says no, with its error number {number}").format(number=number)


def remedy(error: OSError | ValueError, path: Path | str | None = None) -> str:
    """Return what to do where a system refused."""
    number = error.errno if isinstance(error, OSError) else None
    if isinstance(error, OSError) and is_used(error, path):
        return close_it(Path(path or ""))
    match number:
        case _ if number in FULL:
            return _("Make room, or choose a folder on another disk.")
        case errno.EROFS:
            return _("Choose a folder on another disk.")
        case _ if number in DENIED:
            return _("Choose a folder of your own, or ask for write permission.")
        case errno.ENAMETOOLONG:
            return _("Choose a shorter name.")
        case errno.ELOOP:
            return _("Name the file itself, or make the link anew.")
        case errno.EISDIR:
            return _("Name a file in that folder.")
        case errno.EMFILE | errno.ENFILE:
            return _("Close other programs, or name fewer files at once.")
        case _:
            return _("Check the path and the disk, then try again.")


def is_used(error: OSError, path: Path | str | None) -> bool:
    """Tell whether it is another program that is in the way: the system says so, or it left a sign beside the file."""
    if is_held(error):
        return True
    return error.errno in DENIED and isinstance(path, Path | str) and is_open_in_office(Path(path))


def close_it(path: Path) -> str:
    """Return what to do about a file that another program is using."""
    if path.suffix.lower() in _OF_OFFICE:
        return _("Is it open in Excel or LibreOffice? Close it there, then try again.")
    return _("Close the program in which it is open, then try again. It may also be a virus scanner: wait a moment.")
