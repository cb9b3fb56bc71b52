"""The sheet for everybody who takes part: what it must say, in both languages and for every way of collecting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from planself.i18n import Reader
from planself.questionnaire.catalogue import minutes
from planself.questionnaire.load import Loaded
from planself.report.render import render
from planself.report.workshop.method import what_remains
from planself.workshop.form_kinds import KINDS
from planself.workshop.paper import codes_page, facilitator_page
from planself.workshop.paper_context import PaperContext
from planself.workshop.participants import participants_page
from planself.workshop.request import RoleRequest, WorkshopRequest, planned
from planself.workshop.timetable import Collect, how_long

WANTED = WorkshopRequest(
    "Gemeinsam planen", date(2026, 12, 1), people=7, delete_on=date(2027, 1, 15), return_to="amt@musterstadt.de"
)


def sheet(loaded: Loaded, lang: str, wanted: WorkshopRequest = WANTED, forms: Sequence[str] = ("html",)) -> str:
    """Return the sheet as Markdown, each line break a space."""
    reader = Reader(lang)
    context = PaperContext(planned(wanted, loaded, reader), loaded, reader, tuple(forms))
    return " ".join(render(participants_page(context), "md").split())


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "de",
            (
                "werden am 15. Januar 2027 gelöscht, Bögen aus Papier vernichtet",
                "höchstens 75 Fragen",
                "Wie oft welche Antwort gegeben wurde, wird ab 4 Antworten gezeigt, nie nach Rollengruppen.",
                "Die Moderation | Die einzelnen Antworten, nach Codes.",
                "bis zum 30. November 2026, also vor dem Workshop",
                "Wohin: amt@musterstadt.de.",
                "zum Beispiel W01.html, mit einem Doppelklick",
                "„Antwortdatei speichern“",
                "Steuerung, Rollen und Koordination",
                "Teilnahme ist freiwillig",
            ),
        ),
        (
            "en",
            (
                "are deleted on 15 January 2027, and sheets of paper are destroyed",
                "75 questions at most",
                "How often each answer was given is shown from 4 answers on, never by role group.",
                "Whoever leads the workshop | The single answers, by code.",
                "by 30 November 2026, before the workshop",
                "Where to: amt@musterstadt.de.",
                "such as W01.html, with a double click",
                "“Save the answer file”",
                "Steering, roles and coordination",
                "Taking part is voluntary",
            ),
        ),
    ],
)
def test_it_says_what_is_asked_who_sees_what_and_when_it_is_deleted(
    loaded: Loaded, lang: str, said: tuple[str, ...]
) -> None:
    page = sheet(loaded, lang, replace(WANTED, collect=Collect.BEFORE, min_group=4))
    assert [text for text in said if text not in page] == []
    assert how_long(minutes(loaded.questionnaire), Reader(lang)) in page
    assert all(told in page for told in what_remains(Reader(lang)))


@pytest.mark.parametrize(
    ("collect", "forms", "said", "unsaid"),
    [
        (Collect.OWN, ("html",), ["W01.html", "saved file when you are done"], ["laptop", "by 30 November", "blacken"]),
        (Collect.OWN, ("xlsx",), ["Open the workbook of your code, such as W01.xlsx"], ["double click", "Or open"]),
        (Collect.OWN, ("html", "xlsx"), ["double click", "Or open the workbook W01.xlsx"], ["sheets that bear"]),
        (Collect.OWN, (), ["as a file or on paper"], ["double click", "sheets that bear"]),
        (Collect.PAPER, ("paper",), ["sheets that bear your code", "types them in"], ["double click", "laptop"]),
        (Collect.LAPTOP, (), ["Type the command of your slip", "need not give back"], ["double click", "Where to"]),
        (Collect.LAPTOP, ("html", "xlsx"), ["on it, such as W01.html, with", "and close the form"], ["slip", "xlsx"]),
        (Collect.LAPTOP, ("xlsx",), ["Type the command of your slip"], ["xlsx", "Where to"]),
    ],
)
def test_it_is_about_one_way_of_collecting(
    loaded: Loaded, collect: Collect, forms: tuple[str, ...], said: list[str], unsaid: list[str]
) -> None:
    page = sheet(loaded, "en", replace(WANTED, collect=collect), forms)
    assert [text for text in said if text not in page] == []
    assert [text for text in unsaid if text in page] == []


def test_whoever_has_a_part_is_told_how_many_questions_are_theirs(loaded: Loaded) -> None:
    wanted = replace(WANTED, people=0, roles=(RoleRequest("fin", 2), RoleRequest("plan", 5)), part=True)
    context = PaperContext(planned(wanted, loaded, Reader("en")), loaded, Reader("en"))
    least, most = min(context.questions), max(context.questions)
    assert least < most
    assert f"By role, {least} to {most} questions are yours" in sheet(loaded, "en", wanted)


def test_an_open_workshop_promises_nothing(loaded: Loaded) -> None:
    page = sheet(loaded, "en", replace(WANTED, open=True))
    assert "everybody agreed that answers can be recognised" in page
    assert not re.search("tell it to nobody|No single answers|is shown from", page)


@pytest.mark.parametrize(("collect", "lang"), list(product(Collect, ("de", "en"))))
def test_slips_and_the_facilitators_sheet_name_the_forms(loaded: Loaded, collect: Collect, lang: str) -> None:
    reader = Reader(lang)
    context = PaperContext(planned(replace(WANTED, collect=collect), loaded, reader), loaded, reader, tuple(KINDS))
    slips = render(codes_page(context), "md")
    assert ("W03.html, W03.xlsx" in slips) == (collect is not Collect.LAPTOP)
    assert "W03.html" in slips
    assert "planself run" not in slips
    sheet = render(facilitator_page(context), "md")
    assert "forms/" in sheet
    assert "planself run answers" not in sheet


@pytest.mark.parametrize(("collect", "said"), [(Collect.PAPER, "sheets of paper"), (Collect.LAPTOP, "W03.yaml")])
def test_a_slip_says_how_to_answer_without_a_form_to_open(loaded: Loaded, collect: Collect, said: str) -> None:
    workshop = planned(replace(WANTED, collect=collect), loaded, Reader("en"))
    slips = render(codes_page(PaperContext(workshop, loaded, Reader("en"), ("paper",))), "md")
    assert slips.count(said) == (7 if collect is Collect.PAPER else 1)
