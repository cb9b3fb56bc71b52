"""What comes back from forms and survey tools: matched by the code inside, each counts once, the rest is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from planself.answers.load import load_answers
from planself.form.content import FormOptions
from planself.form.workbook import form_workbook
from planself.questionnaire.load import Loaded
from planself.workshop.folder import Folder, open_folder, with_mapping
from planself.workshop.members import Members, read_folder, result
from planself.workshop.misplaced import misplaced
from tests.workshop.conftest import Call, replace

Read = Callable[[], tuple[Folder, Members]]


def returned(shop: Path, loaded: Loaded, code: str, name: str, **other: object) -> Path:
    """Put a member's answers back as the HTML form saves them, and empty the prepared file."""
    prepared = shop / f"answers/{code}.yaml"
    text = prepared.read_text("utf-8")
    found = load_answers(prepared, lambda _reference: loaded).answer_set
    by_id = loaded.questionnaire.by_id
    answers = {
        id_: answer.said or by_id[id_].write(answer.value) for id_, answer in found.answers.items() if answer.value
    }
    saved = {
        "format": "planself/answers/1",
        "questionnaire": {"id": loaded.questionnaire.id, "version": loaded.questionnaire.version},
        "respondent": {"id": code},
        "date": "2026-11-20",
        "answers": answers,
        **other,
    }
    prepared.write_text(text.split("answers:")[0] + "answers:\n", "utf-8")
    file = shop / "answers" / name
    file.write_text(json.dumps({key: value for key, value in saved.items() if value is not None}), "utf-8")
    return file


def test_an_answer_file_of_the_form_counts_by_the_code_inside(shop: Path, members: Read, loaded: Loaded) -> None:
    returned(shop, loaded, "W03", "antworten-musterstadt-2026-11-20 (1).json")
    returned(shop, loaded, "W04", "W09.json")
    _folder, found = members()
    assert (found.problems, found.notes) == ((), ())
    assert {"W03", "W04", "W09"} <= found.answers.keys()
    assert found.answers["W03"].respondent.role == "lead"


def test_a_second_download_of_the_same_answers_is_a_copy(shop: Path, members: Read, loaded: Loaded) -> None:
    file = returned(shop, loaded, "W03", "antworten-w03-2026-11-20.json")
    file.with_name("antworten-w03-2026-11-20 (1).json").write_bytes(file.read_bytes())
    _folder, found = members()
    assert found.problems == ()
    assert [note.code for note in found.notes] == ["N494"]


def test_two_files_of_one_code_are_named_with_their_days_and_neither_counts(
    shop: Path, members: Read, loaded: Loaded
) -> None:
    filled = (shop / "answers/W03.yaml").read_text("utf-8")
    returned(shop, loaded, "W03", "antworten-w03-2026-11-20.json")
    (shop / "answers/zz.yaml").write_text(filled.replace("date: 2026-09-24", ""), "utf-8")
    _folder, found = members()
    said = {Path(problem.where.file).name: problem for problem in found.problems}
    assert {problem.code for problem in found.problems} == {"E288"}
    assert "here (20 Nov 2026) and in zz.yaml (without a date)" in said["antworten-w03-2026-11-20.json"].message
    assert "antworten-w03-2026-11-20.json (20 Nov 2026)" in said["zz.yaml"].message
    assert "W03" not in found.answers
    assert "W03" in found.wrong


def test_a_file_without_a_code_counts_by_the_one_in_its_name(shop: Path, members: Read, loaded: Loaded) -> None:
    file = returned(shop, loaded, "W03", "antworten-w03-2026-11-20 (2).json", respondent=None)
    assert "W03" in members()[1].answers
    file.rename(file.with_name("antworten-musterstadt.json"))
    [problem] = members()[1].problems
    assert problem.code == "E287"
    assert "no code stands in the file" in problem.message
    assert "W01.json" in problem.hint
    file.with_name("antworten-musterstadt.json").rename(file.with_name("w03 oder w04.json"))
    assert [problem.code for problem in members()[1].problems] == ["E287"]


