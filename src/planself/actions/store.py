"""The open plan of a session: every change saved at once, what somebody wrote by hand stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from planself.actions.load import LoadedPlan, check_plan
from planself.actions.model import Action, ActionPlan
from planself.answers.envelope import Reference
from planself.errors import InputError, PlanselfError, Problem
from planself.files import source as files
from planself.files.disk import decode
from planself.files.document import YamlDocument, descend
from planself.files.emit import yaml_flow
from planself.files.session_file import SessionFile
from planself.files.yaml_layout import SequenceNode, compose, content_end, line_end
from planself.i18n import _
from planself.questionnaire.load import Loaded

KEYS = tuple(ActionPlan.model_fields)
ACTION_KEYS = tuple(Action.model_fields)


class PlanStore(SessionFile):
    """A plan file that is being edited; close it, best by `with`."""

    def __init__(self, path: Path, choose: Callable[[Reference], Loaded]) -> None:
        if path.suffix.lower() == ".json":
            raise PlanselfError(
                _("{file} is JSON, which planself reads and does not edit.").format(file=path),
                _("Edit it by hand, or keep the plan as YAML."),
            )
        super().__init__(path, there=True, limit=files.MAX_BYTES)
        try:
            self._document = YamlDocument(_ended(decode(self._on_disk or b"", str(path)).removeprefix("\ufeff")))
            self._choose = choose
            self.now = self._checked(path, self._document.text)
        except BaseException:
            self.close()
            raise

    @property
    def plan(self) -> ActionPlan:
        """The plan as it stands in the file."""
        return self.now.plan

    def put(self, id_: str, key: str, raw: object) -> None:
        """Set a key of an action (None: take it out) and save."""
        place = list(self.plan.by_id).index(id_)

        def change(document: YamlDocument) -> None:
            if raw is None:
                document.remove(("actions", place, key))
            else:
                document.put(("actions", place, key), raw, ACTION_KEYS)

        self._change(change, ("actions", place, key), raw, f"{key}: {yaml_flow(raw)}")

    def target(self, hurdle: str, raw: object) -> None:
        """Set the target of a hurdle in percent (None: take it out) and save."""

        def change(document: YamlDocument) -> None:
            if raw is None:
                document.remove(("targets", hurdle))
            elif descend(compose(document.text), ("targets",)) is None:
                document.put(("targets",), {hurdle: raw}, KEYS)
            else:
                document.put(("targets", hurdle), raw)

        self._change(change, ("targets", hurdle), raw, f"targets: {{{hurdle}: {yaml_flow(raw)}}}")

    def add(self, raw: dict[str, Any], lines: Sequence[str]) -> None:
        """Add an action behind the last one; `lines` are the same as the file is to show them, without indentation."""

        def change(document: YamlDocument) -> None:
            document.text = _appended(document.text, raw, lines)

        self._change(change, ("actions", len(self.plan.actions)), raw, f"- {yaml_flow(raw)}")

    def put_all(self, changes: Sequence[tuple[str, str, object]]) -> None:
        """Set several keys of actions and save once, or raise what is wrong and leave everything as it was."""
        document, order = YamlDocument(self._document.text), list(self.plan.by_id)
        wanted = _data(document.text)
        for id_, key, raw in changes:
            path = ("actions", order.index(id_), key)
            if raw is None:
                document.remove(path)
            else:
                document.put(path, raw, ACTION_KEYS)
            wanted = _with(wanted, path, raw)
        lines = "; ".join(f"{id_}: {key}: {yaml_flow(raw)}" for id_, key, raw in changes)
        self._take(document, wanted, lines)

    def _change(
        self, change: Callable[[YamlDocument], None], path: tuple[str | int, ...], raw: object, line: str
    ) -> None:
        """Change the text, look whether exactly that changed, and save; or leave everything as it was."""
        document = YamlDocument(self._document.text)
        change(document)
        self._take(document, _with(_data(self._document.text), path, raw), line)

    def _take(self, document: YamlDocument, wanted: object, line: str) -> None:
        """Save a changed text that says what is wanted and is a sound plan."""
        try:
            after = self._checked(self.now.path, document.text)
            sound = _data(document.text) == wanted
        except InputError:
            if _data_or_none(document.text) is not None:
                raise  # the value itself is at fault, and the message says why
            after, sound = self.now, False
        if not sound:
            raise PlanselfError(
                _("The file {file} is written in a way that planself cannot edit here.").format(file=self.now.path),
                _("Nothing was changed. Type it by hand: {line}").format(line=line),
            )
        self._write(document.text.encode())
        self._document, self.now = document, after

    def tried(self, changes: Sequence[tuple[str, str, object]]) -> tuple[Problem, ...]:
        """Return what would be wrong with the plan after some changes; nothing is written."""
        wanted, order = _data(self._document.text), list(self.plan.by_id)
        for id_, key, raw in changes:
            wanted = _with(wanted, ("actions", order.index(id_), key), raw)
        source = files.Source(str(self.now.path), self._document.text, wanted)
        plan, _loaded, problems = check_plan(source, self._choose)
        return () if plan is not None else problems

    def _checked(self, path: Path, text: str) -> LoadedPlan:
        plan, loaded, problems = check_plan(files.parse(text, str(path)), self._choose)
        if plan is None or loaded is None:
            raise InputError(problems)
        return LoadedPlan(path, plan, loaded, problems)


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def _appended(text: str, raw: dict[str, Any], lines: Sequence[str]) -> str:
    """Return the text with an action behind the last one, in the indentation of the others, or in their brackets."""
    newline = "\r\n" if "\r\n" in text else "\n"
    found = descend(compose(text), ("actions",))
    if isinstance(found, SequenceNode) and found.value and not found.flow_style:
        at, indent = line_end(text, found), " " * found.start_mark.column
        return text[:at] + "".join(f"{indent}{line}".rstrip() + newline for line in lines) + text[at:]
    if isinstance(found, SequenceNode) and found.value:
        at = content_end(text, found.value[-1])
        return f"{text[:at]}, {yaml_flow(raw)}{text[at:]}"
    block = "".join(f"  {line}".rstrip() + newline for line in lines)
    document = YamlDocument(text)
    document.remove(("actions",))
    return document.text + f"actions:{newline}" + block


def _data(text: str) -> Any:
    return files.parse(text, "").data


def _data_or_none(text: str) -> Any:
    try:
        return _data(text)
    except InputError:
        return None


def _with(data: Any, path: tuple[str | int, ...], raw: object) -> Any:
    """Return data with one value put in or taken out, as the file is to be read afterwards."""
    step, rest = path[0], path[1:]
    if isinstance(data, list):
        assert isinstance(step, int)  # noqa: S101 -- the plan has a list there
        if step == len(data):
            return [*data, _read(raw)]
        return [_with(part, rest, raw) if place == step else part for place, part in enumerate(data)]
    kept = dict(data or {})
    if rest:
        empty: Any = [] if isinstance(rest[0], int) else {}
        kept[str(step)] = _with(kept.get(str(step)) or empty, rest, raw)
    elif raw is None:
        kept.pop(str(step), None)
    else:
        kept[str(step)] = _read(raw)
    return kept


def _read(raw: object) -> Any:
    """Return a value as it is read from a file."""
    return _data(f"value: {yaml_flow(raw)}")["value"]
