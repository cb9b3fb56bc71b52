"""Rules that every sentence of a report keeps, read off the result by other means than the report's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from planself.analysis.recommendation import Step, recommend
from planself.i18n import Reader
from planself.questionnaire.model import Measure
from planself.report.context import AssessmentContext
from planself.report.findings import findings
from planself.report.headline import lead
from planself.report.view import council_page
from planself.report.view_parts import Council, Note
from planself.scoring.assessment import Assessment
from planself.scoring.plan import State
from planself.scoring.points import points
from planself.scoring.result import HurdleResult
from tests.reaching import reached
from tests.report.rules_of_counts import keep_counts

SUPERLATIVES = {
    "en": ("Biggest", "Least in the way", "Furthest"),
    "de": ("Am stärksten", "Am wenigsten", "Am weitesten"),
}
LEVEL = {"en": ("tied",), "de": ("gleich hoch", "gleichauf")}
TITLES = {
    "en": ("Next steps", "The next step", "The next two steps", "The next three steps"),
    "de": ("Nächste Schritte", "Der nächste Schritt", "Die beiden nächsten Schritte", "Die nächsten drei Schritte"),
}
PLURALS = {
    "en": ("hurdle", "question", "answer", "point", "minimum condition", "contradiction"),
    "de": ("Hürden?", "Fragen?", "Antwort(?:en)?", "Punkten?", "Mindestbedingung(?:en)?", "Maßnahmen?"),
}
ONE = {
    "en": ("hurdle", "question", "answer", "point", "minimum condition", "contradiction"),
    "de": ("Hürde", "Frage", "Antwort", "Punkt", "Mindestbedingung", "Maßnahme"),
}

VERBS = {
    "en": re.compile(r"^(\d+) of \d+ answers .*?\b(names?) evidence"),
    "de": re.compile(r"^(\d+) von \d+ Antworten .*?\b(nenn\w+) einen Beleg"),
}
"""The number that a verb agrees with, and the verb."""
SINGULAR = ("names", "nennt")


def keep(assessment: Assessment, lang: str) -> Council:
    """Assert every rule of the council's page and of the lead of the full report, and return the page."""
    context = AssessmentContext(assessment, Reader(lang))
    page = council_page(context, ())
    _numbers(page, assessment)
    _lead(str(page.lead), assessment, lang, whole=True)
    _lead(str(lead(context)), assessment, lang, whole=False)
    _obstacles(page, assessment)
    _ties(page, assessment, lang)
    _steps(page, assessment, lang)
    _stage_and_conditions(page, assessment, lang)
    keep_counts(page, context, lang)
    _grammar(_own_words(page), lang)
    _grammar((f"{found.title} {found.text}" for found in findings(context)), lang)
    return page


# --- the result, read anew ---


def rated(assessment: Assessment) -> list[HurdleResult]:
    return [found for found in assessment.result.hurdles if found.score is not None]


def in_the_way(assessment: Assessment) -> list[HurdleResult]:
    bands = assessment.loaded.questionnaire.bands

    def overcome(found: HurdleResult) -> bool:
        return not found.failed_gates and (found.band == bands[-1].id if len(bands) > 1 else found.score == 1000)

    return sorted((found for found in rated(assessment) if not overcome(found)), key=lambda found: found.score or 0)


def printed(found: HurdleResult, *, whole: bool = True) -> str:
    score = Decimal(found.score or 0) / 10
    return str(score.quantize(Decimal(1), ROUND_HALF_UP)) if whole else str(score.quantize(Decimal("0.1")))


def unquoted(said: str) -> str:
    """Return a sentence without what it quotes, which is the questionnaire's."""
    return re.sub(r"“[^”]*”|„[^“]*“", "“…”", said)


# --- rules ---


def _numbers(page: Council, assessment: Assessment) -> None:
    overall = assessment.result.overall
    assert page.score == ("" if overall.score is None else printed(overall))  # type: ignore[arg-type]
    if overall.lower is not None and overall.upper is not None and overall.lower != overall.upper:
        ends = re.search(r"(\d+) (?:and|to|und|bis) (\d+)", page.score_note)
        assert ends
        lower, upper = map(int, ends.groups())
        assert 10 * lower <= overall.lower < 10 * (lower + 1)
        assert 10 * (upper - 1) < overall.upper <= 10 * upper
    assert not re.search(r"\d[.,]\d", page.score_note)


