"""What a room has agreed on, as answers."""

from __future__ import annotations

from planself.answers.model import Answer
from planself.answers.values import read_value
from planself.questionnaire.load import Loaded
from planself.workshop.commands import SAID
from planself.workshop.municipality_facts import Facts
from planself.workshop_files.discussion import DiscussedQuestion, Discussion


def agreed_answers(loaded: Loaded, record: Discussion, facts: Facts) -> dict[str, Answer]:
    """Return the answers that a room has agreed on, beside what was known; questions without agreement have none."""
    return {
        **facts,
        **{
            item.question: _answer(loaded, item)
            for item in record.items
            if item.outcome == "agreement" and item.question in loaded.questionnaire.by_id
        },
    }


def _answer(loaded: Loaded, item: DiscussedQuestion) -> Answer:
    for said in SAID:
        if item.answer == said:
            return Answer(said=said, comment=item.note, evidence=item.evidence)
    question = loaded.questionnaire.by_id[item.question]
    value = read_value(question, item.answer, exact=True)
    return Answer(value, comment=item.note, evidence=item.evidence)
