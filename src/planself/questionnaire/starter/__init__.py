"""A small, complete, commented questionnaire to start from."""

from __future__ import annotations

from pathlib import Path

_LANGUAGES = ("de", "en")


def text(lang: str) -> str:
    """Return the starter questionnaire with comments in a language, English where there is no other."""
    name = lang if lang in _LANGUAGES else "en"
    return (Path(__file__).parent / f"{name}.yaml").read_text("utf-8")
