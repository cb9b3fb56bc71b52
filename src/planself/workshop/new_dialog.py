"""Asking in the terminal for what a workshop needs and was not given by options."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812 -- fields are called date

from planself.answers.model import Answer
from planself.files.dates import parse_date
from planself.i18n import Reader, _, n_
from planself.interview.answer_rows import command, rows
from planself.interview.commands import Choose
from planself.interview.numbers import number
from planself.questionnaire.catalogue import minutes
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import AnswerKind, AnyQuestion
from planself.terminal.asker import Asker, Blank, Menu, MenuItem
from planself.terminal.screen import Sieve
from planself.text import Text
from planself.workshop.collect_dialog import CollectDialog, complaint
from planself.workshop.municipality_facts import still_open
from planself.workshop.request import own_role
from planself.workshop.workshop_draft import WorkshopDraft, parse_group

_OPEN = ":open"


@dataclass(frozen=True, slots=True)
class NewWorkshopDialog:
    """Whoever makes a workshop, at a terminal; `choices` are the questionnaires at hand, the usual one first."""

    asker: Asker
    reader: Reader
    sieve: Sieve
    choices: Sequence[Loaded]
    today: Date

    def ask(self, draft: WorkshopDraft) -> WorkshopDraft | None:
        """Return what is known after asking for the rest; None where somebody thought better of it.

        Whoever closes a page comes back to the one before, and on the first one leaves.
        """
        before: list[WorkshopDraft] = []
        draft = self._settled(draft)
        while (step := self._step(draft)) is not None:
            found = step(draft)
            if found is not None:
                before.append(draft)
                draft = self._settled(found)
            elif not before:
                return None
            else:
                draft = before.pop()
        return replace(draft, facts={id_: answer for id_, answer in draft.facts.items() if answer.given})

    def _settled(self, draft: WorkshopDraft) -> WorkshopDraft:
        """Return what is known with what needs no asking, since there is but one way."""
        if draft.loaded is None and len(self.choices) == 1:
            draft = replace(draft, loaded=self.choices[0])
        if draft.part is None and draft.loaded is not None and draft.roles:
            questionnaire = draft.loaded.questionnaire
            own = [own_role(role.name, questionnaire) for role in draft.roles]
            if not all(own) or not any(question.roles for question in questionnaire.questions):
                return replace(draft, part=False)
        return draft

    def _step(self, draft: WorkshopDraft) -> _Step | None:
        """Return what is to be asked next."""
        for lacks, question, put in self._texts():
            if lacks(draft):
                return lambda draft: self._written(draft, question, put)
        if draft.loaded is None:
            return self._questionnaire
        if not draft.people and not draft.roles:
            return self._people
        if draft.part is None and draft.roles:
            return self._part
        if step := CollectDialog(self.asker, self.reader, self.sieve).step(draft):
            return step
        asked = [question for question in still_open(draft.facts, draft.loaded) if question.id not in draft.facts]
        return (lambda draft: self._fact(draft, asked[0])) if asked else None

    # --- one thing after the other ---

    def _written(self, draft: WorkshopDraft, question: Blank, put: _Put) -> WorkshopDraft | None:
        text = self.asker.write(question)
        return None if text is None else put(draft, text)

    def _questionnaire(self, draft: WorkshopDraft) -> WorkshopDraft | None:
        items = tuple(MenuItem(str(place), self._named(loaded)) for place, loaded in enumerate(self.choices))
        chosen = self.asker.choose(Menu(_("Which questionnaire?"), items, at="0"))
        return None if chosen is None else replace(draft, loaded=self.choices[int(chosen)])

    def _named(self, loaded: Loaded) -> str:
        n = minutes(loaded.questionnaire)
        needed = n_("about {n} minute", "about {n} minutes", n)
        return f"{loaded.questionnaire.id} ({needed}): {self._say(loaded.questionnaire.title)}"

    def _people(self, draft: WorkshopDraft) -> WorkshopDraft | None:
        hint = _("How many people? A number, or role groups such as: planning=5, council=4")
        blank = Blank(_("A new workshop"), hint, complain=complaint(parse_group))
        return self._written(draft, blank, lambda draft, text: draft.with_people(parse_group(text)))

    def _part(self, draft: WorkshopDraft) -> WorkshopDraft | None:
        """Ask whether everybody answers all of it, where the role groups are the questionnaire's own."""
        items = (
            MenuItem("all", _("Everybody answers all questions")),
            MenuItem("part", _("Everybody answers the part of their own role only")),
        )
        lines = (_("Only what several roles were asked can be compared between them."),)
        chosen = self.asker.choose(Menu(_("Who answers what?"), items, lines, at="all"))
        return None if chosen is None else replace(draft, part=chosen == "part")

    def _fact(self, draft: WorkshopDraft, question: AnyQuestion) -> WorkshopDraft | None:
        """Ask for what is the same for everybody, so that nobody is asked it; an empty answer leaves it open."""
        answer = self._number(question) if question.kind is AnswerKind.NUMBER else self._choice(question)
        return None if answer is None else replace(draft, facts={**draft.facts, question.id: answer})

    def _number(self, question: AnyQuestion) -> Answer | None:
        hint = _("What you enter here nobody is asked in the workshop. Empty: everybody is asked.")
        text = self.asker.write(Blank(self._say(question.text), hint, complain=_number_complaint(question)))
        if text is None:
            return None
        return Answer(number(text)) if text.strip() else Answer()

    def _choice(self, question: AnyQuestion) -> Answer | None:
        found = [row for row in rows(question, self.reader) if not row.apart]
        items = (
            *(MenuItem(row.id, self.sieve(row.label)) for row in found),
            MenuItem("", " "),
            MenuItem(_OPEN, _("Leave it open: everybody is asked")),
        )
        lines = (_("What you say here nobody is asked in the workshop."),)
        chosen = self.asker.choose(Menu(self._say(question.text), items, lines))
        if chosen is None or chosen == _OPEN:
            return None if chosen is None else Answer()
        picked = command(question, (chosen,))
        return Answer(picked.value) if isinstance(picked, Choose) else Answer()

    # --- texts ---

    def _texts(self) -> tuple[tuple[Callable[[WorkshopDraft], bool], Blank, _Put], ...]:
        heading = _("A new workshop")
        return (
            (
                lambda draft: not draft.title.strip(),
                Blank(heading, _("What is the workshop called?"), complain=_needed),
                lambda draft, text: replace(draft, title=text.strip()),
            ),
            (
                lambda draft: draft.subject is None,
                Blank(heading, _("Which municipality is it about? You can leave this out.")),
                lambda draft, text: replace(draft, subject=text.strip()),
            ),
            (
                lambda draft: draft.date is None,
                Blank(heading, _("Date, such as 22.11.2026"), self.today.isoformat(), complain=complaint(parse_date)),
                lambda draft, text: replace(draft, date=parse_date(text)),
            ),
        )

    def _say(self, text: Text) -> str:
        return " ".join(self.sieve(self.reader.text(text)).split())


_Step = Callable[[WorkshopDraft], WorkshopDraft | None]
_Put = Callable[[WorkshopDraft, str], WorkshopDraft]


def _needed(text: str) -> str:
    return "" if text.strip() else _("Please write something.")


def _number_complaint(question: AnyQuestion) -> Callable[[str], str]:
    def parse(text: str) -> None:
        if text.strip() and not question.fits(number(text)):
            raise ValueError(_("This answer is not possible here."))

    return complaint(parse)
