"""Who answers for whom: asked once, at the beginning of a new answer file, and all of it optional."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812 -- fields are called date

from planself.answers.model import Respondent, Subject
from planself.files.ags import parse_ags
from planself.files.dates import parse_date
from planself.i18n import Reader
from planself.questionnaire.model import Questionnaire
from planself.terminal.asker import Asker, Blank, Menu, MenuItem
from planself.terminal.screen import Sieve

_GO_ON, _NOBODY = ":go_on", ":nobody"


@dataclass(frozen=True, slots=True)
class Particulars:
    """The top of an answer file as far as an interview asks for it."""

    subject: Subject
    respondent: Respondent
    date: Date | None


def ask_particulars(
    asker: Asker, questionnaire: Questionnaire, reader: Reader, sieve: Sieve, known: Particulars
) -> Particulars:
    """Return what somebody tells about municipality and respondent: the name first, the rest on one page."""
    particulars = _ask_name(asker, questionnaire, reader, sieve, known)
    while True:
        chosen = asker.choose(_page(questionnaire, reader, sieve, particulars))
        if chosen == _GO_ON:
            return particulars
        if chosen is None:
            particulars = _ask_name(asker, questionnaire, reader, sieve, particulars)
        else:
            particulars = _fill(chosen, asker, questionnaire, reader, sieve, particulars)


def _ask_name(
    asker: Asker, questionnaire: Questionnaire, reader: Reader, sieve: Sieve, known: Particulars
) -> Particulars:
    title = sieve(reader.text(questionnaire.title))
    hint = reader._("Which municipality are the answers about? Enter without a name skips this.")
    name = asker.write(Blank(title, hint, known.subject.name))
    return known if name is None else replace(known, subject=replace(known.subject, name=name))


def _page(questionnaire: Questionnaire, reader: Reader, sieve: Sieve, particulars: Particulars) -> Menu:
    nothing = reader._("not given")

    def item(id_: str, label: str, value: str) -> MenuItem:
        return MenuItem(id_, f"{label}: {sieve(value) or nothing}")

    roles = {role.id: reader.text(role.label) for role in questionnaire.roles}
    role = roles.get(particulars.respondent.role, particulars.respondent.role)
    items = [
        MenuItem(_GO_ON, reader._("On to the questions")),
        MenuItem("", " "),
        item("name", reader._("Municipality"), particulars.subject.name),
        item("ags", reader._("Official key (AGS)"), particulars.subject.ags or ""),
        *([item("role", reader._("Your role"), role)] if roles else []),
        item("department", reader._("Your department"), particulars.respondent.department),
        item("date", reader._("Date"), reader.date(particulars.date) if particulars.date else ""),
    ]
    line = reader._("You can leave all of this out. It appears in the report.")
    return Menu(reader._("Who answers"), tuple(items), (line,), at=_GO_ON)


def _fill(
    what: str, asker: Asker, questionnaire: Questionnaire, reader: Reader, sieve: Sieve, particulars: Particulars
) -> Particulars:
    subject, respondent = particulars.subject, particulars.respondent
    title = reader._("Who answers")
    if what == "role":
        role = asker.choose(_roles(questionnaire, reader, sieve, respondent.role))
        chosen = respondent.role if role is None else "" if role == _NOBODY else role
        return replace(particulars, respondent=replace(respondent, role=chosen))
    hint, default = {
        "name": (reader._("Name of the municipality"), subject.name),
        "ags": (reader._("Official key of the municipality, 2, 3, 5 or 8 digits"), subject.ags or ""),
        "department": (reader._("Your department"), respondent.department),
        "date": (reader._("Date, such as 22.11.2026"), particulars.date.isoformat() if particulars.date else ""),
    }[what]
    text = asker.write(Blank(title, hint, default, complain=_complaints(what)))
    return particulars if text is None else _with(what, text, particulars)


def _with(what: str, text: str, particulars: Particulars) -> Particulars:
    match what:
        case "name":
            return replace(particulars, subject=replace(particulars.subject, name=text))
        case "ags":
            return replace(particulars, subject=replace(particulars.subject, ags=parse_ags(text)[0] if text else None))
        case "department":
            return replace(particulars, respondent=replace(particulars.respondent, department=text))
        case _:
            return replace(particulars, date=parse_date(text) if text else particulars.date)


class _complaints:  # noqa: N801 -- used like a function
    """Says what is wrong with one of the particulars; empty where nothing is."""

    def __init__(self, what: str) -> None:
        self.parse = {"ags": parse_ags, "date": parse_date}.get(what)

    def __call__(self, text: str) -> str:
        try:
            if text.strip() and self.parse is not None:
                self.parse(text)
        except ValueError as reason:
            return str(reason)
        return ""


def _roles(questionnaire: Questionnaire, reader: Reader, sieve: Sieve, at: str) -> Menu:
    items = [MenuItem(role.id, sieve(reader.text(role.label))) for role in questionnaire.roles]
    known = any(role.id == at for role in questionnaire.roles)
    return Menu(
        reader._("Your role"), (*items, MenuItem(_NOBODY, reader._("no answer"))), at=at if known else items[0].id
    )
