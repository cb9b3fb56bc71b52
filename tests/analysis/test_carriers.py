"""Who carries a measure: the first case that is true of the answers, in the report, in a plan and in the next steps."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from planself.actions.propose import proposals, taken
from planself.actions.write import fresh
from planself.analysis.carriers import carriers
from planself.analysis.recommendation import ranked
from planself.answers.model import Answer, AnswerSet
from planself.i18n import Reader
from planself.questionnaire.load import Loaded
from planself.questionnaire.model import Questionnaire
from planself.report.view import build_view
from planself.scoring.assessment import Assessment, assess
from tests.report.material import ORIGIN

IN_TOWN = {"when": {"question": "office", "is": "yes"}, "who": ["youth", "plan"]}
IN_DISTRICT = {"when": {"question": "district", "is": "yes"}, "who": ["land"]}
OTHERWISE = {"who": ["plan"]}


def situation(who: list[Any], **said: Answer) -> Assessment:
    """Return an assessment under a questionnaire whose one measure is carried so."""
    yes_no = {"type": "yes_no", "required": True}
    questions = [
        {"id": "office", "text": "Own office?", **yes_no, "allow": ["unknown", "not_applicable"]},
        {"id": "district", "text": "District?", **yes_no},
        {"id": "talk", "type": "yes_no", "text": "Do they talk?", "hurdles": {"silos": 1}},
    ]
    measure = {"id": "meet", "title": "Meet", "who": who}
    data = {
        "format": "planself/questionnaire/1",
        "id": "carried",
        "version": "1.0.0",
        "languages": ["en"],
        "title": "Carried",
        "bands": [{"id": "all", "from": 0, "label": "all"}],
        "stages": [{"id": "all", "min": 0, "label": "all"}],
        "roles": [{"id": id_, "label": f"Role {id_}"} for id_ in ("youth", "plan", "land")],
        "hurdles": [{"id": "silos", "name": "Silos", "measures": [measure]}],
        "sections": [{"id": "all", "title": "All", "questions": questions}],
    }
    loaded = Loaded(Questionnaire.model_validate(data), "sha256:0", Path("carried.yaml"))
    return assess(loaded, AnswerSet(answers={"talk": Answer(value=False), **said}))


YES, NO = Answer(value=True), Answer(value=False)


@pytest.mark.parametrize(
    ("who", "said", "named"),
    [
        (["youth", "plan"], {}, ("youth", "plan")),
        ([], {"office": YES}, ()),
        ([IN_TOWN, IN_DISTRICT], {"office": YES, "district": YES}, ("youth", "plan")),
        ([IN_DISTRICT, IN_TOWN], {"office": YES, "district": YES}, ("land",)),
        ([IN_TOWN, IN_DISTRICT], {"office": NO, "district": YES}, ("land",)),
        ([IN_TOWN, IN_DISTRICT], {"district": YES}, ("land",)),
        ([IN_TOWN, IN_DISTRICT], {"office": Answer(said="unknown"), "district": YES}, ("land",)),
        ([IN_TOWN, IN_DISTRICT], {"office": Answer(said="not_applicable"), "district": NO}, ()),
        ([IN_TOWN, IN_DISTRICT, OTHERWISE], {"office": NO, "district": NO}, ("plan",)),
        ([IN_TOWN, OTHERWISE], {}, ("plan",)),
    ],
)
def test_the_first_true_case_holds(who: list[Any], said: dict[str, Answer], named: tuple[str, ...]) -> None:
    found = situation(who, **said)
    measure = found.loaded.questionnaire.hurdles[0].measures[0]
    assert carriers(found, measure) == named
    assert ranked(found)[0].who == named


@pytest.mark.parametrize(("office", "said"), [(YES, "Role youth, Role plan"), (NO, "")])
def test_report_and_plan_name_the_same_offices(office: Answer, said: str) -> None:
    found = situation([IN_TOWN], office=office)
    assert [str(step.who) for step in build_view(found, Reader("en"), ORIGIN).steps] == [said]
    for chosen in (proposals(found), taken(found, ["meet"])):
        plan = fresh({}, [{"id": "meet", "office": None}], chosen, found.loaded.questionnaire, Reader("en"))
        assert ("suggested: Role youth, Role plan" in plan) is bool(said)
        assert ("suggested" in plan) is bool(said)
