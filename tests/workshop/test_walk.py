"""A whole walk: forms are mailed, filled in, returned, merged and reported, and those who answer need no terminal."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Browser

from planself import i18n
from planself.answers.load import load_answers
from planself.answers.model import Answer, Value
from planself.cli import paper_stack
from planself.files.form_workbook import IDS, RowKind, row_key
from planself.form.paper_pages import pages
from planself.i18n import Reader
from planself.scoring.plan import Given, State
from planself.sheet_entry.printed_sheet import PrintedSheet
from planself.sheet_entry.sheet import ENTER
from tests.form.driving import FormDriver, visited
from tests.form.samples import SAMPLE, sample
from tests.sheet_entry.samples import Typist
from tests.workshop.conftest import Call, Ended
from tests.workshop.test_close import MARK, everything

UNKNOWN, NOT_APPLICABLE = Answer(said="unknown"), Answer(said="not_applicable", comment="Reason")


def meant(vision: int, board: bool | str, children: int, rules: str, **other: Answer) -> Mapping[str, Answer]:
    """Return somebody's answers, with a remark that nobody else shall read."""
    given: dict[str, Value] = {"kind": "town", "vision": vision, "partners": ("kita",), "children": children * 10**6}
    answers = {id_: Answer(value) for id_, value in given.items()}
    answers |= {"board": Answer(board == "yes"), "rules": Answer(rules), "duty": Answer("met"), **other}
    answers["vision"] = Answer(vision, comment=f"{MARK} {vision}")
    return answers


MEANT: Mapping[str, Mapping[str, Answer]] = {
    "W01": meant(0, "yes", 20, "full", board_meets=Answer(4), remark=Answer(f"{MARK} Ä<b>")),
    "W02": meant(1, "no", 3, "none_yet", partners=Answer(("kita", "school"))),
    "W03": meant(2, "yes", 21, "some", board_meets=UNKNOWN, duty=UNKNOWN),
    "W04": meant(3, "yes", 19, "some", board_meets=Answer(1), remark=Answer(f"{MARK} =1+1")),
    "W05": meant(4, "no", 0, "full", partners=Answer(("none",)), quota=NOT_APPLICABLE),
    "W06": meant(1, "yes", 40, "some", board_meets=Answer(2), quota=Answer(51 * 10**6)),
}
BY_BROWSER, BY_WORKBOOK, ON_PAPER = ("W01", "W02", "W03"), ("W04", "W05"), "W06"


def fill_in_browser(browser: Browser, form: Path, answers: Mapping[str, Answer], lang: str, downloads: Path) -> Path:
    """Answer in the browser by keyboard, and save."""
    context = browser.new_context(locale=lang, offline=True, accept_downloads=True)
    with visited(context, form) as page:
        driver = FormDriver(page, sample())
        driver.fill({id_: given_in(answer) for id_, answer in answers.items()})
        for id_, answer in answers.items():
            if answer.comment and answer.said is None:
                remark(driver, id_, answer.comment)
        saved = driver.save(downloads)
    context.close()
    return saved


def given_in(answer: Answer) -> Given:
    """Return what somebody answers, or says instead."""
    if answer.said:
        return State(answer.said)
    assert answer.value is not None
    return answer.value


def remark(driver: FormDriver, id_: str, comment: str) -> None:
    """Open the field for a comment from the last answer that can be reached, and type into it."""
    question = driver.loaded.questionnaire.by_id[id_]
    driver.go(next(each.id for each in driver.loaded.questionnaire.sections if question in each.questions))
    while not driver.page.evaluate(f"document.activeElement?.matches('summary:has(~ #q-{id_}-comment)')"):
        driver.press("Tab")
    driver.press("Enter", "Tab")
    driver.page.keyboard.type(comment)


def fill_workbook(form: Path, answers: Mapping[str, Answer]) -> None:
    """Answer in the workbook with the words that its drop-downs offer."""
    book = openpyxl.load_workbook(form)
    words = {(id_, value): label for kind, id_, value, label in book[IDS].values if kind == "choice"}
    for sheet in book.worksheets[:-3]:
        columns = {cell.value: cell.column for cell in sheet[1]}
        rows = {cell.value: cell.row for cell in sheet["A"]}
        for column, key, value in cells(answers, words):
            if key in rows:
                sheet.cell(rows[key], columns[f"planself:{column}"], value)
    book.save(form)


def cells(answers: Mapping[str, Answer], words: Mapping[tuple[str, str], str]) -> Iterator[tuple[str, str, Any]]:
    for id_, answer in answers.items():
        key = row_key(RowKind.QUESTION, id_)
        question = sample().questionnaire.by_id[id_]
        if answer.comment:
            yield "comment", key, answer.comment
        if isinstance(answer.value, tuple):
            yield from (("answer", row_key(RowKind.OPTION, id_, option), "x") for option in answer.value)
        elif answer.said and question.quantity:
            yield "answer", row_key(RowKind.STATE, id_), words[id_, json.dumps(answer.said)]
        elif question.quantity and isinstance(answer.value, int):
            yield "answer", key, answer.value // 10**6
        else:
            yield "answer", key, words.get((id_, json.dumps(answer.said or answer.value)), answer.value)