@pytest.mark.parametrize("prepared", [True, False])
def test_a_broken_file_is_that_of_the_code_in_its_name(shop: Path, members: Read, *, prepared: bool) -> None:
    """The prepared file beside it, in which nobody wrote, does not hide that something came back."""
    own = shop / "answers/W03.yaml"
    own.write_text(own.read_text("utf-8").split("answers:")[0] + "answers:\n", "utf-8")
    if not prepared:
        own.unlink()
    (shop / "answers/antworten-w03-2026-11-20.json").write_text("{", "utf-8")
    found = members()[1]
    assert found.wrong == {"W03"}
    assert not found.empty


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"respondent": {"id": "X77"}}, "E287"),
        ({"questionnaire": {"id": "anderer", "version": "1.0.0"}}, "E204"),
        ({"questionnaire": {"id": "integrierte-planung", "version": "9.0.0"}}, "E205"),
        ({"subject": {"name": "Anderswo", "ags": "01001000"}}, "E217"),
    ],
)
def test_a_file_of_something_else_is_refused(
    shop: Path, members: Read, loaded: Loaded, other: dict[str, object], code: str
) -> None:
    if "subject" in other:
        replace(shop / "workshop.yaml", "subject: {", 'subject: {ags: "05334002", ')
    returned(shop, loaded, "W03", "antworten-w03.json", **other)
    _folder, found = members()
    assert [problem.code for problem in found.problems] == [code]
    assert "--questionnaire" not in found.problems[0].hint
    assert "W03" not in found.answers


def test_another_name_of_the_municipality_is_said_and_counts(shop: Path, members: Read, loaded: Loaded) -> None:
    ours = open_folder(shop).workshop.subject.name
    returned(shop, loaded, "W03", "a.json", subject={"name": "Anderswo"})
    returned(shop, loaded, "W04", "b.json", subject={"name": f"Stadt {ours}"})
    _folder, found = members()
    assert [(note.code, Path(note.where.file).name) for note in found.notes] == [("W331", "a.json")]
    assert {"W03", "W04"} <= found.answers.keys()


def test_the_form_itself_is_told_apart_from_its_answers(shop: Path, members: Read) -> None:
    (shop / "answers/W03.html").write_text("<!doctype html>", "utf-8")
    [problem] = members()[1].problems
    assert problem.code == "E289"
    assert ".json" in problem.hint


def test_answers_beside_their_folder_are_pointed_out(shop: Path, loaded: Loaded, call: Call) -> None:
    file = returned(shop, loaded, "W03", "antworten-w03.json")
    (shop / "forms").mkdir()
    file.rename(shop / "forms/antworten-w03.json")
    (shop / "W04.yaml").write_bytes((shop / "answers/W04.yaml").read_bytes())
    (shop / "consensus-2.yaml").write_bytes((shop / "consensus.yaml").read_bytes())
    found = misplaced(open_folder(shop))
    assert [(problem.code, Path(problem.where.file).name) for problem in found] == [
        ("W332", "W04.yaml"),
        ("W332", "antworten-w03.json"),
    ]
    for command in (("workshop", "status"), ("check",)):
        ended = call(*command, shop)
        assert "W332" in ended.out + ended.err


def test_nothing_is_named_beside_a_workshop(shop: Path, loaded: Loaded, call: Call) -> None:
    file = returned(shop, loaded, "W03", "antworten-w03.json")
    ended = call("workshop", "merge", shop, file)
    assert ended.code == 2
    assert str(shop / "answers") in ended.words


def excel_form(path: Path, shop: Path, loaded: Loaded, code: str, inside: str) -> Path:
    """Write a member's answers as an Excel form that says a code inside."""
    found = load_answers(shop / f"answers/{code}.yaml", lambda _reference: loaded).answer_set
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(form_workbook(loaded, FormOptions(("de",), code=inside), found).data)
    return path


def test_an_excel_form_counts_by_the_code_inside_as_its_answer_file_did(
    shop: Path, members: Read, loaded: Loaded
) -> None:
    folder, before = members()
    excel_form(shop / "answers/Fragebogen (1).xlsx", shop, loaded, "W03", "W03")
    (shop / "answers/W03.yaml").unlink()
    folder, found = members()
    assert found.problems == ()
    assert found.answers["W03"].respondent.role == "lead"
    assert result(folder, loaded, found) == result(folder, loaded, before)


