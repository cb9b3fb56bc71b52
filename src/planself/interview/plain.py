"""The interview in numbered plain lines: nothing is redrawn, so that a screen reader can speak it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planself.i18n import _, current
from planself.interview import keys
from planself.interview.answer_rows import Row, beside
from planself.interview.answer_values import toggle
from planself.interview.asker import Blank, Item, Menu, Opening, Picked, Reply, Typed
from planself.interview.card import Card
from planself.interview.screen import Sieve, wrap


@dataclass(frozen=True, slots=True)
class Plain:
    """Asks line by line; `read` returns what was typed and raises EOFError at the end, `show` shows a piece of text.

    Several lines that `read` returns at once were pasted: they are a text, and no command or answer is read from them.
    """

    read: Callable[[], str]
    show: Callable[[str], None]
    sieve: Sieve
    width: int = 78

    def __enter__(self) -> Plain:
        self._lines(_("Type ? for the keys. Each answer is saved at once."))
        return self

    def __exit__(self, *_: object) -> None:
        return

    def opening(self, opening: Opening) -> None:
        """Show the first page of a section."""
        self._lines("", opening.title, opening.text)

    def question(self, card: Card) -> Reply:
        """Put a question, again until the line is an answer or a command."""
        self._show_card(card)
        while True:
            line = self._ask(self._prompt(card))
            if "\n" in line and card.kind != "text":
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
        self._lines("", f"{card.place}. {card.section}", card.text)
        for label, text in card.help:
            self._lines(f"{label}: {text}")
        for row in card.rows:
            described = beside(row.label, row.detail)
            self._lines(f"{row.key or self._place(card, row)}. {described}")
        for label, text in card.remarks:
            self._lines(f"{label}: {text}")
        if card.notice:
            self._lines(card.notice)

    def _place(self, card: Card, row: Row) -> str:
        """Return the number of a row that has no key of its own."""
        return str(card.rows.index(row) + (0 if card.rows[0].key == "0" else 1))

    def _keys(self, card: Card) -> None:
        for letter, word in card.legend:
            self._lines(f"{letter}: {word}")

    def _prompt(self, card: Card) -> str:
        recorded = ", ".join(card.row(id_).label for id_ in card.chosen if any(id_ == row.id for row in card.rows))
        kept = recorded or card.typed
        unit = f" ({card.unit})" if card.unit else ""
        if kept:
            return _("Answer{unit}, Enter keeps “{kept}”: ").format(unit=unit, kept=kept)
        match card.kind:
            case "several":
                return _("Answer, several with commas: ")
            case "text":
                return _("Answer in words: ")
            case _:
                return _("Answer{unit}: ").format(unit=unit)

    def _reply(self, card: Card, line: str) -> Reply | None:
        if not line:
            return self._kept(card)
        rows = [self._row(card, part) for part in line.replace(";", ",").split(",") if part.strip()]
        known = tuple(row.id for row in rows if row is not None)
        if known and len(known) == len(rows) and card.kind != "number" and (len(known) == 1 or card.kind == "several"):
            return self._together(card, known)
        if card.kind == "number":
            return self._number(card, line)
        if card.kind == "text" and len(line) > 1:
            return self._text(card, line)
        self._lines(_("“{line}” is not among the answers.").format(line=self.sieve(line)))
        return None

    def _kept(self, card: Card) -> Reply | None:
        if card.chosen:
            return Picked(card.chosen)
        if card.typed:
            return Typed(card.typed)
        self._lines(
            _("Please answer, or type {skip} to skip.").format(skip=keys.shown(keys.LETTERS[keys.Key.SKIP], ""))
        )
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
            self._lines(_("These answers exclude each other."))
            return None
        return Picked(ticked)

    def _number(self, card: Card, line: str) -> Reply | None:
        row = self._row(card, line)
        if row is not None and row.apart:
            return Picked((row.id,))
        complaint = card.complain(line)
        if complaint:
            self._lines(self.sieve(complaint))
            return None
        return Typed(line)

    def _text(self, card: Card, line: str) -> Reply | None:
        """Return a text; a long one goes on until an empty line, or is what was pasted."""
        lines = [line if card.long else _one_line(line)]
        while card.long and "\n" not in line and (further := self._ask(_("More, or Enter to end: "))):
            lines.append(further)
        text = "\n".join(lines)
        complaint = card.complain(text)
        if complaint:
            self._lines(complaint)
        return None if complaint else Typed(text)

    def write(self, blank: Blank) -> str | None:
        """Have a text written; an empty line keeps what is there, a single hyphen discards."""
        self._lines("", blank.title, *([blank.hint] if blank.hint else []))
        kept = _("Enter keeps “{kept}”, a hyphen clears: ").format(kept=self.sieve(blank.default))
        while True:
            line = self._ask(kept if blank.default else _("Text, or Enter to leave it empty: "))
            text = blank.default if not line else "" if line == "-" else line if blank.long else _one_line(line)
            complaint = blank.complain(text)
            if not complaint:
                return text
            self._lines(complaint)

    def choose(self, menu: Menu) -> str | None:
        """Have an item chosen by its number; an empty line takes the one pointed at, or closes the menu."""
        self._lines(
            "",
            menu.title,
            *(f"{figure}: {text}" for figure, text in menu.table),
            *menu.lines,
            *([menu.notice] if menu.notice else []),
        )
        choices = [item for item in menu.items if item.id]
        self._items(menu.items)
        pointed = next((place for place, item in enumerate(choices, 1) if item.id == menu.at), None)
        while True:
            line = self._ask(
                _("Number, Enter for {place}, b to go back: ").format(place=pointed)
                if pointed
                else _("Number, or Enter to go back: ")
            )
            if not line:
                return menu.at or None
            if "\n" in line:
                self.refuse_paste()
                continue
            if keys.of(line) is keys.Key.BACK:
                return None
            if keys.of(line) is keys.Key.LEAVE:
                raise KeyboardInterrupt
            if line.isdecimal() and 1 <= int(line) <= len(choices):
                return choices[int(line) - 1].id
            if menu.search and self._found(menu.items, line):
                continue
            self._lines(_("“{line}” is not among the numbers.").format(line=self.sieve(line)))

    def _items(self, items: Sequence[Item]) -> None:
        number = 0
        for item in items:
            number += bool(item.id)
            self._lines(_numbered(number, item) if item.id else item.label)

    def _found(self, items: Sequence[Item], needle: str) -> bool:
        """Say the items that contain something, under the numbers that they have; False where none does."""
        choices = enumerate((item for item in items if item.id), 1)
        found = [
            (number, item) for number, item in choices if needle.casefold() in (item.words or item.label).casefold()
        ]
        for number, item in found:
            self._lines(_numbered(number, item))
        return bool(found)

    def refuse_paste(self) -> None:
        """Say that several lines at once are no answer."""
        self._lines(_("Several lines came at once and were not taken as answers. Please type one line."))

    def say(self, text: str) -> None:
        """Say a text, on as many lines as it takes."""
        self._lines(text)

    def _ask(self, prompt: str) -> str:
        self.show(self.sieve(prompt))
        return self.read().strip()

    def _lines(self, *texts: str) -> None:
        for text in texts:
            self.show("\n".join(wrap(text, self.width)) + "\n")


def _command(line: str) -> keys.Key | None:
    """Return the command that a line is: one letter, or the name of the language to change to."""
    if len(line) == 1:
        return keys.of(line)
    return keys.Key.LANGUAGE if line.lower() == keys.other_language(current()) else None


def _one_line(text: str) -> str:
    return " ".join(text.split("\n"))


def _numbered(number: int, item: Item) -> str:
    return f"{number}. {item.label}" + (f" ({item.state})" if item.state else "")
