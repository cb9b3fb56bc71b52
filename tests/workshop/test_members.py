"""The answers in a workshop's folder: each counts once, and every file that does not count is named."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from planself.answers.load import load_answers
from planself.answers.values import write_value
from planself.errors import UsageError
from planself.questionnaire.load import Loaded
from planself.workshop.folder import Folder
from planself.workshop.members import Members, read_files, result
from planself.workshop.status import Progress, status
from tests.workshop.conftest import replace

Read = Callable[[], tuple[Folder, Members]]


def codes(members: Members) -> list[tuple[str, str]]:
    return [(Path(problem.where.file).name, problem.code) for problem in members.problems]


def test_everybody_of_the_example_is_in(members: Read, loaded: Loaded) -> None:
    folder, found = members()
    assert list(found.answers) == [f"W{n:02}" for n in range(1, 15)]
    assert found.problems == found.notes == ()
    seen = status(folder, loaded, found)
    assert seen.count(Progress.COMPLETE) == 14
    assert {person.given for person in seen.people} == {person.asked for person in seen.people}
    assert result(folder, loaded, found).n == 14


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
    assert list(found.answers) == [f"W{n:02}" for n in range(8, 15)]
    assert found.wrong >= {f"W{n:02}" for n in range(1, 8)}
    text = " ".join(problem.message for problem in found.problems)
    assert "root:" not in text  # nothing of the link's target


def test_what_systems_hide_is_left_alone(shop: Path, members: Read) -> None:
    for name in (".DS_Store", ".W03.yaml.lock", "~$W01.yaml"):
        (shop / "answers" / name).write_bytes(b"x")
    assert members()[1].problems == ()


def test_a_prepared_file_beside_a_filled_one_is_no_second_voice(shop: Path, members: Read) -> None:
    answers = shop / "answers"
    filled = (answers / "W03.yaml").read_text("utf-8")
    (answers / "von Mail.yaml").write_text(filled, "utf-8")
    (answers / "W03.yaml").write_text(filled.split("answers:")[0] + "answers:\n", "utf-8")
    _folder, found = members()
    assert found.problems == ()
    assert "W03" in found.answers


def test_a_name_that_only_looks_near_is_refused_with_the_nearest(shop: Path, members: Read) -> None:
    replace(shop / "answers/W03.yaml", "id: W03", 'id: "w03"')
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
    for n in ("09", "10", "11"):
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
    assert (coverage["silo_overview"].given, coverage["silo_overview"].asked) == (11, 11)
    assert coverage["silo_joint_plan"].given == 10
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
    assert len(read_files(files, loaded).answers) == 14
    twice = read_files([*files, files[0]], loaded)
    assert [problem.code for problem in twice.problems] == ["E288", "E288"]
    for file in files[:3]:
        text = file.read_text("utf-8")
        file.write_text("".join(line for line in text.splitlines(True) if not line.startswith("respondent")), "utf-8")
    assert len(read_files(files, loaded).answers) == 14  # without codes every file is a voice


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
            value = write_value(question, answer.value)
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
    assert len(found.answers) == 14
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
