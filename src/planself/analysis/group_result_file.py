"""A group's result read back from `planself/group/1`, where the answers that it was made of are gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from planself.analysis.agreement import AgreementWord
from planself.analysis.group_result import (
    DiscussionItem,
    GroupHurdle,
    GroupQuestion,
    GroupResult,
    GroupRole,
    GroupWhole,
    RoleClass,
    RoleRow,
    TopicKind,
)

Data = Mapping[str, Any]


def group_of(data: Data) -> GroupResult:
    """Return the result that a file holds; the file fits the schema."""
    named = data["questionnaire"]
    return GroupResult(
        questionnaire=(named["id"], named["version"], named["digest"]),
        n=data["n"],
        min_group=data["min_group"],
        open=data["min_group"] == 1,
        questions=tuple(map(_question, data["questions"])),
        roles=tuple(GroupRole(role["role"], role.get("members")) for role in data["roles"]),
        hurdles=tuple(map(_hurdle, data["hurdles"])),
        whole=GroupWhole(_parts(data["whole"]["value"], 10), _row(data["whole"]["roles"])),
        discussion=tuple(map(_topic, data["discussion"])),
    )


def _question(data: Data) -> GroupQuestion:
    word = data["word"]
    return GroupQuestion(
        id=data["id"],
        n=data["n"],
        counts=_several(data["counts"]),
        unknown=data["unknown"],
        not_applicable=data["not_applicable"],
        missing=data["missing"],
        median=_several(data["median"]),
        quartiles=_several(data["quartiles"]),
        agreement=_parts(data["agreement"], 100),
        word=None if word is None else AgreementWord(word),
        asked=_several(data.get("asked")),
        comments=_several(data.get("comments")),
    )


def _hurdle(data: Data) -> GroupHurdle:
    return GroupHurdle(data["id"], _parts(data["value"], 10), tuple(data["questions"]), _row(data["roles"]))


def _row(data: Data | None) -> RoleRow | None:
    if data is None:
        return None
    classes = tuple(RoleClass(each["role"], each["class"]) for each in data["classes"])
    return RoleRow(tuple(data["questions"]), classes)


def _topic(data: Data) -> DiscussionItem:
    """Return an entry of the discussion list; what put it in its place is in no file."""
    return DiscussionItem(
        kind=TopicKind(data["kind"]),
        rank=data["rank"],
        weight=0,
        disagreement=0,
        question=data.get("question"),
        hurdle=data.get("hurdle"),
    )


def _several(values: Iterable[Any] | None) -> Any:
    return None if values is None else tuple(values)


def _parts(value: Any, parts: int) -> int | None:
    """Return a written number in parts of one, as results count."""
    return None if value is None else int((Decimal(str(value)) * parts).to_integral_value())
