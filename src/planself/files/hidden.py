"""Files whose names begin with a dot, hidden on Windows as well, where the dot alone hides nothing."""

from __future__ import annotations

import sys
from pathlib import Path

_HIDDEN, _NORMAL = 0x2, 0x80


def hide(path: Path) -> None:
    """Let a file not show up in the Explorer."""
    _mark(path, _HIDDEN)


def show(path: Path) -> None:
    """Take that back: Windows refuses to open a hidden file anew for writing."""
    _mark(path, _NORMAL)


def _mark(path: Path, attributes: int) -> None:
    if sys.platform == "win32":
        from ctypes import windll

        windll.kernel32.SetFileAttributesW(str(path), attributes)  # where that fails, the file is only visible
