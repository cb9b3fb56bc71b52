"""Situations in which planself prints commands, laid out with names as hard on a shell as people's folders are."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from planself import resources
from scripts import benchmark_example
from tests.advice.printed import Case, environment
from tests.interview.samples import QUESTIONNAIRE, SHORT

EXAMPLES = resources.questionnaires() / "beispiele"
CITY = EXAMPLES / "beispielstadt-2026.yaml"
SHOP = "Mein Workshop & Co"
PAPERS = "Bögen & Co"
ODD = '-Köln\'s "Plan" & $(touch pwned).yaml'
Lay = Callable[[Path], None]


def written(name: str, text: str = "") -> Lay:
    """Return what writes a file."""
    return lambda folder: _write(folder / name, text)


def copied(source: Path, name: str) -> Lay:
    """Return what copies an example, a folder or a file."""
    return lambda folder: _copy(source, folder / name)


def both(*lays: Lay) -> Lay:
    """Return what does one after the other."""

    def laid(folder: Path) -> None:
        for lay in lays:
            lay(folder)

    return laid


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy(source, target)


def desk(folder: Path) -> None:
    """Lay out the files that the examples of the help name."""
    _copy(CITY, folder / "answers.yaml")
    for name in ("beispielstadt-2024.yaml", "beispielstadt-2026.yaml", "plan-beispielstadt.yaml"):
        _copy(EXAMPLES / name, folder / "answers" / name)
    _write(folder / "survey.csv", "silo_overview,silo_joint_plan\n3,0\n4,1\n")
    (folder / "municipalities").mkdir()
    benchmark_example.write(folder / "municipalities", 12)
    _copy(EXAMPLES / "workshop-musterstadt", folder / "workshop")


def _new_workshop(folder: Path, name: str = SHOP, collect: str = "own") -> None:
    command = ["planself", "workshop", "new", name, "--title", "T", "--people", "14", "--collect", collect]
    command += ["--form", "paper"] if collect == "paper" else []
    subprocess.run(command, cwd=folder, env=environment(), check=True, capture_output=True)


def _emptied(folder: Path) -> None:
    _new_workshop(folder)
    (folder / SHOP / "answers/W03.yaml").write_text("", "utf-8")


def _on_paper(folder: Path) -> None:
    """Put the shipped answers beside the sheets of new workshops of as many people."""
    for collect in ("laptop", "before", "paper"):
        _new_workshop(folder, f"sheets-{collect}", collect)
    _copy(EXAMPLES / "workshop-musterstadt", folder / SHOP)


def _excel_form(name: str) -> Lay:
    """Return what makes a filled-in Excel form of the answers beside it."""

    def laid(folder: Path) -> None:
        command = ["planself", "form", "-o", f"./{name}", "--answers", "a.yaml"]
        subprocess.run(command, cwd=folder, env=environment(), check=True, capture_output=True)

    return laid


def _wrong_example(folder: Path) -> None:
    _write(folder / ODD, QUESTIONNAIRE.replace("title: {de: Muster", "examples: [city.yaml]\ntitle: {de: Muster", 1))
    _write(folder / "city.yaml", _BEGUN)
    _write(folder / "city.expected.json", json.dumps({"overall": {"score": 1}}))


def _changed(folder: Path) -> None:
    """Lay a questionnaire of the second version beside answers of the first, one of which it no longer has."""
    _write(folder / "q r.yaml", QUESTIONNAIRE.replace("version: 1.0.0", "version: 1.1.0", 1))
    named = "format: planself/answers/1\nquestionnaire: {id: sample, version: 1.0.0}\nanswers: {kind: village}\n"
    _write(folder / ODD, named)


def _noted(folder: Path) -> None:
    text = CITY.read_text("utf-8").replace("answers:", "remark: x\nanswers:", 1)
    for name in ("a.yaml", "b.yaml"):
        _write(folder / "answers" / name, text)


def _broken(folder: Path) -> None:
    _write(folder / "questionnaires" / ODD.removeprefix("-"), QUESTIONNAIRE.replace("often:", "seldom:"))


_BEGUN = "format: planself/answers/1\nquestionnaire: {id: sample, version: 1.0.0}\nanswers: {kind: town}\n"
_KOBO = "grp/kind,grp/vision\ntown,2\ncounty,0\n"
_SAMPLE = written("q r.yaml", QUESTIONNAIRE)
_OWN = ("-q", "./q r.yaml")
_IN_SHORT = (
    "format: planself/answers/1\nquestionnaire: {id: sample-short, version: 1.0.0}\n"
    "answers: {vision: 1, partners: [club]}\n"
)
_SHORT = ("-q", "./k r.yaml")
_BOTH_FORMS = both(_SAMPLE, written("k r.yaml", SHORT), written(ODD, _IN_SHORT))
_SHORT_IN_LONG = """\
format: planself/answers/1
questionnaire: {id: integrierte-planung, version: 0.10.0}
answers: {kind: kreisfrei, population: from_200000, silo_joint_plan: 1, cult_direct: 1, mand_lead: 1, steer_group: 1,
  cap_time: 1, data_small_area: 1, goal_cycle: 1, part_needs: 1, net_school_health: 1, fund_linked: 1}
