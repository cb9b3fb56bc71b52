"""The hurdle profile as plain lines: worst first, each with bar, score, range, coverage, band and gates."""

from __future__ import annotations

from planself.analysis.caveat import caveat
from planself.analysis.ties import hurdles_title, level_with_last
from planself.cli import console
from planself.i18n import Reader, current
from planself.scoring.assessment import Assessment
from planself.scoring.plan import FULL, State, rdiv
from planself.scoring.result import HurdleResult, Overall, Status
from planself.text import one_line

BAR = 25
_SHOWN = 5


def show_profile(assessment: Assessment, *, first: bool = True) -> None:
    """Print the profile of one assessment."""
    reader, out = current(), console.product()
    profile = _Profile(assessment, reader, out)
    if not first:
        out.line()
    profile.show()


class _Profile(console.Lines):
    def __init__(self, assessment: Assessment, reader: Reader, out: console.Printer) -> None:
        super().__init__(reader, out)
        self.assessment = assessment
        self.questionnaire = assessment.loaded.questionnaire
        self.topics = {hurdle.id: self._text(hurdle.topic_or_name) for hurdle in self.questionnaire.hurdles}
        self.bands = {band.id: self._text(band.label) for band in self.questionnaire.bands}
        labels = {role.id: self._text(role.label) for role in self.questionnaire.roles}
        self.part = ", ".join(labels.get(role, role) for role in assessment.answer_set.part)
        self.signs = ("█", "▒", "·") if console.can_show("█▒·") else ("#", "=", ".")

    def show(self) -> None:
        self._head()
        self._ignored()
        self._overall(self.assessment.result.overall)
        self._hurdles()
        self._knowledge_gaps()
        self._levers()
        self._gaps()

    # --- parts ---

    def _head(self) -> None:
        answers = self.assessment.answer_set
        name = one_line(answers.subject.name)
        date = self.reader.short_date(answers.date) if answers.date else ""
        self._line((name or self._text(self.questionnaire.title), "bold"), (f"  {date}" if date else "", "dim"))
        if name:
            self._line((self._text(self.questionnaire.title), "dim"))
        if self.questionnaire.short_of is not None:
            said = self.reader._("Short form: the scores are rough, and do not compare with those of the long form.")
            self._line((said, "yellow"))
        if self.part:
            said = self.reader._("Only the part of the questionnaire for: {roles}").format(roles=self.part)
            self._line((said, "yellow"))

    def _ignored(self) -> None:
        ignored = self.assessment.result.ignored
        if ignored:
            said = self.reader.n_(
                "{n} answer does not count because its question is not asked here:",
                "{n} answers do not count because their questions are not asked here:",
                len(ignored),
            )
            self.out.line()
            self._line((f"{said} {', '.join(ignored)}", "yellow"))

    def _overall(self, overall: Overall) -> None:
        r = self.reader
        self.out.line()
        if overall.lower is None or overall.upper is None or overall.coverage is None:
            self._line((r._("No hurdle applies here: there is nothing to score."), "bold"))
            return
        self._line((r._("Overall"), "bold"))
        self._bar(overall.score, overall.lower, overall.upper, overall.coverage)
        if overall.status is Status.INSUFFICIENT:
            self._line((r._("No overall score: too many questions are open."), "yellow"), indent=2)
            return
        labels = {stage.id: self._text(stage.label) for stage in self.questionnaire.stages}
        self._line((r._("Stage:") + " ", ""), (labels[overall.stage or ""], "bold"), indent=2)
        if overall.held_back_by:
            order = [stage.id for stage in self.questionnaire.stages]
            following = labels[order[order.index(overall.stage or "") + 1]]
            held = r._("The next stage, “{stage}”, is held back by:").format(stage=following)
            self._line((held, ""), indent=2)
            for hurdle in overall.held_back_by:
                self._line((self.topics[hurdle], ""), indent=4)
        elif any(hurdle.failed_gates for hurdle in self.assessment.result.hurdles):
            self._line(
                (r._("No stage asks for higher scores, but not all minimum conditions are met."), "yellow"), indent=2
            )

    def _hurdles(self) -> None:
        r, result = self.reader, self.assessment.result
        rated = [h for h in result.hurdles if h.score is not None]
        self._title(hurdles_title((h.score for h in rated), r))
        for hurdle in sorted(rated, key=lambda h: h.score or 0):
            self._hurdle(hurdle)
        lacking = {lack.hurdle: lack.answers for lack in result.overall.lacking}
        for hurdle in result.hurdles:
            if hurdle.status is Status.INSUFFICIENT:
                self._hurdle(hurdle)
                need = r.n_(
                    "no score yet: {n} more answer needed", "no score yet: {n} more answers needed", lacking[hurdle.id]
                )
                self._line((need, "yellow"), indent=2)
            elif hurdle.status is Status.NOT_APPLICABLE:
                why = r._("not part of these answers") if self.part else r._("does not apply here")
                self._line((f"{self.topics[hurdle.id]}  ", "bold"), (why, "dim"))
        if rated:
            full, maybe, rest = self.signs
            legend = r._("{full} secured   {maybe} open answers   {rest} not reached")
            self._line((legend.format(full=full, maybe=maybe, rest=rest), "dim"))

    def _hurdle(self, hurdle: HurdleResult) -> None:
        r = self.reader
        band = self.bands.get(hurdle.band or "", "")
        provisional = " (" + r._("provisional") + ")" if hurdle.provisional else ""
        self._line((self.topics[hurdle.id], "bold"), (f"  {band}{provisional}" if band else "", ""))
        if hurdle.lower is not None and hurdle.upper is not None and hurdle.coverage is not None:
            self._bar(hurdle.score, hurdle.lower, hurdle.upper, hurdle.coverage)
        self._gates(hurdle)

    def _gates(self, hurdle: HurdleResult) -> None:
        """Name the gates that are not met, and why a band is provisional."""
        r, known = self.reader, caveat(self.assessment.plan, self.assessment.result, hurdle)
        for gate in hurdle.failed_gates:
            self._line((r._("Minimum condition not met:") + " ", "yellow"), (self._question(gate), ""), indent=2)
        if known is None:
            for gate in hurdle.open_gates:
                self._line((r._("Minimum condition still open:") + " ", "yellow"), (self._question(gate), ""), indent=2)
            return
        if known.open_gates:
            questions = ", ".join(map(self._question, known.open_gates))
            self._line((r._("still lacking: {questions}").format(questions=questions), "yellow"), indent=2)
        if known.few:
            self._line((known.few_words(r), "yellow"), indent=2)

    def _knowledge_gaps(self) -> None:
        gaps = [q.id for q in self.assessment.result.questions if q.state is State.UNKNOWN]
        if gaps:
            self._title(self.reader._("Knowledge gaps (answered “don't know”)"))
            for gap in gaps:
                self._line((self._question(gap), ""), indent=2)

    def _levers(self) -> None:
        levers = [lever for lever in self.assessment.leverage if lever.missing]
        if levers:
            r = self.reader
            self._title(
                r._(
                    "Where most is missing (points by which the best answer would raise the lower bound of the overall "
                    "score)"
                )
            )
            for lever in levers[:_SHOWN]:
                step = r._("one step better: {gain}").format(gain=r.change(lever.gain))
                missing, question = r.change(lever.missing), self._question(lever.question)
                self._line((f"{missing}  ", "bold"), (f"{question}  ", ""), (step, "dim"), indent=2)
            self._level([lever.missing for lever in levers])

    def _level(self, points: list[int]) -> None:
        if more := level_with_last(points, _SHOWN, self.reader):
            self._line((more, "dim"), indent=2)

    def _gaps(self) -> None:
        gaps = [gap for gap in self.assessment.gaps if gap.width]
        if gaps:
            self._title(
                self.reader._(
                    "Where most is open (points by which the best answer would raise the lower bound of the overall "
                    "score)"
                )
            )
            for gap in gaps[:_SHOWN]:
                width = self.reader.change(gap.width)
                self._line((f"{width}  ", "bold"), (self._question(gap.question), ""), indent=2)
            self._level([gap.width for gap in gaps])

    # --- pieces ---

    def _bar(self, score: int | None, lower: int, upper: int, coverage: int) -> None:
        r = self.reader
        full, maybe, rest = self.signs
        low = rdiv(lower * BAR, FULL)
        high = min(BAR, max(rdiv(upper * BAR, FULL), low + (upper > lower)))
        bar = full * low + maybe * (high - low) + rest * (BAR - high)
        shown = r.tenths(score) if score is not None else "–"
        said = ""
        if coverage < FULL or lower < upper:
            said = r._("range {lower}–{upper}   coverage {coverage}%").format(
                lower=r.tenths(lower), upper=r.tenths(upper), coverage=r.tenths(coverage)
            )
        self._line((f"{bar} ", "cyan"), (f"{shown:>5}", "bold"), (f"   {said}" if said else "", "dim"), indent=2)

    def _question(self, id_: str) -> str:
        return f"{self._text(self.questionnaire.by_id[id_].text)} ({id_})"
