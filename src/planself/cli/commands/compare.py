"""`planself compare`: assessments of one municipality over time, in the terminal or for machines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planself.cli import console
from planself.cli.command import Answers, Json, Questionnaire, command, file_option
from planself.cli.report_options import Force, FormatOption, chosen_format, write_report
from planself.errors import ExitCode, UsageError
from planself.i18n import _, current
from planself.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from planself.analysis.comparison import ChangedAnswer, Comparison, HurdleTrend
    from planself.report.inline_text import Sentence
    from planself.report.series import AnyCourse, Series
    from planself.report_formats import Format
    from planself.scoring.result import HurdleResult, Overall


@command("compare", _("planself compare answers/beispielstadt-2024.yaml answers/beispielstadt-2026.yaml"))
def compare(
    answers: Answers,
    plan: Annotated[
        Path | None,
        file_option(
            "--plan",
            metavar=_("PLAN"),
            help=_("An action plan: what was planned and done is shown beside what changed."),
        ),
    ] = None,
    questionnaire: Questionnaire = None,
    json: Json = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar=_("FILE"),
            help=_("Two workshops only: where to write the comparison; the suffix chooses the format, - is stdout."),
            show_default=False,
        ),
    ] = None,
    format_: FormatOption = None,
    force: Force = False,
) -> ExitCode:
    """Print what changed from the oldest file to the newest; by their dates, in whatever order they are named.

    Of two workshop folders the values of both groups are compared, by what each group's own result shows.
    """
    from planself.analysis.comparison import compare as compared
    from planself.cli.plan_options import measures_in
    from planself.cli.rounds import rounds_of
    from planself.workshop_files.workshop import is_workshop

    if any(map(is_workshop, answers)):
        _refuse_beside_rooms(answers, plan)
        return _of_rooms(answers, questionnaire, output, format_, json=json, force=force)
    if output is not None:
        raise UsageError(
            _("-o belongs to the comparison of two workshops."),
            _("Of answer files the report holds it: `planself report` with --compare."),
        )
    entries = rounds_of(answers, questionnaire, None if json else current())
    measures = measures_in(plan, entries[-1].answers, current(), questionnaire, in_words=not json) if plan else ()
    found = compared([entry.round for entry in entries], measures)
    if json:
        console.write_json(found.to_json(), indent=2)
    else:
        show_comparison(found)
    return ExitCode.DONE


def _refuse_beside_rooms(paths: Sequence[Path], plan: Path | None) -> None:
    from planself.workshop_files.workshop import is_workshop

    if not all(map(is_workshop, paths)):
        message = _("Answer files and workshop folders do not compare with each other.")
        raise UsageError(message, _("Name answer files, such as two consensus files, or two workshop folders."))
    if plan is not None:
        raise UsageError(
            _("--plan belongs to the comparison of answer files."),
            _("Leave it out, or compare the consensus files of both workshops."),
        )


def _of_rooms(
    paths: Sequence[Path],
    requested: str | None,
    output: Path | None,
    format_: Format | None,
    *,
    json: bool,
    force: bool,
) -> ExitCode:
    from planself.cli.compare_rooms import read_rooms, show_rooms
    from planself.report.render import render
    from planself.report.workshop.comparison import comparison_data, comparison_page

    chosen = None if output is None else chosen_format(output, format_)
    read = read_rooms(paths, requested)
    if json:
        console.write_json(comparison_data(read.compared), indent=2)
    elif output is None or chosen is None:
        show_rooms(read.compared)
    if output is not None and chosen is not None:
        write_report(render(comparison_page(read.compared), chosen), output, read.inputs, force=force)
    return ExitCode.PROBLEMS if read.problems else ExitCode.DONE


def show_comparison(comparison: Comparison) -> None:
    """Print a comparison as plain lines."""
    from planself.report.series import Series

    _Shown(Series(comparison, current()), console.product()).show()


class _Shown(console.Lines):
    def __init__(self, series: Series, out: console.Printer) -> None:
        super().__init__(series.reader, out)
        self.series = series
        self.arrow = " → " if console.can_show("→") else " -> "

    def show(self) -> None:
        from planself.report import comparison as words

        self._head()
        self._title(_("Overall"))
        self._course(self.series.comparison.overall)
        self._comparable(self.series.comparison.comparable)
        self._title(_("Hurdles, the lowest newest score first (100 = overcome)"))
        for hurdle in self.series.trends:
            self._hurdle(hurdle)
        self._moved(self.series.comparison.moved)
        self._said(words.not_comparable(self.series), "yellow")
        self._said([words.caution(self.series)], "dim")

    def _head(self) -> None:
        subject = one_line(self.series.comparison.last.answer_set.subject.name)
        title = one_line(self.series.words(self.series.questionnaire.title))
        self._line((subject or title, "bold"))
        if subject:
            self._line((title, "dim"))
        self._line((_("Compared: {rounds}").format(rounds=self.arrow.join(map(one_line, self.series.labels))), ""))

    def _hurdle(self, hurdle: HurdleTrend) -> None:
        self._line((self._name(hurdle), "bold"))
        self._course(hurdle.whole)
        self._comparable(hurdle.comparable)
        for measure in hurdle.measures:
            said = _("Measure: {title} – {status}").format(title=measure.title, status=measure.status)
            self._line((one_line(said), ""), indent=2)

    def _course(self, trend: AnyCourse, before: str = "") -> None:
        self._line((before, ""), (self._scores(trend.results), ""), (self._change(trend), "bold"), indent=2)
        for remark in self.series.remarks(trend):
            self._line((one_line(str(remark)), "cyan" if trend.apart else ""), indent=4)

    def _comparable(self, trend: AnyCourse | None) -> None:
        if trend is not None:
            self._course(trend, _("comparable part:") + " ")

    def _scores(self, results: Iterable[HurdleResult] | Iterable[Overall]) -> str:
        return self.arrow.join(map(self.series.number, results))

    def _change(self, trend: AnyCourse) -> str:
        return "" if trend.change is None else "   " + self.series.change(trend)

    def _moved(self, moved: tuple[ChangedAnswer, ...]) -> None:
        self._title(_("Which answers changed"))
        if not moved:
            self._line((_("No answer is another one than before."), ""))
        for found in moved:
            self._line((self._question(found), "bold"), (self._points(found), ""))
            for label, answer in zip(self._ends(), self.series.then_and_now(found), strict=True):
                self._line((f"{label}: ", "dim"), (one_line(str(answer)), ""), indent=2)

    # --- pieces ---

    def _ends(self) -> tuple[str, str]:
        return one_line(self.series.labels[0]), one_line(self.series.labels[-1])

    def _name(self, hurdle: HurdleTrend) -> str:
        return one_line(self.series.topic(hurdle.id))

    def _question(self, moved: ChangedAnswer) -> str:
        return f"{one_line(self.series.words(self.series.question(moved.id).text))} ({moved.id})"

    def _points(self, moved: ChangedAnswer) -> str:
        if moved.change is None:
            return ""
        return "  " + _("{change} points").format(change=self.series.points(moved))

    def _said(self, sentences: Iterable[Sentence], style: str) -> None:
        for sentence in sentences:
            self.out.line()
            self._line((one_line(str(sentence)), style))
