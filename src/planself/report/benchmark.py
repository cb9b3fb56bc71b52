"""The annex “among peers”: where a municipality lies in the spread of others, in words and never as a rank."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from planself.analysis.benchmark import OVERALL, Benchmark, PeerGroup, PeerSpread, Position, groups_of, scores_of
from planself.i18n import Reader
from planself.questionnaire.catalogue import origin_in_words
from planself.report.blocks import Annex, Block, Cell, Column, Paragraph, Section, Table
from planself.report.chart import segments, ticks
from planself.report.context import AssessmentContext
from planself.report.drawing import axis, box, dot, scale
from planself.report.inline_text import Sentence, Words
from planself.scoring.assessment import Assessment

KEY = "benchmark"


def benchmark_annex(assessment: Assessment, benchmark: Benchmark, reader: Reader) -> Annex:
    """Return the annex for the report: one table for all peers, one for each group that one belongs to."""
    peers = _Peers(assessment, benchmark, reader)
    title = reader._("Compared with other municipalities")
    return Annex((Section(KEY, title, tuple(peers.blocks())),), KEY, peers.data())


class _Peers(AssessmentContext):
    def __init__(self, assessment: Assessment, benchmark: Benchmark, reader: Reader) -> None:
        super().__init__(assessment, reader)
        self.benchmark = benchmark
        own = groups_of(assessment, {group.question for group in benchmark.groups if group.question})
        self.groups = tuple(g for g in benchmark.groups if not g.question or (g.question, g.answer) in own)
        self.scores = scores_of(assessment)

    def blocks(self) -> Iterator[Block]:
        """Yield what is said before the tables, the tables, and how to read them."""
        _ = self.reader._
        if not self.scores:
            yield Paragraph(_("No hurdle has a score yet, so there is nothing to compare."))
            return
        yield Paragraph(self._lead(), "lead")
        for group in self.groups:
            yield self._table(group)
        yield Paragraph(
            _(
                "Quartiles are in whole points: a quarter of the municipalities are at or below the first, half at or "
                "below the second and three quarters at or below the third. Your score is rounded to whole points for "
                "the comparison; the middle range includes both its ends. All scores are self-assessments: a place "
                "among the others is no rank and does not say who is better."
            ),
            "note",
        )
        yield Paragraph(self._origin(), "note")
        if self._differs():
            phrase = _(
                "The benchmark was made with a questionnaire of the same version whose contents differ: its scores may "
                "not mean the same."
            )
            yield Paragraph(phrase, "flag")

    def named(self, group: PeerGroup) -> Sentence:
        """Return a group in words."""
        _, n = self.reader._, self.reader.integer(group.n)
        if not group.question:
            return self.say(_("All municipalities of the benchmark ({n})"), n=n)
        phrase = _("{answer} ({n} municipalities)")
        return self.say(phrase, answer=self._answer(group), n=n)

    def _answer(self, group: PeerGroup) -> Words:
        question = self.questionnaire.by_id.get(group.question)
        choice = next((each for each in question.choices if each.id == group.answer), None) if question else None
        if question is not None and choice is not None and choice.word is not None:
            word = self.reader._("Yes") if choice.word == "yes" else self.reader._("No")
            return Words(f"{self.words(question.text)} {word}")
        if choice is not None:
            return self.words(choice.label)
        return Words(group.answer)

    def _lead(self) -> Sentence:
        _, first = self.reader._, self.groups[0]
        compared = [(name, first.spreads[name].position(score)) for name, score in self.scores if name in first.spreads]
        hurdles = [(name, position) for name, position in compared if name != OVERALL]
        counts = {
            place: sum(position == place for _name, position in hurdles) for place in ("lower", "middle", "upper")
        }
        phrase = _(
            "Hurdles that can be compared: {n}. In the middle range of the municipalities: {middle}; above it: "
            "{upper}; below it: {lower}."
        )
        return self.say(phrase, n=str(len(hurdles)), **{place: str(count) for place, count in counts.items()})

    def _table(self, group: PeerGroup) -> Table:
        _ = self.reader._
        thresholds = [band.from_ for band in self.questionnaire.bands]
        labels = [self.exact(place, 1) for place in thresholds]
        columns = (
            Column(_("Hurdle")),
            Column(
                _("Middle range of the municipalities and your score, from 0 to 100"),
                chart=True,
                axis=axis(ticks(thresholds, labels)),
            ),
            Column(_("Your score"), numeric=True),
            Column(_("Quartiles"), numeric=True),
            Column(_("Municipalities"), numeric=True),
            Column(_("Where it lies")),
        )
        rows = tuple(self._row(name, score, group.spreads.get(name)) for name, score in self.scores)
        return Table(str(self.named(group)), columns, rows)

    def _row(self, name: str, score: int, spread: PeerSpread | None) -> tuple[Cell, ...]:
        _ = self.reader._
        label = Cell(_("Overall") if name == OVERALL else self.topic(name))
        own = Cell(self.reader.tenths(score))
        grounds = segments([band.from_ for band in self.questionnaire.bands])
        if spread is None:
            empty = Cell("–")
            return label, Cell(chart=scale(grounds, dot(score))), own, empty, empty, Cell(_("too few municipalities"))
        lower, median, upper = (10 * points for points in spread.quartiles)
        drawn = scale(grounds, box(lower, median, upper) + dot(score))
        quartiles = "\u00a0·\u00a0".join(self.reader.integer(points) for points in spread.quartiles)
        return (
            label,
            Cell(chart=drawn),
            own,
            Cell(quartiles),
            Cell(str(spread.n)),
            Cell(self.place(spread.position(score))),
        )

    def place(self, position: Position) -> str:
        """Return where a score lies, in words."""
        _ = self.reader._
        match position:
            case "lower":
                return _("below the middle range")
            case "middle":
                return _("in the middle range")
            case "upper":
                return _("above the middle range")

    def _origin(self) -> Sentence:
        _, benchmark = self.reader._, self.benchmark
        date = self.reader.date(benchmark.date) if benchmark.date else _("without a date")
        phrase = _("Benchmark of {id}, version {version}, {date}. It holds no names and no single results.")
        if benchmark.origin:
            phrase = _(
                "Benchmark of {id} ({origin}), version {version}, {date}. It holds no names and no single results."
            )
        whence = origin_in_words(benchmark.origin, self.reader)
        return self.say(phrase, id=benchmark.questionnaire, origin=whence, version=benchmark.version, date=date)

    def _differs(self) -> bool:
        """Whether the scores were made with other contents under the same version."""
        known = self.benchmark.digest and self.benchmark.version == self.questionnaire.version
        return bool(known) and self.benchmark.digest != self.assessment.loaded.digest

    def data(self) -> dict[str, Any]:
        """Return the same for machines."""
        return {
            "questionnaire": self.benchmark.named(),
            "groups": [
                {
                    **({"question": group.question, "answer": group.answer} if group.question else {}),
                    "n": group.n,
                    "scores": [
                        {
                            "id": name,
                            "score": score / 10,
                            "n": spread.n,
                            "quartiles": list(spread.quartiles),
                            "position": spread.position(score),
                        }
                        for name, score in self.scores
                        if (spread := group.spreads.get(name)) is not None
                    ],
                }
                for group in self.groups
            ],
        }
