"""A group's result as plain lines: hurdles, questions, and what to talk about."""

from __future__ import annotations

from collections.abc import Mapping

from planself.analysis.group_result import GroupHurdle, GroupQuestion, GroupResult
from planself.analysis.group_words import NOTHING, agreed, hundredths, span, why
from planself.cli import console
from planself.i18n import current
from planself.questionnaire.load import Loaded
from planself.report.workshop.people import rules
from planself.text import Text as Phrase
from planself.text import one_line


def show_result(found: GroupResult, loaded: Loaded, roles: Mapping[str, Phrase], *, title: Phrase) -> None:
    """Print a group's result; nothing in it stands beside a code."""
    _Result(found, loaded, roles).show(title)


class _Result:
    def __init__(self, found: GroupResult, loaded: Loaded, roles: Mapping[str, Phrase]) -> None:
        self.found, self.loaded = found, loaded
        self.reader, self.out = current(), console.product()
        self.roles = {id_: self._text(label) for id_, label in roles.items()}
        self.hurdles = {hurdle.id: self._text(hurdle.name) for hurdle in loaded.questionnaire.hurdles}

    def show(self, title: Phrase) -> None:
        r, found = self.reader, self.found
        self._line((self._text(title), "bold"))
        self._line((r.n_("{n} person", "{n} people", found.n), ""))
        for notice in rules(found, r):
            self._line((notice, "yellow"))
        self._title(r._("Hurdles, the highest first (100 = overcome)"))
        for hurdle in sorted(found.hurdles, key=lambda h: (h.score is None, h.score or 0)):
            self._hurdle(hurdle)
        self._questions()
        self._discussion()

    # --- hurdles ---

    def _hurdle(self, hurdle: GroupHurdle) -> None:
        r = self.reader
        self._line((self.hurdles[hurdle.id], "bold"))
        parts: list[str] = []
        if hurdle.n is not None:
            parts.append(r.n_("{n} person", "{n} people", hurdle.n))
        if hurdle.quartiles is not None and hurdle.lowest is not None and hurdle.highest is not None:
            low, high = map(r.tenths, hurdle.quartiles)
            parts.append(r._("the middle half {low}–{high}").format(low=low, high=high))
            ends = r._("all {low}–{high}")
            parts.append(ends.format(low=r.tenths(hurdle.lowest), high=r.tenths(hurdle.highest)))
        if hurdle.mean_of_roles is not None:
            parts.append(r._("by role {score}").format(score=r.tenths(hurdle.mean_of_roles)))
        score = NOTHING if hurdle.score is None else r.tenths(hurdle.score)
        self._line((f"{score:>5}", "bold"), ("   " + "   ".join(parts), "dim"), indent=2)
        self._roles(hurdle)

    def _roles(self, hurdle: GroupHurdle) -> None:
        """List the role groups that are shown, then those that are not."""
        names = {cell.role: self.roles.get(cell.role, one_line(cell.role)) for cell in hurdle.roles}
        shown = [
            f"{names[cell.role]} {self.reader.tenths(cell.score)} ({cell.n})"
            for cell in hurdle.roles
            if cell.score is not None
        ]
        hidden = [names[cell.role] for cell in hurdle.roles if cell.hidden]
        if shown:
            self._line((" · ".join(shown), ""), indent=4)
        if hidden:
            said = self.reader._("hidden, to protect single people: {roles}").format(roles=", ".join(hidden))
            self._line((said, "dim"), indent=4)

    # --- questions ---

    def _questions(self) -> None:
        r = self.reader
        scored = {question.id for question in self.loaded.questionnaire.questions if question.scored}
        self._title(r._("Questions: people, median, middle half, agreement"))
        for question in self.found.questions:
            if question.id in scored:
                self._question(question)

    def _question(self, question: GroupQuestion) -> None:
        n = NOTHING if question.n is None else str(question.n)
        word = agreed(question.word, self.reader)
        agreement = f"{hundredths(question.agreement, self.reader)} {word}".strip()
        unknown = self.reader._("don't know: {n}").format(n=question.unknown) if question.unknown else ""
        numbers = f"{n:>3}  {span(question.median):>3}  {span(question.quartiles):>3}  {agreement}"
        self._line((f"{numbers}  ", "bold" if word else ""), (unknown, "dim"), indent=2)
        self._line((self._asked(question.id), ""), indent=4)

    # --- discussion ---

    def _discussion(self) -> None:
        r = self.reader
        self._title(r._("What to talk about, the most important first"))
        if not self.found.discussion:
            self._line((r._("Nothing: there is no question on which the answers lie far apart."), ""), indent=2)
        for item in self.found.discussion:
            reason = why(item, self.hurdles.get(item.hurdle or "", ""), r)
            self._line((f"{item.rank:>2}. {reason}: ", "bold"), (self._asked(item.question), ""), indent=2)

    # --- pieces ---

    def _asked(self, id_: str) -> str:
        return f"{self._text(self.loaded.questionnaire.by_id[id_].text)} ({id_})"

    def _text(self, phrase: Phrase) -> str:
        return one_line(self.reader.text(phrase))

    def _title(self, title: str) -> None:
        self.out.line()
        self._line((title, "bold underline"))

    def _line(self, *parts: console.Part, indent: int = 0) -> None:
        self.out.hanging(*parts, indent=indent)