def type_sheet(shop: Path, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Type a sheet from paper, by the keys printed on it."""
    i18n.use(lang)
    paper = PrintedSheet(sample().questionnaire, pages(sample(), Reader(lang), (), ()), Reader(lang))
    typist = Typist(iter([ON_PAPER]), iter(list(keys(paper, MEANT[ON_PAPER]))))
    monkeypatch.setattr(paper_stack, "_asker", lambda *_args, **_options: typist)
    options = paper_stack.StackOptions(None, None, None, again=False, plain=False)
    assert paper_stack.type_sheets(paper_stack.stack_at(shop, options), options).sheets == [ON_PAPER]


def keys(paper: PrintedSheet, answers: Mapping[str, Answer]) -> Iterator[str]:
    for page in filter(None, paper.pages):
        for id_ in page:
            yield from own_keys(paper, id_, answers.get(id_, Answer()))
        yield ENTER


def own_keys(paper: PrintedSheet, id_: str, answer: Answer) -> Iterator[str]:
    question, rows = paper.question(id_), paper.rows[id_]
    if answer.comment:
        yield from ("+", *answer.comment, ENTER)
    match answer.value:
        case tuple() as ticked:
            yield from (next(row.key for row in rows if row.id == option) for option in ticked)
            yield ENTER
        case int(number) if question.quantity:
            yield from (*str(number // 10**6), ENTER)
        case None:
            yield ENTER
        case value:
            option = next(choice.id for choice in question.choices if choice.value == value)
            yield next(row.key for row in rows if row.id == option)


def group_of(ended: Ended) -> Any:
    assert ended.code == 0, ended.err
    return json.loads(ended.out)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_from_the_mailed_form_to_the_report_without_a_terminal_of_theirs(
    browser: Browser, tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    call = partial(call, lang=lang)
    shop, mailed, downloads = tmp_path / "walk", tmp_path / "Eingang für Ä", tmp_path / "Downloads"
    kinds = [word for kind in ("html", "xlsx", "paper") for word in ("--form", kind)]
    days = ("--date", "2026-11-20", "--delete-on", date.today().isoformat())
    made = ("-q", SAMPLE, "--title", "Plan together", "--people", "6", "--subject", "Musterstadt", *kinds, *days)
    assert call("workshop", "new", shop, *made).code == 0
    shutil.copytree(shop / "forms", mailed)
    downloads.mkdir()
    for code in BY_BROWSER:
        saved = fill_in_browser(browser, mailed / f"{code}.html", MEANT[code], lang, downloads)
        shutil.copy(saved, shop / "answers")
    shutil.copy(saved, shop / "answers" / f"{saved.stem} (1).json")  # mailed twice
    for code in BY_WORKBOOK:
        fill_workbook(mailed / f"{code}.xlsx", MEANT[code])
        shutil.move(mailed / f"{code}.xlsx", shop / "answers" / f"Re {code} (1).xlsx")
    type_sheet(shop, lang, monkeypatch)

    ended = call("workshop", "status", shop, "--json")
    assert ended.err.count("N494") == 1
    status = json.loads(ended.out)
    assert status["counts"] == {"complete": 2, "begun": 4, "empty": 0, "wrong": 0, "missing": 0}
    scored = {question.id for question in sample().questionnaire.questions if question.hurdles}
    assert [person["given"] for person in status["people"]] == [len(scored & said.keys()) for said in MEANT.values()]
    assert returned(shop) == MEANT

    group = group_of(call("workshop", "merge", shop, "--json"))
    assert group == group_of(call("workshop", "merge", *by_hand(tmp_path), "-q", SAMPLE, "--json"))
    assert group["n"] == len(MEANT)

    before = reported(call, shop, tmp_path / "before.json")
    assert call("workshop", "show", shop).code == 0
    assert marked(shop)
    assert call("workshop", "close", shop, "--yes").code == 0
    assert not marked(shop)
    assert json.loads((shop / "group.json").read_text("utf-8")) == group
    assert reported(call, shop, tmp_path / "after.json") == before


def marked(shop: Path) -> list[bytes]:
    """Return the files in which somebody's remark stands."""
    return [data for data in everything(shop) if MARK.encode() in data]


def returned(shop: Path) -> Mapping[str, Mapping[str, Answer]]:
    """Return the answers of all that came back, by code."""
    found = [load_answers(path, lambda _reference: sample()).answer_set for path in (shop / "answers").iterdir()]
    return {
        each.respondent.id: dict(each.answers)
        for each in sorted(found, key=lambda each: each.respondent.id)
        if each.answers
    }


def by_hand(folder: Path) -> Iterator[Path]:
    """Write the same answers as answer files of one's own."""
    for code, answers in MEANT.items():
        file = folder / f"{code}.yaml"
        entries = {id_: json.dumps(entry_by_hand(id_, answer)) for id_, answer in answers.items()}
        file.write_text(
            "format: planself/answers/1\nquestionnaire: {id: form-sample, version: 1.0.0}\n"
            f"respondent: {{id: {code}}}\nanswers:\n"
            + "".join(f"  {id_}: {entry}\n" for id_, entry in entries.items()),
            "utf-8",
        )
        yield file


def entry_by_hand(id_: str, answer: Answer) -> Mapping[str, object]:
    """Return an answer as it is written into an answer file."""
    given = given_in(answer)
    value = answer.said if isinstance(given, State) else sample().questionnaire.by_id[id_].write(given)
    return {"value": value, **({"comment": answer.comment} if answer.comment else {})}


def reported(call: Call, shop: Path, file: Path) -> Any:
    """Return what the report for machines says."""
    assert call("workshop", "report", shop, "-o", file).code == 0
    return json.loads(file.read_text("utf-8"))