def test_an_excel_form_and_another_file_of_one_code_are_named(shop: Path, members: Read, loaded: Loaded) -> None:
    excel_form(shop / "answers/irgendwas.xlsx", shop, loaded, "W04", "W03")
    _folder, found = members()
    assert codes_of(found) == {("W03.yaml", "E288"), ("irgendwas.xlsx", "E288")}
    excel_form(shop / "answers/irgendwas.xlsx", shop, loaded, "W04", "W77")
    assert codes_of(members()[1]) == {("irgendwas.xlsx", "E287")}


def test_an_excel_form_filled_in_among_the_forms_is_pointed_out_and_an_empty_one_is_not(
    shop: Path, loaded: Loaded, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody opened it on the share and saved it where it lay, a while after it was made."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    folder = open_folder(shop)
    form = shop / "forms/W03.xlsx"
    form.parent.mkdir()
    form.write_bytes(form_workbook(loaded, FormOptions(("de",), code="W03")).data)
    assert misplaced(folder) == ()
    book = openpyxl.load_workbook(form)
    book.save(form)
    assert misplaced(folder) == ()
    filled = excel_form(shop / "forms/W03.xlsx", shop, loaded, "W03", "W03")
    book = openpyxl.load_workbook(filled)
    book.save(filled)
    assert [Path(problem.where.file).name for problem in misplaced(folder)] == ["W03.xlsx"]
    (shop / "forms/W04.xlsx").write_bytes(b"PK\x03\x04")
    (shop / "forms/table.xlsx").write_bytes(b"x")
    assert [Path(problem.where.file).name for problem in misplaced(folder)] == ["W03.xlsx"]


def codes_of(members: Members) -> set[tuple[str, str]]:
    return {(Path(problem.where.file).name, problem.code) for problem in members.problems}


SURVEY = (
    'Antwort-ID;Datum Abgeschickt;Code;"Gibt es einen Überblick?"\n'
    '11;2026-11-20 10:11:12;w01;2\n12;2026-11-20 10:13:00;"W 02";4\n13;2026-11-21 08:00:00;;3\n'
    "14;2026-11-21 08:00:00;W99;3\n"
)
"""As LimeSurvey exports it with answer codes, semicolons and the questions' texts as headings."""


def test_a_survey_table_joins_by_its_code_column(shop: Path, loaded: Loaded, call: Call) -> None:
    (shop / "mapping.yaml").write_text(
        "format: planself/mapping/1\nquestionnaire: integrierte-planung\n"
        'columns: {Code: respondent.id, "Gibt es einen Überblick?": silo_overview}\n',
        "utf-8",
    )
    for code in ("W01", "W02"):
        (shop / f"answers/{code}.yaml").unlink()
    (shop / "answers/survey.csv").write_text(SURVEY, "utf-8")
    found = read_folder(with_mapping(open_folder(shop), loaded, shop / "mapping.yaml"), loaded)
    assert [(problem.code, problem.where.line) for problem in found.problems] == [("E287", 4), ("E287", 5)]
    assert "no code" in found.problems[0].message
    given = {code: found.answers[code].answers["silo_overview"].value for code in ("W01", "W02")}
    assert given == {"W01": 2, "W02": 4}
    ended = call("workshop", "status", shop, "--mapping", shop / "mapping.yaml", "--json")
    people = {each["code"]: each["progress"] for each in json.loads(ended.out)["people"]}
    assert {people["W01"], people["W02"]} == {"begun"}


def test_a_row_and_a_file_of_one_code_are_both_named(shop: Path, loaded: Loaded) -> None:
    (shop / "answers/survey.csv").write_text("respondent.id,silo_overview,silo_joint_plan\nW01,2,1\n", "utf-8")
    found = read_folder(open_folder(shop), loaded)
    assert [problem.code for problem in found.problems if problem.code.startswith("E")] == ["E288", "E288"]
    assert "survey.csv:2 (without a date)" in " ".join(problem.message for problem in found.problems)
