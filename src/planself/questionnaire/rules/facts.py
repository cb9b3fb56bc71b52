"""What the rules look at: the questionnaire, and every id of the file, also of parts that are broken themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from planself.errors import did_you_mean
from planself.files.fields import as_written
from planself.files.finding import Finding, Path
from planself.files.refusals import brief
from planself.i18n import _
from planself.questionnaire import model
from planself.questionnaire.condition import AllOf, AnyOf, Comparison, NotOf
from planself.questionnaire.right_number import raw_questions
from planself.questionnaire.shape import at
from planself.text import first_few

_MANY = 1000
"""More words than that are too slow to compare one by one."""

WrittenCondition = Comparison | AllOf | AnyOf | NotOf


@dataclass(frozen=True, slots=True)
class Known:
    """Every id that stands anywhere in the file, so that a broken part causes no follow-up fault."""

    order: dict[str, int]
    hurdles: frozenset[str]
    measured: frozenset[str]
    scales: frozenset[str]
    roles: frozenset[str]
    sources: frozenset[str]
    measures: frozenset[str]


@dataclass(frozen=True, slots=True)
class Facts:
    """A questionnaire with what several rules need to know of it."""

    questionnaire: model.Questionnaire
    known: Known
    touched: Callable[[Path], bool]
    """Whether a path of the file is broken, so that nothing can be concluded from what is left there."""
    questions: tuple[tuple[Path, model.AnyQuestion], ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "questions", tuple(each_question(self.questionnaire)))

    def measures(self) -> Iterator[tuple[Path, model.Measure]]:
        """Yield every measure with its path."""
        for h, hurdle in enumerate(self.questionnaire.hurdles):
            for m, measure in enumerate(hurdle.measures):
                yield ("hurdles", h, "measures", m), measure

    def conditions(self) -> Iterator[tuple[Path, WrittenCondition, int]]:
        """Yield every condition with its path and the number of questions that stand before it."""
        order, end = self.known.order, len(self.known.order)
        for s, section in enumerate(self.questionnaire.sections):
            if section.when is not None:
                first = min((order.get(question.id, end) for question in section.questions), default=end)
                yield ("sections", s, "when"), section.when, first
        for path, question in self.questions:
            if question.when is not None:
                yield (*path, "when"), question.when, order.get(question.id, end)
        for path, measure in self.measures():
            if measure.when is not None:
                yield (*path, "when"), measure.when, end
            for place, case in enumerate(measure.cases):
                if case.when is not None:
                    yield (*path, "who", place, "when"), case.when, end
        for place, check in enumerate(self.questionnaire.checks):
            yield ("checks", place, "when"), check.when, end


def named_roles(measure: model.Measure) -> Iterator[tuple[Path, list[str]]]:
    """Yield every list of roles that a measure names, with its path in the measure."""
    listed = all(isinstance(entry, str) for entry in measure.who)
    for place, case in enumerate(measure.cases):
        yield ("who",) if listed else ("who", place, "who"), case.who


def known(data: object) -> Known:
    """Return every id of raw data."""
    questions = list(raw_questions(data))
    ids = [str(as_written(question["id"])) for question in questions if "id" in question]
    measured = {str(key) for q in questions if isinstance(q.get("hurdles"), dict) for key in q["hurdles"]}
    hurdles = _items(at(data, ("hurdles",)))
    scales = at(data, ("scales",))
    return Known(
        order={id_: place for place, id_ in reversed(list(enumerate(ids)))},
        hurdles=_ids(hurdles),
        measured=frozenset(measured),
        scales=frozenset(map(str, scales)) if isinstance(scales, dict) else frozenset(),
        roles=_named(at(data, ("roles",))),
        sources=_named(at(data, ("sources",))),
        measures=_ids([measure for hurdle in hurdles for measure in _items(hurdle.get("measures"))]),
    )


def unknown(
    code: str, path: Path, message: str, word: str, words: frozenset[str] | dict[str, int], *, key: bool = False
) -> Finding:
    """Return the finding for a reference that leads nowhere, with the nearest word there is."""
    near = did_you_mean(word, words) if len(words) <= _MANY else None
    possible = _("Possible: {words}.").format(words=first_few(sorted(words), 12)) if 0 < len(words) <= _MANY else ""
    hint = _("Did you mean {word}?").format(word=brief(near)) if near else possible
    return Finding(code, path, message.format(id=brief(word)), hint, key=key)


def each_question(questionnaire: model.Questionnaire) -> Iterator[tuple[Path, model.AnyQuestion]]:
    """Yield every question with its path."""
    for s, section in enumerate(questionnaire.sections):
        for q, question in enumerate(section.questions):
            yield ("sections", s, "questions", q), question


def _items(data: object) -> list[dict[str, Any]]:
    return [item for item in data if isinstance(item, dict)] if isinstance(data, list) else []


def _ids(items: list[dict[str, Any]]) -> frozenset[str]:
    return frozenset(str(as_written(item["id"])) for item in items if "id" in item)


def _named(data: object) -> frozenset[str]:
    """Return the ids of a list, also of entries that are an id where a mapping should stand."""
    words = data if isinstance(data, list) else []
    return _ids(_items(data)) | {word for word in words if isinstance(word, str)}