def _lead(said: str, assessment: Assessment, lang: str, *, whole: bool) -> None:
    said = unquoted(said)
    found, way = rated(assessment), in_the_way(assessment)
    scores = {printed(hurdle, whole=whole) for hurdle in found}
    if any(word in said for word in SUPERLATIVES[lang]):
        assert len(scores) > 1, said
        reached("a superlative")
    best = max((hurdle.score or 0 for hurdle in found), default=0)
    if any(word in said for word in SUPERLATIVES[lang][1:]):
        level = [hurdle for hurdle in found if printed(hurdle, whole=whole) == printed_of(best, whole=whole)]
        assert not any(hurdle.failed_gates for hurdle in level), said
        overcome = [hurdle for hurdle in level if hurdle not in way]
        assert (SUPERLATIVES[lang][2] in said) == (len(overcome) == len(level)), said
        reached("best named")
    if len(found) > 1 and way:
        lowest = [hurdle for hurdle in way if printed(hurdle, whole=whole) == printed(way[0], whole=whole)]
        told = any(word in said for word in LEVEL[lang])
        assert told == (len(lowest) > 1 or len(scores) == 1), said
        reached("a tie in the lead", len(lowest) > 1)
        near = [h for h in way if h not in lowest and (h.score or 0) - (way[0].score or 0) < 150]
        chance = re.findall(r"(\d+) (?:more hurdles? lies? less than 15|weitere Hürden? lieg\w+ weniger als 15)", said)
        assert chance == ([str(len(near))] if near else []), said
        reached("a near second", bool(near))


def printed_of(score: int, *, whole: bool) -> str:
    return printed(HurdleResult("x", None, score=score), whole=whole)  # type: ignore[arg-type]


def _obstacles(page: Council, assessment: Assessment) -> None:
    way, bands = in_the_way(assessment), {band.id: band for band in assessment.loaded.questionnaire.bands}
    assert [blocker.row.id for blocker in page.blockers] == [found.id for found in way[:3]]
    for blocker, found in zip(page.blockers, way, strict=False):
        assert blocker.row.band is not None
        assert str(blocker.row.band.label) in _labels(bands[found.band or ""].label)
        assert blocker.row.score == printed(found)
        assert len(blocker.gates) == len(found.failed_gates)
        assert bool(blocker.row.reason) == found.provisional
        assert blocker.answers or blocker.gates
    assert page.blockers or page.obstacles
    reached("nothing in the way", bool(rated(assessment)) and not way)


def _labels(text: object) -> set[str]:
    return set(map(str, text.values())) if isinstance(text, dict) else {str(text)}


def _ties(page: Council, assessment: Assessment, lang: str) -> None:
    """Every group of hurdles with the same printed score, of which one is named, is told as level, and no other."""
    way = in_the_way(assessment)
    groups: dict[str, int] = {}
    for found in way:
        groups[printed(found)] = groups.get(printed(found), 0) + 1
    tied = [score for score in dict.fromkeys(printed(found) for found in way[:3]) if groups[score] > 1]
    start = r"Tied at (\d+) point" if lang == "en" else r"Gleich hoch \((\d+) Punkt"
    told = [found for sentence in page.obstacles for found in re.findall(start, str(sentence))]
    assert told == tied
    rest = sum(groups[score] for score in groups if score != printed(way[min(2, len(way) - 1)])) if way else 0
    named_apart = sum(printed(found) != printed(way[min(2, len(way) - 1)]) for found in way[:3])
    more = [int(n) for s in page.obstacles for n in re.findall(r"^(\d+) (?:more hurdles? |weitere Hürden? )", str(s))]
    assert more == ([rest - named_apart] if rest > named_apart else [])
    reached("ties", bool(tied))
    reached("more in the way", bool(more))


def _steps(page: Council, assessment: Assessment, lang: str) -> None:
    assert page.steps_title == TITLES[lang][len(page.steps)]
    named = [blocker.row.id for blocker in page.blockers]
    places = [named.index(step.hurdle.id) for step in page.steps]
    assert places == sorted(set(places)), "one for each, in the order of the hurdles"
    assert [step.number for step in page.steps] == list(range(1, len(page.steps) + 1))
    lacking = [id_ for id_ in named if id_ not in {step.hurdle.id for step in page.steps}]
    said = " ".join(map(str, page.without))
    topics = {hurdle.id: hurdle.topic_or_name for hurdle in assessment.loaded.questionnaire.hurdles}
    for id_ in lacking:
        assert any(topic in said for topic in _labels(topics[id_])), "a hurdle without a step says so"
    assert page.steps or page.without
    order = recommend(assessment)
    assert [step.measure.id for step in order[: len(page.steps)]] == [step.id for step in page.steps]
    for step in order:
        aims_at_what_is_weak(assessment, step)
    _order_as_the_report_tells_it(order, len(page.steps))
    reached("three steps", len(page.steps) == 3)
    reached("a hurdle without a step", bool(lacking))


