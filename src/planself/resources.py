"""Where the shipped questionnaires and templates are, in a checkout and in a wheel."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def questionnaires() -> Path:
    """Return the folder of the built-in questionnaires."""
    return _shipped("questionnaires")


def templates() -> Path:
    """Return the folder of the report's and the form's templates."""
    return _shipped("templates")


def _shipped(name: str) -> Path:
    bundled = _HERE / "_bundled" / name
    return bundled if bundled.is_dir() else _HERE.parent.parent / name
