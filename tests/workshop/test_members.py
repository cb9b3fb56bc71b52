"""The answers in a workshop's folder: each counts once, and every file that does not count is named."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from planself.answers.load import load_answers
from planself.errors import UsageError
from planself.questionnaire.load import Loaded
from planself.workshop.consensus import source_of
from planself.workshop.folder import Folder, open_folder, with_mapping
from planself.workshop.members import Members, read_files, read_folder, result
from planself.workshop.status import MemberProgress, status
from tests.workshop.conftest import replace

Read = Callable[[], tuple[Folder, Members]]


def codes(members: Members) -> list[tuple[str, str]]:
    return [(Path(problem.where.file).name, problem.code) for problem in members.problems]


def test_everybody_of_the_example_is_in(members: Read, loaded: Loaded) -> None:
    folder, found = members()
    assert list(found.answers) == [f"W{n:02}" for n in range(1, 17)]
    assert found.problems == found.notes == ()
    seen = status(folder, loaded, found)
    assert seen.count(MemberProgress.COMPLETE) == 16
    assert {person.given for person in seen.people} == {person.asked for person in seen.people}
    assert result(folder, loaded, found).n == 16


def test_every_file_that_does_not_count_is_named(shop: Path, members: Read) -> None:
    answers = shop / "answers"
    replace(answers / "W01.yaml", "id: W01", "id: W77")
    shutil.copy(answers / "W02.yaml", answers / "W02-neu.yaml")
    replace(answers / "W03.yaml", "integrierte-planung", "barrierefreie-oeffentlichkeitsarbeit")
    (answers / "W04.yaml").write_text("answers: [", "utf-8")
    replace(answers / "W05.yaml", "date: ", "round: consensus\ndate: ")
    (answers / "W06.yaml").unlink()
    (answers / "W06.yaml").symlink_to("/etc/passwd")
    (answers / "Notizen.docx").write_bytes(b"PK\x03\x04")
    (answers / "alt").mkdir()
    (answers / "W07.yaml").write_bytes(b"")
    _folder, found = members()
    assert sorted(codes(found)) == [
        ("Notizen.docx", "E289"),
        ("W01.yaml", "E287"),
        ("W02-neu.yaml", "E288"),
        ("W02.yaml", "E288"),
        ("W03.yaml", "E204"),
        ("W04.yaml", "E017"),
        ("W05.yaml", "E289"),
        ("W06.yaml", "E289"),
        ("W07.yaml", "E003"),
        ("alt", "E289"),
    ]
    assert list(found.answers) == [f"W{n:02}" for n in range(8, 17)]
    assert found.wrong >= {f"W{n:02}" for n in range(1, 8)}
    text = " ".join(problem.message for problem in found.problems)
    assert "root:" not in text  # nothing of the link's target


def test_what_systems_hide_is_left_alone(shop: Path, members: Read) -> None:
    folder, found = members()
    before = source_of(folder, found)
    for name in (".DS_Store", ".W03.yaml.lock", "~$W01.yaml", "Thumbs.db", "ehthumbs.db", "Desktop.ini", "._W01.yaml"):
        (shop / "answers" / name).write_bytes(b"x")
    (shop / "answers/__MACOSX").mkdir()
    folder, found = members()
    assert (found.problems, found.notes) == ((), ())
    assert source_of(folder, found) == before, "the answers are the same as before"


def test_an_identical_copy_is_no_second_voice_and_another_one_is_refused(shop: Path, members: Read) -> None:
    answers = shop / "answers"
    shutil.copy(answers / "W03.yaml", answers / "W03 - Kopie.yaml")
    _folder, found = members()
    assert "W03" in found.answers
    assert [(problem.code, Path(problem.where.file).name) for problem in found.notes] == [("N494", "W03 - Kopie.yaml")]
    replace(answers / "W03 - Kopie.yaml", "silo_overview: 2", "silo_overview: 4")
    assert {problem.code for problem in members()[1].problems} == {"E288"}


def test_a_prepared_file_beside_a_filled_one_is_no_second_voice(shop: Path, members: Read) -> None:
    answers = shop / "answers"
    filled = (answers / "W03.yaml").read_text("utf-8")
    (answers / "von Mail.yaml").write_text(filled, "utf-8")
    (answers / "W03.yaml").write_text(filled.split("answers:")[0] + "answers:\n", "utf-8")
    _folder, found = members()
    assert found.problems == ()
    assert "W03" in found.answers


@pytest.mark.parametrize("written", ["w03", " W03 ", "W 3", "w3", "W003", "\uff37\uff10\uff13", "w-03"])
def test_a_code_is_read_whatever_its_case_spaces_and_zeros(shop: Path, members: Read, written: str) -> None:
    replace(shop / "answers/W03.yaml", "id: W03", f'id: "{written}"')
    _folder, found = members()
    assert (found.problems, found.notes) == ((), ())
    assert found.answers["W03"].respondent.role == "lead"


def test_a_files_name_is_read_as_kindly_as_a_code(shop: Path, members: Read) -> None:
    text = (shop / "answers/W03.yaml").read_text("utf-8").replace("respondent: {id: W03, role: lead}\n", "")
    (shop / "answers/W03.yaml").unlink()
    (shop / "answers/w 3.yaml").write_text(text, "utf-8")
    assert "W03" in members()[1].answers


def test_a_code_is_never_guessed(shop: Path, members: Read) -> None:
    """Neither between two codes, nor from a bare number, nor from another letter."""
    replace(shop / "workshop.yaml", "{code: W14,", "{code: W003,")
    replace(shop / "answers/W14.yaml", "id: W14", "id: W003")
    assert members()[1].problems == ()
    replace(shop / "answers/W14.yaml", "id: W003", "id: w3")
    replace(shop / "answers/W01.yaml", "id: W01", 'id: "1"')
    replace(shop / "answers/W02.yaml", "id: W02", "id: V02")
    _folder, found = members()
    assert codes(found) == [("W01.yaml", "E287"), ("W02.yaml", "E287"), ("W14.yaml", "E287")]
    assert "W03, W003" in found.problems[-1].message
    assert not {"W01", "W02", "W003"} & found.answers.keys()


def test_a_code_that_is_near_is_named(shop: Path, members: Read) -> None:
    replace(shop / "answers/W03.yaml", "id: W03", "id: WO3")
    [problem] = members()[1].problems
    assert problem.code == "E287"
    assert "W03" in problem.hint


def test_without_a_code_the_file_name_says_whose_it_is(shop: Path, members: Read) -> None:
    replace(shop / "answers/W03.yaml", "respondent: {id: W03, role: lead}\n", "")
    _folder, found = members()
    assert found.problems == ()
    assert found.answers["W03"].respondent.role == "lead"


def test_the_workshop_says_which_role_a_code_has(shop: Path, members: Read) -> None:
    replace(shop / "answers/W03.yaml", "role: lead", "role: council")
    _folder, found = members()
    assert [note.code for note in found.notes] == ["N482"]
    assert found.answers["W03"].respondent.role == "lead"


def test_roles_of_the_workshop_need_not_be_the_questionnaires(shop: Path, members: Read, loaded: Loaded) -> None:
    replace(shop / "workshop.yaml", "id: prov", "id: kita")
    replace(shop / "workshop.yaml", "role: prov", "role: kita")
    for n in ("09", "10", "11", "12", "13"):
        replace(shop / f"answers/W{n}.yaml", "role: prov", "role: kita")
    folder, found = members()
    assert found.notes == ()
    assert "kita" in {role.role for role in result(folder, loaded, found).roles}


def test_progress_is_told_by_code(shop: Path, members: Read, loaded: Loaded) -> None:
    answers = shop / "answers"
    head = (answers / "W01.yaml").read_text("utf-8").split("answers:")[0]
    (answers / "W01.yaml").write_text(head + "answers: {silo_overview: 3, kind: kreisfrei}\n", "utf-8")
    (answers / "W02.yaml").write_text(head.replace("W01", "W02") + "answers:\n", "utf-8")
    (answers / "W03.yaml").unlink()
    (answers / "W04.yaml").write_text("{", "utf-8")
    folder, found = members()
    seen = {person.code: person for person in status(folder, loaded, found).people}
    assert [seen[f"W0{n}"].progress for n in range(1, 6)] == ["begun", "empty", "missing", "wrong", "complete"]
    assert seen["W01"].given == 1  # of the scored questions
    coverage = {each.question: each for each in status(folder, loaded, found).questions}
    assert (coverage["silo_overview"].given, coverage["silo_overview"].asked) == (13, 13)
    assert coverage["silo_joint_plan"].given == 12
    text = json.dumps(status(folder, loaded, found).to_json())
    assert "silo_overview" in text
    assert "kreisfrei" not in text


def test_a_folder_of_answers_that_is_gone_or_unreadable(shop: Path, members: Read) -> None:
    shutil.rmtree(shop / "answers")
    with pytest.raises(UsageError):
        members()
    (shop / "answers").mkdir()
    assert members()[1].answers == {}


def test_files_without_a_workshop(shop: Path, loaded: Loaded) -> None:
    files = sorted((shop / "answers").iterdir())
    assert len(read_files(files, loaded).answers) == 16
    twice = read_files([*files, files[0]], loaded)
    assert [problem.code for problem in twice.problems] == ["E288", "E288"]
    for file in files[:3]:
        text = file.read_text("utf-8")
        file.write_text("".join(line for line in text.splitlines(True) if not line.startswith("respondent")), "utf-8")
    assert len(read_files(files, loaded).answers) == 16  # without codes every file is a voice


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_names_of_files_cannot_steer_the_terminal(shop: Path, members: Read) -> None:
    (shop / "answers" / "W99\x1b[2J\n.yaml").write_text("x", "utf-8")
    _folder, found = members()
    [problem] = found.problems
    from planself.text import one_line

    assert "\x1b" not in one_line(str(problem.where))


def as_table(shop: Path, loaded: Loaded, codes_: list[str]) -> list[list[str]]:
    """Return the answers of codes as rows of a table, and take their files away."""
    questions = [
        question for question in loaded.questionnaire.questions if question.scored or question.type == "single"
    ]
    rows = [["respondent.id", *(question.id for question in questions)]]
    for code in codes_:
        file = shop / f"answers/{code}.yaml"
        answers = load_answers(file, lambda _reference: loaded).answer_set.answers
        cells: list[str] = []
        for question in questions:
            answer = answers.get(question.id)
            if answer is None or answer.value is None:
                cells.append((answer and answer.said) or "")
                continue
            value = question.write(answer.value)
            cells.append(";".join(value) or "[]" if isinstance(value, list) else str(value).lower())
        rows.append([code, *cells])
        file.unlink()
    return rows


def test_a_table_among_the_answers_counts_like_the_files(shop: Path, members: Read, loaded: Loaded) -> None:
    folder, found = members()
    before = result(folder, loaded, found)
    rows = as_table(shop, loaded, [f"W{n:02}" for n in range(1, 8)])
    (shop / "answers/bogen.csv").write_text("\n".join(",".join(row) for row in rows), "utf-8")
    folder, found = members()
    assert found.problems == ()
    assert len(found.answers) == 16
    after = result(folder, loaded, found)
    assert after.hurdles == before.hurdles
    assert after.questions == before.questions


def test_rows_that_do_not_count_are_named(shop: Path, members: Read, loaded: Loaded) -> None:
    rows = as_table(shop, loaded, ["W01", "W02", "W03"])
    rows[1][0] = "W99"
    rows[2][rows[0].index("silo_overview")] = "9"
    rows.append(["W04", *rows[3][1:]])
    (shop / "answers/bogen.csv").write_text("\n".join(",".join(row) for row in rows), "utf-8")
    _folder, found = members()
    assert [(Path(p.where.file).name, p.where.line, p.code) for p in found.problems[:2]] == [
        ("bogen.csv", 2, "E287"),
        ("bogen.csv", 3, "E220"),
    ]
    assert [problem.code for problem in found.problems[2:]] == ["E288", "E288"]
    assert "W03" in found.answers
    (shop / "answers/bogen.csv").write_text("silo_overview\n3\n", "utf-8")
    assert [problem.code for problem in members()[1].problems] == ["E287"]


def test_what_is_doubtful_about_a_table_is_said(shop: Path, members: Read, loaded: Loaded) -> None:
    """A table that may count from 1 is told in a workshop, too, and nothing of a column held back counts."""
    rows = as_table(shop, loaded, [f"W{n:02}" for n in range(1, 13)])
    column = rows[0].index("silo_overview")
    for number, row in enumerate(rows[1:]):
        row[column] = str(1 + number % 3)
    (shop / "answers/bogen.csv").write_text("\n".join(",".join(row) for row in rows), "utf-8")
    _folder, found = members()
    said = {note.code: note.message for note in found.notes}
    assert "silo_overview" in said["N426"]
    (shop / "answers/bogen.csv").write_text("\n".join(f"{row[0]},{row[column]}" for row in rows), "utf-8")
    _folder, found = members()
    assert [problem.code for problem in found.problems] == ["E248"], "no other column shows from where the table counts"


def test_a_table_of_another_system_is_read_by_a_mapping(shop: Path, loaded: Loaded) -> None:
    """The mapping gives the columns' meaning, and the workshop the role and the part that no row says."""
    replace(shop / "workshop.yaml", "{code: W01, role: lead}", "{code: W01, role: lead, part: [lead]}")
    (shop / "mapping.yaml").write_text(
        "format: planself/mapping/1\nquestionnaire: integrierte-planung\n"
        "columns: {Code: respondent.id, Überblick: silo_overview}\noffset: -1\n",
        "utf-8",
    )
    for code in ("W01", "W02"):
        (shop / f"answers/{code}.yaml").unlink()
    (shop / "answers/bogen.csv").write_text("Code;Überblick\nw1;1\nW 02;5\n", "utf-8")
    replace(shop / "workshop.yaml", "files: {", "files: {mapping: mapping.yaml, ")
    folder = with_mapping(open_folder(shop), loaded, None)
    found = read_folder(folder, loaded)
    assert found.problems == ()
    given = {code: found.answers[code] for code in ("W01", "W02")}
    assert {code: answers.answers["silo_overview"].value for code, answers in given.items()} == {"W01": 0, "W02": 4}
    assert (given["W01"].part, given["W01"].respondent.role) == (("lead",), "lead")
    assert given["W02"].part == ()
    (shop / "mapping.yaml").unlink()
    with pytest.raises(UsageError, match=r"mapping\.yaml"):
        with_mapping(open_folder(shop), loaded, None)
