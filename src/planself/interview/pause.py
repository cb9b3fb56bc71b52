"""The pause after the short form: its result, and the offer to go deeper where it found the least."""

from __future__ import annotations

from collections.abc import Sequence

from planself.i18n import Reader
from planself.interview.flow import Flow
from planself.interview.short_form import ShortForm, lowest
from planself.scoring.result import HurdleResult
from planself.terminal.asker import Menu, MenuItem
from planself.terminal.screen import Sieve

REVIEW, DEEPEN = ":review", ":deepen"
"""What a menu offers besides questions; no question id begins like this."""


def pause(flow: Flow, short: ShortForm, reader: Reader, sieve: Sieve, *, values: bool) -> Menu:
    """Return what the short form came to, and the offer to go deeper; without `values` where others look on."""
    hurdles = short.hurdles(flow.answers, flow.setup.part) if values else ()
    items = (
        MenuItem(DEEPEN, _deeper(flow, short, hurdles, reader)),
        MenuItem(REVIEW, reader._("Stop here: look over and finish")),
    )
    if not values:
        title = reader._("The questions of the short form are done")
        return Menu(title, items, at=DEEPEN)
    named = _Named(short, reader, sieve)
    lines = (*_caution(hurdles, reader), *named.lowest(hurdles))
    table = tuple(map(named.row, hurdles))
    return Menu(reader._("Interim result of the short form"), items, lines, table, at=DEEPEN)


def _deeper(flow: Flow, short: ShortForm, hurdles: Sequence[HurdleResult], reader: Reader) -> str:
    bottom = lowest(hurdles)
    if len(bottom) == sum(hurdle.score is not None for hurdle in hurdles):
        said = reader._("Go on with the long form")
    elif len(bottom) == 1:
        said = reader._("Go deeper, beginning with the lowest score")
    else:
        said = reader._("Go deeper, beginning with these {n} hurdles").format(n=len(bottom))
    further = sum(map(flow.setup.asks, set(flow.setup.questionnaire.by_id) - short.ids))
    limit = reader.n_("(at most {n} question)", "(at most {n} questions)", further)
    return f"{said} {limit}"


def _caution(hurdles: Sequence[HurdleResult], reader: Reader) -> tuple[str, ...]:
    if all(hurdle.score is None for hurdle in hurdles):
        return (reader._("Too few answers for a score."),)
    return (reader._("Each score rests on few questions: 0 means fully in the way, 100 overcome."),)


class _Named:
    """The words for the hurdles of a short form."""

    def __init__(self, short: ShortForm, reader: Reader, sieve: Sieve) -> None:
        self.reader = reader
        self.sieve = sieve
        questionnaire = short.questionnaire
        self.names = {hurdle.id: reader.text(hurdle.name) for hurdle in questionnaire.hurdles}
        self.bands = {band.id: reader.text(band.label) for band in questionnaire.bands}

    def row(self, hurdle: HurdleResult) -> tuple[str, str]:
        """Return a hurdle's score and name, as a row of the table."""
        name = self.names[hurdle.id]
        if hurdle.score is None:
            return self.sieve("–"), self.sieve(self.reader._("{hurdle}, no score yet").format(hurdle=name))
        return self.reader.tenths(hurdle.score), self.sieve(f"{name}, {self.bands[hurdle.band or '']}")

    def lowest(self, hurdles: Sequence[HurdleResult]) -> tuple[str, ...]:
        """Say which hurdles have the lowest score, all of them, and where none is lower than another."""
        reader, bottom = self.reader, lowest(hurdles)
        if not bottom:
            return ()
        rated = [hurdle for hurdle in hurdles if hurdle.score is not None]
        score = reader.tenths(bottom[0].score or 0)
        if len(rated) == 1:
            return ()
        if len(bottom) == len(rated):
            said = reader._("All {n} hurdles with a score have the same: {score}. None is lower than another.")
            return (said.format(n=len(bottom), score=score),)
        if len(bottom) == 1:
            said = reader._("Lowest score ({score}): {hurdles}.")
        else:
            said = reader._(
                "{n} hurdles share the lowest score ({score}); the short form does not tell them apart: {hurdles}."
            )
        names = self.sieve("; ".join(self.names[hurdle.id] for hurdle in bottom))
        return (said.format(n=len(bottom), score=score, hurdles=names),)
