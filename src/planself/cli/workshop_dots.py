"""The dots of a workshop as plain lines, beside the scores and never in them."""

from __future__ import annotations

from planself.cli import console
from planself.i18n import _, current
from planself.questionnaire.load import Loaded
from planself.text import one_line
from planself.workshop.record_file import odd_sum
from planself.workshop.voting import listed
from planself.workshop_files.votes import Vote, Votes


def show_votes(votes: Votes, loaded: Loaded) -> None:
    """Print what got dots, the most first."""
    for vote in votes.votes:
        _show(vote, loaded)


def _show(vote: Vote, loaded: Loaded) -> None:
    out = console.product()
    names = {choice.id: one_line(choice.name) for choice in listed(loaded, vote.on, (), current())}
    out.line()
    out.line((_("Dots on hurdles") if vote.on == "hurdles" else _("Dots on measures"), "bold underline"))
    for id_, count in vote.ranking:
        out.hanging((f"{count:>5}", "bold"), (f"   {names.get(id_, id_)}", ""), indent=2)
    if vote.given != vote.handed_out:
        out.hanging((odd_sum(vote), "yellow"), indent=2)
