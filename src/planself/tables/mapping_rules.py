"""What a mapping file must keep towards its questionnaire: every rule, at the place that breaks it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from planself.answers.values import read_value
from planself.files.ags import parse_ags
from planself.files.dates import parse_date
from planself.files.finding import Finding, Path
from planself.files.numbers import parse_number
from planself.i18n import _
from planself.questionnaire.model import AnswerKind, AnyQuestion, Questionnaire
from planself.questionnaire.types.values import BadValueError, shown
from planself.tables.cell_words import SPACES
from planself.tables.mapping_file import EVERY, MappingFile
from planself.tables.target import Target, meant, plain, target

STATES = ("unknown", "not_applicable")
TICKS = {"yes": "yes", "no": "no", "true": "yes", "false": "no"}
"""How a mapping file says that an option is ticked or not."""


def broken(file: MappingFile, questionnaire: Questionnaire) -> Iterator[Finding]:
    """Yield everything that does not fit the questionnaire, or contradicts itself."""
    yield from _columns(file, questionnaire)
    yield from _headings(file)
    yield from _values(file, questionnaire)
    yield from _turned(file, questionnaire)
    yield from _constants(file, questionnaire)


def _named(questionnaire: Questionnaire, entries: Iterable[tuple[Path, str]]) -> Iterator[tuple[Path, Target]]:
    for path, word in entries:
        if found := target(questionnaire, word):
            yield path, found


def _unknown(questionnaire: Questionnaire, path: Path, word: str, *, key: bool) -> Finding:
    message = _("{word} is neither a question of this questionnaire nor a known column.").format(word=shown(word))
    return Finding("E264", path, message, meant(questionnaire, word), key=key)


def _known_once(
    questionnaire: Questionnaire, entries: Iterable[tuple[Path, str]], *, key: bool = True
) -> Iterator[Finding]:
    """Yield every word that names nothing, and every one that names what an earlier one did."""
    seen: dict[str, str] = {}
    for path, word in entries:
        found = target(questionnaire, word)
        if found is None:
            yield _unknown(questionnaire, path, word, key=key)
        elif found.name in seen:
            message = _("{name} stands here twice, first as {first}.")
            message = message.format(name=found.name, first=shown(seen[found.name]))
            yield Finding("E265", path, message, _("Keep one of the two."), key=key)
        else:
            seen[found.name] = str(path[-1])


def _columns(file: MappingFile, questionnaire: Questionnaire) -> Iterator[Finding]:
    entries = [(("columns", heading), word) for heading, word in file.columns.items()]
    yield from _known_once(questionnaire, entries, key=False)


def _headings(file: MappingFile) -> Iterator[Finding]:
    """Yield every heading that has two fates: renamed, dropped and kept exclude each other."""
    entries: list[tuple[Path, str]] = _keys(file, "columns")
    entries += [((name, n), word) for name in ("drop", "keep") for n, word in enumerate(getattr(file, name))]
    seen: dict[str, Path] = {}
    for path, heading in entries:
        first = seen.setdefault(plain(heading), path)
        if first != path:
            message = _("The heading {heading} stands under `{first}` already.")
            message = message.format(heading=shown(heading), first=first[0])
            hint = _("A column is renamed, dropped or kept; delete the other line.")
            yield Finding("E268", path, message, hint, key=path[0] == "columns")


def _values(file: MappingFile, questionnaire: Questionnaire) -> Iterator[Finding]:
    yield from _known_once(questionnaire, [(("values", word), word) for word in file.values])
    offsets = offsets_of(file, questionnaire)
    for path, found in _named(questionnaire, _keys(file, "values")):
        for cell, meaning in file.values[str(path[1])].items():
            here = (*path, cell)
            if not cell.strip(SPACES):
                message = _("An empty cell means that nothing was answered, and stays that.")
                yield Finding("E266", here, message, _("Delete the line."), key=True)
            elif wrong := refusal(found, meaning, offsets.get(found.name, 0)):
                yield Finding("E266", here, *wrong)


def _keys(file: MappingFile, name: str) -> list[tuple[Path, str]]:
    return [((name, word), word) for word in getattr(file, name)]


def _turned(file: MappingFile, questionnaire: Questionnaire) -> Iterator[Finding]:
    """Yield the offsets and reversed questions that do not fit."""
    reverse: list[tuple[Path, str]] = [(("reverse", n), word) for n, word in enumerate(file.reverse)]
    yield from _known_once(questionnaire, [entry for entry in _keys(file, "offset") if entry[1] != EVERY])
    yield from _known_once(questionnaire, reverse, key=False)
    for path, found in _named(questionnaire, _keys(file, "offset")):
        if not found.ladder:
            message = _("An offset belongs to scale questions; {name} is none.").format(name=found.name)
            yield Finding("E267", path, message, _("Use `values` instead."), key=True)
    for word, offset in file.offset.items():
        if abs(offset) > 100:
            message = _("An offset is a whole number from −100 to 100.")
            yield Finding("E267", ("offset", word), message, _("−1 where the table counts from 1."))
    for path, found in _named(questionnaire, reverse):
        if not (found.ladder or found.worded):
            message = _("Only scale and yes-or-no questions can be reversed; {name} is neither.")
            yield Finding("E267", path, message.format(name=found.name), _("Use `values` instead."))


def offsets_of(file: MappingFile, questionnaire: Questionnaire) -> dict[str, int]:
    """Return the offset of every scale question that has one, 0 among them: somebody has said it."""
    every = file.offset.get(EVERY)
    scales = [question.id for question in questionnaire.questions if question.ladder]
    general = {} if every is None else dict.fromkeys(scales, every)
    return general | {of.name: file.offset[str(path[1])] for path, of in _named(questionnaire, _keys(file, "offset"))}


def _constants(file: MappingFile, questionnaire: Questionnaire) -> Iterator[Finding]:
    yield from _known_once(questionnaire, _keys(file, "constants"))
    renamed = {found.name for _path, found in _named(questionnaire, [((), word) for word in file.columns.values()])}
    for path, found in _named(questionnaire, _keys(file, "constants")):
        if found.name in renamed:
            message = _("{name} is both a column and a constant.").format(name=found.name)
            yield Finding("E265", path, message, _("Keep one of the two."), key=True)
        if wrong := refusal(found, file.constants[str(path[1])]):
            yield Finding("E266", path, *wrong)


def refusal(of: Target, cell: str, offset: int = 0) -> tuple[str, str] | None:
    """Return why a column does not take a cell, and the remedy; None where it does."""
    if not cell:
        return None
    if of.question is None:
        return _known_column(of.name, cell)
    if of.option is not None:
        return None if cell.lower() in TICKS else _no_tick(cell)
    if cell in STATES:
        return _state(of.question, cell)
    try:
        read_value(of.question, _raw(of.question, cell, offset))
    except BadValueError as error:
        return (error.message, error.hint) if not offset else _shifted(of.question, cell, offset)
    return None


def _known_column(name: str, cell: str) -> tuple[str, str] | None:
    try:
        if name == "date":
            parse_date(cell)
        elif name == "subject.ags":
            parse_ags(cell)
    except ValueError as error:
        return str(error), ""
    return None


def _no_tick(cell: str) -> tuple[str, str]:
    message = _("{value} says neither that the option is ticked nor that it is not.").format(value=shown(cell))
    return message, _("Write yes or no.")


def _state(question: AnyQuestion, state: str) -> tuple[str, str] | None:
    if question.allows_unknown if state == "unknown" else question.allows_not_applicable:
        return None
    message = _("{state} is no answer to {question}.").format(state=state, question=question.id)
    return message, _('Write "" for a missing answer.')


def _raw(question: AnyQuestion, cell: str, offset: int) -> object:
    """Return a cell in the shape in which answer files have it."""
    if question.kind is AnswerKind.SOME_OF:
        if cell.lower() in TICKS:
            return []  # yes and no are for the columns of its options
        return [part.strip() for part in cell.removeprefix("[]").split(";") if part.strip()]
    level = whole(cell) if question.ladder and offset else None
    return cell if level is None else str(level + offset)


def _shifted(question: AnyQuestion, cell: str, offset: int) -> tuple[str, str]:
    message = _("With the offset {offset}, {value} is no level of this question.")
    hint = _("`values` come before `offset`: write the level as the table counts, from {low} to {high}.")
    return message.format(offset=offset, value=shown(cell)), hint.format(low=-offset, high=question.top - offset)


def whole(cell: str) -> int | None:
    """Return a cell as a whole number, with or without `.0`, or None where it is none."""
    digits = cell.strip().removesuffix(".0")
    unsigned = digits.removeprefix("-")
    return int(digits) if unsigned.isascii() and unsigned.isdigit() and len(unsigned) < 10 else None


def settled(of: Target, cell: str) -> str:
    """Return a sound cell in the words that tables have: ticks as yes and no, numbers exact with a point."""
    if of.question is None:
        return parse_date(cell).isoformat() if of.name == "date" and cell else cell
    if (of.worded or of.kind is AnswerKind.SOME_OF) and cell.lower() in TICKS:
        return TICKS[cell.lower()]
    if of.kind is AnswerKind.NUMBER and cell and cell not in STATES:
        return _exact(parse_number(cell))
    level = whole(cell) if of.ladder else None
    return cell if level is None else str(level)


def _exact(number: Decimal) -> str:
    """Return a number that reads in one way only: never three digits behind the point."""
    text = f"{number:f}"
    return text + "0" if len(text.partition(".")[2]) == 3 else text
