"""Answers that a changed questionnaire cannot read: asked again, with what stood there kept beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from planself.answers.entries import ENTRY_KEYS, Reading
from planself.answers.envelope import Reference, read_reference
from planself.answers.findings import Findings
from planself.files.document import Document
from planself.files.source import Source
from planself.i18n import _
from planself.questionnaire.catalogue import naming
from planself.questionnaire.load import Loaded
from planself.shell import file_word, own_command


def changed(named: Reference | None, loaded: Loaded) -> bool:
    """Return whether a questionnaire is another state of the one that a file names, of the same major version."""
    questionnaire = loaded.questionnaire
    if named is None or (named.id, named.major) != (questionnaire.id, questionnaire.major):
        return False
    digest = (named.digest or loaded.digest).lower().removeprefix("sha256:")
    return named.version != questionnaire.version or digest != loaded.digest.removeprefix("sha256:")


def set_aside(document: Document, source: Source, loaded: Loaded) -> tuple[str, ...]:
    """Make a comment of every answer that the questionnaire cannot read, and return their questions.

    So the question is open again, and nothing of the file is lost. A file for this very questionnaire stays as it is:
    there a mistake in it is somebody's to correct.
    """
    data: Any = source.data
    if not isinstance(data, dict) or not isinstance(data.get("answers"), dict):
        return ()
    if not changed(read_reference(Findings(source), data), loaded):
        return ()
    ids = tuple(_unreadable(source, data["answers"], loaded))
    for id_ in ids:
        entry = data["answers"][id_]
        if isinstance(entry, dict):
            document.put(("answers", id_, "comment"), _comment(entry), ENTRY_KEYS)
            for key in ("value", "text"):
                document.remove(("answers", id_, key))
        else:
            document.put(("answers", id_), {"comment": _comment({"value": entry})})
    return ids


def _unreadable(source: Source, answers: Mapping[str, Any], loaded: Loaded) -> Iterator[str]:
    exact = source.exact
    for id_, entry in answers.items():
        found = Findings(source)
        Reading(found, loaded.questionnaire, exact, strict=False).answers({id_: entry})
        if found.failed:
            yield id_


def _comment(entry: Mapping[str, Any]) -> str:
    said = [str(part) for key in ("value", "text") if (part := _written(entry.get(key)))]
    before = _("Earlier answer, which the changed questionnaire no longer has: {value}").format(value="; ".join(said))
    return "\n".join(part for part in (before, entry.get("comment")) if isinstance(part, str) and part)


def _written(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def advise(found: Findings, named: Reference, loaded: Loaded) -> None:
    """Say how to go on with a file whose answers a changed questionnaire cannot read."""
    if not changed(named, loaded):
        return
    file = found.source.name
    hint = _("Go on with `{command}`: it asks these questions again, and keeps what stood there as a comment.")
    found.note(
        ("questionnaire",),
        "N405",
        _("The questionnaire has changed since these answers were given, and some of them no longer fit."),
        hint.format(command=own_command("run", file_word(file), *naming(loaded))),
    )