"""


def _own_plan(folder: Path) -> None:
    """Lay out a plan for a questionnaire that is found by its path only."""
    _BOTH_FORMS(folder)
    command = ["planself", "plan", "new", f"./{ODD}", "-o", "-my plan.yaml", "--all", *_SHORT]
    subprocess.run(command, cwd=folder, env=environment(), check=True, capture_output=True)


def _undiscussed(folder: Path) -> None:
    _copy(EXAMPLES / "workshop-musterstadt", folder / SHOP)
    (folder / SHOP / "discussion.yaml").unlink()


def _damaged(folder: Path) -> None:
    _copy(EXAMPLES / "workshop-musterstadt", folder / SHOP)
    (folder / SHOP / "answers/W03.yaml").write_text("{", "utf-8")


def _closed(folder: Path) -> None:
    """Close a workshop; afterwards somebody's answers come by mail."""
    _copy(EXAMPLES / "workshop-musterstadt", folder / SHOP)
    command = ["planself", "workshop", "close", SHOP, "--yes"]
    subprocess.run(command, cwd=folder, env=environment(), check=True, capture_output=True)
    late = EXAMPLES / "workshop-musterstadt/answers/W03.yaml"
    _copy(late, folder / SHOP / "answers/W03.yaml")


def _exists(*names: str) -> Callable[[Path], bool]:
    return lambda folder: all((folder / name).exists() for name in names)


