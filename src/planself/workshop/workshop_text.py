"""A workshop written as the text of its file `workshop.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from planself.files.disk import write_atomic
from planself.files.emit import Word, yaml_flow
from planself.workshop_files.workshop import NAME, Closing, Workshop


def save(folder: Path, workshop: Workshop, *, overwrite: bool = False) -> Path:
    """Write `workshop.yaml` into a folder, whole or not at all, and return its path."""
    target = folder / NAME
    write_atomic(target, text(workshop).encode(), overwrite=overwrite)
    return target


def text(workshop: Workshop) -> str:
    """Return the workshop as the text of its file."""
    lines = [f"{key}: {yaml_flow(value)}" for key, value in _top(workshop).items()]
    for key, entries in (("roles", workshop.roles), ("people", workshop.people)):
        if entries:
            lines.append(f"{key}:")
            lines += [f"  - {yaml_flow(_given(entry.model_dump()))}" for entry in entries]
    return "\n".join(lines) + "\n"


def _top(workshop: Workshop) -> dict[str, Any]:
    named = workshop.questionnaire
    return {
        "format": Word(workshop.format),
        "title": workshop.title,
        "questionnaire": {"id": named.id, "version": Word(named.version)},
        "date": Word(workshop.date.isoformat()),
        **({"language": workshop.language} if workshop.language else {}),
        **({"subject": subject} if (subject := _given(workshop.subject.model_dump())) else {}),
        "open": workshop.open,
        "min_group": workshop.min_group,
        **({"facts": dict(workshop.facts)} if workshop.facts else {}),
        **workshop.model_dump(include={"collect", "laptops", "return_to"}, exclude_defaults=True),
        **({"delete_on": Word(workshop.delete_on.isoformat())} if workshop.delete_on else {}),
        "files": _given(workshop.files.model_dump()),
        **({"closed": _closing(workshop.closed)} if workshop.closed else {}),
    }


def _closing(closed: Closing) -> dict[str, Any]:
    return {**closed.model_dump(), "date": Word(closed.date.isoformat())}


def _given(data: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "", [])}
