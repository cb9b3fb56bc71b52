"""Files that another program holds at the moment: what tells so, and waiting until it lets go."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.75)
"""Seconds between the tries, 1.5 in all: scanners and OneDrive let go of a new file well before."""
_SHARING, _LOCKED = 32, 33
"""Numbers with which Windows says that somebody else has a file open, or a part of it locked."""
_BUSY = {errno.EBUSY, errno.ETXTBSY}
_OFFICE = (".~lock.{name}#", "~${name}")
"""What LibreOffice and Excel put beside a file as long as it is open in them."""


def is_held(error: OSError) -> bool:
    """Tell whether a system says beyond doubt that another program holds the file."""
    return getattr(error, "winerror", None) in (_SHARING, _LOCKED) or error.errno in _BUSY


def is_open_in_office(path: Path) -> bool:
    """Tell whether Excel or LibreOffice left the sign beside a file that it is open there."""
    try:
        return any(os.path.lexists(path.with_name(sign.format(name=path.name))) for sign in _OFFICE)
    except (OSError, ValueError):  # no name, or one that is none
        return False


def patiently(act: Callable[[], T], *, permitted: bool = False) -> T:
    """Return what an act returns; where another program is in the way, it is tried again for a moment.

    Windows and network shares answer "access denied" where somebody has the file open. Where it is certain that we
    are permitted, since the folder let us make a file a moment ago, this counts as held, and is raised as such.
    """
    for pause in _PAUSES:
        try:
            return act()
        except OSError as error:
            if not (is_held(error) or (permitted and error.errno == errno.EACCES)):
                raise
        time.sleep(pause)
    try:
        return act()
    except PermissionError as error:
        if not permitted or error.errno != errno.EACCES:
            raise
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), error.filename2 or error.filename) from error