SITUATIONS = {
    "an empty file of answers": Case(
        both(_SAMPLE, written(ODD)),
        ("score", f"./{ODD}", *_OWN),
        by="files/refusals.py:empty",
        says=("`{answers}` begins answers in it; `{questionnaire}` writes a questionnaire to start from.",),
        then=_exists("my-questionnaire.yaml"),
    ),
    "an emptied file of a workshop": Case(
        _emptied,
        ("workshop", "status", SHOP),
        says=("`{answers}` begins answers in it; `{questionnaire}` writes a questionnaire to start from.",),
        then=lambda folder: "id: W03" in (folder / SHOP / "answers/W03.yaml").read_text("utf-8"),
    ),
    "a table where answers are expected": Case(
        both(_SAMPLE, written("-a b.csv", "kind,vision\ntown,2\n")),
        ("score", "./-a b.csv", *_OWN),
        by="files/foreign.py:refuse_table",
        says=("The answers of a table are scored by: {command}",),
        then=_exists("results.csv"),
    ),
    "a workbook that the interview cannot save into": Case(
        both(copied(CITY, "a.yaml"), _excel_form("-a b.xlsx")),
        ("run", "./-a b.xlsx"),
        by="cli/sound_answers.py:refuse_workbook",
        says=("Make an answer file of a filled-in Excel form first: {command}",),
        then=_exists("-a b.yaml"),
    ),
    "a workbook whose answers are in an answer file already": Case(
        both(copied(CITY, "a.yaml"), _excel_form("-a b.xlsx"), copied(CITY, "-a b.yaml")),
        ("run", "./-a b.xlsx"),
        by="cli/sound_answers.py:refuse_workbook",
        says=("{file} is there already. Go on with it: {command}",),
        then=_exists("-a b.yaml"),
    ),
    "a list where answers are expected": Case(
        written("a.yaml", "- 1\n"), ("score", "a.yaml"), says=("`planself run` writes an answer file.",)
    ),
    "a mapping of an unknown questionnaire": Case(
        written("m.yaml", "format: planself/mapping/1\nquestionnaire: No Id\n"),
        ("check", "m.yaml"),
        says=("`planself questionnaires` lists those at hand.",),
    ),
    "a table without a question": Case(
        both(_SAMPLE, written("-a b.csv", _KOBO), written("mapping.yaml", "mine")),
        ("batch", "./-a b.csv", *_OWN, "-o", "r.csv"),
        by="batch/advice.py:advice",
        says=("A mapping file says which heading is which question; this drafts one: {command}",),
        then=_exists("mapping-2.yaml"),
    ),
    "a mapping just drafted": Case(
        both(_SAMPLE, written("-a b.csv", _KOBO)),
        ("batch", "./-a b.csv", *_OWN, "--suggest-mapping", "-o", "my mapping.yaml"),
        by="cli/batch_suggest.py:_drafted",
        says=("Look through it, correct what is marked, then: {command}",),
        then=_exists("results.csv"),
    ),
    "a plan just written": Case(
        copied(CITY, ODD),
        ("plan", "new", f"./{ODD}", "-o", "-my plan.yaml"),
        by="cli/commands/plan_new.py:_status",
        says=(
            "Fill in office, function and dates, then: {command}",
            "An action plan, to be edited by hand or with `planself plan new ANSWERS -o FILE`.",
            "`planself check FILE` looks it over.",
        ),
        shows=("-my plan.yaml",),
        fill={"ANSWERS": f"'./{ODD}'".replace("Köln's", "Köln'\\''s"), "FILE": "'./-my plan.yaml'"},
    ),
    "a plan that is there already": Case(
        both(copied(CITY, "a.yaml"), copied(EXAMPLES / "plan-beispielstadt.yaml", "-my plan.yaml")),
        ("plan", "new", "a.yaml", "-o", "-my plan.yaml"),
        by="cli/commands/plan_new.py:new",
        says=("Go on with it at a terminal: {call}",),
    ),
    "a plan that is edited": Case(
        copied(EXAMPLES / "plan-beispielstadt.yaml", "-my plan.yaml"),
        ("plan", "edit", "./-my plan.yaml", "--plain"),
        by="cli/commands/plan_edit.py:edit",
        says=("Saved in {file}. Where it stands: {call}",),
        keys="\n",
    ),
    "a plan of an own questionnaire that is edited": Case(
        _own_plan,
        ("plan", "edit", "./-my plan.yaml", "--plain", *_SHORT),
        by="cli/commands/plan_edit.py:edit",
        says=("Saved in {file}. Where it stands: {call}",),
        keys="\n",
    ),
    "remarks on many files": Case(
        _noted,
        ("batch", "answers", "-o", "r.csv"),
        says=("`planself check FILES` names the files and lines.",),
        fill={"FILES": "answers/*.yaml"},
    ),
    "a folder without a workshop": Case(
        both(written("shop/a"), written("workshop/a")),
        ("workshop", "status", "shop"),
        by="workshop/folder.py:_no_workshop",
        says=("Name the workshop's folder, or make one: {command}",),
    ),
    "an example with another result": Case(
        _wrong_example,
        ("check", f"./{ODD}"),
        by="cli/check_examples.py:_differs",
        says=("See `{command}`; correct the questionnaire, or the expected result.",),
    ),
    "a discussion without a terminal": Case(
        copied(EXAMPLES / "workshop-musterstadt", SHOP),
        ("workshop", "discuss", SHOP),
        by="cli/commands/workshop_discuss.py:_need_terminal",
        says=("What is to be discussed is said by `{command}`.",),
    ),
    "a discussion that is left": Case(
        copied(EXAMPLES / "workshop-musterstadt", SHOP),
        ("workshop", "discuss", SHOP, "--plain", "-q", "integrierte-planung"),
        by="cli/commands/workshop_discuss.py:_end",
        says=("The consensus is in {file}. Its profile: {command}", "Go on with: {command}"),
        keys="\x04",
    ),
    "a group that is too small": Case(
        _new_workshop,
        ("workshop", "merge", SHOP),
        by="cli/workshop_folder.py:refuse_too_few",
        says=("`{command}` shows who is missing.",),
    ),
    "a workshop just closed": Case(
        copied(EXAMPLES / "workshop-musterstadt", SHOP),
        ("workshop", "close", SHOP, "--yes"),
        by="cli/commands/workshop_close.py:_say_closed",
        says=("The group's result is in {file}. The report of it: {command}",),
        then=_exists("workshop.html"),
    ),
    "a workshop to be closed with nothing discussed": Case(
        _undiscussed,
        ("workshop", "close", SHOP),
        by="cli/commands/workshop_close.py:_stays",
        says=("Nothing has been discussed, and afterwards nothing can be. Before that: {command}",),
        keys="\x04",
    ),
    "a workshop to be closed with a file that does not count": Case(
        _damaged,
        ("workshop", "close", SHOP),
        by="cli/commands/workshop_close.py:_refuse_incomplete",
        says=("Put them right first; `{command}` names them again. Or close without them: --force",),
        ends=1,
    ),
    "answers in a closed workshop": Case(
        _closed,
        ("workshop", "status", SHOP),
        by="workshop/single_answers.py:left_behind",
        says=("Delete them with: {command}",),
    ),
    "a closed workshop": Case(
        _closed,
        ("workshop", "merge", SHOP),
        by="cli/workshop_folder.py:refuse_closed",
        says=("The group's result is in {file}, and the report can still be written: {command}",),
        then=_exists("workshop.html"),
    ),
    "a workshop just made": Case(
        lambda _folder: None,
        ("workshop", "new", SHOP, "--title", "T", "--people", "5"),
        by="cli/commands/workshop_new.py:_tell",
        says=("Next: print the codes, the sheets and the posters. Who is in: {command}",),
    ),
    "the sheets of a workshop": Case(
        _on_paper,
        ("questionnaires",),
        says=(
            "Break; meanwhile the answers are put together: “planself workshop merge”",
            "Break; meanwhile the sheets are typed in and put together: “planself workshop merge”",
            "Discussion of the {n} questions at the top of the list: “planself workshop discuss”",
            "On paper: {file} prints everybody's sheets at once. “planself run --keys .” types them in.",
            "One laptop passed round: “planself run answers/W01.yaml” with your own code. The screen is cleared "
            "afterwards.",
            "The day before: “planself workshop merge”. Whoever is missing can still answer on arrival.",
            "Say today on which day the individual answers are deleted. On that day: “planself workshop close”",
            "“planself workshop status” shows who is in, by code only, and names every file that does not count.",
            "This is your code. Keep it, and tell it to nobody. To answer: {command}",
        ),
        shows=("sheets-*/*.html",),
        inside=SHOP,
    ),
    "a questionnaire with faults": Case(
        _broken, ("questionnaires",), by="cli/commands/questionnaires.py:_show", says=("has problems, see",), ends=1
    ),
    "a questionnaire just written": Case(
        lambda _folder: None,
        ("new", "-o", ODD),
        by="cli/commands/new.py:new",
        says=("Next: edit it, then check it: {command}",),
    ),
    "the head of a questionnaire just written": Case(
        lambda _folder: None, ("new", "-o", "q.yaml"), shows=("q.yaml",), fill={"FILE": "q.yaml"}
    ),
    "the first call of all": Case(
        copied(CITY, "answers.yaml"),
        ("--quiet",),
        says=("planself run answers.yaml", "planself report answers.yaml -o report.html"),
        then=_exists("report.html"),
    ),
    "wrong usage": Case(lambda _folder: None, ("workshop", "new"), says=("See `{command} --help`.",)),
    "answers of a changed questionnaire": Case(
        _changed,
        ("score", f"./{ODD}", *_OWN),
        by="answers/asked_again.py:advise",
        says=("Go on with `{command}`: it asks these questions again, and keeps what stood there as a comment.",),
    ),
    "the example": Case(
        written("planself-demo/report.html", "mine"),
        ("demo", "--lang", "de"),
        by="cli/commands/demo.py:_say_what_next",
    ),
    "all examples": Case(
        lambda _folder: None,
        ("demo", "--all", "--lang", "de"),
        by="cli/commands/demo.py:_say_what_next",
    ),
    "an interview that is left": Case(
        both(_SAMPLE, written(ODD, _BEGUN)),
        ("run", f"./{ODD}", *_OWN, "--role", "planning", "--section", "main", "--plain", "--lang", "de"),
        by="cli/run_end.py:_say_how_to_go_on",
        says=("Gespeichert in {file}. Weiter geht es mit: {command}",),
        keys="\x04",
    ),
    "an interview that is left after the short form": Case(
        _BOTH_FORMS,
        ("run", f"./{ODD}", *_OWN, "--short", "--plain"),
        by="cli/run_end.py:_offer_short_report",
        says=("All questions of the short form have an answer. For its report: {command}",),
        keys="\x04",
        then=_exists("report.html"),
    ),
    "the report of a long form with the answers of the short one": Case(
        written(ODD, _SHORT_IN_LONG),
        ("report", f"./{ODD}", "-o", "r.md"),
        by="cli/commands/report.py:report",
        says=("All questions of the short form have an answer. For its report: {command}",),
        then=_exists("report.html"),
    ),
    "the plan of a long form with the answers of the short one": Case(
        written(ODD, _SHORT_IN_LONG),
        ("plan", "new", f"./{ODD}", "-o", "p.yaml"),
        by="cli/commands/plan_new.py:new",
        says=(
            "Fill in office, function and dates, then: {command}",
            "All questions of the short form have an answer. For its plan: {command}",
        ),
    ),
    "an interview that is finished after the short form": Case(
        _BOTH_FORMS,
        ("run", f"./{ODD}", *_OWN, "--short", "--plain"),
        by="cli/run_end.py:end",
        says=(
            "Saved in {file}. For the report: {command}",
            "To go on with the long form, which keeps every answer: {command}",
        ),
        keys=("2\n", "1\n"),
        then=_exists("report.html"),
    ),
    "sheets of paper, one of them not finished": Case(
        _SAMPLE,
        ("run", "--keys", PAPERS, *_OWN, "--plain", "--lang", "de"),
        by="cli/paper_stack.py:say_what_next",
        says=(
            "Angefangen und nicht fertig: {codes}. Weiter geht es mit: {command}",
            "Bögen ein zweites Mal eingeben und vergleichen: {command}",
        ),
        keys=("W07\n", "aj1\n", "a\n", "\n", "a\n", "5\n", "x\n", "?\n", "\n", "W08\n", "aj1\n", "a\n", "\n", "\x04"),
        then=_exists(f"{PAPERS}/W07.yaml"),
    ),
    "sheets of paper in a folder": Case(
        _SAMPLE,
        ("run", "--keys", PAPERS, *_OWN, "--plain"),
        by="cli/paper_stack.py:_then",
        says=("Then: {command}",),
        keys=("W07\n", "aj1\n", "a\n", "\n", "a\n", "5\n", "x\n", "?\n", "\n", "\n"),
        then=_exists("results.csv"),
    ),
    "an interview without a terminal": Case(
        copied(CITY, "a.yaml"),
        ("run", "b.yaml"),
        says=("Fill in an answer file with an editor and score it with `planself score FILE`. See `planself demo`.",),
        fill={"FILE": "a.yaml"},
    ),
    "the schema of results": Case(lambda _folder: None, ("schema", "result")),
}
