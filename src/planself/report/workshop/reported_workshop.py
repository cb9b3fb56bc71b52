"""What a report of a workshop knows besides the group's result: who was invited, what was talked about, the votes.

Nothing in here comes from single answers: a discussion's record holds what the room said aloud, votes were counted
in the room, and counts of a second round stand here as the rules for groups show them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 -- fields are called date

from planself.questionnaire.load import Loaded
from planself.scoring.assessment import Assessment
from planself.text import Text
from planself.workshop_files.discussion import DiscussedQuestion
from planself.workshop_files.votes import Vote


@dataclass(frozen=True, slots=True)
class ReportedWorkshop:
    """A workshop as its report needs it; `invited` is how many codes there are.

    `consensus` is the answer set of the room, scored; `agreed` are the answers that the discussion's record holds.
    `moved` says that answers came in or changed after the discussion had begun.
    """

    loaded: Loaded
    title: Text
    date: Date
    subject: str = ""
    invited: int = 0
    roles: Mapping[str, Text] = field(default_factory=dict)
    talked: tuple[DiscussedQuestion, ...] = ()
    agreed: Assessment | None = None
    consensus: Assessment | None = None
    votes: tuple[Vote, ...] = ()
    moved: bool = False

    @property
    def scored_consensus(self) -> Assessment | None:
        """The consensus, where it goes far enough for the score of one hurdle at least."""
        rated = self.consensus and any(hurdle.score is not None for hurdle in self.consensus.result.hurdles)
        return self.consensus if rated else None
