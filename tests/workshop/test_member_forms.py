"""A form for everybody in a workshop: whose it is, what it asks, and that nothing is lost when they are made again."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from base64 import b64decode
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Browser

from planself.answers.model import Answer
from planself.cli.boundary import run
from planself.i18n import Reader
from planself.questionnaire.load import Loaded
from planself.workshop.create import make
from planself.workshop.folder import open_folder
from planself.workshop.members import read_folder
from planself.workshop.request import RoleRequest, WorkshopRequest, planned
from tests.files.form_books import FormBook
from tests.form.driving import FormDriver, data, visited

EN = Reader("en")
REQUEST = WorkshopRequest(
    "Planning together",
    date(2026, 11, 22),
    roles=(RoleRequest("lead", 1), RoleRequest("plan", 2)),
    part=True,
    subject="Musterstadt",
    facts={"kind": Answer("kreisfrei")},
)


@pytest.fixture
def made(tmp_path: Path, loaded: Loaded) -> Path:
    make(tmp_path / "w", planned(REQUEST, loaded, EN), loaded, EN)
    return tmp_path / "w"


def forms(folder: Path, *options: str) -> int:
    return run(["form", "--workshop", str(folder), "--lang", "en", *options])


@pytest.mark.parametrize(("code", "role"), [("W01", "lead"), ("W03", "plan")])
def test_everybody_has_a_form_of_ones_own(browser: Browser, made: Path, loaded: Loaded, code: str, role: str) -> None:
    """It saves what `workshop status` takes, and a form that nobody filled in counts for nobody."""
    assert forms(made) == 0
    assert sorted(file.name for file in (made / "forms").iterdir()) == ["W01.html", "W02.html", "W03.html"]
    context = browser.new_context(locale="en", offline=True, accept_downloads=True)
    with visited(context, made / "forms" / f"{code}.html") as page:
        assert code in page.inner_text("header")
        assert page.locator(".profile").count() == 0, "nobody is steered"
        form = FormDriver(page, loaded)
        saved = data(form.save(made / "answers"))
        assert (saved["respondent"], saved["part"]) == ({"id": code, "role": role}, [role])
        assert (saved["subject"], saved["date"]) == ({"name": "Musterstadt"}, "2026-11-22")
        assert saved["answers"] == {"kind": "kreisfrei"}
        folder = open_folder(made)
        assert read_folder(folder, loaded).answers == {}
        form.fill({"population": "from_100000"})
        form.save(made / "answers")
    context.close()
    members = read_folder(folder, loaded)
    assert (list(members.answers), members.problems, members.notes) == ([code], (), ())


def test_a_form_for_the_whole_room_asks_everything(browser: Browser, tmp_path: Path, loaded: Loaded) -> None:
    """What is known of the municipality beforehand is no answer, so nothing is said of answers."""
    whole = planned(replace(REQUEST, roles=(), part=False, people=1, facts={}), loaded, EN)
    make(tmp_path / "w", whole, loaded, EN)
    assert forms(tmp_path / "w") == 0
    assert data_of(tmp_path / "w/forms/W01.html")["part"] == []
    context = browser.new_context(locale="en", offline=True)
    with visited(context, tmp_path / "w/forms/W01.html") as page:
        assert page.inner_text("#status") == ""
        assert "integrated" in page.inner_text("h1").lower()
    context.close()
    assert run(["form", "--workshop", str(tmp_path / "w"), "--part", "plan"]) == 2


def test_made_again_only_what_lacks_or_is_unchanged_is_written(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert forms(made) == 0
    one, other, third = sorted((made / "forms").iterdir())
    other.unlink()
    third.write_text(third.read_text("utf-8") + "<!-- filled in -->", "utf-8")
    before = (one.stat().st_mtime_ns, third.read_bytes())
    capsys.readouterr()
    assert forms(made) == 0
    said = capsys.readouterr().err
    assert (one.stat().st_mtime_ns, third.read_bytes()) == before
    assert other.exists()
    assert "W02.html" in said
    assert "1 form is as it was" in said
    assert f"edited: {third}" in said
    assert forms(made, "--lang", "de") == 0, "one that planself wrote, and nobody edited, is written anew"
    assert data_of(one)["languages"] == ["de"]
    assert third.read_bytes() == before[1]
    assert forms(made, "--force") == 0
    assert data_of(third)["code"] == "W03"


def test_a_link_among_the_forms_leads_nowhere(made: Path, tmp_path: Path) -> None:
    (made / "forms").mkdir()
    (tmp_path / "mine.html").write_text("mine", "utf-8")
    (made / "forms/W01.html").symlink_to(tmp_path / "mine.html")
    assert forms(made) == 0
    assert (tmp_path / "mine.html").read_text("utf-8") == "mine"


def test_sheets_of_paper_have_the_code_and_lie_beside_the_forms(made: Path) -> None:
    assert forms(made) == forms(made, "--paper") == 0
    names = [f"W0{n}{ending}" for n in (1, 2, 3) for ending in ("-paper.html", ".html")]
    assert sorted(file.name for file in (made / "forms").iterdir()) == [*names, "all-paper.html"]
    room = (made / "forms/all-paper.html").read_text("utf-8")
    assert [room.count(f"<strong>{code}</strong>") for code in ("W01", "W02", "W03")] == [
        (made / f"forms/{code}-paper.html").read_text("utf-8").count(f"<strong>{code}</strong>")
        for code in ("W01", "W02", "W03")
    ]
    sheet = (made / "forms/W02-paper.html").read_text("utf-8")
    assert "<strong>W02</strong>" in sheet
    assert "W01" not in sheet
    other = (made / "forms/W01-paper.html").read_text("utf-8")
    assert other.count("<h3") < sheet.count("<h3"), "the leadership's part is shorter"
    before = (made / "forms/W02-paper.html").stat().st_mtime_ns
    assert forms(made, "--paper") == forms(made, "--paper", "--lang", "de") == 0
    assert (made / "forms/W02-paper.html").stat().st_mtime_ns != before, "in German now, under the same name"


def test_workbooks_have_the_code_and_are_left_when_filled_in(made: Path) -> None:
    assert forms(made, "--format", "xlsx") == 0
    book = made / "forms/W02.xlsx"
    shown = cells(book)
    assert "W02" in shown
    assert not {"W01", "W03"} & set(shown)
    assert forms(made, "--format", "xlsx") == 0
    assert cells(book) == shown, "written anew: it has the moment in it"
    opened = openpyxl.load_workbook(book)
    opened.active["A1"] = "mine"
    opened.save(book)
    mine = book.read_bytes()
    assert forms(made, "--format", "xlsx", "--lang", "de") == 0
    assert book.read_bytes() == mine


def test_a_workbook_that_comes_back_is_the_members(made: Path, loaded: Loaded) -> None:
    """One that nobody filled in counts for nobody, also with what the workshop knows in it."""
    assert forms(made, "--format", "xlsx") == 0
    folder = open_folder(made)
    back = made / "answers/W02.xlsx"
    shutil.copy(made / "forms/W02.xlsx", back)
    found = read_folder(folder, loaded)
    assert (dict(found.answers), found.problems, "W02" in found.empty) == ({}, (), True)
    form = FormBook(openpyxl.load_workbook(back))
    assert form.cell("question:kind").value
    question = next(q for q in loaded.questionnaire.questions if q.ladder and set(q.roles) >= {"plan"})
    form.put(f"question:{question.id}", "don't know")
    form.save(back)
    found = read_folder(folder, loaded)
    assert (list(found.answers), found.problems) == (["W02"], ())
    answers = found.answers["W02"]
    assert (answers.answers[question.id].said, answers.answers["kind"].value) == ("unknown", "kreisfrei")
    assert (answers.part, answers.respondent.role, answers.subject.name) == (("plan",), "plan", "Musterstadt")


def cells(book: Path) -> list[str]:
    """Return every text of a workbook."""
    sheets = openpyxl.load_workbook(book).worksheets
    return [str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row if cell]


def test_only_those_whose_part_it_is(made: Path) -> None:
    assert forms(made, "--part", "plan") == 0
    assert sorted(file.name for file in (made / "forms").iterdir()) == ["W02.html", "W03.html"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["-o", "x.html"], "-o is for one form"),
        (["--code", "W01"], "--code is for one form"),
        (["--answers", "a.yaml"], "--answers is for one form"),
        (["--part", "fin"], "nobody in this workshop has the part of fin"),
        (["--part", "nonsense"], "there is no “nonsense”"),
        (["--section", "nonsense"], "there is no “nonsense”"),
        (["--format", "docx"], "“docx” is none of: html, xlsx, paper"),
    ],
)
def test_what_cannot_be_made_is_said(
    made: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    assert forms(made, *options) == 2
    assert said in capsys.readouterr().err
    assert not (made / "forms").exists()


def data_of(form: Path) -> dict[str, Any]:
    """Return the data that a form holds."""
    packed = re.search(r'id="data"[^>]*>([^<]+)<', form.read_text("utf-8"))
    assert packed is not None
    return dict(json.loads(gzip.decompress(b64decode(packed[1]))))
