"""Rules for what a report says of answered and open questions: every number is counted anew from the answers."""

from __future__ import annotations

import re
from collections import Counter

from planself.answers.model import Answer
from planself.questionnaire.model import AnyQuestion
from planself.report.certainty import certainty
from planself.report.context import AssessmentContext
from planself.report.findings import findings
from planself.report.review_points import groups
from planself.report.view_parts import Council, Group, Note
from planself.scoring.assessment import Assessment
from planself.scoring.plan import State
from tests.reaching import reached

OPEN = {
    State.UNKNOWN: "don't know|weiß nicht",
    State.MISSING: "no answer|keine Antwort|open in the consensus|im Konsens offen",
    State.PENDING: "earlier answer|hängt von|hängen von",
}
"""What a sentence says of questions that are open in this way."""
ANSWERS = ("yes", "partly", "no", *(state for state in State if state is not State.ANSWERED))
EN = "“yes”, “partly”, “no”, not asked, waiting for an earlier answer, not applicable, “don't know”, no answer"
DE = "„ja“, „teilweise“, „nein“, nicht gefragt, von einer offenen Frage abhängig, trifft nicht zu, „weiß nicht“, "
DE += "keine Angabe"
IN_CONSENSUS = {"en": "open in the consensus", "de": "im Konsens offen"}


def keep_counts(page: Council, context: AssessmentContext, lang: str) -> None:
    """Assert what the council's page and the full report say of answered and open questions, and that they agree."""
    assessment, full = context.assessment, findings(context)
    _law(page.statutory, assessment, lang)
    assert [note for note in full if note.title in [law.title for law in page.statutory]] == [*page.statutory]
    for certain in (page.certainty, certainty(context)):
        _certainty(certain, assessment)
    _lists(groups(context), assessment, lang)
    for gates, how in (("failed_gates", "not|nicht"), ("open_gates", "still|noch")):
        n = len({question for found in assessment.result.hurdles for question in getattr(found, gates)})
        said = rf"(\d+) (?:minimum conditions?|Mindestbedingung(?:en)?) (?:is|are|ist|sind) (?:{how})"
        assert [told for note in full for told in re.findall(said, str(note.title))] == ([str(n)] if n else []), gates


def state(assessment: Assessment, question: AnyQuestion) -> State:
    return assessment.result.question(question.id).state


# --- statutory points ---


def _law(notes: tuple[Note, ...], assessment: Assessment, lang: str) -> None:
    """Assert that one note counts every statutory point, also where none is answered, and none is told without any."""
    sections = [section for section in assessment.loaded.questionnaire.sections if section.statutory]
    points = [q for section in sections for q in section.questions if q.type in ("yes_no", "single")]
    assert len(notes) == (len(points) > 0)
    for note in notes:
        _point_counts(note, points, assessment, lang)


def _point_counts(note: Note, points: list[AnyQuestion], assessment: Assessment, lang: str) -> None:
    states = Counter(state(assessment, question) for question in points)
    answered, open_ = states[State.ANSWERED], sum(states[kind] for kind in OPEN)
    numbers = [answered, answered + open_, *([open_] if open_ else [])] if answered + open_ else []
    assert [int(n) for n in re.findall(r"\d+", str(note.title))] == numbers, note.title
    words = dict(zip(ANSWERS, {"en": EN, "de": DE}[lang].split(", "), strict=True))
    if assessment.answer_set.round == "consensus":
        words[State.MISSING] = IN_CONSENSUS[lang]
    told = re.search(r": ([^.]*)\.", str(note.text))
    assert told
    counts = Counter(words[_answer(assessment, question)] for question in points)
    assert sorted(told.group(1).split(", ")) == sorted(f"{n} {word}" for word, n in counts.items())
    unmet = {words[word]: counts[words[word]] for word in ("no", "partly")}
    listed = Counter({word: sum(str(entry).endswith(f"– {word}") for entry in note.entries) for word in unmet})
    for n, word in re.findall(r"(\d+) (?:more with|weitere mit) (\S+)", str(note.entries[-1]) if note.entries else ""):
        listed[word] += int(n)
        reached("more statutory points than are listed")
    assert {word: listed[word] for word in unmet} == unmet
    reached("statutory points open", open_ > 0)
    reached("statutory points not asked", not answered + open_)
    reached("statutory points unmet", sum(unmet.values()) > 0)


