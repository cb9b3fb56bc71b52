"""What a workshop's files say comes back as it was written and keeps the schema, and what follows from it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from planself.analysis.agreement import AgreementWord
from planself.analysis.group_result import TopicKind
from planself.files.shared_fields import NamedQuestionnaire
from planself.files.source import parse
from planself.workshop_files import discussion, votes, workshop
from planself.workshop_files.discussion import AnswerCounts, DiscussedAnswers, DiscussedQuestion, Discussion, Dissent
from planself.workshop_files.text import discussion_text, votes_text
from planself.workshop_files.votes import Vote, Votes
from planself.workshop_files.workshop import Workshop
from tests.reaching import reached, reaching

NAMED = NamedQuestionnaire(id="sample", version="1.0.0")
PEOPLE = st.integers(0, 60)
REMARKS = st.sampled_from(["", "offen", "yes", "12", "a: b # c", "„so“\nund so", "0.5", "null", "[x]", "{y}"])
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(lambda at: at.replace(microsecond=0))
COUNTS = st.builds(
    AnswerCounts.model_construct,
    n=st.none() | PEOPLE,
    counts=st.none() | st.lists(PEOPLE, min_size=1, max_size=5),
    unknown=st.none() | PEOPLE,
    not_applicable=st.none() | PEOPLE,
    median=st.none() | st.lists(st.integers(0, 4), min_size=1, max_size=2),
    agreement=st.none() | st.integers(-100, 100),
    word=st.none() | st.sampled_from(AgreementWord),
)
DISSENT = st.builds(
    Dissent,
    text=REMARKS.filter(bool),
    role=st.none() | st.just("plan"),
    code=st.none() | st.just("W01"),
    agreed=st.booleans(),
)
ANSWERS = st.none() | st.booleans() | st.integers(0, 4) | st.sampled_from(["yes", "no", "unknown", "town"])
ITEMS = st.builds(
    DiscussedQuestion,
    question=st.sampled_from(["group", "offers", "kind"]),
    kind=st.none() | st.sampled_from(TopicKind),
    hurdle=st.none() | st.just("silos"),
    rank=st.none() | st.integers(1, 9),
    before=COUNTS,
    after=st.none() | COUNTS.filter(lambda counts: counts.n is not None),
    counted=st.none() | st.sampled_from(["hands", "files"]),
    outcome=st.none() | st.sampled_from(["agreement", "no_agreement"]),
    how=st.sampled_from(["discussed", "agreed"]),
    answer=ANSWERS | st.lists(st.sampled_from(["kita", "school"]), min_size=1, unique=True),
    dissent=st.lists(DISSENT, max_size=2),
    note=REMARKS,
    evidence=REMARKS,
    seconds=st.integers(0, 5000),
    decided_at=st.none() | MOMENTS,
)
DISCUSSIONS = st.builds(
    Discussion,
    questionnaire=st.just(NAMED),
    answers=st.builds(DiscussedAnswers, people=PEOPLE, digest=st.just("sha256:1e5")),
    started_at=MOMENTS,
    here=st.none() | st.sampled_from(["group", "_agreed", "_end"]),
    items=st.lists(ITEMS, max_size=3),
)


def plain(data: Any) -> Any:
    """Return data as a JSON reader has them."""
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [plain(value) for value in data]
    return data if data is None or isinstance(data, bool | int | str) else float(data)


def as_said(answer: object) -> object:
    """Return an answer as a file has it: yes and no are words there."""
    return {True: "yes", False: "no"}[answer] if isinstance(answer, bool) else answer


@reaching("items", "counts", "dissent")
@given(DISCUSSIONS)
def test_a_discussion_comes_back_as_it_was_written(record: Discussion) -> None:
    data = parse(discussion_text(record), "discussion.yaml").data
    again = Discussion.model_validate(data)
    reached("items", bool(record.items))
    reached("counts", any(item.before.counts for item in record.items))
    reached("dissent", any(item.dissent for item in record.items))
    for one, other in zip(record.items, again.items, strict=True):
        assert as_said(other.answer) == as_said(one.answer)
        assert other.model_dump(exclude={"answer"}) == one.model_dump(exclude={"answer"})
    assert again.model_dump(exclude={"items"}) == record.model_dump(exclude={"items"})
    assert discussion_text(again) == discussion_text(record)
    jsonschema.Draft202012Validator(discussion.schema()).validate(plain(data))


@given(
    st.lists(
        st.builds(
            Vote,
            on=st.sampled_from(["hurdles", "measures"]),
            people=st.integers(1, 60),
            dots=st.integers(1, 9),
            counts=st.dictionaries(st.sampled_from(["silos", "data", "silos-talk"]), st.integers(0, 40)),
            at=st.none() | MOMENTS,
        ),
        max_size=2,
    )
)
def test_votes_come_back_as_they_were_written(cast: list[Vote]) -> None:
    record = Votes(questionnaire=NAMED, votes=cast)
    data = parse(votes_text(record), "votes.yaml").data
    assert Votes.model_validate(data) == record
    jsonschema.Draft202012Validator(votes.schema()).validate(plain(data))


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 5)))
def test_what_got_dots_is_ranked_by_them_and_equals_stay_in_order(counts: dict[str, int]) -> None:
    vote = Vote(on="hurdles", people=4, dots=3, counts=counts)
    ranks = vote.ranking
    assert {id_ for id_, _n in ranks} == {id_ for id_, n in counts.items() if n}
    assert [n for _id, n in ranks] == sorted((n for n in counts.values() if n), reverse=True)
    for n in set(counts.values()) - {0}:
        assert [id_ for id_, found in ranks if found == n] == [id_ for id_, found in counts.items() if found == n]
    assert (vote.given, vote.handed_out) == (sum(counts.values()), 12)


def test_a_vote_is_found_by_what_it_is_on() -> None:
    hurdles, measures = (Vote(on=on, people=1, dots=1) for on in ("hurdles", "measures"))
    record = Votes(questionnaire=NAMED, votes=[measures, hurdles])
    assert (record.on("hurdles"), record.on("measures")) == (hurdles, measures)
    assert Votes(questionnaire=NAMED).on("hurdles") is None


# --- what an item says of itself ---


@pytest.mark.parametrize(
    ("said", "decided", "without_discussion", "empty"),
    [
        ({}, False, False, True),
        ({"outcome": "agreement"}, True, False, False),
        ({"outcome": "agreement", "how": "agreed"}, True, True, False),
        ({"outcome": "no_agreement", "how": "agreed"}, True, False, False),
        ({"how": "agreed"}, False, False, True),
        ({"after": AnswerCounts(n=3)}, False, False, False),
        ({"dissent": [Dissent(text="x")]}, False, False, False),
        ({"note": "x"}, False, False, False),
        ({"evidence": "x"}, False, False, False),
        ({"seconds": 1}, False, False, False),
        ({"rank": 1, "answer": 3}, False, False, True),
    ],
)
def test_an_item_knows_what_happened_to_it(
    said: dict[str, Any], decided: bool, without_discussion: bool, empty: bool
) -> None:
    item = DiscussedQuestion(question="group", **said)
    assert (item.decided, item.without_discussion, item.empty) == (decided, without_discussion, empty)


@pytest.mark.parametrize(
    ("named", "by"),
    [
        ({}, ""),
        ({"role": "plan", "code": "W01", "name": "A"}, "plan"),
        ({"code": "W01", "name": "A"}, "W01"),
        ({"name": "A"}, "A"),
    ],
)
def test_dissent_is_by_a_role_before_a_code_before_a_name(named: dict[str, str], by: str) -> None:
    assert Dissent(text="x", **named).by == by  # type: ignore[arg-type]  # mypy takes them for every field


def test_a_discussion_counts_its_time_over_all_items() -> None:
    items = [DiscussedQuestion(question=id_, seconds=n) for id_, n in (("a", 60), ("b", 45))]
    answers = DiscussedAnswers(people=3, digest="x")
    record = Discussion(questionnaire=NAMED, answers=answers, started_at=datetime(2026, 1, 1), items=items)
    assert record.seconds == 105
    assert record.by_question == {"a": items[0], "b": items[1]}


@pytest.mark.parametrize("agreement", ["0.5", True, 0.125, 1.01, -1.01, float("nan"), None])
def test_an_agreement_has_two_decimals_between_minus_one_and_one(agreement: object) -> None:
    if agreement is None:
        assert [AnswerCounts(agreement=n).agreement for n in (-1, 0.25, 1)] == [-100, 25, 100]  # type: ignore[arg-type]
        return
    with pytest.raises(ValidationError):
        AnswerCounts(agreement=agreement)  # type: ignore[arg-type]


@pytest.mark.parametrize("moment", ["soon", "2026-13-01", ""])
def test_a_moment_is_a_date_and_a_time(moment: str) -> None:
    with pytest.raises(ValidationError, match="expected a date and a time"):
        Vote(on="hurdles", people=1, dots=1, at=moment)  # type: ignore[arg-type]
    assert Vote(on="hurdles", people=1, dots=1, at="2026-01-02T03:04:05.9").at == datetime(2026, 1, 2, 3, 4, 5)  # type: ignore[arg-type]


# --- the workshop itself ---


def held(**said: Any) -> Workshop:
    people = said.pop("people", [{"code": "W01"}])
    top = {"format": "planself/workshop/1", "title": "T", "date": "2026-01-01", "questionnaire": NAMED.model_dump()}
    return Workshop.model_validate({**top, "people": people, **said})


@pytest.mark.parametrize("code", ["W01", "A12345", "Z99"])
@pytest.mark.parametrize("wrong", ["w01", "W1", "W123456", "WW1", "W01 ", "../W01"])
def test_a_code_is_a_capital_letter_with_digits(code: str, wrong: str) -> None:
    assert held(people=[{"code": code}]).by_code[code].code == code
    with pytest.raises(ValidationError):
        held(people=[{"code": wrong}])


@pytest.mark.parametrize("name", ["a.yaml", "A_b-1.json", "x.yml"])
@pytest.mark.parametrize(
    "wrong", ["../a.yaml", "a/b.yaml", ".a.yaml", "a.txt", "a.yaml.exe", "-a.yaml", "a" * 62 + ".yaml"]
)
def test_a_file_of_a_workshop_cannot_lie_elsewhere(name: str, wrong: str) -> None:
    assert held(files={"votes": name}).files.votes == name
    with pytest.raises(ValidationError):
        held(files={"votes": wrong})


def test_people_belong_to_their_role_and_others_to_none() -> None:
    people = [{"code": "W01", "role": "plan"}, {"code": "W02"}, {"code": "W03", "role": "plan", "part": ["x"]}]
    shop = held(people=people, roles=[{"id": "plan", "label": "Planung"}, {"id": "lead", "label": "Leitung"}])
    assert [person.code for person in shop.people_of("plan")] == ["W01", "W03"]
    assert [person.code for person in shop.people_of(None)] == ["W02"]
    assert shop.people_of("lead") == ()
    assert shop.role_ids == ("plan", "lead")
    assert shop.divided
    assert not held().divided


@pytest.mark.parametrize(("open_", "least"), [(False, 5), (True, 1)])
def test_an_open_workshop_protects_nobody(open_: bool, least: int) -> None:
    protection = held(open=open_, min_group=5).protection
    assert (protection.min_group, protection.open) == (least, open_)


@pytest.mark.parametrize("schema", [discussion.schema, votes.schema, workshop.schema])
def test_every_schema_is_one_and_names_its_format(schema: Any) -> None:
    found = schema()
    jsonschema.Draft202012Validator.check_schema(found)
    assert found["title"].startswith("planself: ")
    assert found["properties"]["format"]["const"].startswith("planself/")
    assert found["additionalProperties"] is False


def test_a_file_says_nothing_of_what_is_open_and_one_thing_a_line() -> None:
    before = AnswerCounts.model_construct(n=7, counts=[0, 3, 4], unknown=0, agreement=50, word=AgreementWord.AGREED)
    items = [
        DiscussedQuestion(question="group", before=before),
        DiscussedQuestion(
            question="kind", outcome="agreement", answer="yes", seconds=60, dissent=[Dissent(text="Nein")]
        ),
        DiscussedQuestion(question="offers", answer=[], note="a: b"),
    ]
    answers = DiscussedAnswers(people=7, digest="sha256:0")
    record = Discussion(questionnaire=NAMED, answers=answers, started_at=datetime(2026, 9, 24, 14), items=items)
    assert discussion_text(record).splitlines() == [
        "format: planself/discussion/1",
        "questionnaire: {id: sample, version: 1.0.0}",
        'answers: {people: 7, digest: "sha256:0"}',
        "started_at: 2026-09-24T14:00:00",
        "items:",
        "  - question: group",
        "    before: {n: 7, counts: [0, 3, 4], unknown: 0, agreement: 0.50, word: agreed}",
        "    how: discussed",
        "  - question: kind",
        "    outcome: agreement",
        "    how: discussed",
        "    answer: yes",
        "    dissent: [{text: Nein}]",
        "    seconds: 60",
        "  - question: offers",
        "    how: discussed",
        "    answer: []",
        '    note: "a: b"',
    ]
    vote = Vote(on="hurdles", people=4, dots=3, counts={})
    assert votes_text(Votes(questionnaire=NAMED, votes=[vote])).splitlines()[2:] == [
        "votes:",
        "  - {on: hurdles, people: 4, dots: 3, counts: {}}",
    ]
