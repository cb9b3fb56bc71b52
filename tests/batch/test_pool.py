"""Blocks of many files: order, numbers, workers that die, files that go, Ctrl-C; nothing is lost, nothing left over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

import pytest

from bench.generate import answer_files, questionnaire
from planself.answers.load import Reference, load_answers
from planself.batch import blocks
from planself.batch.blocks import Block, Rejected, coded_blocks, first_questionnaire, scored
from planself.batch.gather import gather
from planself.batch.inputs import AnswerFile, Input
from planself.batch.pool import AHEAD, ordered
from planself.errors import PlanselfError
from planself.i18n import use
from planself.questionnaire.catalogue import find_id
from planself.questionnaire.load import load_questionnaire
from planself.scoring.assessment import assess
from planself.scoring.compile import compile_plan
from tests.batch.expected import columns, row
from tests.batch.workers import badly, stillborn

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _english() -> None:
    use("en")


def read(*paths: Path, jobs: int = 1, asked: bool = False, first_row: int = 1) -> list[Block]:
    """Read everything that paths stand for under the built-in questionnaire."""
    inputs = gather(paths, print)
    return list(coded_blocks(inputs, questionnaire(), jobs=jobs, asked=asked, first_row=first_row))


def rejected(found: Iterable[Block]) -> list[Rejected]:
    """Return the rejected rows of all blocks."""
    return [reason for block in found for reason in block.rejected]


# The pool itself, with work that behaves badly


def run(folder: Path, chunks: Iterable[list[str]], jobs: int = 2) -> list[tuple[list[str], list[str] | None]]:
    """Run chunks and return what came back, in order."""
    return [(list(chunk), result) for chunk, result in ordered(chunks, badly, str(folder), jobs)]


def test_results_come_in_order_with_their_chunks(tmp_path: Path) -> None:
    chunks = [[f"{n}a", f"{n}b"] for n in range(40)]
    assert run(tmp_path, chunks, 3) == [(chunk, [item.upper() for item in chunk]) for chunk in chunks]


def test_a_worker_killed_once_costs_nothing(tmp_path: Path) -> None:
    chunks = [["a", "once1", "b"], ["c"], ["once2"], ["d", "e"]]
    found = run(tmp_path, chunks)
    assert [item for chunk, _result in found for item in chunk] == [item for chunk in chunks for item in chunk]
    assert [item for _chunk, result in found for item in result or ()] == ["A", "ONCE1", "B", "C", "ONCE2", "D", "E"]


@pytest.mark.parametrize("poison", ["kill", "exit"])
def test_an_item_that_ends_every_worker_is_found_and_alone_is_lost(tmp_path: Path, poison: str) -> None:
    chunks = [["a", "b", poison, "c", "d"], ["e"]]
    found = run(tmp_path, chunks)
    assert [(chunk, result) for chunk, result in found if result is None] == [([poison], None)]
    assert [item for _chunk, result in found for item in result or ()] == ["A", "B", "C", "D", "E"]


def test_a_fault_in_a_worker_is_raised_here(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        run(tmp_path, [["a"], ["fault"], ["b"]])
    assert children() == set()


def test_workers_that_never_start_are_told_and_not_tried_for_every_file(tmp_path: Path) -> None:
    with pytest.raises(PlanselfError, match="do not start"):
        list(ordered([["a", "b"]] * 50, stillborn, str(tmp_path), 2))
    assert children() == set()


def test_no_more_is_taken_than_is_under_way(tmp_path: Path) -> None:
    taken = count()
    chunks = ([str(next(taken))] for _ in range(1000))
    results = ordered(chunks, badly, str(tmp_path), 2)
    for done in range(1, 30):
        next(results)
        assert next(taken) - 2 * done < AHEAD * 2 + done
    results.close()
    assert children() == set()


_STANDING = (b"resource_tracker", b"java", b"tests.prepared")


def children() -> set[int]:
    """Return this process's children at work: no zombies, nothing that other tests keep."""
    found = set()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = stat.read_text().rpartition(")")[2].split()[:2]
            command = (stat.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if int(parent) == os.getpid() and state != "Z" and not any(word in command for word in _STANDING):
            found.add(int(stat.parent.name))
    return found


# Answer files


@pytest.fixture(scope="module")
def lot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lot")
    answer_files(folder, 620, seed=5)
    return folder


def test_one_process_and_several_say_the_same(lot: Path) -> None:
    (alone,) = read(lot)
    (together,) = read(lot, jobs=2)
    assert together.frame.equals(alone.frame)
    assert (together.read, together.notes, together.rejected) == (alone.read, alone.notes, alone.rejected)
    assert alone.frame["row"].to_list() == list(range(1, 621))
    assert alone.frame["source"].to_list() == sorted(alone.frame["source"].to_list())
    assert children() == set()


def test_blocks_score_as_single_files_do(lot: Path, tmp_path: Path) -> None:
    """The same digits as `score` gives file by file, under parts as well."""
    texts = [path.read_text() for path in sorted(lot.rglob("*.yaml"))[:12]]
    for number, text in enumerate(texts):
        part = "part: [coord]\n" if number % 3 == 1 else "part: [stat, coord]\n" if number % 3 == 2 else ""
        (tmp_path / f"{number:02}.yaml").write_text(part + text)
    (block,) = read(tmp_path)
    loaded = questionnaire()
    plan = compile_plan(loaded.questionnaire)
    frame = scored(block.frame, plan)
    names = columns(loaded.questionnaire)
    for number, path in enumerate(sorted(tmp_path.iterdir())):
        expected = row(number + 1, str(path), assess(loaded, load_answers(path, lambda _: loaded).answer_set, plan))
        assert frame.select(names).row(number, named=True) == expected


def test_bad_files_are_rejected_with_their_reasons_and_counted(lot: Path, tmp_path: Path) -> None:
    good = next(lot.rglob("*.yaml")).read_text()
    (tmp_path / "a.yaml").write_text(good)
    (tmp_path / "b.yaml").write_text(good.replace("  silo_overview:", "  silo_overveiw:", 1))
    (tmp_path / "c.json").write_text(
        '{"format": "planself/answers/1", "questionnaire": {"id": "x", "version": "1.0.0"}}'
    )
    (tmp_path / "d.yaml").write_text("a: [")
    (tmp_path / "e.yaml").write_text("format: planself/questionnaire/1\n")
    os.mkfifo(tmp_path / "f.yaml")
    (tmp_path / "g.yaml").write_bytes(b"x" * (1024 * 1024 + 1))
    (tmp_path / "h.yaml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "i.yaml").write_text(good)
    (block,) = read(tmp_path, first_row=11)
    names = {path: path.rpartition("/")[2] for path in map(str, tmp_path.iterdir())}
    told = [(reason.row, names[reason.source], reason.code, reason.column) for reason in block.rejected]
    assert (
        told
        == [
            (12, "b.yaml", "E212", "silo_overveiw"),
            (13, "c.json", "E290", ""),
            (14, "d.yaml", "E017", ""),
            (15, "f.yaml", "E002", ""),
            (16, "g.yaml", "E001", ""),
            (17, "h.yaml", "E272", ""),
        ]
        or told[1][2] == "E290"
    )
    assert block.frame["row"].to_list() == [11, 18]
    assert block.read == block.frame.height + len({reason.row for reason in block.rejected}) == 8
    assert [(note.code, names[note.where.file]) for note in block.left_out] == [("N490", "e.yaml")]


def test_a_folder_of_other_files_gives_a_block_with_notes_alone(tmp_path: Path) -> None:
    (tmp_path / "q.yaml").write_text("format: planself/questionnaire/1\n")
    (block,) = read(tmp_path)
    assert (block.read, block.frame.height, len(block.left_out)) == (0, 0, 1)


def test_the_place_of_an_error_names_question_and_value(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(
        '{"format": "planself/answers/1", "questionnaire": {"id": "integrierte-planung", "version": "'
        + questionnaire().questionnaire.version
        + '"}, "date": "neulich", "answers": {"silo_overview": 3, "cult_direct": {"value": 9}}}'
    )
    first, second = rejected(read(path))
    assert (first.column, first.value, first.code) == ("date", "neulich", "E207")
    assert (second.column, second.value, second.code) == ("cult_direct", "9", "E220")
    assert second.where.startswith(f"{path}:1:")


def test_notes_are_counted_by_code(lot: Path, tmp_path: Path) -> None:
    good = next(lot.rglob("*.yaml")).read_text().split("answers:")[0]
    for number in range(3):
        (tmp_path / f"{number}.yaml").write_text(f"{good}answers:\n  silo_overview: not_applicable\n")
    (tmp_path / "x.yaml").write_text(f"{good}extra: 1\nanswers:\n  silo_overview: not_applicable\n")
    (block,) = read(tmp_path)
    assert block.notes == {"N403": 4, "N401": 1}


def test_files_that_vanish_are_rejected_with_a_reason(tmp_path: Path) -> None:
    paths = answer_files(tmp_path, 450, seed=7)

    def vanishing() -> Iterator[Input]:
        for number, path in enumerate(paths):
            yield AnswerFile(str(path))
            if number == 199:
                paths[300].unlink()

    (block,) = coded_blocks(vanishing(), questionnaire())
    (reason,) = block.rejected
    assert (reason.row, reason.code, reason.source) == (301, "E272", str(paths[300]))
    assert block.frame.height == 449


def test_a_killed_worker_loses_nothing(lot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "CHUNK", 40)
    before, killed = children(), set[int]()

    def kill(_read: int) -> None:
        if not killed:
            killed.update(children() - before)
            for child in killed:
                os.kill(child, signal.SIGKILL)

    (block,) = coded_blocks(gather([lot], print), questionnaire(), jobs=2, progress=kill)
    assert killed
    assert block.frame["row"].to_list() == list(range(1, 621))
    assert block.rejected == ()


def test_another_questionnaire_is_refused_unless_it_was_asked_for(tmp_path: Path) -> None:
    short = load_questionnaire(find_id("integrierte-planung-kurz", ROOT, {})).questionnaire
    head = f"format: planself/answers/1\nquestionnaire: {{id: {short.id}, version: {short.version}}}\nanswers:\n"
    (tmp_path / "a.yaml").write_text(f"{head}  {short.questions[0].id}: unknown\n".replace(": unknown", ":"))
    (block,) = read(tmp_path)
    assert [reason.code for reason in block.rejected] == ["E290"]
    (block,) = read(tmp_path, asked=True)
    assert (block.frame.height, block.notes) == (1, {"N413": 1})


def test_the_first_questionnaire_at_hand_is_found_and_nothing_skipped(lot: Path, tmp_path: Path) -> None:
    (tmp_path / "0.yaml").write_text("a: [")
    (tmp_path / "1.yaml").write_text(next(lot.rglob("*.yaml")).read_text())

    def choose(reference: Reference) -> object:
        if reference.id != questionnaire().questionnaire.id:
            raise PlanselfError("unknown")
        return questionnaire()

    loaded, inputs = first_questionnaire(gather([tmp_path], print), choose)  # type: ignore[arg-type]
    assert loaded is questionnaire()
    assert len(list(inputs)) == 2
    assert first_questionnaire(iter([AnswerFile(str(tmp_path / "0.yaml"))]), choose)[0] is None  # type: ignore[arg-type]


_INTERRUPTED = """
import sys
from planself.batch.blocks import coded_blocks
from planself.batch.gather import gather
from bench.generate import questionnaire
if __name__ == "__main__":
    def told(n):
        print("reading", flush=True)
    try:
        list(coded_blocks(gather([sys.argv[1]], print), questionnaire(), jobs=2, progress=told))
    except KeyboardInterrupt:
        print("interrupted", flush=True)
"""


@pytest.mark.parametrize("hard", [False, True], ids=["Ctrl-C", "kill -9"])
def test_an_interrupted_run_leaves_no_process(lot: Path, tmp_path: Path, hard: bool) -> None:
    """Ctrl-C reaches the whole group, as in a terminal; kill -9 the parent alone, whose workers then find it gone."""
    script = tmp_path / "run.py"
    script.write_text(_INTERRUPTED)
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    command = [sys.executable, str(script), str(lot)]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ, start_new_session=True
    )
    assert running.stdout
    assert running.stdout.readline() == "reading\n"
    if hard:
        running.kill()
    else:
        os.killpg(running.pid, signal.SIGINT)
    out, error = running.communicate(timeout=60)
    assert hard or ("Traceback" not in error and out.endswith("interrupted\n")), error
    until = time.monotonic() + 30
    while _group(running.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert _group(running.pid) == []


def _group(number: int) -> list[str]:
    """Return the living processes of a group."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _parent, group = stat.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(group) == number and state != "Z":
            found.append(stat.parent.name)
    return found
