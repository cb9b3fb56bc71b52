"""A group's result as plain lines: hurdles, questions, and what to talk about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from planself.analysis.group_result import GroupHurdle, GroupQuestion, GroupResult, GroupWhole
from planself.analysis.group_words import NOTHING, agreed, hundredths, kind, nothing_apart, span, unasked, whom
from planself.analysis.ties import hurdles_title
from planself.cli import console
from planself.i18n import current
from planself.questionnaire.load import Loaded
from planself.report.workshop.hurdles import fifth
from planself.report.workshop.people import no_view, rules
from planself.text import Text as Phrase
from planself.text import one_line


def show_result(found: GroupResult, loaded: Loaded, roles: Mapping[str, Phrase], *, title: Phrase) -> None:
    """Print a group's result; nothing in it stands beside a code."""
    _Result(found, loaded, roles).show(title)


class _Result(console.Lines):
    def __init__(self, found: GroupResult, loaded: Loaded, roles: Mapping[str, Phrase]) -> None:
        super().__init__(current(), console.product())
        self.found, self.loaded = found, loaded
        self.roles = {id_: self._text(label) for id_, label in roles.items()}
        self.hurdles = {hurdle.id: self._text(hurdle.name) for hurdle in loaded.questionnaire.hurdles}
        self.topics = {hurdle.id: self._text(hurdle.topic_or_name) for hurdle in loaded.questionnaire.hurdles}

    def show(self, title: Phrase) -> None:
        r, found = self.reader, self.found
        self._line((self._text(title), "bold"))
        self._line((r.n_("{n} person", "{n} people", found.n), ""))
        for notice in rules(found, r):
            self._line((notice, "yellow"))
        self._title(hurdles_title((hurdle.value for hurdle in found.hurdles), r))
        for hurdle in sorted(found.hurdles, key=lambda h: (h.value is None, h.value or 0)):
            self._hurdle(hurdle, self.topics[hurdle.id])
        self._hurdle(found.whole, r._("Overall score"))
        self._roles()
        self._questions()
        self._discussion()

    # --- hurdles and roles ---

    def _hurdle(self, hurdle: GroupHurdle | GroupWhole, name: str) -> None:
        self._line((name, "bold"))
        value = NOTHING if hurdle.value is None else self.reader.tenths(hurdle.value)
        entered = ""
        if isinstance(hurdle, GroupHurdle):
            entered = self.reader.n_("from {n} question", "from {n} questions", len(hurdle.questions))
        self._line((f"{value:>5}", "bold"), (f"   {entered}", "dim"), indent=2)
        if hurdle.roles is not None:
            cells = (f"{self._role(role)} {fifth(place)}" for role, place in hurdle.roles.classes)
            self._line((" · ".join(cells), ""), indent=4)
        elif isinstance(hurdle, GroupHurdle):
            self._not_asked(unasked(self.found, self._questions_of(hurdle.id)))

    def _questions_of(self, hurdle: str) -> set[str]:
        return {question.id for question in self.loaded.questionnaire.questions if hurdle in question.hurdles}

    def _not_asked(self, roles: Sequence[str], *, indent: int = 4) -> None:
        if roles:
            said = self.reader._("not asked: {roles}").format(roles=", ".join(map(self._role, roles)))
            self._line((said, "dim"), indent=indent)

    def _roles(self) -> None:
        """Say once for all hurdles which role groups are shown, and which are not."""
        r, found = self.reader, self.found
        if not found.roles:
            return
        self._title(r._("Role groups, by fifths of the scale"))
        if not found.shown:
            self._line((no_view(found, r), ""), indent=2)
            return
        shown = (f"{self._role(role.role)} ({role.members})" for role in found.shown)
        self._line((" · ".join(shown), ""), indent=2)
        asked_nothing = unasked(found)
        self._not_asked(asked_nothing, indent=2)
        hidden = [
            self._role(role.role) for role in found.roles if role.members is None and role.role not in asked_nothing
        ]
        if hidden:
            said = r._("not shown on their own, to protect individual people: {roles}").format(roles=", ".join(hidden))
            self._line((said, "dim"), indent=2)
        if any(hurdle.roles is None for hurdle in found.hurdles):
            said = r._(
                "A hurdle without role groups has fewer than three questions that were asked of everybody and answered "
                "by enough people."
            )
            self._line((said, "dim"), indent=2)

    def _role(self, id_: str) -> str:
        return self.roles.get(id_, one_line(id_))

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
        said = whom(question, [self._role(role) for role in question.asked or ()], self.reader)
        self._line((self._asked(question.id), ""), (f"  {said}" if said else "", "dim"), indent=4)

    # --- discussion ---

    def _discussion(self) -> None:
        r = self.reader
        self._title(r._("What to talk about, the most important first"))
        if not self.found.discussion:
            self._line((nothing_apart(self.found, r), ""), indent=2)
        for item in self.found.discussion:
            about = self.hurdles[item.hurdle] if item.hurdle else self._asked(item.question or "")
            self._line((f"{item.rank:>2}. {kind(item.kind, r)}: ", "bold"), (about, ""), indent=2)

    # --- pieces ---

    def _asked(self, id_: str) -> str:
        return f"{self._text(self.loaded.questionnaire.by_id[id_].text)} ({id_})"
