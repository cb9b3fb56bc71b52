"""Advice on words: one fact a question, anchors that differ and ascend, every language, no more than a card holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planself.files.finding import Finding, Path
from planself.files.refusals import brief
from planself.i18n import _
from planself.questionnaire import model
from planself.questionnaire.lint.rule import LintRule
from planself.questionnaire.lint.walk import by_language, ladders
from planself.questionnaire.rules.facts import each_question
from planself.questionnaire.rules.texts import phrases
from planself.text import base, resolve

_CLAUSES = {
    "de": re.compile(
        r"\bund\s+(?:ist|sind|wird|werden|wurde|wurden|hat|haben|gibt|liegt|liegen|besteht|bestehen|kann|können|nimmt|"
        r"nehmen|findet|finden)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(r"\band\s+(?:is|are|was|were|has|have|does|do|did|will|can)\b", re.IGNORECASE),
}
_THINGS = {
    "de": (re.compile(r"\bein(?:e|en|er|em|es)?\s", re.I), re.compile(r"\bund\s+ein(?:e|en|er|em|es)?\s", re.I)),
    "en": (re.compile(r"\ban?\s", re.I), re.compile(r"\band\s+an?\s", re.I)),
}
"""A thing, and another one that is joined to it: two expressions, since one would cost the square of a text."""
_WORDS_OF_DEGREE = {
    "nie": 0, "niemals": 0, "never": 0, "selten": 1, "rarely": 1, "seldom": 1, "manchmal": 2, "sometimes": 2,
    "häufig": 3, "oft": 3, "often": 3, "meist": 4, "meistens": 4, "mostly": 4, "usually": 4, "immer": 5, "always": 5,
}  # fmt: skip
_LONGEST = {"question": 160, "anchors": 140, "options": 100, "measures": 70, "hurdles": 80}
_LETTERS = re.compile(r"[^\W\d_]{2}")


def two_facts(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find questions that ask for two facts at once; only where both are clauses, or things with an article."""
    for path, question in each_question(questionnaire):
        for lang, text in by_language(question.text, questionnaire):
            if part := _second_fact(text, base(lang)):
                message = _("This question seems to ask for two facts at once: {part}.")
                hint = _("Make two questions of it; who can say yes to one half only has no answer here.")
                yield Finding("W301", (*path, "text"), message.format(part=brief(part)), hint)
                break


def _second_fact(text: str, lang: str) -> str:
    """Return the piece of a text that asks for a second fact."""
    if lang not in _CLAUSES:
        return ""
    if match := _CLAUSES[lang].search(text):
        return match[0].strip()
    one, joined = _THINGS[lang]
    for clause in re.split("[?,;]", text):
        if (first := one.search(clause)) and (second := joined.search(clause, first.end())):
            return clause[first.start() : second.end()].strip()
    return ""