def _answer(assessment: Assessment, question: AnyQuestion) -> str | State:
    """Return how a statutory point of ours is answered: its options are met, partly and not met."""
    if (found := state(assessment, question)) is not State.ANSWERED:
        return found
    return {"met": "yes", "partly": "partly", "not_met": "no"}[str(assessment.answer_set.answers[question.id].value)]


# --- how certain it is, and the lists of open questions ---


def _certainty(told: tuple[Note, ...], assessment: Assessment) -> None:
    """Assert the counts of scored questions: those answered and the open ones are those that apply."""
    scored = [q for q in assessment.loaded.questionnaire.questions if q.hurdles and state(assessment, q).applicable]
    if not told or not scored:
        return
    sentences = re.split(r"(?<=\.) ", str(told[0].text))
    for kind, how in OPEN.items():
        n = sum(state(assessment, question) is kind for question in scored)
        said = [sentence for sentence in sentences if re.search(how, sentence)]
        assert [re.findall(r"^(\d+) (?:scored|bewertete)", sentence) for sentence in said] == ([[str(n)]] if n else [])
    may = re.search(r"may apply|zutreffen können|zutreffen kann", str(told[0].title))
    assert bool(may) == any(state(assessment, question) is State.PENDING for question in scored)
    done = sum(state(assessment, question) is State.ANSWERED for question in scored)
    assert [int(n) for n in re.findall(r"\d+", str(told[0].title))] == [done, len(scored)]
    if told[1:]:
        _evidence(str(told[1].title), assessment)


def _evidence(said: str, assessment: Assessment) -> None:
    """Assert that every answer of enough points of any kind is counted, and the threshold said in points."""
    enough = assessment.loaded.questionnaire.scoring.evidence_from
    high = [found for found in assessment.result.questions if found.points is not None and found.points >= enough]
    proven = sum(bool(_of(assessment, found.id).evidence.strip()) for found in high)
    threshold = re.search(r"(?:of|mit) ([\d.,]+) (?:points?|Punkte?n?)\b", said)
    assert threshold, said
    assert float(threshold.group(1).replace(",", ".")) * 10 == enough, said
    rest = said.replace(threshold.group(), "")
    some = [proven, len(high)] if 0 < proven < len(high) else [len(high)] if len(high) > 1 else []
    assert [int(n) for n in re.findall(r"\d+", rest)] == some, said
    reached("some answers without evidence", len(some) == 2)


def _of(assessment: Assessment, id_: str) -> Answer:
    return assessment.answer_set.answers.get(id_) or Answer()


def _lists(groups: tuple[Group, ...], assessment: Assessment, lang: str) -> None:
    """Assert of every list of open answers that it and what it says it leaves out are all there are."""
    consensus = assessment.answer_set.round == "consensus"
    for group in groups:
        if group.id not in [*State]:
            continue
        those = [q for q in assessment.loaded.questionnaire.questions if state(assessment, q) == group.id]
        more = re.search(r"(\d+) (?:more, optional|weitere, freiwillig)", str(group.text))
        assert len(group.entries) + (int(more.group(1)) if more else 0) == len(those), group
        scored = re.search(r"(?:Scored among them|Davon bewertet): (\d+)", str(group.text))
        n = sum(bool(question.hurdles) for question in those)
        if State(group.id).applicable:
            assert (int(scored.group(1)) if scored else len(group.entries)) == n, group
        reached("a list leaves questions out", more is not None)
        reached("a list of scored and other questions", scored is not None)
        if group.id == State.MISSING:
            assert (group.title == {"en": "Open in the consensus", "de": "Im Konsens offen"}[lang]) == consensus
            reached("open in the consensus", consensus)
