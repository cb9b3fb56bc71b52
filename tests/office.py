"""LibreOffice for tests that let it save what planself wrote; skipped with the reason without it, required in CI."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

SECONDS = 600


def soffice() -> str:
    """Return LibreOffice's command; the test is skipped where there is none, and fails in CI."""
    found = shutil.which("soffice")
    if found is None:
        reason = "no LibreOffice at hand: soffice is not on PATH"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
        raise AssertionError
    return found


def saved_by_libreoffice(files: Sequence[Path], suffix: str, folder: Path) -> list[Path]:
    """Open files and save them in another format, all in one session, since its start takes seconds."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [soffice(), profile, "--headless", "--convert-to", suffix, "--outdir", str(folder / suffix)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=SECONDS)
    return [folder / suffix / f"{file.stem}.{suffix}" for file in files]