def alike_anchors(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find anchors and levels of one question that say the same."""
    for path, texts in ladders(questionnaire):
        for lang in questionnaire.languages:
            seen: dict[str, int] = {}
            for place, text in enumerate(texts):
                folded = " ".join(resolve(text, lang)[0].casefold().rstrip(".").split())
                if folded in seen:
                    message = _("This level says the same as level {level}.").format(level=seen[folded])
                    hint = _("Say what can be seen at this level and not yet at the one before it.")
                    yield Finding("W302", (*path, place), message, hint)
                seen.setdefault(folded, place)


def zigzag_anchors(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find anchors whose numbers, or words such as "sometimes", go up and down again."""
    for path, texts in ladders(questionnaire):
        degrees = [_degree(resolve(text, questionnaire.languages[0])[0]) for text in texts]
        known = [degree for degree in degrees if degree is not None]
        if len(known) == len(texts) and known not in (sorted(known), sorted(known, reverse=True)):
            message = _("The levels do not seem to stand in order.")
            yield Finding(
                "W303", path, message, _("Level 0 comes first, and each level is more than the one before it.")
            )


def missing_translations(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find texts that lack one of the questionnaire's further languages."""
    for path, text in phrases(questionnaire):
        lacking = [] if isinstance(text, str) else [lang for lang in questionnaire.languages[1:] if lang not in text]
        if lacking:
            message = _("This text is missing in {languages}.").format(languages=", ".join(lacking))
            yield Finding("W306", path, message, _("Until it is there, the first language stands in for it."))


def single_strings(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find questions, anchors, labels and the like that are one string for all of several languages."""
    if len(questionnaire.languages) < 2:
        return
    for path, text in phrases(questionnaire):
        kind = path[-2] if isinstance(path[-1], int) else path[-1]
        spoken = kind in ("anchors", "label", "topic", "what") or (kind == "text" and path[0] in ("sections", "checks"))
        if spoken and isinstance(text, str) and _LETTERS.search(text):
            message = _("This text is one string for all languages.")
            example = "{" + ", ".join(f"{lang}: …" for lang in questionnaire.languages) + "}"
            yield Finding("W307", path, message, _("Write {example}.").format(example=example))


def long_texts(questionnaire: model.Questionnaire) -> Iterator[Finding]:
    """Find texts that no card on a workshop wall holds."""
    for path, text in phrases(questionnaire):
        longest = _LONGEST.get(_card(path))
        length = max(len(text) for _lang, text in by_language(text, questionnaire))
        if longest is not None and length > longest:
            message = _("This text has {length} characters; more than {longest} do not fit a card on a workshop wall.")
            hint = _("Say it shorter, and put what explains it into `help` or `text`.")
            yield Finding("W311", path, message.format(length=length, longest=longest), hint)


def _degree(text: str) -> int | None:
    """Return how much an anchor says, where it begins with a word of degree or holds exactly one number."""
    word = re.match(r"\w+", text.casefold())
    if word and word[0] in _WORDS_OF_DEGREE:
        return _WORDS_OF_DEGREE[word[0]]
    numbers = re.findall(r"\d+", text)
    return int(numbers[0]) if len(numbers) == 1 and len(numbers[0]) < 10 else None


def _card(path: Path) -> str:
    """Return which kind of card a text stands on."""
    match path:
        case ("sections", _, "questions", _, "text"):
            return "question"
        case ("sections", _, "questions", _, "anchors", _):
            return "anchors"
        case ("sections", _, "questions", _, "options", _, "label"):
            return "options"
        case ("hurdles", _, "measures", _, "title"):
            return "measures"
        case ("hurdles", _, "name"):
            return "hurdles"
        case _:
            return ""


RULES = (
    LintRule(
        "W301",
        "A question joins two facts",
        "Who can say yes to one half only has no honest answer, and nobody can read the score afterwards.",
        """\
questions:
  - {id: plan, type: yes_no, text: "Gibt es einen Plan und wird er jedes Jahr geprüft?", hurdles: {silos: 1}}
""",
        """\
questions:
  - {id: plan, type: yes_no, text: "Gibt es einen Plan für Kinder und Familien?", hurdles: {silos: 1}}
  - {id: plan_review, type: yes_no, text: "Wird der Plan jedes Jahr geprüft?", hurdles: {silos: 1}}
""",
        two_facts,
    ),
    LintRule(
        "W302",
        "Two levels of a question say the same",
        "Raters cannot tell them apart, so the difference in points is chance.",
        """\
questions:
  - id: plan
    type: scale
    text: Wie wird geplant?
    levels: [{label: einzeln}, {label: gemeinsam}, {label: Gemeinsam.}]
    hurdles: {silos: 1}
""",
        """\
questions:
  - id: plan
    type: scale
    text: Wie wird geplant?
    levels: [{label: einzeln}, {label: abgestimmt}, {label: gemeinsam}]
    hurdles: {silos: 1}
""",
        alike_anchors,
    ),
    LintRule(
        "W303",
        "Levels do not stand in order",
        "Points rise from level to level; where the words do not, a better practice gets fewer points.",
        """\
questions:
  - id: meetings
    type: scale
    text: Wie oft treffen sich die Ämter?
    levels: [{label: nie}, {label: oft}, {label: selten}]
    hurdles: {silos: 1}
""",
        """\
questions:
  - id: meetings
    type: scale
    text: Wie oft treffen sich die Ämter?
    levels: [{label: nie}, {label: selten}, {label: oft}]
    hurdles: {silos: 1}
""",
        zigzag_anchors,
    ),
    LintRule(
        "W306",
        "A translation is missing",
        "Readers of the other language meet a text in the first one in the middle of theirs.",
        """\
languages: [de, en]
title: {de: Gemeinsam planen}
""",
        """\
languages: [de, en]
title: {de: Gemeinsam planen, en: Planning together}
""",
        missing_translations,
    ),
    LintRule(
        "W307",
        "A text of a bilingual questionnaire is one string",
        "A string stands for every language; that is right for names, and a forgotten translation elsewhere.",
        """\
languages: [de, en]
roles: [{id: lead, label: Leitung}]
""",
        """\
languages: [de, en]
roles: [{id: lead, label: {de: Leitung, en: Management}}]
""",
        single_strings,
    ),
    LintRule(
        "W311",
        "A text is too long for a workshop wall",
        "In a workshop questions, anchors and measures hang on cards and are read from two metres away.",
        """\
hurdles:
  - id: silos
    name: Jugendhilfe, Schule, Soziales und Stadtentwicklung planen für sich und wissen nicht voneinander
    measures: [{id: talk, title: Reden}]
""",
        """\
hurdles:
  - id: silos
    name: Ressortdenken
    description: Jugendhilfe, Schule, Soziales, Gesundheit und Stadtentwicklung planen jeweils für sich allein.
    measures: [{id: talk, title: Reden}]
""",
        long_texts,
    ),
)
