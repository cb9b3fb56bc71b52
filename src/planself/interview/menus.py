"""The menus around the questions: overview, review, and the pause after the short form."""

from __future__ import annotations

from collections.abc import Iterator

from planself.analysis.contradictions import contradictions, questions_of
from planself.i18n import Reader
from planself.interview.card import notice_text
from planself.interview.commands import Place
from planself.interview.flow import Flow
from planself.interview.pause import REVIEW, pause
from planself.interview.progress import progress
from planself.scoring.assessment import given
from planself.scoring.plan import State
from planself.terminal.asker import Menu, MenuItem
from planself.terminal.screen import Sieve, shortened, wrap

FINISH, LEAVE = ":finish", ":leave"
"""What a menu offers besides questions; no question id begins like this."""
_LABEL_WIDTH = 68


def overview(flow: Flow, reader: Reader, sieve: Sieve) -> Menu:
    """Return all questions that are asked, section by section, the one at hand pointed at."""
    asked, items = set(flow.asked()), list[MenuItem]()
    for section in flow.setup.questionnaire.sections:
        here = [question.id for question in section.questions if question.id in asked]
        if here:
            items.append(MenuItem("", sieve(reader.text(section.title))))
            items += _questions(flow, here, reader, sieve)
    items += [MenuItem("", " "), MenuItem(REVIEW, reader._("To the end: look over and finish"))]
    found = progress(flow)
    line = reader._("{answered} of {total} questions have an answer.")
    return Menu(
        title=reader._("Overview"),
        items=tuple(items),
        lines=(line.format(answered=found.answered, total=found.total),),
        at=flow.here if isinstance(flow.here, str) else REVIEW,
        search=True,
    )


def _questions(flow: Flow, ids: list[str], reader: Reader, sieve: Sieve) -> list[MenuItem]:
    states, items = flow.states(), list[MenuItem]()
    for id_ in ids:
        text = " ".join(sieve(reader.text(flow.setup.question(id_).text)).split())
        mark, state = _mark(flow, id_, states[id_], reader, sieve)
        items.append(MenuItem(id_, shortened(text, _LABEL_WIDTH, sieve), mark, state, words=f"{text} {id_}"))
    return items


def _mark(flow: Flow, id_: str, state: State, reader: Reader, sieve: Sieve) -> tuple[str, str]:
    if state is State.MISSING:
        return "", reader._("open")
    if id_ in flow.answers and flow.answers[id_].unsure:
        return "!", reader._("unsure")
    match state:
        case State.UNKNOWN:
            return "?", reader._("don't know")
        case State.NOT_APPLICABLE:
            return sieve("–"), reader._("not applicable")
        case State.ANSWERED | State.NOT_ASKED | State.PENDING:
            return sieve("✓"), reader._("answered")


def review(flow: Flow, reader: Reader, sieve: Sieve, *, profile: bool = True) -> Menu:
    """Return what a person may want to look at again before the end; `profile` where one follows."""
    states, asked = flow.states(), flow.asked()
    unsure = [id_ for id_ in asked if id_ in flow.answers and flow.answers[id_].unsure]
    groups = [
        (reader._("Still open"), [id_ for id_ in asked if states[id_] is State.MISSING]),
        (reader._("Answered “don't know”"), [id_ for id_ in asked if states[id_] is State.UNKNOWN]),
        (reader._("Marked as unsure"), [id_ for id_ in unsure if states[id_] is State.ANSWERED]),
    ]
    end = reader._("Finish and show the profile") if profile else reader._("Finish")
    items = [MenuItem(FINISH, end), MenuItem(LEAVE, reader._("Save and go on later"))]
    items += _contradictions(flow, reader, sieve)
    for title, ids in groups:
        if ids:
            items += [MenuItem("", f"{title} ({len(ids)})"), *_questions(flow, ids, reader, sieve)]
    return Menu(
        title=reader._("Before you finish"),
        items=tuple(items),
        lines=(_summary(flow, reader),),
        at=FINISH,
        notice=notice_text(flow.notice, reader),
    )


def _contradictions(flow: Flow, reader: Reader, sieve: Sieve) -> Iterator[MenuItem]:
    """Yield what does not fit together, each with its questions to go to; it is told and never scored."""
    questionnaire, asked = flow.setup.questionnaire, flow.asked()
    for check in contradictions(questionnaire, flow.states(), given(flow.answers)):
        here = [id_ for id_ in questions_of(questionnaire, check) if id_ in asked]
        if here:
            said = reader._("Does not fit together: {text}").format(text=" ".join(reader.text(check.text).split()))
            yield MenuItem("", "\n".join(wrap(sieve(said), _LABEL_WIDTH)))
            yield from _questions(flow, here, reader, sieve)


def _summary(flow: Flow, reader: Reader) -> str:
    found = progress(flow)
    if not found.total:
        return reader._("There is nothing to ask here as things stand.")
    if found.answered == found.total:
        return reader._("Every question has an answer ({total}).").format(total=found.total)
    text = reader._("{answered} of {total} questions have an answer. You can go to any of those listed.")
    return text.format(answered=found.answered, total=found.total)


def place(flow: Flow, reader: Reader, sieve: Sieve, *, profile: bool) -> Menu:
    """Return the menu of the place at which an interview stands."""
    if flow.here is Place.PAUSE and flow.setup.short is not None:
        return pause(flow, flow.setup.short, reader, sieve, values=profile)
    return review(flow, reader, sieve, profile=profile)
