"""`planself demo`: the main job on a built-in example, no question asked."""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path
from typing import Annotated

import typer

from planself.cli import console
from planself.cli.command import command
from planself.errors import ExitCode
from planself.files.overwriting import is_sealed
from planself.i18n import _, current
from planself.report_formats import FROM_TEMPLATES, Format
from planself.shell import own_command

FOLDER = "planself-demo"
EXAMPLE = "beispielstadt-2026.yaml"
PLAN = "plan-beispielstadt.yaml"
WORKSHOP = "workshop-musterstadt"


@command("demo", "planself demo")
def demo(
    every: Annotated[
        bool,
        typer.Option(
            "--all", help=_("Put all examples into the folder: more municipalities, a workshop, a plan, a benchmark.")
        ),
    ] = False,
) -> ExitCode:
    """Score the example, show its profile, write its reports and an empty form, and say what to try next."""
    from planself.cli.inputs import one
    from planself.cli.profile import show_profile
    from planself.files.disk import read_bytes, write_atomic
    from planself.form.content import FormOptions, page_languages
    from planself.form.page import form_page
    from planself.report.of_answers import report_of

    examples = _examples(every)
    folder = _folder(examples)
    for example, source in examples.items():
        (folder / example).parent.mkdir(parents=True, exist_ok=True)
        write_atomic(folder / example, read_bytes(source))
    answers = folder / EXAMPLE
    loaded, assessment = one(answers, None)
    show_profile(assessment)
    written = [answers]
    for form in FROM_TEMPLATES:
        target = folder / _report_name(form)
        write_atomic(target, report_of(assessment, loaded, form, current()).encode())
        written.append(target)
    target = folder / _form_name()
    write_atomic(target, form_page(loaded.loaded, FormOptions(page_languages(loaded.loaded.questionnaire))).encode())
    written.append(target)
    _say_what_is_there([*written, *sorted({folder / example.parts[0] for example in examples} - {answers})])
    _say_what_next(answers, every)
    return ExitCode.DONE


def _examples(every: bool) -> dict[Path, Path]:
    """Return what goes into the folder: the one example, or all that are shipped but the results that tests expect."""
    from planself import resources

    shipped = resources.questionnaires() / "beispiele"
    if not every:
        return {Path(EXAMPLE): shipped / EXAMPLE}
    files = (file for file in sorted(shipped.rglob("*")) if file.is_file() and file.suffix in (".yaml", ".json"))
    return {file.relative_to(shipped): file for file in files if not file.name.endswith(".expected.json")}


def _report_name(form: Format) -> str:
    return _("report") + f".{form}"


def _form_name() -> str:
    return _("questionnaire") + ".html"


def _folder(examples: dict[Path, Path]) -> Path:
    """Return the first folder of the demo's name that is free, or holds nothing that the demo would overwrite."""
    names = (FOLDER if number == 1 else f"{FOLDER}-{number}" for number in count(1))
    return next(folder for name in names if _ours(folder := Path(name), examples))


def _ours(folder: Path, examples: dict[Path, Path]) -> bool:
    if not folder.exists() and not folder.is_symlink():
        return True
    if not folder.is_dir() or folder.is_symlink():
        return False
    made = [folder / name for name in (*map(_report_name, FROM_TEMPLATES), _form_name())]
    return all(_same(folder / name, source) for name, source in examples.items()) and all(
        is_sealed(file) for file in made if file.exists()
    )


def _same(there: Path, source: Path) -> bool:
    """Tell whether a path is free for an example, or holds it already."""
    if there.is_symlink() or there.parent.is_symlink():
        return False
    return not there.exists() or (there.is_file() and there.read_bytes() == source.read_bytes())


def _say_what_is_there(written: list[Path]) -> None:
    console.talk("")
    console.talk(_("Written (the municipality and all its answers are invented):"))
    for path in written:
        console.talk(f"  {path}{os.sep if path.is_dir() else ''}")
    console.talk("")


def _say_what_next(answers: Path, every: bool) -> None:
    other = "en" if current().lang == "de" else "de"
    folder = answers.parent
    console.talk(_("Open {report} in your browser. Then try:").format(report=_report_name("html")))
    console.talk(f"  {own_command('explain', answers, 'data_basis')}")
    console.talk(f"  {own_command('report', answers, '-o', folder / f'report-{other}.html', '--lang', other)}")
    if every:
        console.talk(f"  {own_command('workshop', 'merge', folder / WORKSHOP)}")
        console.talk(f"  {own_command('plan', 'status', folder / PLAN)}")
    console.talk(f"  {own_command('run')}")
