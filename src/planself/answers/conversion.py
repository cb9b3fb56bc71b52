"""Answers in another syntax: the data of a file, or of an Excel form, written out as YAML or JSON."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from planself.answers.envelope import KEYS
from planself.answers.load import check_answers
from planself.answers.model import AnswerSet
from planself.answers.saving import written_entry
from planself.errors import PlanselfError
from planself.files.document import Document, JsonDocument, YamlDocument
from planself.files.emit import Word
from planself.files.source import Source
from planself.files.yaml_layout import Region, comments, compose
from planself.i18n import _
from planself.questionnaire.load import Loaded

_PLAIN = ("version", "date", "format")
"""Texts that stand without quotation marks in YAML, as whoever types them would write them."""


def converted(source: Source, answer_set: AnswerSet, loaded: Loaded, output: Path) -> str:
    """Return the text of an answer file with all that a source holds, in the syntax that a name asks for.

    What has that syntax already is returned as it is written.
    """
    is_json = output.suffix.lower() == ".json"
    if source.is_text and source.exact == is_json:
        return source.text
    assert isinstance(source.data, dict)  # noqa: S101 -- the answers were checked before
    data = dict(source.data)
    if not source.is_text:
        data["answers"] = _as_saved(data["answers"], answer_set, loaded)
    document: Document = JsonDocument('{\n  "answers": {}}\n') if is_json else YamlDocument("answers:\n")
    for name, value in data.items():
        document.put((name,), _with_words(name, value), KEYS)
    again, _problems = check_answers(document.parse(str(output)), loaded)
    if again != answer_set:
        message = _("{path} cannot be written as {output} so that it says the same.")
        hint = _("Look for keys and texts in it that planself would not write, and change these.")
        raise PlanselfError(message.format(path=source.name, output=output), hint)
    return document.text


def loses_comments(source: Source, output: Path) -> bool:
    """Return whether a file has comments, for which the new syntax has no place."""
    if not source.is_text or source.exact or output.suffix.lower() != ".json":
        return False
    return bool(comments(source.text, compose(source.text), Region(0, len(source.text))))


def _as_saved(raw: Mapping[str, Any], answer_set: AnswerSet, loaded: Loaded) -> dict[str, object]:
    """Return the answers of a form as the interview would save them, and what the questionnaire does not know."""
    by_id = loaded.questionnaire.by_id
    known = {id_: written_entry(by_id[id_], answer) for id_, answer in answer_set.answers.items()}
    present = loaded.questionnaire.renamed
    return {present.get(id_, id_): known.get(present.get(id_, id_), entry) for id_, entry in raw.items()}


def _with_words(name: str, value: object) -> object:
    if isinstance(value, dict):
        return {key: _with_words(key, part) for key, part in value.items()} if name != "answers" else value
    return Word(value) if isinstance(value, str) and name in _PLAIN else value
