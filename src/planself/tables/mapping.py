"""A mapping file, checked against its questionnaire: how a foreign table becomes one that planself reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from planself.answers.envelope import Reference
from planself.errors import InputError, Problem, Severity
from planself.files import source as files
from planself.files.finding import Finding, located
from planself.files.numbers import Style
from planself.files.source import Source
from planself.formats import other_kind
from planself.i18n import _
from planself.questionnaire.catalogue import NotAtHandError
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import Questionnaire
from planself.questionnaire.types.values import shown
from planself.tables.cell_words import SPACES
from planself.tables.mapping_file import FORMAT, MappingFile, Named, read
from planself.tables.mapping_rules import broken, offsets_of, settled
from planself.tables.target import plain, target

Choose = Callable[[Reference], Loaded]


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What is done to a table, in this order: columns renamed, values, offset, reverse.

    Columns are named as the contract names them (question id, `question.option`, known column), headings as they
    look on one line; `source` knows the place of each.
    """

    source: Source
    questionnaire: Questionnaire
    columns: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]
    offset: Mapping[str, int]
    """A 0 is somebody's word that the column counts as planself does."""
    reverse: frozenset[str]
    constants: Mapping[str, str]
    drop: tuple[str, ...]
    keep: tuple[str, ...]
    decimal: Style | None
    notes: tuple[Problem, ...] = ()
    """What may be meant and may be a slip: it is said, and the mapping is used."""
    header_rows: int | None = None
    """How many rows at the top of a table hold headings; None where nobody has said it."""

    def place(self, heading: str) -> tuple[str | int, ...]:
        """Return the path of the file at which a heading stands."""
        data: Any = self.source.data
        for key in data.get("columns") or {}:
            if plain(key) == heading:
                return "columns", key
        listed = ((name, n, word) for name in ("drop", "keep") for n, word in enumerate(data.get(name) or []))
        return next(((name, n) for name, n, word in listed if plain(str(word)) == heading), ())


def load_mapping(path: Path, choose: Choose) -> TableMapping:
    """Return the mapping of a file under the questionnaire chosen for it; raises InputError with all problems."""
    mapping, problems = check_mapping(files.load(path), choose)
    if mapping is None:
        raise InputError(problems)
    return mapping


def shifted(offset: Mapping[str, int], questionnaire: Questionnaire) -> TableMapping:
    """Return the mapping that does nothing but add to levels."""
    nothing = Source("", "", {})
    return TableMapping(nothing, questionnaire, {}, {}, offset, frozenset(), {}, (), (), None)


def check_mapping(source: Source, choose: Choose) -> tuple[TableMapping | None, tuple[Problem, ...]]:
    """Return the mapping (None where the file has errors) and every problem of the file."""
    data = source.data
    if (other := _other_format(data)) is not None or not isinstance(data, dict):
        return None, located([other] if other else [], source)
    file, findings = read(data)
    named = _named(data)
    if named is None:
        return None, located(findings, source)
    try:
        questionnaire = choose(named).questionnaire
    except NotAtHandError as error:
        findings.append(Finding("E263", ("questionnaire",), error.message, error.hint))
        return None, located(findings, source)
    except InputError as error:
        message = _("The questionnaire of this mapping file has errors itself.")
        findings.append(Finding("E214", ("questionnaire",), message, _("Correct the questionnaire first.")))
        return None, (*error.problems, *located(findings, source))
    findings += _misfit(named, questionnaire)
    if file is not None and not any(finding.code == "E263" for finding in findings):
        findings += broken(file, questionnaire)
    if findings or file is None:
        return None, located(findings, source)
    mapping = _settled(source, questionnaire, file)
    notes = tuple(_counted_from_nought(mapping))
    return replace(mapping, notes=notes), notes


def _counted_from_nought(mapping: TableMapping) -> Iterator[Problem]:
    """Yield a warning where some scales of a table count from 1 and others from 0: one level off goes unnoticed."""
    questions = mapping.questionnaire.by_id
    read = dict.fromkeys(name for name in mapping.columns.values() if name in questions)
    scales = [name for name in read if questions[name].ladder and name not in mapping.values]
    plain = [name for name in scales if name not in mapping.offset]
    if any(mapping.offset.values()) and plain:
        message = _("Some scales have an offset, and these have none: {ids}.")
        hint = _("Add them under offset: -1 where they count from 1 in the table as well, 0 where they count from 0.")
        where = mapping.source.locate(("offset",), key=True)
        yield Problem(where, "N424", message.format(ids=", ".join(plain)), hint, Severity.WARNING)


def _other_format(data: object) -> Finding | None:
    """Return the finding for a file that is something else, of which nothing more can be said."""
    remedy = _("A mapping file begins with `format: {format}`.").format(format=FORMAT)
    if not isinstance(data, dict):
        message = _("A mapping file is expected here, with format, questionnaire and columns.")
        return Finding("E260", (), message, remedy)
    found = data.get("format", FORMAT)
    if found == FORMAT:
        return None
    message = other_kind(found, "mapping") or _("{name} is no format of a mapping file that this planself reads.")
    message = message.format(name=shown(found))
    if str(found).startswith("planself/mapping/"):
        remedy = _("This planself reads {name}; a newer one may read the file.").format(name=FORMAT)
    return Finding("E260", ("format",), message, remedy)


def _named(data: dict[str, Any]) -> Reference | None:
    """Return which questionnaire the file names, or None where that cannot be read."""
    try:
        named = Named.model_validate(_mapping(data.get("questionnaire")))
    except ValueError:
        return None
    return Reference(named.id, named.version or "", None)


def _mapping(named: object) -> object:
    return named if isinstance(named, dict) else {"id": named}


def _misfit(named: Reference, questionnaire: Questionnaire) -> list[Finding]:
    if named.id not in (questionnaire.id, questionnaire.short_of):
        message = _("The mapping file is for the questionnaire {found}, and {wanted} is used.")
        message = message.format(found=shown(named.id), wanted=shown(questionnaire.id))
        return [Finding("E263", ("questionnaire",), message, _("Name the other questionnaire, or correct the id."))]
    if named.version and named.major != questionnaire.major:
        message = _("The mapping file is for version {found} of the questionnaire, and version {wanted} is used.")
        message = message.format(found=named.version, wanted=questionnaire.version)
        return [Finding("E263", ("questionnaire", "version"), message, _("Compare the ids, then change the version."))]
    return []


def _settled(source: Source, questionnaire: Questionnaire, file: MappingFile) -> TableMapping:
    def name(word: str) -> str:
        found = target(questionnaire, word)
        assert found is not None  # noqa: S101 -- the rules have refused words that name nothing
        return found.name

    def cell(word: str, text: str) -> str:
        found = target(questionnaire, word)
        assert found is not None  # noqa: S101 -- the same
        return settled(found, text)

    return TableMapping(
        source,
        questionnaire,
        {plain(heading): name(word) for heading, word in file.columns.items()},
        {
            name(word): {text.strip(SPACES): cell(word, meaning) for text, meaning in cells.items()}
            for word, cells in file.values.items()
        },
        offsets_of(file, questionnaire),
        frozenset(map(name, file.reverse)),
        {name(word): cell(word, text) for word, text in file.constants.items()},
        tuple(map(plain, file.drop)),
        tuple(map(plain, file.keep)),
        file.decimal,
        header_rows=file.header_rows,
    )
