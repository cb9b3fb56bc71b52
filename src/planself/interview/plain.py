"""The interview in numbered plain lines: nothing is redrawn, so that a screen reader can speak it."""

from __future__ import annotations

from planself.i18n import _, current
from planself.interview.answer_rows import toggle
from planself.interview.asker import Opening, Picked, Reply, Typed
from planself.interview.card import Card
from planself.questionnaire.model import AnswerKind
from planself.terminal import keys
from planself.terminal.plain import PlainLines, one_line
from planself.terminal.rows import Row, beside


class Plain(PlainLines):
    """Puts questions line by line."""

    def opening(self, opening: Opening) -> None:
        """Show the first page of a section."""
        self.say("", opening.title, opening.text)

    def question(self, card: Card) -> Reply:
        """Put a question, again until the line is an answer or a command."""
        self._show_card(card)
        while True:
            line = self.ask(self._prompt(card))
            if "\n" in line and card.kind is not AnswerKind.TEXT:
                self.refuse_paste()
                continue
            if line == "?" and not card.help:
                self._keys(card)
            key = _command(line)
            if key is not None:
                return key
            reply = self._reply(card, line)
            if reply is not None:
                return reply

    def _show_card(self, card: Card) -> None:
        self.say("", f"{card.place}. {card.section}", card.text)
        for label, text in card.help:
            self.say(f"{label}: {text}")
        for row in card.rows:
            described = beside(row.label, row.detail)
            self.say(f"{row.key or self._place(card, row)}. {described}")
        for label, text in card.remarks:
            self.say(f"{label}: {text}")
        if card.notice:
            self.say(card.notice)

    def _place(self, card: Card, row: Row) -> str:
        """Return the number of a row that has no key of its own."""
        return str(card.rows.index(row) + (0 if card.rows[0].key == "0" else 1))

    def _keys(self, card: Card) -> None:
        for letter, word in card.legend:
            self.say(f"{letter}: {word}")

    def _prompt(self, card: Card) -> str:
        recorded = ", ".join(card.row(id_).label for id_ in card.chosen if any(id_ == row.id for row in card.rows))
        kept = recorded or card.typed
        unit = f" ({card.unit})" if card.unit else ""
        if kept:
            return _("Answer{unit}, Enter keeps “{kept}”: ").format(unit=unit, kept=kept)
        return card.prompt.format(unit=unit)

    def _reply(self, card: Card, line: str) -> Reply | None:
        if not line:
            return self._kept(card)
        rows = [self._row(card, part) for part in line.replace(";", ",").split(",") if part.strip()]
        known = tuple(row.id for row in rows if row is not None)
        several = card.kind is AnswerKind.SOME_OF
        picked = known and len(known) == len(rows) and (several or len(known) == 1)
        if picked and card.kind is not AnswerKind.NUMBER:
            return self._together(card, known)
        if card.kind is AnswerKind.NUMBER:
            return self._number(card, line)
        if card.kind is AnswerKind.TEXT and len(line) > 1:
            return self._text(card, line)
        self.say(_("“{line}” is not among the answers.").format(line=self.sieve(line)))
        return None

    def _kept(self, card: Card) -> Reply | None:
        if card.chosen:
            return Picked(card.chosen)
        if card.typed:
            return Typed(card.typed)
        self.say(_("Please answer, or type {skip} to skip.").format(skip=keys.shown(keys.LETTERS[keys.Key.SKIP], "")))
        return None

    def _row(self, card: Card, part: str) -> Row | None:
        typed = part.strip().lower()
        return next(
            (row for row in card.rows if typed in row.keys or (not row.key and typed == self._place(card, row))), None
        )

    def _together(self, card: Card, known: tuple[str, ...]) -> Reply | None:
        ticked: tuple[str, ...] = ()
        for id_ in dict.fromkeys(known):
            ticked = toggle(ticked, id_, card.alone)
        if len(ticked) != len(dict.fromkeys(known)):
            self.say(_("These answers exclude each other."))
            return None
        return Picked(ticked)

    def _number(self, card: Card, line: str) -> Reply | None:
        row = self._row(card, line)
        if row is not None and row.apart:
            return Picked((row.id,))
        complaint = card.complain(line)
        if complaint:
            self.say(self.sieve(complaint))
            return None
        return Typed(line)

    def _text(self, card: Card, line: str) -> Reply | None:
        """Return a text; a long one goes on until an empty line, or is what was pasted."""
        lines = [line if card.long else one_line(line)]
        while card.long and "\n" not in line and (further := self.ask(_("More, or Enter to end: "))):
            lines.append(further)
        text = "\n".join(lines)
        complaint = card.complain(text)
        if complaint:
            self.say(complaint)
        return None if complaint else Typed(text)


def _command(line: str) -> keys.Key | None:
    """Return the command that a line is: one letter, or the name of the language to change to."""
    if len(line) == 1:
        return keys.of(line)
    return keys.Key.LANGUAGE if line.lower() == keys.other_language(current()) else None