def _order_as_the_report_tells_it(order: tuple[Step, ...], first: int) -> None:
    """Behind one for each hurdle: failed conditions, what holds the stage back, worth; what is built on moves up."""
    for one, other in pairwise(order[first:]):
        told = [(not s.failed_gates, not s.holds_back, -s.hurdle.weight * s.gap * 6 // s.effort) for s in (one, other)]
        assert told[0] <= told[1] or one.needed_for or other.measure.after, (one.measure.id, other.measure.id)
    counts = Counter(step.hurdle.id for step in order)
    assert len(order) <= 7
    assert max(counts.values(), default=0) <= 3
    reached("two further steps", len(order) > first + 1)


def aims_at_what_is_weak(assessment: Assessment, step: Step) -> None:
    """At least one answer that the measure aims at has fewer points than the aim; those it names all have."""
    aims = {id_: _value(step.measure, id_) for id_ in step.measure.aims_at}
    weak = [id_ for id_, aim in aims.items() if _fewer(assessment, id_, aim)]
    assert list(step.weak) == weak, step.measure.id
    assert weak or not aims, step.measure.id
    failed = {question for found in assessment.result.hurdles for question in found.failed_gates}
    assert set(step.failed_gates) == failed & set(weak), step.measure.id
    reached("a step that aims", bool(aims))
    reached("a step at a failed gate", bool(step.failed_gates))


def _value(measure: Measure, id_: str) -> object:
    raw = measure.aims_at[id_]
    return tuple(raw) if isinstance(raw, list) else raw


def _fewer(assessment: Assessment, id_: str, aim: object) -> bool:
    found = assessment.result.question(id_)
    given = assessment.answer_set.answers[id_].value if id_ in assessment.answer_set.answers else None
    if found.state is not State.ANSWERED or found.points is None or given is None:
        return False
    rule = next(question.rule for question in assessment.plan.questions if question.id == id_)
    if isinstance(aim, str) and isinstance(given, bool):
        aim = aim in ("yes", "ja")
    if isinstance(aim, (int, Decimal)) and rule.kind == "number":
        aim = int(Decimal(aim) * 1_000_000)
    if isinstance(aim, tuple) and isinstance(given, tuple):
        exclusive = set(getattr(rule, "exclusive", ()))
        aim = aim if exclusive & {*aim, *given} else (*given, *(tick for tick in aim if tick not in given))
    return points(rule, aim) > found.points  # type: ignore[arg-type]


def _stage_and_conditions(page: Council, assessment: Assessment, lang: str) -> None:
    questionnaire, overall = assessment.loaded.questionnaire, assessment.result.overall
    titles = [str(note.title) for note in page.notes]
    stage = {"en": "Stage:", "de": "Gesamtstufe:"}[lang]
    if overall.stage is None:
        assert not any(title.startswith(stage) for title in titles)
    else:
        place = [stage.id for stage in questionnaire.stages].index(overall.stage)
        assert any(word in titles[0] for word in _labels(questionnaire.stages[place].label))
        assert re.search(rf"\({place + 1} \w+ {len(questionnaire.stages)}\)", titles[0])
        reached("a stage")
    for start, gates in (
        ({"en": "inimum condition{} not met:", "de": "Mindestbedingung{} nicht erfüllt:"}, "failed_gates"),
        ({"en": "inimum condition{} still open:", "de": "Mindestbedingung{} noch offen:"}, "open_gates"),
    ):
        n = len({question for found in assessment.result.hurdles for question in getattr(found, gates)})
        plural = "" if n == 1 else {"en": "s", "de": "en"}[lang]
        told = [note for note in page.notes if start[lang].format(plural) in str(note.title)]
        assert len(told) == (n > 0), titles
        assert sum(counted(note) for note in told) == n
        reached(gates, n > 0)
    for note in filter(lambda note: note.entries, page.notes):
        numbers = [int(number) for number in re.findall(r"\d+", unquoted(str(note.title)))] or [1]
        assert sum(numbers) == counted(note), (str(note.title), note.entries)


def counted(note: Note) -> int:
    """Return how many entries a note has, those that it only counts included."""
    last = re.match(r"(\d+) (?:more|weitere)", str(note.entries[-1])) if note.entries else None
    return len(note.entries) - 1 + int(last.group(1)) if last else len(note.entries)


def _grammar(sentences: Iterable[str], lang: str) -> None:
    for said in sentences:
        bare = unquoted(said)
        for number, verb in VERBS[lang].findall(bare):
            assert (number == "1") == (verb in SINGULAR), said
        assert not DATIVE.search(bare), said
        assert not re.search(r"[{}]|\bNone\b(?! of| is)|  |\.\.|\?\.|\.;", bare), said
        for one, any_ in zip(ONE[lang], PLURALS[lang], strict=True):
            for number, word in re.findall(rf"(?<![\d.,])(\d+) ({any_}s?)\b", bare):
                after_of = re.search(rf"(?:of|von) {number} {word}", bare)
                assert (number == "1") == (word == one) or after_of, said


DATIVE = re.compile(r"\b(?:bei|zu|zur|zum|von|mit|aus)\b [^.:;!?]*\bund \d+ weitere\b")
"""A list that ends in a nominative, where the sentence asks for another case."""


def _own_words(page: Council) -> Iterable[str]:
    yield str(page.lead)
    yield page.score_note
    for note in (*page.notes, *page.statutory):
        yield str(note.title)
        if note.text is not None:
            yield str(note.text)
    yield from map(str, (*page.obstacles, *page.without, page.closing))
    for finding in page.certainty:
        yield f"{finding.title} {finding.text}".strip()
