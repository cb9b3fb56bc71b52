"""Whether a questionnaire fits an answer file: the same one, another version of it, or its short or long form."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from planself.answers.envelope import Reference
from planself.answers.findings import Findings
from planself.errors import PlanselfError
from planself.i18n import _
from planself.questionnaire import catalogue
from planself.questionnaire.load import Loaded, load_questionnaire
from planself.questionnaire.model import Questionnaire
from planself.questionnaire.peek import declared_id, questionnaires_in


def settle(found: Findings, named: Reference, loaded: Loaded, raw: Mapping[str, Any]) -> bool:
    """Return whether the answers can be read with a questionnaire, and note how it differs from the one named."""
    questionnaire = loaded.questionnaire
    if named.id != questionnaire.id:
        return _other_form(found, named, loaded)
    if named.major != questionnaire.major:
        found.error(
            ("questionnaire", "version"),
            "E205",
            _("The file is for version {named}; the questionnaire at hand is {version}.").format(
                named=named.version, version=questionnaire.version
            ),
            _(
                "Scores of different major versions do not compare. Name the version {major}.x with --questionnaire."
            ).format(major=named.major),
        )
        return False
    if named.version != questionnaire.version:
        _other_version(found, named, questionnaire, raw)
    elif named.digest and _bare(named.digest) != _bare(loaded.digest):
        found.warn(
            ("questionnaire", "digest"),
            "N402",
            _("The questionnaire has been changed since, under the same version {version}.").format(
                version=named.version
            ),
            _("Ask who keeps it what is different; a change needs a new version."),
        )
    return True


def _bare(digest: str) -> str:
    return digest.lower().removeprefix("sha256:")


def _other_version(found: Findings, named: Reference, questionnaire: Questionnaire, raw: Mapping[str, Any]) -> None:
    answered = {questionnaire.renamed.get(id_, id_) for id_ in raw}
    without = [question.id for question in questionnaire.questions if question.id not in answered]
    message = _("The file is for version {named} and is read with {version}.").format(
        named=named.version, version=questionnaire.version
    )
    if without:
        listed = ", ".join(without[:12]) + (" …" if len(without) > 12 else "")
        message += " " + _("Without an answer, new questions among them: {ids}.").format(ids=listed)
    found.note(("questionnaire", "version"), "N410", message)


def _other_form(found: Findings, named: Reference, loaded: Loaded) -> bool:
    questionnaire = loaded.questionnaire
    if questionnaire.short_of == named.id:
        message = _("The file is for the long form {named} and is read with its short form {id}.")
    elif _short_of(named.id, loaded.path) == questionnaire.id:
        message = _("The file is for the short form {named} and is read with its long form {id}.")
    else:
        found.error(
            ("questionnaire", "id"),
            "E204",
            _("The file is for the questionnaire {named}, and {id} was chosen.").format(
                named=named.id, id=questionnaire.id
            ),
            _("Leave out --questionnaire, or name {named} there.").format(named=named.id),
        )
        return False
    found.note(("questionnaire", "id"), "N413", message.format(named=named.id, id=questionnaire.id))
    return True


@lru_cache(maxsize=64)
def _short_of(id_: str, beside: Path) -> str | None:
    """Return which long form a questionnaire is the short form of, where it lies beside a file or is at hand."""
    for path in _named(id_, beside):
        try:
            return load_questionnaire(path).questionnaire.short_of
        except PlanselfError:
            continue
    return None


def _named(id_: str, beside: Path) -> Iterator[Path]:
    """Yield the questionnaires of that id: first beside a file, then where names are looked up."""
    yield from (path for path in questionnaires_in(beside.parent) if declared_id(path) == id_)
    with suppress(PlanselfError):
        yield catalogue.find_id(id_, Path.cwd(), os.environ)
