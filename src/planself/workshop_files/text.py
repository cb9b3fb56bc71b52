"""A discussion and its votes as the text of their files."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from planself.files.emit import Word, yaml_flow
from planself.workshop_files.discussion import Discussion
from planself.workshop_files.votes import Votes


def discussion_text(record: Discussion) -> str:
    """Return a discussion as the text of its file: one line a key, so that a person can read along."""
    lines = [
        f"format: {record.format}",
        f"questionnaire: {yaml_flow(_plain(record.questionnaire))}",
        f"answers: {yaml_flow(_plain(record.answers))}",
        f"started_at: {record.started_at.isoformat()}",
        *([f"here: {record.here}"] if record.here else []),
        "items:" if record.items else "items: []",
    ]
    for item in record.items:
        keys = [f"{key}: {yaml_flow(value)}" for key, value in _plain(item).items()]
        lines += [f"  - {keys[0]}", *(f"    {key}" for key in keys[1:])]
    return "\n".join(lines) + "\n"


def votes_text(votes: Votes) -> str:
    """Return votes as the text of their file."""
    lines = [
        f"format: {votes.format}",
        f"questionnaire: {yaml_flow(_plain(votes.questionnaire))}",
        "votes:" if votes.votes else "votes: []",
        *(f"  - {yaml_flow(_plain(vote))}" for vote in votes.votes),
    ]
    return "\n".join(lines) + "\n"


def _plain(entry: BaseModel) -> dict[str, Any]:
    """Return what an entry says; what it leaves open is left out, except the list of what nobody chose."""
    plain: dict[str, Any] = _raw("", entry.model_dump())
    return plain


def _raw(key: str, value: Any) -> Any:
    match value:
        case dict():
            parts = {name: _raw(name, part) for name, part in value.items() if _said(name, part)}
            return {name: part for name, part in parts.items() if part != {} or name == "counts"}
        case list():
            return [_raw("", part) for part in value]
        case datetime():
            return Word(value.isoformat())
        case int() if key == "agreement":
            return Decimal(value).scaleb(-2)
        case str() if key == "version" or (key == "answer" and value in ("yes", "no")):
            return Word(value)
        case _:
            return str(value) if isinstance(value, str) else value


def _said(name: str, value: object) -> bool:
    if name == "answer":
        return value is not None
    return value not in (None, "", []) and not (name in ("agreed", "seconds") and not value)
