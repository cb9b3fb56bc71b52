"""Every kind of page that a questionnaire can end in, for tests that look at all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

from planself.actions.load import LoadedPlan
from planself.actions.status import plan_status
from planself.analysis.benchmark import Builder
from planself.analysis.comparison import PlannedMeasure, Round, compare
from planself.analysis.summary.builder import SummaryBuilder
from planself.files import source
from planself.i18n import Reader
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import Questionnaire
from planself.report.actions import plan_page
from planself.report.benchmark import benchmark_annex
from planself.report.blocks import Annex, Page
from planself.report.comparison import comparison_annex
from planself.report.summary.view import build_page
from planself.report.view import ReportView
from planself.report.workshop.sections import workshop_page
from planself.scoring.assessment import Assessment, assess
from planself.scoring.compile import compile_plan
from planself.workshop.report_data import read_report
from tests.actions.samples import TODAY, city, example
from tests.lots import results, table
from tests.report import lots
from tests.report.material import ORIGIN, small, small_case, view
from tests.report.test_inert import replaced
from tests.report.workshop_room import copied, discussed, opened

KINDS = ("report", "council", "summary", "plan", "workshop")
Reworded = Callable[[Loaded], Loaded]


def topical(loaded: Loaded) -> Loaded:
    """Return a questionnaire whose hurdles are named "Not enough 1" and have the topic "Topic 1", and so on."""
    hurdles = [
        hurdle.model_copy(update={"name": f"Not enough {place}", "topic": f"Topic {place}"})
        for place, hurdle in enumerate(loaded.questionnaire.hurdles, 1)
    ]
    return replace(loaded, questionnaire=loaded.questionnaire.model_copy(update={"hurdles": hurdles}))


def saying(text: str) -> Reworded:
    """Return what puts one text into every place of a questionnaire where its author can write one."""

    def reworded(loaded: Loaded) -> Loaded:
        data = replaced(source.load(loaded.path).data, lambda: text)
        return replace(loaded, questionnaire=Questionnaire.model_validate(data))

    return reworded


def sentences(seed: int) -> Reworded:
    """Return what puts another sentence of 2 to 40 words into each of these places."""
    chance = Random(seed)  # noqa: S311  # no secret

    def reworded(loaded: Loaded) -> Loaded:
        data = replaced(source.load(loaded.path).data, lambda: sentence(chance))
        return replace(loaded, questionnaire=Questionnaire.model_validate(data))

    return reworded


def sentence(chance: Random, most: int = 40) -> str:
    """Return a sentence of short and long words."""
    words = ("am", "Plan", "Ämter", "beteiligen", "Zuständigkeit", "Jugendhilfeplanung", "und", "noch", "drei", "Rat")
    return " ".join(chance.choices(words, k=chance.randint(2, most))) + "."


def pages(reworded: Reworded, lang: str, text: str, folder: Path) -> Mapping[str, ReportView | Page]:
    """Return a page of every kind; `text` is what people type into answers, plans and workshops."""
    reader, loaded = Reader(lang), reworded(small())
    mine = _typed(loaded, text)
    annexes = (_over_time(mine, text, reader), _among_peers(mine, reader))
    return {
        "report": view(mine, lang, "full", annexes),
        "council": view(mine, lang, "council"),
        "summary": _summary(loaded, text, reader),
        "plan": _plan(reworded, text, reader),
        "workshop": _workshop(reworded, text, reader, folder),
    }


def _typed(loaded: Loaded, text: str) -> Assessment:
    given = small_case("mixed").answer_set
    answers = {id_: replace(answer, comment=text, evidence=text) for id_, answer in given.answers.items()}
    subject, respondent = replace(given.subject, name=text), replace(given.respondent, department=text)
    return assess(loaded, replace(given, answers=answers, subject=subject, respondent=respondent))


def _over_time(mine: Assessment, text: str, reader: Reader) -> Annex:
    then = {**mine.answer_set.answers, **dict.fromkeys(["floors"], replace(mine.answer_set.answers["floors"]))}
    older = {id_: answer for id_, answer in then.items() if id_ != "keys"}
    rounds = [
        Round(
            assess(mine.loaded, replace(mine.answer_set, answers=answers, date=date(year, 3, 14))), "1.2.0", source=text
        )
        for year, answers in ((2024, older), (2025, then), (2026, mine.answer_set.answers))
    ]
    hurdle = mine.loaded.questionnaire.hurdles[0].id
    return comparison_annex(compare(rounds, (PlannedMeasure(hurdle, "m_open", text, "done"),)), reader)


def _among_peers(mine: Assessment, reader: Reader) -> Annex:
    builder, named = Builder(), mine.loaded.questionnaire
    for _place in range(12):
        builder.add(mine)
    return benchmark_annex(mine, builder.result(named.id, named.version, None), reader)


def _summary(loaded: Loaded, text: str, reader: Reader) -> Page:
    plan = compile_plan(loaded.questionnaire)
    builder = SummaryBuilder(plan, loaded, by="kreis")
    builder.add(table(plan, results(90), kreis=[f"{text} {place % 3}" for place in range(90)]))
    return build_page(builder.result(), reader, lots.ORIGIN)


def _plan(reworded: Reworded, text: str, reader: Reader) -> Page:
    found = example()
    fields = dict.fromkeys(("title", "text", "office", "responsible", "indicator", "target", "note"), text)
    actions = [action.model_copy(update=fields) for action in found.plan.actions]
    plan = found.plan.model_copy(update={"actions": actions, "title": text})
    loaded = LoadedPlan(found.path, plan, reworded(found.loaded))
    return plan_page(plan_status(loaded, TODAY, city(2024), city(2026)), reader)


def _workshop(reworded: Reworded, text: str, reader: Reader, folder: Path) -> Page:
    found = read_report(*opened(discussed(copied(folder / "shop"), text)))
    roles = dict.fromkeys(found.workshop.roles, text)
    room = replace(found.workshop, loaded=reworded(found.workshop.loaded), title=text, subject=text, roles=roles)
    return workshop_page(found.result, room, reader, ORIGIN)
