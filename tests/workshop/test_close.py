"""Closing a workshop: nothing of a single person stays in its folder, and the record says the same as before."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from jsonschema import Draft202012Validator

from planself.cli.commands import workshop_close
from planself.errors import UsageError
from planself.form.content import FormOptions
from planself.form.page import form_page
from planself.questionnaire.load import Loaded
from planself.workshop import status
from planself.workshop.folder import open_folder
from planself.workshop.member_file import member_file_at
from planself.workshop.single_answers import sorted_out
from tests.workshop.conftest import Call, replace

MARK = "Nur-ich-sehe-das-so"
"""What somebody wrote beside an answer."""
CODE = re.compile(rb"(?<![A-Za-z0-9])W[0-9]{2}(?![A-Za-z0-9])")


@pytest.fixture
def marked(shop: Path) -> Path:
    """The example, with a remark of somebody wherever people and programs put answers."""
    answers = shop / "answers"
    replace(answers / "W03.yaml", "silo_overview: 2", f"silo_overview: {{value: 2, comment: {MARK}}}")
    text = (answers / "W03.yaml").read_text("utf-8")
    (answers / "W04.yaml").write_bytes(b"\xef\xbb\xbf" + (answers / "W04.yaml").read_bytes())
    (answers / "round-2").mkdir()
    (shop / "forms/alt").mkdir(parents=True)
    for name in (
        *(
            "answers/round-2/W03.yaml",
            "forms/W03.json",
            "forms/alt/x",
            "W03.yaml.bak",
            "W03.yaml~",
            "antworten (1).json",
        ),
        *(
            "answers/.W03.yaml.swp",
            "answers/.git/W03",
            "forms/.x/.y/z",
            ".planself-0a1b2c3d-1-0123456789abcdef.tmp",
            "Kopie/alt.txt",
        ),
    ):
        (shop / name).parent.mkdir(exist_ok=True, parents=True)
        (shop / name).write_text(text, "utf-8")
    (shop / "unicode.txt").write_text(text, "utf-16")
    with zipfile.ZipFile(shop / "mails.zip", "w") as archive:
        archive.writestr("anhang/W03.yaml", text)
    with zipfile.ZipFile(shop / "bogen.xlsx", "w") as workbook:
        workbook.writestr("xl/sharedStrings.xml", f"<si>planself/form/1</si><si>{MARK}</si>")
    (shop / "codes.html").write_text("<p>W03</p>", "utf-8")
    (shop / "workshop.yaml.orig").write_bytes((shop / "workshop.yaml").read_bytes())
    return shop


def everything(folder: Path) -> Iterator[bytes]:
    """Yield the names and contents of all that is in a folder, and what is packed in it."""
    for path in folder.rglob("*"):
        yield path.name.encode()
        if path.is_file():
            yield path.read_bytes()
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as archive:
                    yield from (archive.read(name) for name in archive.namelist())


def traces(folder: Path) -> list[bytes]:
    return [data[:60] for data in everything(folder) if MARK.encode() in data or CODE.search(data)]


def reports(shop: Path, call: Call, where: Path) -> dict[str, str]:
    """Return all that is written of a workshop when its single answers may be gone."""
    found = {}
    for lang in ("de", "en"):
        for form in ("html", "md", "json"):
            file = where / f"{lang}.{form}"
            assert call("workshop", "report", shop, "-o", file, "--force", lang=lang).code == 0
            found[file.name] = file.read_text("utf-8")
    file = where / "consensus.html"
    consensus = shop / "consensus.yaml"
    assert call("report", consensus, "--workshop", shop, "-o", file, "--force").code == 0
    return {**found, file.name: file.read_text("utf-8")}


def close(call: Call, shop: Path, *more: str, lang: str = "en") -> tuple[int, str]:
    ended = call("workshop", "close", shop, "--yes", *more, lang=lang)
    return ended.code, f"{ended.out}\n{ended.words}"


def test_nothing_of_a_single_person_stays_and_every_file_was_named(marked: Path, call: Call) -> None:
    assert len(traces(marked)) > 30
    before = {path.relative_to(marked) for path in marked.rglob("*") if path.is_file()}
    code, said = close(call, marked)
    assert code == 0, said
    assert traces(marked) == []
    after = {path.relative_to(marked) for path in marked.rglob("*") if path.is_file()}
    assert not [path for path in before - after if path.name not in said]
    assert {str(path) for path in after} == {
        *("workshop.yaml", "discussion.yaml", "consensus.yaml", "votes.yaml", "group.json"),
        str(Path("questionnaires/integrierte-planung.yaml")),
    }
    assert not (marked / "answers").exists()
    assert not (marked / "forms").exists()


def test_the_record_says_what_the_answers_said(
    marked: Path, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    monkeypatch.chdir(tmp_path)
    (marked / "antworten (1).json").unlink()
    for file in (*marked.glob("W03*"), marked / "forms/W03.json"):
        file.unlink()
    assert call("workshop", "merge", marked, "-o", "merged.json").code == 0
    before = reports(marked, call, tmp_path)
    assert close(call, marked)[0] == 0
    assert reports(marked, call, tmp_path) == before
    assert (marked / "group.json").read_text("utf-8") == Path("merged.json").read_text("utf-8")


def test_a_discussion_before_other_answers_is_said_to_be_so_afterwards_too(shop: Path, call: Call) -> None:
    page = shop.parent / "r.md"
    says = "Answers came in or changed after the discussion had begun."
    for expected in (False, True):
        replace(shop / "answers/W03.yaml", "silo_overview: 2", "silo_overview: 3") if expected else None
        call("workshop", "report", shop, "-o", page, "--force")
        moved = says in page.read_text("utf-8")
    assert close(call, shop)[0] == 0
    call("workshop", "report", shop, "-o", page, "--force")
    assert (says in page.read_text("utf-8")) is moved


def test_names_go_and_what_people_agreed_to_stays(shop: Path, call: Call) -> None:
    replace(shop / "workshop.yaml", "open: false", "open: true")
    replace(shop / "workshop.yaml", "{code: W03, role: lead}", "{code: W03, role: lead, name: Erika Beispiel}")
    (shop / "notiz.txt").write_text("Frau Erika Beispiel hat W03", "utf-8")
    found = sorted_out(open_folder(shop))
    assert [path.name for path in found.doubtful] == ["notiz.txt"]
    code, said = close(call, shop)
    assert code == 0
    assert "Look at these yourself" in said
    (shop / "notiz.txt").unlink()
    assert not [data for data in everything(shop) if b"Erika" in data]


# --- what is somebody's, and what is not ---


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("plan.yaml", "format: planself/plan/1\n", "kept"),
        ("consensus-2.yaml", "format: planself/answers/1\nround: consensus\nanswers: {}\n", "kept"),
        ("consensus-2.json", '{"format": "planself/answers/1", "round": "consensus"}', "kept"),
        ("anleitung.md", "    format: planself/answers/1\n", "kept"),
        ("A4-Plakat.txt", "x", "kept"),
        ("status.json", '{"format": "planself/workshop-status/1"}', "personal"),
        ("antworten.json", '{"format": "planself/answers/1", "answers": {}}', "personal"),
        ("sub/antworten.yaml", "# Notiz\nformat: 'planself/answers/1'\n", "personal"),
        ("ergebnisse.csv", "source;score\nanswers/W03.yaml;42\n", "doubtful"),
        ("W03.pdf", "x", "doubtful"),
        ("score.json", '{"format": "planself/result/1"}', "doubtful"),
        ("druck.pdf", "%PDF-1.7", "doubtful"),
        ("kaputt.zip", "PK\x03\x04", "doubtful"),
        (".git/objects/ab", "x", "doubtful"),
        ("zweiter/workshop.yaml", "format: planself/workshop/1\n", "doubtful"),
    ],
)
def test_files_are_sorted_out_by_what_they_hold(shop: Path, name: str, text: str, kind: str) -> None:
    file = shop / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    found = sorted_out(open_folder(shop))
    lies = {path.relative_to(shop).parts[0] for path in getattr(found, kind)}
    assert name.split("/")[0] in lies


@pytest.mark.parametrize(
    ("code", "filled", "kind"), [("", None, "kept"), ("W03", None, "personal"), ("", MARK, "personal")]
)
def test_a_form_is_somebodys_with_a_code_or_with_answers(
    shop: Path, loaded: Loaded, code: str, filled: str | None, kind: str
) -> None:
    answers = json.dumps({"format": "planself/answers/1", "note": filled}) if filled else None
    page = form_page(loaded, FormOptions(("de",), code=code, filled=answers))
    (shop / "fragebogen.html").write_text(page, "utf-8")
    assert shop / "fragebogen.html" in getattr(sorted_out(open_folder(shop)), kind)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_of_a_new_workshop_the_sheets_for_everybody_stay(tmp_path: Path, call: Call, lang: str) -> None:
    made = tmp_path / "new"
    words = ("workshop", "new", made, "--title", "T", "--people", "6", "--form", "html", "--form", "paper")
    assert call(*words, lang=lang).code == 0
    found = sorted_out(open_folder(made))
    assert found.doubtful == ()
    assert len(found.kept) == 4  # workshop.yaml, and sheets for facilitator, participants and wall
    sheet = next(path for path in found.kept if path.name in ("participants.html", "teilnehmende.html"))
    replace(sheet, "<body", "<!-- W03: Erika --><body")
    assert sorted_out(open_folder(made)).doubtful == (sheet,)


def test_what_is_packed_and_damaged_is_no_fault(shop: Path) -> None:
    packed = b64encode(gzip.compress(b"x" * 500))[:40].decode()
    (shop / "seite.html").write_text(f"<p>{packed}AAAA</p>", "utf-8")
    assert shop / "seite.html" in sorted_out(open_folder(shop)).kept


# --- what is refused ---


def untouched(shop: Path) -> Callable[[], bool]:
    before = {path: path.read_bytes() for path in shop.rglob("*") if path.is_file()}
    return lambda: {path: path.read_bytes() for path in shop.rglob("*") if path.is_file()} == before


def test_before_the_day_announced_it_takes_force(shop: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    replace(shop / "workshop.yaml", "open: false", "open: false\ndelete_on: 2026-12-20")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1797681599")  # 19 December 2026, 11:59:59
    same = untouched(shop)
    code, said = close(call, shop)
    assert (code, same()) == (2, True)
    assert "20 Dec 2026" in said
    assert "--force" in said
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1797724800")  # 20 December 2026
    assert close(call, shop)[0] == 0
    assert open_folder(shop).workshop.delete_on is not None


def test_files_that_do_not_count_are_put_right_first(shop: Path, call: Call) -> None:
    (shop / "answers/W03.yaml").write_text("{", "utf-8")
    same = untouched(shop)
    code, said = close(call, shop)
    assert (code, same()) == (1, True)
    assert "W03.yaml" in said
    assert "workshop status" in said
    code, said = close(call, shop, "--force")
    assert code == 0
    assert "E017" in said or "W03.yaml:1" in said, "forced or not, it is named"
    closed = open_folder(shop).workshop.closed
    assert closed is not None
    assert (closed.invited, closed.answered) == (16, 15)


def test_a_sheet_that_is_half_typed_is_finished_first(shop: Path, call: Call) -> None:
    (shop / "answers/.W03.sheet").write_text(MARK, "utf-8")
    same = untouched(shop)
    code, said = close(call, shop)
    assert (code, same()) == (1, True)
    assert "not finished: W03" in said
    assert close(call, shop, "--force")[0] == 0
    assert traces(shop) == []


def test_what_the_room_said_is_put_right_first(shop: Path, call: Call) -> None:
    replace(shop / "discussion.yaml", "outcome: agreement", "outcome: agreemint")
    same = untouched(shop)
    code, said = close(call, shop)
    assert (code, same()) == (1, True)
    assert "discussion.yaml" in said
    assert close(call, shop, "--force")[0] == 0


def test_a_dissent_that_says_whose_it_is_stays_and_is_told(shop: Path, call: Call) -> None:
    assert "1 dissent stands in discussion.yaml" in close(call, shop)[1]


def test_too_few_answers_leave_no_numbers_and_it_is_said(shop: Path, call: Call) -> None:
    for file in sorted((shop / "answers").iterdir())[3:]:
        file.unlink()
    code, said = close(call, shop)
    assert code == 0
    assert "Answers that count: 3." in said
    record = json.loads((shop / "group.json").read_text("utf-8"))
    assert not [question for question in record["questions"] if question["counts"] or question["n"]]
    assert call("workshop", "report", shop, "-o", shop.parent / "r.html").code != 0


@pytest.mark.parametrize("name", ["answers/W03.yaml", "discussion.yaml"])
def test_a_session_that_is_open_is_ended_first(shop: Path, call: Call, name: str) -> None:
    file = shop / name
    with FileLock(file.with_name(f".{file.name}.lock")):
        code, said = close(call, shop)
    assert code == 1
    assert file.name in said
    assert (shop / "answers/W03.yaml").exists()


def test_without_a_terminal_nothing_is_deleted_unasked(shop: Path, call: Call) -> None:
    same = untouched(shop)
    ended = call("workshop", "close", shop)
    assert (ended.code, same()) == (2, True)
    assert "W03.yaml" in ended.out
    assert "--yes" in ended.err


def test_another_file_in_the_records_place_is_left_alone(shop: Path, call: Call) -> None:
    (shop / "group.json").write_text("{}", "utf-8")
    same = untouched(shop)
    code, said = close(call, shop)
    assert (code, same()) == (2, True)
    assert "group.json" in said


def test_answers_that_come_while_it_is_asked_are_not_lost(
    shop: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    def agree(*_given: object, **_more: object) -> bool:
        replace(shop / "answers/W03.yaml", "silo_overview: 2", "silo_overview: 3")
        return True

    monkeypatch.setattr(workshop_close, "_agreed", agree)
    ended = call("workshop", "close", shop)
    assert ended.code == 1
    assert "meanwhile" in ended.err
    assert (shop / "answers/W03.yaml").exists()
    assert open_folder(shop).workshop.closed is None


def test_a_file_that_comes_while_others_are_deleted_is_named(
    shop: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink, late = Path.unlink, shop / "answers/spaet.json"

    def unlinking(path: Path, missing_ok: bool = False) -> None:
        unlink(path, missing_ok)
        late.write_text('{"format": "planself/answers/1"}', "utf-8") if path.name == "W09.yaml" else None

    monkeypatch.setattr(Path, "unlink", unlinking)
    code, said = close(call, shop)
    assert code == 1
    assert "1 file with single answers is still there" in said
    monkeypatch.undo()
    ended = call("workshop", "status", shop)
    assert ended.code == 1
    assert "not all single answers are deleted yet" in ended.out
    assert "spaet.json" in ended.err
    assert "W333" in call("check", shop).out
    assert close(call, shop)[0] == 0
    assert not late.exists()


# --- faults ---


def test_a_file_that_cannot_be_deleted_is_named_and_goes_the_next_time(
    marked: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlink, held = Path.unlink, {"W03.yaml", "mails.zip"}

    def unlinking(path: Path, missing_ok: bool = False) -> None:
        if path.name in held:
            raise PermissionError(13, "denied", str(path))
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", unlinking)
    code, said = close(call, marked)
    assert code == 1
    assert "3 files with single answers are still there" in said  # the second round has one, too
    assert said.count("E320") == 3
    assert "The same command deletes the rest." in said
    assert call("workshop", "report", marked, "-o", marked.parent / "r.html").code == 0
    monkeypatch.undo()
    assert close(call, marked)[0] == 0
    assert traces(marked) == []


class Killed(BaseException):
    """As a power cut: nothing after it runs but what the interpreter itself does."""


@pytest.mark.parametrize("after", range(0, 24, 3))
def test_killed_while_deleting_it_is_closed_and_goes_on(
    marked: Path, call: Call, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    unlink, left = Path.unlink, iter(range(after))

    def unlinking(path: Path, missing_ok: bool = False) -> None:
        if ".planself-" not in path.name and ".lock" not in path.name and next(left, None) is None:
            raise Killed
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", unlinking)
    with pytest.raises(Killed):
        close(call, marked)
    monkeypatch.undo()
    whole_or_open(marked, call)


@pytest.mark.parametrize("after", range(3))
def test_killed_while_writing_the_record_nothing_is_deleted(
    marked: Path, call: Call, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    replace_, left = os.replace, iter(range(after))

    def replacing(source: str, target: str, **more: int) -> None:
        if next(left, None) is None:
            raise Killed
        replace_(source, target, **more)

    monkeypatch.setattr(os, "replace", replacing)
    with pytest.raises(Killed):
        close(call, marked)
    monkeypatch.undo()
    assert len([*(marked / "answers").glob("W*.yaml")]) == 16
    whole_or_open(marked, call)


def whole_or_open(shop: Path, call: Call) -> None:
    """Hold that either all answers are there or the record is, whole; and that closing again ends it."""
    if open_folder(shop).workshop.closed is None:
        assert len([*(shop / "answers").glob("W*.yaml")]) == 16
    else:
        assert call("workshop", "report", shop, "-o", shop.parent / "r.html").code == 0
    code, said = close(call, shop)
    assert code == 0, said
    assert traces(shop) == []


def test_a_disk_that_is_full_deletes_nothing(shop: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, _data: bytes) -> int:
        raise OSError(28, "full", str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    code, said = close(call, shop)
    monkeypatch.undo()
    assert code != 0
    assert "the disk is full" in said
    assert len([*(shop / "answers").iterdir()]) == 16
    assert open_folder(shop).workshop.closed is None


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="nothing is forbidden to root, and Windows asks others"
)
def test_what_is_forbidden_is_said_and_done_later(shop: Path, call: Call) -> None:
    answers = shop / "answers"
    for folder, mode, said in (
        (shop, 0o555, "Nothing was changed"),
        (answers, 0o555, "16 files"),
        (answers, 0, "1 file"),
    ):
        folder.chmod(mode)
        code, shown = close(call, shop)
        folder.chmod(0o755)
        assert code != 0
        assert "you have no permission" in shown
        assert said in shown
        assert len([*answers.iterdir()]) == 16
    assert close(call, shop)[0] == 0
    assert traces(shop) == []


# --- afterwards ---


def test_every_command_knows_that_it_is_closed(shop: Path, call: Call) -> None:
    assert close(call, shop)[0] == 0
    shown = call("workshop", "status", shop)
    assert shown.code == 0
    assert "16 of 16 had answered" in shown.out
    assert "no file" not in shown.out
    data = json.loads(call("workshop", "status", shop, "--json").out)
    Draft202012Validator(status.schema()).validate(data)
    assert (data["people"], data["closed"]["answered"]) == ([], 16)
    ended = call("workshop", "merge", shop)
    assert ended.code == 2
    assert "was closed on" in ended.words
    assert "group.json" in ended.words
    assert call("check", shop).code == 0
    for command in (("form", "--workshop", shop), ("run", "--keys", shop)):
        ended = call(*command)
        assert ended.code == 2
        assert "was closed on" in ended.words or "terminal" in ended.words
    again = call("workshop", "close", shop)
    assert again.code == 0
    assert "finds no single answers" in again.words


def test_a_closed_workshop_is_compared_and_shown_by_its_record(shop: Path, call: Call, tmp_path: Path) -> None:
    later = tmp_path / "later"
    shutil.copytree(shop, later)
    replace(later / "workshop.yaml", "date: 2026-09-24", "date: 2028-09-24")
    for code in ("W01", "W02", "W03"):
        replace(later / f"answers/{code}.yaml", "silo_overview: ", "silo_overview: 0 #")

    def written() -> list[str]:
        assert call("workshop", "show", shop, "-o", tmp_path / "show.html", "--force").code == 0
        ended = call("compare", shop, later)
        assert ended.code == 0, ended.words
        return [ended.out, (tmp_path / "show.html").read_text("utf-8")]

    before = written()
    for room in (shop, later):
        assert close(call, room, "--force")[0] == 0
        assert written() == before


def test_nobody_answers_in_a_closed_workshop(shop: Path) -> None:
    closed = 'closed: {date: 2026-12-20, invited: 16, answered: 16, digest: "sha256:0"}'
    text = (shop / "workshop.yaml").read_text("utf-8").split("people:")[0]
    (shop / "workshop.yaml").write_text(f"{text}{closed}\n", "utf-8")
    with pytest.raises(UsageError, match="closed on 20 Dec 2026"):
        member_file_at(shop / "answers/W03.yaml")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda _text: None, "not there"),
        (lambda _text: "{}", "E280"),
        (lambda text: text.replace('"n": 16', '"n": "x"', 1), "group.json"),
        (lambda text: text.replace('"0.10.0"', '"0.9.0"'), "0.9.0"),
        (lambda text: text[: len(text) // 2], "group.json"),
    ],
)
def test_a_record_that_is_lost_or_damaged_is_said(
    shop: Path, call: Call, spoil: Callable[[str], str | None], said: str
) -> None:
    assert close(call, shop)[0] == 0
    file = shop / "group.json"
    text = spoil(file.read_text("utf-8"))
    file.unlink() if text is None else file.write_text(text, "utf-8")
    for command in (("workshop", "report", shop, "-o", shop.parent / "r.html"), ("workshop", "status", shop)):
        ended = call(*command)
        assert ended.code != 0
        assert said in ended.words
    assert call("check", shop).code != 0


def test_it_speaks_german(marked: Path, call: Call) -> None:
    code, said = close(call, marked, lang="de")
    assert code == 0
    assert "werden endgültig gelöscht" in said
    assert "deleted" not in said
    assert "geschlossen" in call("workshop", "status", marked, lang="de").out


@pytest.mark.skipif(os.name == "nt", reason="a process is killed in another way there")
@pytest.mark.parametrize("moment", range(8))
def test_killed_outright_at_any_moment_nothing_is_half_done(marked: Path, call: Call, moment: int) -> None:
    command = [sys.executable, "-m", "planself", "workshop", "close", str(marked), "--yes"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as running:
        assert running.stdout is not None
        running.stdout.readline()  # the list is out: what follows is the record, and then file by file
        time.sleep(moment * 0.03)
        running.kill()
    whole_or_open(marked, call)
