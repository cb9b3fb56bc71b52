"""Targets for hurdles, asked one by one: where a hurdle stands, and where it is to go."""

from __future__ import annotations

from decimal import Decimal

from planself.actions.store import PlanStore
from planself.files.numbers import parse_number
from planself.i18n import Reader, _
from planself.questionnaire.model import Hurdle
from planself.terminal.asker import Asker, Blank, Menu, MenuItem
from planself.terminal.screen import Sieve

_BACK = ":back"


def parse_target(text: str) -> int | Decimal:
    """Return a target in percent as a file holds it; raises ValueError with the reason."""
    number = parse_number(text.strip().removesuffix("%"))
    if not 0 <= number <= 100 or number != round(number, 1):
        raise ValueError(_("A target lies between 0 and 100, with at most one decimal."))
    return int(number) if number == int(number) else number


def ask_targets(store: PlanStore, asker: Asker, reader: Reader, sieve: Sieve) -> None:
    """Have targets set until the planner goes back."""
    at = _BACK
    while True:
        chosen = asker.choose(_menu(store, reader, sieve, at))
        if chosen in (None, _BACK):
            return
        at = str(chosen)
        hurdle = next(hurdle for hurdle in store.now.loaded.questionnaire.hurdles if hurdle.id == chosen)
        _ask(store, asker, reader, sieve, hurdle)


def _menu(store: PlanStore, reader: Reader, sieve: Sieve, at: str) -> Menu:
    hurdles = store.now.loaded.questionnaire.hurdles
    items = tuple(MenuItem(hurdle.id, sieve(_line(store, reader, hurdle))) for hurdle in hurdles)
    lines = (sieve(reader._("In brackets: where the hurdle stood at the beginning, and its target.")),)
    return Menu(reader._("Targets for hurdles"), (*items, MenuItem(_BACK, reader._("back to the plan"))), lines, at=at)


def _line(store: PlanStore, reader: Reader, hurdle: Hurdle) -> str:
    start, target = store.plan.baseline.scores.get(hurdle.id), store.plan.targets.get(hurdle.id)
    numbers = [reader.tenths(start) if start is not None else "–"]
    numbers += [reader.tenths(target)] if target is not None else []
    return f"{reader.text(hurdle.topic_or_name)} ({' → '.join(numbers)})"


def _ask(store: PlanStore, asker: Asker, reader: Reader, sieve: Sieve, hurdle: Hurdle) -> None:
    before = store.plan.targets.get(hurdle.id)
    shown = "" if before is None else reader.tenths(before)
    hint = sieve(reader._("Score from 0 to 100 that is aimed at; empty means none."))
    text = asker.write(Blank(sieve(reader.text(hurdle.name)), hint, shown, complain=_complaint))
    if text is None or text == shown or (before is None and not text.strip()):
        return
    store.target(hurdle.id, parse_target(text) if text.strip() else None)


def _complaint(text: str) -> str:
    try:
        if text.strip():
            parse_target(text)
    except ValueError as error:
        return str(error)
    return ""
