"""How to choose a level: the rule that everybody sees before the first question with a scale, whatever is asked."""

from __future__ import annotations

from planself.i18n import Reader
from planself.questionnaire.model import AnyQuestion, Questionnaire
from planself.scoring.plan import FULL


def level_rule(questionnaire: Questionnaire, question: AnyQuestion, reader: Reader) -> str:
    """Return the rule for a question, empty where its levels do not include those below them."""
    return " ".join(level_sentences(questionnaire, question, reader))


def level_sentences(questionnaire: Questionnaire, question: AnyQuestion, reader: Reader) -> tuple[str, ...]:
    """Return the rule for a question sentence by sentence."""
    if not question.cumulative:
        return ()
    sentences = [
        reader._("Choose the highest level that is fully reached; the levels below it must be reached too."),
        reader._("If a level applies only in part, the one below counts, even if its wording does not fit exactly."),
    ]
    if level := _evidence_from(questionnaire, question):
        sentences.append(reader._("From level {level} on, please name evidence.").format(level=level))
    if question.allows_unknown:
        sentences.append(reader._("“Don't know” is a good answer."))
    return tuple(sentences)


def _evidence_from(questionnaire: Questionnaire, question: AnyQuestion) -> int | None:
    """Return the first level whose points should rest on evidence, None where the levels count downwards."""
    highest = question.top
    if question.falls:
        return None
    wanted = questionnaire.scoring.evidence_from * highest
    return next((level for level in range(1, highest + 1) if level * FULL >= wanted), None)
