"""Advice on how something is asked: the same text twice, a double negation, a question that suggests its answer."""

from __future__ import annotations

from collections.abc import Iterator

from planself.files.finding import Finding, Path
from planself.files.refusals import brief
from planself.i18n import _
from planself.questionnaire import model
from planself.questionnaire.lint.rule import LintRule
from planself.questionnaire.lint.walk import by_language, each_measure
from planself.questionnaire.lint.words import double_negation, exclusion, leading
from planself.questionnaire.rules.facts import each_question
from planself.text import Text, resolve


def repeated_texts(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find questions, options, hurdles and measures that read like another one of their kind."""
    for texts in _kinds(questionnaire):
        told: set[Path] = set()
        for lang in questionnaire.languages:
            seen: dict[str, str] = {}
            for path, id_, text in texts:
                folded = " ".join(resolve(text, lang)[0].casefold().rstrip(".?!").split())
                if folded in seen and path not in told:
                    told.add(path)
                    message = _("This text stands at {other}, too.").format(other=brief(seen[folded]))
                    yield Finding("W341", path, message, _("Say what is different here, or take one of the two out."))
                seen.setdefault(folded, id_)


def double_negations(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find questions that negate twice in one clause."""
    for path, question in each_question(questionnaire):
        for lang, text in by_language(question.text, questionnaire):
            if clause := double_negation(text, lang):
                message = _("This question negates twice: {part}.").format(part=brief(clause))
                hint = _("Ask for what there is; nobody is sure what a yes would mean here.")
                yield Finding("W344", (*path, "text"), message, hint)
                break


def leading_questions(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find questions that suggest their answer."""
    for path, question in each_question(questionnaire):
        for lang, text in by_language(question.text, questionnaire):
            if words := leading(text, lang):
                message = _("This question suggests its answer: {part}.").format(part=brief(words))
                yield Finding("W345", (*path, "text"), message, _("Ask so that both answers are equally easy to give."))
                break


def excluding_levels(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find anchors between the first and the last that end in what is not there."""
    for path, question in each_question(questionnaire):
        for choice in question.choices[1:-1] if question.ladder else ():
            said = (exclusion(text, lang) for lang, text in by_language(choice.detail or "", questionnaire))
            if words := next(filter(None, said), None):
                message = _("This level asks for something not to be there: {part}.").format(part=brief(words))
                hint = _("Say what is there; whoever has one half of the next level fits neither.")
                yield Finding("W353", (*path, *choice.detail_at), message, hint)


def _kinds(questionnaire: model.Questionnaire) -> Iterator[list[tuple[Path, str, Text]]]:
    """Yield the texts of each kind with path and id; those of a question's options are a kind of their own."""
    yield [((*path, "text"), question.id, question.text) for path, question in each_question(questionnaire)]
    yield [(("hurdles", n, "name"), hurdle.id, hurdle.name) for n, hurdle in enumerate(questionnaire.hurdles)]
    yield [((*path, "title"), measure.id, measure.title) for path, measure in each_measure(questionnaire)]
    for path, question in each_question(questionnaire):
        yield [((*path, *choice.at), choice.id, choice.label) for choice in question.choices if choice.id_at]


RULES = (
    LintRule(
        "W341",
        "The same text stands twice",
        "People think that they have answered already, or that they misread one of the two.",
        """\
questions:
  - {id: plan, type: yes_no, text: Gibt es einen Plan?, hurdles: {silos: 1}}
  - {id: plan_known, type: yes_no, text: Gibt es einen Plan?, hurdles: {silos: 1}}
""",
        """\
questions:
  - {id: plan, type: yes_no, text: Gibt es einen Plan?, hurdles: {silos: 1}}
  - {id: plan_known, type: yes_no, text: Kennen die Schulen den Plan?, hurdles: {silos: 1}}
""",
        repeated_texts,
    ),
    LintRule(
        "W344",
        "A question negates twice",
        "Whoever answers quickly answers the opposite of what is meant.",
        """\
questions:
  - {id: plan, type: yes_no, text: Gibt es keine Stelle ohne Vertretung?, hurdles: {silos: 1}}
""",
        """\
questions:
  - {id: plan, type: yes_no, text: Hat jede Stelle eine Vertretung?, hurdles: {silos: 1}}
""",
        double_negations,
    ),
    LintRule(
        "W345",
        "A question suggests its answer",
        "People agree out of courtesy, and the score is better than the practice.",
        """\
questions:
  - {id: plan, type: yes_no, text: "Sie stimmen doch zu, dass es einen Plan gibt?", hurdles: {silos: 1}}
""",
        """\
questions:
  - {id: plan, type: yes_no, text: Gibt es einen Plan?, hurdles: {silos: 1}}
""",
        leading_questions,
    ),
    LintRule(
        "W353",
        "A level in the middle excludes",
        "Who has a rule and no minutes finds no level that fits: the one that excludes is false, and so is the next.",
        """\
questions:
  - id: group
    type: scale
    text: Wie arbeitet die Gruppe?
    levels: [{label: gar nicht}, {label: begonnen}, {label: geregelt}]
    anchors: [Es gibt keine., "Sie tagt, aber nicht regelmäßig.", Sie tagt monatlich.]
    hurdles: {silos: 1}
""",
        """\
questions:
  - id: group
    type: scale
    text: Wie arbeitet die Gruppe?
    levels: [{label: gar nicht}, {label: begonnen}, {label: geregelt}]
    anchors: [Es gibt keine., Sie tagt gelegentlich., Sie tagt monatlich.]
    hurdles: {silos: 1}
""",
        excluding_levels,
    ),
)
