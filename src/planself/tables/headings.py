"""From the headings of a table to what its columns mean: questions, options, known columns, and what is carried."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from planself.errors import InputError, Location, Problem, Severity
from planself.files.refusals import brief
from planself.i18n import _
from planself.questionnaire.model import AnswerKind, AnyQuestion, Questionnaire
from planself.tables import personal
from planself.tables.collisions import results
from planself.tables.column_meaning import Column, Headings, Source, headless
from planself.tables.target import KNOWN, Target, plain, target, unwrapped
from planself.text import several

_NEAR = 0.8
_DOUBLED = re.compile(r"(.+?)(?:_duplicated_[0-9]+|[._][0-9]+|:[0-9]+)").fullmatch
"""What readers make of a heading that stands there twice: Polars, pandas, DuckDB, and spreadsheets."""
_BASE = re.compile(r"([A-Za-z0-9_]+?)\s*(?:[.\[(]|___)").match
_MAX_NAMED = 12


def read_headings(
    columns: Sequence[str],
    questionnaire: Questionnaire,
    *,
    keep: str | Iterable[str] = (),
    headings: Sequence[str] = (),
    described: Mapping[str, str] | None = None,
    where: Location | None = None,
    advice: str = "",
) -> Headings:
    """Return what the columns of a table mean; raises InputError with every problem of the heading line at once.

    `keep` names columns to carry along as they are, personal ones too. `headings` are those found in a file where they
    differ from the frame's names, since a heading may stand there twice; `described` is what other rows of headings say
    of columns, by the frame's names. `advice` says how to go on where headings mean
    nothing.
    """
    shown = headings or columns
    reading = _Reading(questionnaire, frozenset(map(plain, several(keep))), where or Location(_("table")), advice)
    for name, heading in zip(columns, shown, strict=True):
        reading.take(Column(name, heading, (described or {}).get(name, "")))
    return reading.finish()


@dataclass(slots=True)
class _Reading:
    questionnaire: Questionnaire
    keep: frozenset[str]
    where: Location
    advice: str
    sources: dict[str, Source] = field(default_factory=dict)
    """By the id in the heading, present or earlier."""
    known: dict[str, Column] = field(default_factory=dict)
    rest: list[Column] = field(default_factory=list)
    no_option: dict[str, list[str]] = field(default_factory=dict)
    """By question, the headings of columns that seem to stand for one of its options."""
    several: Column | None = None
    """The column of a question with several ticks, as long as nothing with a heading follows."""
    followed: dict[str, list[str]] = field(default_factory=dict)
    """By such a column's heading, the columns without one that follow it."""
    problems: list[Problem] = field(default_factory=list)

    def take(self, column: Column) -> None:
        """Sort one column in."""
        word = unwrapped(self.questionnaire, column.heading)
        found = target(self.questionnaire, word) or target(self.questionnaire, word.lower())
        self._follow(column, found)
        if found is None:
            self.rest.append(column)
        elif found.question is None:
            self._one(found.name, column, self.known.get(found.name))
            self.known.setdefault(found.name, column)
        else:
            self._question(word, found, column)

    def finish(self) -> Headings:
        """Return what was found, or raise what is wrong."""
        carried = [column for column in self.rest if not self._personal(column)]
        dropped = [column for column in self.rest if self._personal(column)]
        for column in self.rest:
            self._lost(column)
        self._without_option()
        self._without_heading()
        self._collisions(carried)
        if not self.sources:
            self._no_question()
        if any(problem.severity is Severity.ERROR for problem in self.problems):
            raise InputError(problem for problem in self.problems if problem.severity is Severity.ERROR)
        sources = self._in_order()
        self._remarks(sources, dropped)
        known = {name: self.known[name] for name in KNOWN if name in self.known}
        kept = frozenset(column.name for column in carried if plain(column.heading) in self.keep)
        return Headings(sources, known, tuple(carried), tuple(dropped), tuple(self.problems), kept)

    # --- questions ---

    def _question(self, word: str, found: Target, column: Column) -> None:
        id_ = re.split(r"[.\[]", word, maxsplit=1)[0]
        id_ = id_ if id_ in self.questionnaire.by_id or id_ in self.questionnaire.renamed else id_.lower()
        source = self.sources.setdefault(id_, Source(id_))
        if found.option is None:
            self._one(found.name, column, source.whole)
            source.whole = source.whole or column
        else:
            self._one(found.name, column, source.options.get(found.option))
            source.options.setdefault(found.option, column)

    def _one(self, name: str, column: Column, first: Column | None) -> None:
        if first is not None:
            message = _("{name} has two columns: {first} and {second}.").format(
                name=name, first=brief(first.heading), second=brief(column.heading)
            )
            self._error("E241", message, _("Delete or rename one of the two."))

    def _in_order(self) -> dict[str, tuple[Source, ...]]:
        found: dict[str, tuple[Source, ...]] = {}
        for question in self.questionnaire.questions:
            ids = (question.id, *reversed(question.renamed_from))
            if sources := tuple(self.sources[id_] for id_ in ids if id_ in self.sources):
                found[question.id] = sources
        return found

    # --- what might be lost ---

    def _follow(self, column: Column, found: Target | None) -> None:
        """Notice columns without a heading behind one of a question with several ticks: some tools write options so."""
        if found is None and headless(column.heading) and self.several:
            if plain(column.heading) not in self.keep:
                self.followed.setdefault(self.several.heading, []).append(column.heading)
        else:
            whole = found is not None and found.kind is AnswerKind.SOME_OF and found.option is None
            self.several = column if whole else None

    def _without_heading(self) -> None:
        for heading, names in self.followed.items():
            message = _("Columns without a heading follow {heading} and may be options of it: {names}.").format(
                heading=brief(heading), names=_listed(names)
            )
            hint = _("Give each a heading such as question.option.") + " " + self._drafted()
            self._error("E247", message, self._meant_otherwise(hint))

    def _lost(self, column: Column) -> None:
        """Refuse a column that was probably meant as a question's and would be carried along silently."""
        word = plain(column.heading)
        if word in self.keep:
            return
        doubled = _DOUBLED(word)
        if doubled and (found := target(self.questionnaire, doubled[1])) and found.question:
            base = doubled[1]
            if re.split(r"[.\[]", base, maxsplit=1)[0] in self.sources:
                message = _("{heading} looks like a second column of {name}.").format(
                    heading=brief(column.heading), name=base
                )
                self._error("E241", message, self._meant_otherwise(_("Delete or rename one of the two.")))
                return
        if (base_match := _BASE(word)) and (question := self._multiple(base_match[1].lower())):
            self.no_option.setdefault(question.id, []).append(column.heading)
            return
        if near := self._near(unwrapped(self.questionnaire, word)):
            message = _("{heading} is no question, and {name} has no column.").format(
                heading=brief(column.heading), name=near
            )
            self._error("E242", message, self._meant_otherwise(_("Did you mean {word}?").format(word=near)))

    def _multiple(self, id_: str) -> AnyQuestion | None:
        question = self.questionnaire.by_id.get(self.questionnaire.renamed.get(id_, id_))
        return question if question is not None and question.kind is AnswerKind.SOME_OF else None

    def _without_option(self) -> None:
        for id_, headings in self.no_option.items():
            message = _("{question} has no option of that name: {headings}.").format(
                headings=_listed(headings), question=id_
            )
            question = self._multiple(id_)
            options = ", ".join(question.ids) if question else ""
            hint = " ".join((_("The options are: {options}.").format(options=options), self._drafted()))
            self._error("E244", message, self._meant_otherwise(hint))

    def _near(self, word: str) -> str | None:
        """Return the question without a column whose id a heading nearly is; digits have to agree."""
        written = personal.plain(word)
        digits = re.findall("[0-9]+", written)
        for id_ in self._absent():
            near = len(written) > 3 and SequenceMatcher(None, written, id_).ratio() >= _NEAR
            if written == id_ or (near and digits == re.findall("[0-9]+", id_)):
                return id_
        return None

    def _absent(self) -> list[str]:
        return [
            question.id
            for question in self.questionnaire.questions
            if question.id not in self.sources and not any(old in self.sources for old in question.renamed_from)
        ]

    def _meant_otherwise(self, hint: str) -> str:
        return hint + " " + _("To carry the column along as it is, name it under keep (--keep COLUMN).")

    # --- the rest ---

    def _personal(self, column: Column) -> bool:
        is_personal = any(map(personal.is_personal, (column.heading, column.described)))
        return is_personal and plain(column.heading) not in self.keep

    def _collisions(self, carried: Iterable[Column]) -> None:
        taken = results(self.questionnaire)
        names = [column.heading for column in carried if taken(column.heading) or taken(column.name)]
        if names:
            message = _("These columns have the names of results: {names}.").format(names=_listed(names))
            self._error(
                "E243", message, _("Rename or drop them in the table, or by columns or drop in a mapping file.")
            )

    def _no_question(self) -> None:
        found = _listed([column.heading for column in self.rest])
        message = _("No column is a question of {questionnaire}. Found: {found}. Expected: {expected}.").format(
            questionnaire=self.questionnaire.id,
            found=found or "–",
            expected=_listed([question.id for question in self.questionnaire.questions]),
        )
        self._error("E240", message, self._drafted())

    def _drafted(self) -> str:
        return self.advice or _("Rename the columns to the ids of the questions.")

    def _remarks(self, sources: dict[str, tuple[Source, ...]], dropped: Sequence[Column]) -> None:
        for id_, found in sources.items():
            self._renamed(id_, found)
            self._untold(id_, found)
        if absent := self._absent():
            message = _("These questions have no column and count as missing in every row: {names}.")
            self._remark("N420", message.format(names=", ".join(absent)), "", Severity.WARNING)
        if dropped:
            names = ", ".join(brief(column.heading) for column in dropped)
            message = _("Personal columns are left out: {names}.").format(names=names)
            self._remark("N421", message, _("Name those that are none under keep (--keep COLUMN)."))

    def _renamed(self, id_: str, found: Sequence[Source]) -> None:
        first, *others = found
        if first.id != id_:
            message = _("{old} is read as {present}, which was called so earlier.").format(old=first.id, present=id_)
            self._remark("N422", message)
        for other in others:
            message = _("{old} is an earlier id of {present}: it counts only in rows where {winner} is empty.")
            self._remark("N412", message.format(old=other.id, present=id_, winner=first.id))

    def _untold(self, id_: str, found: Sequence[Source]) -> None:
        question = self.questionnaire.by_id[id_]
        for source in found:
            if source.options:
                lacking = [id_ for id_ in question.ids if id_ not in source.options]
                if lacking:
                    message = _("Options of {question} have no column and count as not ticked: {options}.")
                    message = message.format(question=source.id, options=", ".join(lacking))
                    self._remark("N423", message, "", Severity.WARNING)

    def _error(self, code: str, message: str, hint: str) -> None:
        self.problems.append(Problem(self.where, code, message, hint))

    def _remark(self, code: str, message: str, hint: str = "", severity: Severity = Severity.NOTE) -> None:
        self.problems.append(Problem(self.where, code, message, hint, severity))


def _listed(names: Sequence[str]) -> str:
    more = ", …" if len(names) > _MAX_NAMED else ""
    return ", ".join(brief(name) for name in names[:_MAX_NAMED]) + more
