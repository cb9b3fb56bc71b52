"""A new plan as the text of its file, with comments that say what may stand where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from planself.actions.model import STATUSES
from planself.actions.propose import Proposal, Raw
from planself.actions.status_words import status_word
from planself.files.emit import yaml_flow
from planself.i18n import Reader
from planself.questionnaire.model import Questionnaire
from planself.text import one_line


def fresh(
    top: Raw, actions: Sequence[Raw], proposals: Iterable[Proposal], questionnaire: Questionnaire, reader: Reader
) -> str:
    """Return the text of a new plan file."""
    hints = {proposal.measure.id: proposal for proposal in proposals}
    lines = [*_comments("", _introduction(reader))]
    for key, value in top.items():
        lines += _top(key, value, questionnaire, reader)
    lines += ["actions:"] if actions else ["actions: []"]
    for action in actions:
        lines += action_lines(action, "  ", hints.get(action["id"]), questionnaire, reader)
    return "\n".join(lines) + "\n"


def action_lines(
    action: Raw, indent: str, hint: Proposal | None, questionnaire: Questionnaire, reader: Reader
) -> list[str]:
    """Return the lines of an action in a list, empty keys with what may stand there."""
    said = _said(hint, questionnaire, reader)
    lines = _comments(indent, _reasons(hint, reader))
    mark = f"{indent}- "
    for key, value in action.items():
        remark = f"  # {said[key]}" if value is None and key in said else ""
        lines.append(f"{mark}{key}:{'' if value is None else ' ' + yaml_flow(value)}{remark}")
        mark = f"{indent}  "
    return lines


def _introduction(reader: Reader) -> Iterator[str]:
    _ = reader._
    yield _("An action plan, to be edited by hand or with `planself plan new ANSWERS -o FILE`.")
    yield _("`planself check FILE` looks it over.")
    yield _("Write functions and offices, no names of persons: whoever reads the plan reads them.")
    yield _("status: {words}").format(
        words=", ".join(f"{status} ({status_word(status, reader)})" for status in STATUSES)
    )


def _top(key: str, value: object, questionnaire: Questionnaire, reader: Reader) -> Iterator[str]:
    _ = reader._
    if key == "targets":
        hint = _("hurdle: percent that is aimed at, such as {id}: 60").format(id=questionnaire.hurdles[0].id)
        assert isinstance(value, dict)  # noqa: S101 -- see propose.draft
        yield f"targets:  # {hint}" if value else f"targets: {{}}  # {hint}"
        yield from (f"  {id_}: {yaml_flow(score)}" for id_, score in value.items())
    elif key == "baseline":
        assert isinstance(value, dict)  # noqa: S101 -- the same
        hint = _("where the plan starts from; planself wrote it")
        yield f"baseline:  # {hint}"
        yield from (f"  {name}: {yaml_flow(part)}" for name, part in value.items())
    else:
        yield f"{key}: {yaml_flow(value)}"


def _reasons(hint: Proposal | None, reader: Reader) -> Iterator[str]:
    if hint is None:
        return
    _, step = reader._, hint.step
    yield ""
    yield _("Hurdle: {name}").format(name=reader.text(hint.hurdle.name))
    if step is not None and step.failed_gates:
        yield _("It aims at a minimum condition that is not met.")
    if step is not None and step.holds_back:
        yield _("The hurdle holds back the next stage.")


def _said(hint: Proposal | None, questionnaire: Questionnaire, reader: Reader) -> Mapping[str, str]:
    _ = reader._
    said = {
        "office": _("which office leads it"),
        "responsible": _("a function, such as head of planning; no name"),
        "start": _("a day, such as {day}").format(day="2026-11-30"),
        "due": _("a later day, such as {day}").format(day="2027-06-30"),
        "indicator": _("how you will see that it works"),
        "target": _("what the indicator is to reach"),
    }
    if hint is None:
        return said
    labels = {role.id: one_line(reader.text(role.label)) for role in questionnaire.roles}
    who = ", ".join(labels[id_] for id_ in hint.who if id_ in labels)
    if who:
        said["office"] += "; " + _("suggested: {who}").format(who=who)
    if hint.measure.horizon is not None:
        said["due"] += "; " + _("usual: {horizon}").format(horizon=one_line(reader.text(hint.measure.horizon)))
    return said


def _comments(indent: str, lines: Iterable[str]) -> list[str]:
    return [f"{indent}# {one_line(line)}" if line else "" for line in lines]
