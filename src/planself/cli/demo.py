"""`planself demo`: the main job on a built-in example, no question asked."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from planself.cli import console
from planself.cli.command import command
from planself.cli.report import Audience, Format, ours, rendered
from planself.errors import ExitCode
from planself.i18n import _, current
from planself.shell import own_command

FOLDER = "planself-demo"
EXAMPLE = "beispielstadt-2026.yaml"


@command("demo", _("See the whole thing on a fictitious example."), "planself demo")
def demo() -> ExitCode:
    """Score the example, show its profile, write its reports, and say what to try next."""
    from planself import resources
    from planself.cli.inputs import one
    from planself.cli.profile import show_profile
    from planself.files import read_bytes, write_atomic

    example = resources.questionnaires() / "beispiele" / EXAMPLE
    folder = _folder(example)
    folder.mkdir(exist_ok=True)
    answers = folder / EXAMPLE
    write_atomic(answers, read_bytes(example))
    loaded, assessment = one(answers, None)
    show_profile(assessment)
    written = [answers]
    for format_ in (Format.HTML, Format.MARKDOWN):
        target = folder / _report_name(format_)
        write_atomic(target, rendered(assessment, loaded, format_, current(), Audience.COUNCIL).encode())
        written.append(target)
    _say_what_next(answers, written)
    return ExitCode.DONE


def _report_name(format_: Format) -> str:
    return _("report") + f".{format_.value}"


def _folder(example: Path) -> Path:
    """Return the first folder of the demo's name that is free, or holds nothing but what the demo wrote."""
    names = (FOLDER if number == 1 else f"{FOLDER}-{number}" for number in count(1))
    return next(folder for name in names if _ours(folder := Path(name), example))


def _ours(folder: Path, example: Path) -> bool:
    if not folder.exists():
        return True
    if not folder.is_dir() or folder.is_symlink():
        return False
    reports = [folder / _report_name(format_) for format_ in (Format.HTML, Format.MARKDOWN)]
    answers = folder / example.name
    return (not answers.exists() or answers.read_bytes() == example.read_bytes()) and all(
        ours(report) for report in reports if report.exists()
    )


def _say_what_next(answers: Path, written: list[Path]) -> None:
    console.talk("")
    console.talk(_("Written (the municipality and all its answers are invented):"))
    for path in written:
        console.talk(f"  {path}")
    console.talk("")
    other = "en" if current().lang == "de" else "de"
    report = answers.parent / f"report-{other}.html"
    console.talk(_("Open {report} in your browser. Then try:").format(report=_report_name(Format.HTML)))
    console.talk(f"  {own_command('explain', answers, 'data_basis')}")
    console.talk(f"  {own_command('report', answers, '-o', report, '--lang', other)}")
    console.talk(f"  {own_command('run')}")
