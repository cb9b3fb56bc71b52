"""The interview's state machine: laws for every questionnaire, and the steps of one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planself.answers.model import Answer
from planself.answers.store import Store
from planself.interview.commands import Choose, Command, Comment, Evidence, Jump, Move, Notice, Place, Say
from planself.interview.flow import Flow, InterviewSetup, start, step
from planself.interview.order import named, with_prerequisites
from planself.interview.progress import Progress, progress
from planself.interview.session import Options
from planself.interview.short_form import ShortForm, lowest, weakest_first
from planself.questionnaire.load import Loaded
from planself.scoring.assessment import given as recorded
from planself.scoring.compile import compile_plan
from planself.scoring.plan import Plan, State
from planself.scoring.record import score
from tests import strategies
from tests.interview.samples import ALL, UNKNOWN, begin, values, walk
from tests.reaching import reached, reaching

# --- laws ---


@st.composite
def scripts(draw: st.DrawFn) -> InterviewSetup:
    """Draw an interview over a whole questionnaire, for a role or not, the short form first or not."""
    questionnaire = draw(strategies.questionnaires(roles=True, max_questions=6))
    plan = compile_plan(questionnaire)
    ids = [question.id for question in plan.questions]
    first = draw(st.one_of(st.just(frozenset[str]()), st.frozensets(st.sampled_from(ids), min_size=1)))
    wanted = [id_ for id_ in ids if id_ in first] if first else ids
    part = draw(st.one_of(st.just(()), st.lists(st.sampled_from(strategies.ROLES), unique=True).map(tuple)))
    role = draw(st.none() | st.sampled_from(strategies.ROLES))
    order = with_prerequisites(plan, wanted)
    asked = tuple(question for question in plan.questions if question.id in order)
    without_gates = tuple(replace(hurdle, gates=()) for hurdle in plan.hurdles)
    short = ShortForm(questionnaire, replace(plan, questions=asked, hurdles=without_gates))
    return InterviewSetup(questionnaire, plan, order, short if first else None, part, role)


@st.composite
def walks(draw: st.DrawFn) -> tuple[Flow, list[Command]]:
    """Draw an interview that may be begun already, and commands that may or may not fit."""
    setup = draw(scripts())
    questions = setup.plan.questions
    ids = [question.id for question in questions]
    value = st.sampled_from(questions).flatmap(lambda question: strategies.values(question.rule))
    command: st.SearchStrategy[Command] = st.one_of(
        st.builds(Choose, value),
        st.builds(Choose, st.sampled_from(questions[:1]).flatmap(lambda question: strategies.values(question.rule))),
        st.builds(Say, st.sampled_from(["unknown", "not_applicable"]), st.sampled_from(["", "because"])),
        st.builds(Comment, st.sampled_from(["", "note"])),
        st.builds(Evidence, st.sampled_from(["", "minutes"])),
        st.builds(Jump, st.sampled_from([*ids, "nowhere"])),
        st.sampled_from([move for move in Move if move is not Move.LEAVE]),
    )
    begun = {q.id: Answer(value=draw(strategies.values(q.rule))) for q in questions if draw(st.integers(0, 3)) == 0}
    return start(setup, begun), draw(st.lists(command, max_size=25))


def stands(flow: Flow) -> bool:
    """Whether an interview stands at a question that is asked, or beside the questions."""
    return isinstance(flow.here, Place) or flow.here in flow.asked()


@reaching("at a question", "beside the questions", "not all are asked")
@given(walks())
def test_an_interview_never_stands_at_a_question_that_is_not_asked(walk: tuple[Flow, list[Command]]) -> None:
    flow, commands = walk
    assert stands(flow)
    for command in commands:
        flow = step(flow, command)
        assert stands(flow), command
        reached("at a question" if isinstance(flow.here, str) else "beside the questions")
        reached("not all are asked", len(flow.asked()) < len(flow.order))
        if isinstance(flow.here, str):
            roles = flow.setup.question(flow.here).roles
            assert not roles or flow.setup.role in (None, *roles)


@reaching("answered")
@given(walks())
def test_no_command_loses_an_answer_or_touches_another_question(walk: tuple[Flow, list[Command]]) -> None:
    flow, commands = walk
    for command in commands:
        after = step(flow, command)
        if command is Move.UNDO:  # takes the last answer back, as its own test says
            flow = after
            continue
        assert set(flow.answers) <= set(after.answers)
        changed = {id_ for id_ in after.answers if after.answers[id_] != flow.answers.get(id_)}
        assert changed <= {flow.here}, command
        for id_ in changed:
            before = flow.answers.get(id_, Answer())
            reached("answered")
            assert after.answers[id_].given or not before.given
        flow = after


@reaching("onward")
@given(walks())
def test_going_back_undoes_going_on(walk: tuple[Flow, list[Command]]) -> None:
    flow, commands = walk
    for command in commands:
        after = step(flow, command)
        onward = command is not Move.BACK and after.here != flow.here and not after.over
        if reached("onward", onward):
            assert step(after, Move.BACK).here == flow.here, command
        flow = after


@reaching("something open", "all answered")
@given(walks())
def test_answering_everything_leads_to_the_end(walk: tuple[Flow, list[Command]]) -> None:
    """From wherever it stands, an interview ends once every open question is answered."""
    flow, commands = walk
    for command in commands:
        flow = step(flow, command)
    assume(not flow.over)  # who left with open questions is past the end
    reached("something open" if flow.open() else "all answered")
    for _turn in range(4 * len(flow.setup.plan.questions) + 8):
        match flow.here:
            case Place.FINISHED:
                break
            case Place.PAUSE:
                flow = step(flow, Move.DEEPEN)
            case Place.REVIEW:
                flow = step(flow, Jump(flow.open()[0]) if flow.open() else Move.FINISH)
            case str(id_):
                rule = next(question.rule for question in flow.setup.plan.questions if question.id == id_)
                flow = step(flow, (flow.answer.value is None and Choose(strategies.choices(rule)[0])) or Move.SKIP)
    assert flow.here is Place.FINISHED
    assert flow.open() == ()


@given(walks())
def test_progress_counts_every_question_that_is_asked(walk: tuple[Flow, list[Command]]) -> None:
    flow, commands = walk
    for command in commands:
        flow = step(flow, command)
        found = progress(flow)
        assert len(flow.asked()) <= found.total <= len(flow.order)
        assert 0 <= found.answered <= found.total
        assert (1 if isinstance(flow.here, str) else 0) <= found.number <= found.total


@reaching("refused", "taken")
@given(walks())
def test_a_refused_command_changes_nothing_but_the_notice(walk: tuple[Flow, list[Command]]) -> None:
    flow, commands = walk
    for command in commands:
        after = step(flow, command)
        if after.notice not in (None, Notice.UNDONE) and command is not Move.BACK:
            assert (after.here, after.answers, after.trail) == (flow.here, flow.answers, flow.trail)
            reached("refused")
        reached("taken", after.answers != flow.answers)
        flow = after


@reaching("undone", "answers from before")
@given(walks())
def test_undoing_everything_leaves_what_was_there_before(walk: tuple[Flow, list[Command]]) -> None:
    first, commands = walk
    flow = first
    for command in (command for command in commands if command is not Move.LEAVE):
        flow = step(flow, command)
    if flow.over:
        return
    reached("undone", bool(flow.changes))
    reached("answers from before", bool(first.answers) and bool(flow.changes))
    while flow.changes:
        flow = step(flow, Move.UNDO)
    assert flow.answers == first.answers
    assert step(flow, Move.UNDO).notice is Notice.NOTHING_TO_UNDO


@given(strategies.plans(roles=True), st.data())
def test_every_question_stands_behind_those_it_hangs_on(plan: Plan, data: st.DataObject) -> None:
    first = data.draw(st.frozensets(st.sampled_from([question.id for question in plan.questions])))
    order = (*with_prerequisites(plan, sorted(first)), *weakest_first(plan, first, score(plan, {}).hurdles))
    assert set(order) == {question.id for question in plan.questions}
    for question in plan.questions:
        assert all(order.index(other) < order.index(question.id) for other in named(question.when))


# --- one questionnaire ---


def test_it_begins_at_the_first_question_and_walks_through(store: Store, loaded: Loaded) -> None:
    flow = begin(store, loaded)
    seen = []
    for value in ("town", True, 2, ("kita",), ("club", "church"), 40_500_000, "gut", "nein"):
        seen.append(flow.here)
        flow = step(flow, Choose(value))
    assert tuple(seen) == ALL
    assert flow.here is Place.REVIEW
    assert step(flow, Move.FINISH).here is Place.FINISHED


def test_a_condition_decides_what_comes_next_and_how_many(store: Store, loaded: Loaded) -> None:
    flow = begin(store, loaded)
    assert progress(flow) == Progress(number=1, total=8, answered=0)
    town, county = step(flow, Choose("town")), step(flow, Choose("county"))
    assert (town.here, progress(town)) == ("office", Progress(2, 8, 1))
    assert (county.here, progress(county)) == ("vision", Progress(2, 7, 1))


def test_a_question_that_can_no_longer_come_is_no_longer_counted(store: Store, loaded: Loaded) -> None:
    flow = step(begin(store, loaded), Choose("town"))
    assert progress(walk(flow, Move.SKIP)).total == 8
    beyond = step(begin(store, loaded), Move.REVIEW)
    assert progress(beyond).total == 7, "the condition's question lies behind; going on brings nothing new"


def test_it_resumes_at_the_first_open_question(store: Store, loaded: Loaded) -> None:
    answers = {"kind": Answer(value="county"), "vision": UNKNOWN, "partners": Answer(comment="later")}
    assert start(begin(store, loaded).setup, answers).here == "offers"


def test_answering_an_earlier_question_again_leads_to_the_next_open_one(store: Store, loaded: Loaded) -> None:
    flow = walk(begin(store, loaded), Choose("county"), Choose(1), Move.BACK, Move.BACK)
    assert flow.here == "kind"
    assert walk(flow, Choose("county")).here == "offers"
    assert walk(flow, Choose("town")).here == "office", "a question that opens now is asked now"


def test_whoever_jumps_from_the_review_comes_back_to_it(store: Store, loaded: Loaded) -> None:
    flow = walk(begin(store, loaded), Choose("county"), Move.REVIEW, Jump("vision"))
    assert flow.here == "vision"
    assert step(flow, Choose(1)).here is Place.REVIEW
    assert step(flow, Move.SKIP).here is Place.REVIEW
    assert step(flow, Move.BACK).here is Place.REVIEW


def test_a_changed_condition_keeps_the_answer_behind_it(store: Store, loaded: Loaded) -> None:
    flow = walk(begin(store, loaded), Choose("town"), Choose(True), Jump("kind"), Choose("county"))
    assert flow.states()["office"] is State.NOT_ASKED
    assert values(flow)["office"] is True


@pytest.mark.parametrize(
    ("at", "command", "notice"),
    [
        ("kind", Move.SKIP, Notice.REQUIRED),
        ("kind", Move.BACK, Notice.AT_START),
        ("kind", Say("unknown"), Notice.NOT_ALLOWED),
        ("kind", Choose("village"), Notice.UNFIT),
        ("kind", Jump("office"), Notice.NOT_ASKED),
        ("vision", Choose(3), Notice.UNFIT),
        ("vision", Choose(True), Notice.UNFIT),
        ("offers", Choose(("kita", "none")), Notice.UNFIT),
        ("offers", Choose(("kita", "kita")), Notice.UNFIT),
        ("offers", Choose(("church",)), Notice.UNFIT),
        ("share", Choose(100_000_001), Notice.UNFIT),
        ("share", Choose(-1), Notice.UNFIT),
        ("remarks", Say("not_applicable"), Notice.NOT_ALLOWED),
        ("short", Choose("  "), Notice.UNFIT),
    ],
)
def test_what_does_not_fit_is_refused(store: Store, loaded: Loaded, at: str, command: Command, notice: Notice) -> None:
    flow = begin(store, loaded) if at == "kind" else walk(begin(store, loaded), Move.REVIEW, Jump(at))
    after = step(flow, command)
    assert (after.here, after.notice, dict(after.answers)) == (at, notice, {})


def test_the_end_waits_for_a_required_answer(store: Store, loaded: Loaded) -> None:
    flow = walk(begin(store, loaded), Move.REVIEW, Move.FINISH)
    assert (flow.here, flow.notice) == (Place.REVIEW, Notice.REQUIRED_OPEN)
    assert step(flow, Move.LEAVE).here is Place.LEFT
    done = walk(flow, Jump("kind"), Choose("county"), Move.FINISH)
    assert (done.here, done.notice) == (Place.FINISHED, None)


def test_an_answered_required_question_may_be_passed(store: Store, loaded: Loaded) -> None:
    flow = walk(begin(store, loaded), Choose("county"), Move.BACK, Move.SKIP)
    assert (flow.here, flow.notice) == ("vision", None)


def test_remarks_stay_beside_a_changed_answer(store: Store, loaded: Loaded) -> None:
    flow = walk(begin(store, loaded), Choose("county"), Comment("why"), Evidence("minutes"), Move.UNSURE, Choose(1))
    assert flow.answers["vision"] == Answer(value=1, comment="why", evidence="minutes", unsure=True)
    flow = walk(flow, Move.BACK, Say("not_applicable", "no such thing"))
    assert flow.answers["vision"] == Answer(
        said="not_applicable", comment="no such thing", evidence="minutes", unsure=True
    )
    assert walk(flow, Move.BACK, Choose(0), Move.BACK, Move.UNSURE).answers["vision"].unsure is False


def test_nothing_happens_after_the_end(store: Store, loaded: Loaded) -> None:
    left = walk(begin(store, loaded), Move.LEAVE)
    for command in (*Move, Choose("town"), Jump("kind"), Comment("late")):
        assert step(left, command) == left


# --- sections, roles, short form ---


def test_a_section_brings_what_it_hangs_on(loaded: Loaded, store: Store) -> None:
    flow = begin(store, loaded, Options("en", section="main"))
    assert flow.order == ("vision", "offers", "partners", "share")
    about = begin(store, loaded, Options("en", section="about"))
    assert about.order == ("kind", "office")


def test_a_role_is_asked_what_it_can_answer(loaded: Loaded, store: Store) -> None:
    flow = begin(store, loaded, Options("en", role="council"))
    assert flow.order == ("kind", "office", "vision", "partners", "short", "remarks")


@pytest.fixture
def options(short: Loaded) -> Options:
    """The short form of the sample first: one question a hurdle."""
    return Options("en", short=short)


def test_the_short_form_comes_first_and_stops_for_its_result(loaded: Loaded, store: Store, options: Options) -> None:
    flow = begin(store, loaded, options)
    assert flow.order == ("vision", "partners")
    flow = walk(flow, Choose(2), Choose(("club",)))
    assert flow.here is Place.PAUSE
    assert step(flow, Move.BACK).here == "partners"
    assert flow.setup.short is not None
    found = flow.setup.short.hurdles(flow.answers)
    assert [(hurdle.id, hurdle.score) for hurdle in found] == [("data", 500), ("silos", 1000)]
    assert [hurdle.id for hurdle in lowest(found)] == ["data"]


def test_going_deeper_asks_the_weakest_hurdle_first(loaded: Loaded, store: Store, options: Options) -> None:
    strong_silos = walk(begin(store, loaded, options), Choose(2), Choose(("club",)), Move.DEEPEN)
    assert strong_silos.order[2:4] == ("share", "offers")
    assert strong_silos.here == "share"
    strong_data = walk(begin(store, loaded, options), Choose(0), Choose(("club", "church")), Move.DEEPEN)
    assert strong_data.order[2:4] == ("offers", "share")
    assert set(strong_data.order) == set(ALL)


def test_hurdles_that_tie_are_asked_in_the_questionnaires_order(loaded: Loaded, store: Store, options: Options) -> None:
    tied = walk(begin(store, loaded, options), Choose(1), Choose(("club",)))
    assert tied.setup.short is not None
    assert [hurdle.id for hurdle in lowest(tied.setup.short.hurdles(tied.answers))] == ["silos", "data"]
    assert step(tied, Move.DEEPEN).order[2:4] == ("offers", "share")


def test_going_deeper_a_second_time_goes_on_where_it_was(loaded: Loaded, store: Store, options: Options) -> None:
    deeper = walk(begin(store, loaded, options), Choose(2), Choose(("club",)), Move.DEEPEN)
    back = step(deeper, Move.BACK)
    assert back.here is Place.PAUSE
    again = step(back, Move.DEEPEN)
    assert (again.here, again.order) == (deeper.here, deeper.order)


def test_a_hurdle_without_a_value_comes_after_those_with_one(loaded: Loaded, store: Store, options: Options) -> None:
    flow = walk(begin(store, loaded, options), Say("unknown"), Choose(("club", "church")), Move.DEEPEN)
    assert flow.order[2:4] == ("share", "offers")


def test_stopping_after_the_short_form_leads_to_the_review(loaded: Loaded, store: Store, options: Options) -> None:
    flow = walk(begin(store, loaded, options), Choose(0), Choose(()), Move.REVIEW)
    assert flow.here is Place.REVIEW
    assert step(flow, Move.FINISH).here is Place.FINISHED


def test_bare_remarks_are_no_answers() -> None:
    assert recorded({"a": Answer(comment="x"), "b": UNKNOWN, "c": Answer(value=0)}) == {"b": State.UNKNOWN, "c": 0}
