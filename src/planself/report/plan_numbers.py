"""The numbers of an action plan in a report: how far the targets are, and what the actions could lead to."""

from __future__ import annotations

from collections.abc import Iterator

from planself.actions.progress import Progress
from planself.actions.projection import Projection
from planself.actions.status import PlanStatus
from planself.actions.status_words import beginning, newest
from planself.i18n import Reader
from planself.report.blocks import Block, Cell, Column, Paragraph, Table
from planself.report.inline_text import Sentence, Words, compose
from planself.report.texts import Texts
from planself.scoring.result import HurdleResult, Overall
from planself.text import Text

NOTHING = "–"
AnyResult = HurdleResult | Overall


class PlanNumbers(Texts):
    """A plan's targets and projection for one reader."""

    def __init__(self, status: PlanStatus, reader: Reader) -> None:
        super().__init__(status.plan.loaded.questionnaire, reader)
        self.status = status
        self.plan = status.plan.plan

    def own(self, text: Text | None) -> Words:
        """Return a text of the plan, which a person typed in one language, or which a measure gave in several."""
        return self.typed(text) if isinstance(text, str) else self.words(text)

    def all_typed(self) -> Iterator[str]:
        """Yield what the plan's actions say in one language only."""
        for action in self.plan.actions:
            texts = (action.title, action.office, action.responsible, action.indicator, action.target)
            yield from (text for text in texts if isinstance(text, str))

    # --- targets ---

    def targets(self) -> Iterator[Block]:
        """Yield the table of targets."""
        _ = self.reader._
        measured = self.status.current is not None
        columns = (
            Column(_("Hurdle")),
            Column(beginning(self.status, self.reader), numeric=True),
            *((Column(newest(self.status, self.reader), numeric=True),) if measured else ()),
            Column(_("Target"), numeric=True),
            *((Column(_("Progress"), numeric=True),) if measured else ()),
        )
        rows = tuple(self.target(target, measured=measured) for target in self.status.targets)
        note = _(
            "Progress is how much of the way from the beginning to the target is done. It does not say what the "
            "change is due to."
        )
        yield Table(_("From where to where"), columns, rows, note if measured else "")
        if not measured:
            yield Paragraph(_("Progress will be seen with the next assessment."), "note")

    def target(self, target: Progress, *, measured: bool) -> tuple[Cell, ...]:
        """Return a target as a row."""
        share = NOTHING if target.share is None else self.reader._("{number}%").format(number=_signed(target.share))
        if target.reached:
            share = self.reader._("{share}, reached").format(share=share)
        return (
            Cell(self.topic(target.hurdle)),
            Cell(self.score(target.baseline)),
            *((Cell(self.score(target.current)),) if measured else ()),
            Cell(self.score(target.target)),
            *((Cell(share),) if measured else ()),
        )

    def score(self, score: int | None) -> str:
        """Return a score, or a dash."""
        return NOTHING if score is None else self.reader.tenths(score)

    # --- projection ---

    def projection(self, found: Projection) -> Iterator[Block]:
        """Yield the projected profile beside the present one, and what it rests on."""
        reader, _ = self.reader, self.reader._
        yield Paragraph(
            _(
                "A projection, not a forecast: the profile if every action led to the answers that its measure aims "
                "at, and nothing else changed."
            ),
            "flag",
        )
        columns = (
            Column(_("Hurdle")),
            Column(newest(self.status, self.reader), numeric=True),
            Column(_("Projected"), numeric=True),
            Column(_("Change"), numeric=True),
            Column(_("Projected band")),
        )
        pairs = sorted(zip(found.before.hurdles, found.after.hurdles, strict=True), key=lambda pair: _place(pair[0]))
        rows = [self.projected(Words(_("Overall")), found.before.overall, found.after.overall)]
        rows += [self.projected(self.topic(old.id), old, new) for old, new in pairs]
        yield Table(
            _("Profile and projection"),
            columns,
            tuple(rows),
            legend=_("The grounds are the bands."),
        )
        left = len(found.aims) - sum(aim.counted for aim in found.aims)
        better = found.counted
        said = [reader.n_("{n} answer is better in it.", "{n} answers are better in it.", better)]
        if left:
            said.append(
                reader.n_(
                    "{n} answer aimed at stays as it is: it is as good already, or a score would be lower.",
                    "{n} answers aimed at stay as they are: they are as good already, or a score would be lower.",
                    left,
                )
            )
        said.append(
            _("Actions from no measure of the questionnaire change nothing here; dropped actions do not count.")
        )
        yield Paragraph(" ".join(said), "note")

    def projected(self, name: Words, old: AnyResult, new: AnyResult) -> tuple[Cell, ...]:
        """Return a hurdle, or the whole, as a row."""
        change = None if old.score is None or new.score is None else new.score - old.score
        return (
            Cell(name),
            Cell(self.score(old.score), self.shade(old)),
            Cell(self.score(new.score), self.shade(new)),
            Cell(NOTHING if change is None else self.reader.change(change)),
            Cell(self.level(new)),
        )

    def shade(self, numbers: AnyResult) -> int | None:
        """Return the ground of a hurdle's band."""
        return self.bands[numbers.band].place if isinstance(numbers, HurdleResult) and numbers.band else None

    def level(self, numbers: AnyResult) -> Words | Sentence:
        """Return the name of a band, or of the stage of the whole."""
        if isinstance(numbers, HurdleResult):
            return self.bands[numbers.band].label if numbers.band else Words(NOTHING)
        stage = next((stage for stage in self.questionnaire.stages if stage.id == numbers.stage), None)
        if stage is None:
            return Words(NOTHING)
        return compose(self.reader._("stage {stage}"), stage=self.quoted(self.words(stage.label)))


def _place(numbers: HurdleResult) -> int:
    return 1001 if numbers.score is None else numbers.score


def _signed(share: int) -> str:
    return str(share).replace("-", "−")
