"""Devices of a test's own: a fault in what writes files must not replace those of the machine."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

_MINOR = {"null": 3, "full": 7}


def device(folder: Path, name: str) -> Path:
    """Return a device that takes everything (`null`) or has no room (`full`); only root can harm those of /dev."""
    path = folder / name
    if os.geteuid() != 0:
        if not Path("/dev", name).exists():
            pytest.skip(f"this system has no /dev/{name}")
        path.symlink_to(Path("/dev", name))
        return path
    try:
        os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, _MINOR[name]))
        path.open("wb").close()
    except OSError:
        pytest.skip("this system lets nobody make a device here")
    return path
