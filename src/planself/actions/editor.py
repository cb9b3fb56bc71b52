"""An action plan in the terminal: pick measures, fill in who, when and how, add one's own; saved after every change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date as Date  # noqa: N812 -- fields are called date

from planself.actions.action_fields import FIELDS, Field, edited, label, shown
from planself.actions.model import STATUSES, Action
from planself.actions.propose import Proposal, Raw, action_of
from planself.actions.status_words import status_word
from planself.actions.store import PlanStore
from planself.actions.target_questions import ask_targets
from planself.actions.write import action_lines
from planself.errors import PlanselfError
from planself.files.emit import Word
from planself.i18n import Reader
from planself.terminal.asker import Asker, Blank, Menu, MenuItem
from planself.terminal.screen import Sieve
from planself.text import Text, one_line

_DONE, _MORE, _OWN, _TARGETS = ":done", ":more", ":own", ":targets"


@dataclass(slots=True)
class Planner:
    """Whoever plans, at a terminal."""

    asker: Asker
    reader: Reader
    sieve: Sieve
    today: Date

    def say(self, text: Text) -> str:
        """Return a text for the terminal."""
        return self.sieve(self.reader.text(text))

    def toggle(self, title: str, options: Sequence[tuple[str, str]], ticked: Iterable[str], line: str) -> list[str]:
        """Have any number of options ticked, and return them in their order."""
        chosen, at = set(ticked), ""
        while True:
            items = tuple(
                MenuItem(
                    id_,
                    name,
                    self.sieve("✓") if id_ in chosen else "",
                    self.reader._("ticked") if id_ in chosen else "",
                )
                for id_, name in options
            )
            done = MenuItem(_DONE, self.reader._("That is all"))
            found = self.asker.choose(Menu(title, (*items, done), (line,), at=at or _DONE))
            if found in (None, _DONE):
                return [id_ for id_, _name in options if id_ in chosen]
            at = str(found)
            chosen ^= {at}

    def pick(self, offered: Sequence[Proposal], ticked: Iterable[str]) -> tuple[Proposal, ...]:
        """Have measures picked among those that are offered."""
        _ = self.reader._
        options = [(one.measure.id, f"{self.say(one.measure.title)} ({self.say(one.hurdle.name)})") for one in offered]
        line = _("Each line is a measure with its hurdle; choosing it ticks it, or takes the tick away.")
        chosen = self.toggle(_("Which measures belong to the plan?"), options, ticked, line)
        return tuple(one for one in offered if one.measure.id in chosen)


def plan_in_terminal(store: PlanStore, planner: Planner, offered: Sequence[Proposal]) -> None:
    """Edit a plan until its planner has done enough."""
    notice, at = "", ""
    while True:
        chosen = planner.asker.choose(_overview(store, planner, offered, notice, at))
        notice, at = "", chosen or ""
        try:
            match chosen:
                case None | ":done":
                    return
                case ":more":
                    _add_proposals(store, planner, offered)
                case ":own":
                    _add_own(store, planner)
                case ":targets":
                    ask_targets(store, planner.asker, planner.reader, planner.sieve)
                case id_:
                    _edit(store, planner, id_)
        except PlanselfError as error:
            notice = planner.sieve(f"{error.message} {error.hint}".strip())


def _overview(store: PlanStore, planner: Planner, offered: Sequence[Proposal], notice: str, at: str) -> Menu:
    _ = planner.reader._
    items = [MenuItem("", _("Actions"))] if store.plan.actions else []
    for action in store.plan.actions:
        due = f", {planner.reader.short_date(action.due)}" if action.due else ""
        state = status_word(action.status, planner.reader) + due
        items.append(MenuItem(action.id, f"{planner.say(action.title)} ({planner.sieve(state)})"))
    items.append(MenuItem("", _("Plan")))
    if _left(store, offered):
        items.append(MenuItem(_MORE, _("more of the measures that are offered")))
    items.append(MenuItem(_OWN, _("an action of your own")))
    items.append(MenuItem(_TARGETS, _("targets for hurdles")))
    items.append(MenuItem(_DONE, _("leave; everything is saved")))
    title = _("Action plan: {file}").format(file=store.now.path.name)
    return Menu(planner.sieve(title), tuple(items), at=at if at in store.plan.by_id else _DONE, notice=notice)


def _left(store: PlanStore, offered: Sequence[Proposal]) -> list[Proposal]:
    there = {action.measure for action in store.plan.actions} | set(store.plan.by_id)
    return [one for one in offered if one.measure.id not in there]


def _add_proposals(store: PlanStore, planner: Planner, offered: Sequence[Proposal]) -> None:
    for proposal in planner.pick(_left(store, offered), ()):
        _append(store, planner, action_of(proposal, store.plan.by_id), proposal)


def _append(store: PlanStore, planner: Planner, raw: Raw, hint: Proposal | None) -> None:
    lines = action_lines(raw, "", hint, store.now.loaded.questionnaire, planner.reader)
    store.add(raw, lines)


def _add_own(store: PlanStore, planner: Planner) -> None:
    _ = planner.reader._
    title = planner.asker.write(Blank(_("An action of your own"), _("What is to be done, in a few words?")))
    if not title or not title.strip():
        return
    hurdles = _hurdles(store, planner, ())
    id_ = next(id_ for number in range(1, 1000) if (id_ := f"own_{number}") not in store.plan.by_id)
    empty: Raw = dict.fromkeys(("office", "responsible", "start", "due", "indicator", "target"))
    _append(store, planner, {"id": id_, "title": title, "hurdles": hurdles, **empty, "status": "planned"}, None)
    _edit(store, planner, id_)


def _hurdles(store: PlanStore, planner: Planner, ticked: Iterable[str]) -> list[str]:
    _ = planner.reader._
    options = [(hurdle.id, planner.say(hurdle.name)) for hurdle in store.now.loaded.questionnaire.hurdles]
    return planner.toggle(
        _("Which hurdles is it to overcome?"), options, ticked, _("Choosing ticks, or takes it away.")
    )


def _edit(store: PlanStore, planner: Planner, id_: str) -> None:
    """Have the fields of one action filled in."""
    notice, at = "", ""
    while True:
        action = store.plan.by_id[id_]
        chosen = planner.asker.choose(_fields(store, planner, action, notice, at))
        if chosen in (None, _DONE):
            return
        notice, at = "", str(chosen)
        try:
            _fill(store, planner, action, next(field for field in FIELDS if field.key == chosen))
        except PlanselfError as error:
            notice = planner.sieve(f"{error.message} {error.hint}".strip())


def _fields(store: PlanStore, planner: Planner, action: Action, notice: str, at: str) -> Menu:
    r = planner.reader
    names = {hurdle.id: r.text(hurdle.name) for hurdle in store.now.loaded.questionnaire.hurdles}
    names |= {other.id: one_line(r.text(other.title)) for other in store.plan.actions}
    items = [
        MenuItem(field.key, planner.sieve(f"{label(field.key, r)}: {shown(action, field, r, names)}"))
        for field in FIELDS
    ]
    back = MenuItem(_DONE, planner.reader._("back to the plan"))
    return Menu(planner.say(action.title), (*items, back), at=at or _DONE, notice=notice)


def _fill(store: PlanStore, planner: Planner, action: Action, field: Field) -> None:
    match field.kind:
        case "status":
            _status(store, planner, action)
        case "hurdles":
            store.put(action.id, field.key, _hurdles(store, planner, action.hurdles) or None)
        case "after":
            store.put(action.id, field.key, _after(store, planner, action) or None)
        case "day" | "text":
            text = _write(planner, action, field)
            if text is not None:
                store.put(action.id, field.key, edited(action, field, text, planner.reader))


def _write(planner: Planner, action: Action, field: Field) -> str | None:
    _ = planner.reader._
    name = label(field.key, planner.reader)
    hint = _("A date such as {day}; empty clears it.").format(day=planner.reader.digits(planner.today))
    before = shown(action, field, planner.reader)
    complain: Callable[[str], str] = field.complaint
    blank = Blank(planner.sieve(name), planner.sieve(hint) if field.kind == "day" else "", before, complain=complain)
    text = planner.asker.write(blank)
    return None if text is None or text == before else text


def _status(store: PlanStore, planner: Planner, action: Action) -> None:
    _ = planner.reader._
    items = tuple(MenuItem(status, planner.sieve(status_word(status, planner.reader))) for status in STATUSES)
    chosen = planner.asker.choose(Menu(_("How far is it?"), items, at=action.status))
    if chosen is None or chosen == action.status:
        return
    store.put(action.id, "status", chosen)
    if chosen == "done" and action.done_on is None:
        store.put(action.id, "done_on", Word(planner.today.isoformat()))
    elif chosen != "done" and action.done_on is not None:
        store.put(action.id, "done_on", None)


def _after(store: PlanStore, planner: Planner, action: Action) -> list[str]:
    _ = planner.reader._
    options = [(other.id, planner.say(other.title)) for other in store.plan.actions if other.id != action.id]
    return planner.toggle(_("Which actions come first?"), options, action.after, _("Choosing ticks, or takes it away."))
