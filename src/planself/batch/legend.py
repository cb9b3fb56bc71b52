"""The legend of a result table: what every column and every id in it means, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator

from planself.exchange.table_out import Sheet
from planself.i18n import Reader
from planself.questionnaire.catalogue import origin, origin_in_words
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import Questionnaire
from planself.tables.target import KNOWN

Line = tuple[str, str, str]


def legend(loaded: Loaded, reader: Reader, planself_version: str) -> Sheet:
    """Return the sheet that explains a result table."""
    questionnaire = loaded.questionnaire
    heading: Line = (reader._("What"), reader._("In the table"), reader._("Meaning"))
    rows = (
        heading,
        *_about(loaded, reader, planself_version),
        *_columns(reader),
        *_counts(questionnaire, reader),
        *_statuses(reader),
        *_ids(questionnaire, reader),
    )
    return Sheet(reader._("Legend"), rows, (24, 30, 90))


def _about(loaded: Loaded, reader: Reader, version: str) -> Iterator[Line]:
    questionnaire, what = loaded.questionnaire, reader._("Questionnaire")
    yield what, questionnaire.id, reader.text(questionnaire.title)
    yield what, reader._("version"), questionnaire.version
    yield what, reader._("checksum"), loaded.digest
    yield what, reader._("origin"), origin_in_words(origin(loaded), reader)
    yield "planself", reader._("version"), version


def _columns(reader: Reader) -> Iterator[Line]:
    column, hurdle = reader._("Column"), reader._("Column of a hurdle")
    yield column, "row", reader._("number of the answer set, 1 for the first that was read")
    yield column, "source", reader._("the file, and in a table its row")
    yield column, ", ".join(KNOWN), reader._("whom the answers are about, and who gave them, as far as known")
    for name, meaning in _numbers(reader):
        yield column, f"overall.{name}", meaning
    yield column, "overall.stage", reader._("the stage of the whole")
    for name, meaning in _numbers(reader):
        yield hurdle, f"….{name}", meaning
    yield hurdle, "….applicable", reader._("how much of the weight of what was asked applies, in percent")
    yield hurdle, "….band", reader._("the band in which the score lies, as far as the minimum conditions allow")
    yield (
        hurdle,
        "….provisional",
        reader._("whether a minimum condition is open, or less than half of what was asked applies"),
    )
    yield hurdle, "….failed_gates", reader._("questions whose minimum condition is not met")
    yield hurdle, "….open_gates", reader._("questions whose minimum condition is still open")


def _counts(questionnaire: Questionnaire, reader: Reader) -> Iterator[Line]:
    column = reader._("Column")
    yield column, "answered", reader._("questions with an answer")
    yield column, "unknown", reader._("questions answered with “don't know”")
    yield column, "not_applicable", reader._("questions that do not apply")
    yield column, "missing", reader._("questions without an answer")
    yield column, "pending", reader._("questions of which it is still open whether they are asked")
    yield column, "ignored", reader._("answers that do not count because their question is not asked")
    together = reader._(
        "answered, unknown, not_applicable, missing and pending together are the questions that are asked; the "
        "questionnaire has {n}, and the others are not asked in that answer set"
    )
    yield reader._("Counts"), "answered … pending", together.format(n=len(questionnaire.questions))


def _numbers(reader: Reader) -> Iterator[tuple[str, str]]:
    yield "status", reader._("whether there is a score")
    yield "score", reader._("the score from 0 to 100; more is better")
    yield "lower", reader._("the score if all open questions were answered at worst")
    yield "upper", reader._("the score if all open questions were answered at best")
    yield "coverage", reader._("how much of the weight of the questions has an answer, in percent")


def _statuses(reader: Reader) -> Iterator[Line]:
    status = reader._("Status")
    yield status, "rated", reader._("there is a score")
    yield status, "insufficient", reader._("too few answers for a score")
    yield status, "not_applicable", reader._("none of the questions applies")


def _ids(questionnaire: Questionnaire, reader: Reader) -> Iterator[Line]:
    hurdle, band, stage = reader._("Hurdle"), reader._("Band"), reader._("Stage")
    for found in questionnaire.hurdles:
        yield hurdle, found.id, reader.text(found.name)
    for level in questionnaire.bands:
        yield band, level.id, _from(reader, level.from_, reader.text(level.label))
    for step in questionnaire.stages:
        label = _from(reader, step.min, reader.text(step.label))
        met = reader._("{stage}, with all minimum conditions met")
        yield stage, step.id, met.format(stage=label) if step.gates else label
    question = reader._("Question of a minimum condition")
    for id_ in dict.fromkeys(gate.question for found in questionnaire.hurdles for gate in found.gates):
        yield question, id_, reader.text(questionnaire.by_id[id_].text)


def _from(reader: Reader, tenths: int, label: str) -> str:
    return reader._("{label} (from {score})").format(label=label, score=reader.tenths(tenths))
