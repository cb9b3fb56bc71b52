"""An answer file as text in which single entries change, while every other byte stays as it was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Protocol

from planself.files import source as files
from planself.files.emit import json_text, yaml_flow, yaml_key
from planself.files.source import Source
from planself.files.yaml_layout import (
    MappingNode,
    Node,
    Region,
    SequenceNode,
    comments,
    compose,
    content_end,
    line_end,
    next_line,
    past_blank_lines,
    region_of,
)

Path = tuple[str | int, ...]
"""Keys and places in lists; the last step is a key."""


class Document(Protocol):
    """What the store needs of a file, whatever its syntax."""

    @property
    def text(self) -> str:
        """The whole file."""

    def parse(self, name: str) -> Source:
        """Return the file as it would be read again."""

    def put(self, path: Path, raw: object, order: Sequence[str] = ()) -> None:
        """Set the value at a path; a new key goes behind the nearest one that precedes it in `order`."""

    def remove(self, path: Path) -> None:
        """Take a key out."""

    def rename(self, path: Path, name: str) -> None:
        """Give a key another name."""


class YamlDocument:
    """YAML text, changed by replacing exactly the characters of one entry."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._newline = "\r\n" if "\r\n" in text else "\n"

    def parse(self, name: str) -> Source:
        """Return the file as it would be read again."""
        return files.parse(self.text, name)

    def put(self, path: Path, raw: object, order: Sequence[str] = ()) -> None:
        """Set the value at a path; a new key goes behind the nearest one that precedes it in `order`."""
        root = compose(self.text)
        parent = descend(root, path[:-1])
        if not isinstance(parent, MappingNode) or not parent.value:  # {} becomes lines where there can be lines
            self.put(path[:-1], {path[-1]: raw})
            return
        block = len(path) == 1 and isinstance(raw, dict) and path[0] == "answers" and not parent.flow_style
        entry = _entry(parent, str(path[-1]))
        if entry is not None:
            self._replace(root, path, entry, raw, block)
        elif parent.flow_style:
            self._insert_flow(
                parent, f"{yaml_key(path[-1])}: {yaml_flow(raw)}", _predecessor(parent, str(path[-1]), order)
            )
        else:
            self._insert_block(root, path, raw, block, _predecessor(parent, str(path[-1]), order))

    def remove(self, path: Path) -> None:
        """Take a key out; comments in it stay in its place."""
        root = compose(self.text)
        parent = descend(root, path[:-1])
        entry = _entry(parent, str(path[-1])) if isinstance(parent, MappingNode) else None
        if not isinstance(parent, MappingNode) or entry is None:
            return
        if parent.flow_style:
            self._cut(_flow_region(parent, entry), "", root, path)
        else:
            start = _line_start(self.text, entry[0].start_mark.index)
            end = past_blank_lines(self.text, root, start, line_end(self.text, entry[1]))
            self._cut(Region(start, end), "", root, path)

    def rename(self, path: Path, name: str) -> None:
        """Give a key another name."""
        parent = descend(compose(self.text), path[:-1])
        entry = _entry(parent, str(path[-1])) if isinstance(parent, MappingNode) else None
        if entry is not None:
            key = entry[0]
            self.text = self.text[: key.start_mark.index] + name + self.text[key.end_mark.index :]

    def _replace(self, root: Node, path: Path, entry: tuple[Node, Node], raw: object, block: bool) -> None:
        region = region_of(self.text, *entry)
        if not block:
            glued = self.text[region.start - 1] == ":"
            self._cut(region, (" " if glued else "") + yaml_flow(raw), root, path)
            return
        indent = " " * (root.start_mark.column + 2)
        end = line_end(self.text, entry[1])
        tail = self.text[region.end : end].rstrip()
        head = self.text[: region.start] if tail else self.text[: region.start].rstrip()
        self.text = head + tail + self._newline + self._lines(raw, indent) + self.text[end:]

    def _insert_block(self, root: Node, path: Path, raw: object, block: bool, after: tuple[Node, Node] | None) -> None:
        parent = descend(root, path[:-1])
        assert isinstance(parent, MappingNode)  # noqa: S101 -- put() has looked
        first = parent.value[0][0]
        if after is not None:
            at = line_end(self.text, after[1])
        else:
            at = self._behind_key(root, path[:-1]) if len(path) > 1 else _line_start(self.text, first.start_mark.index)
        indent = " " * parent.start_mark.column
        if block:
            lines = f"{indent}{yaml_key(path[-1])}:{self._newline}" + self._lines(raw, indent + "  ")
        else:
            lines = f"{indent}{yaml_key(path[-1])}: {yaml_flow(raw)}{self._newline}"
        gap = "" if at == 0 or self.text[at - 1] in "\r\n" else self._newline
        self.text = self.text[:at] + gap + lines + self.text[at:]

    def _behind_key(self, root: Node, path: Path) -> int:
        """Return where the line after a key begins."""
        parent = descend(root, path[:-1])
        entry = _entry(parent, str(path[-1])) if isinstance(parent, MappingNode) else None
        assert entry is not None  # noqa: S101 -- the caller has found it
        return next_line(self.text, entry[0].end_mark.index)

    def _insert_flow(self, parent: MappingNode, entry: str, after: tuple[Node, Node] | None) -> None:
        if after is not None:
            at, entry = content_end(self.text, after[1]), f", {entry}"
        else:
            at, entry = parent.value[0][0].start_mark.index, f"{entry}, "
        self.text = self.text[:at] + entry + self.text[at:]

    def _cut(self, region: Region, new: str, root: Node, path: Path) -> None:
        """Replace a region; comments in it move above the line of the innermost key that has a line of its own."""
        kept = comments(self.text, root, region)
        text = self.text[: region.start] + new + self.text[region.end :]
        if kept:
            at, indent = self._own_line(root, path)
            text = text[:at] + "".join(f"{indent}{comment}{self._newline}" for comment in kept) + text[at:]
        self.text = text

    def _own_line(self, root: Node, path: Path) -> tuple[int, str]:
        at, indent, node = 0, "", root
        for step in path:
            if isinstance(node, SequenceNode) and isinstance(step, int) and not node.flow_style:
                node = node.value[step]
                continue
            if not isinstance(node, MappingNode) or node.flow_style or (entry := _entry(node, str(step))) is None:
                return at, indent
            at, indent = _line_start(self.text, entry[0].start_mark.index), " " * node.start_mark.column
            node = entry[1]
        return at, indent

    def _lines(self, raw: object, indent: str) -> str:
        assert isinstance(raw, dict)  # noqa: S101 -- only mappings are written as lines
        return "".join(f"{indent}{yaml_key(name)}: {yaml_flow(part)}{self._newline}" for name, part in raw.items())


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def descend(root: Node, path: Sequence[str | int]) -> Node | None:
    """Return the node at a path of keys and places in lists, None where there is none."""
    node: Node | None = root
    for step in path:
        if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            continue
        entry = _entry(node, str(step)) if isinstance(node, MappingNode) else None
        node = entry[1] if entry else None
    return node


def _entry(mapping: MappingNode, name: str) -> tuple[Node, Node] | None:
    return next((pair for pair in mapping.value if pair[0].value == name), None)


def _predecessor(mapping: MappingNode, name: str, order: Sequence[str]) -> tuple[Node, Node] | None:
    """Return the entry behind which a new key belongs: None means in front of all."""
    if name not in order:
        return mapping.value[-1] if mapping.value else None
    for earlier in reversed(order[: order.index(name)]):
        if found := _entry(mapping, earlier):
            return found
    return None


def _flow_region(mapping: MappingNode, entry: tuple[Node, Node]) -> Region:
    """Return the region of an entry in braces together with one comma."""
    place = mapping.value.index(entry)
    end = entry[1].end_mark.index
    if place:
        return Region(mapping.value[place - 1][1].end_mark.index, end)
    if len(mapping.value) > 1:
        return Region(entry[0].start_mark.index, mapping.value[1][0].start_mark.index)
    return Region(mapping.start_mark.index + 1, mapping.end_mark.index - 1)


class JsonDocument:
    """JSON data, written out anew with the indentation that it had."""

    def __init__(self, text: str) -> None:
        data = files.parse_json(text, "").data
        assert isinstance(data, dict)  # noqa: S101 -- the file was checked before it is changed
        self._data: dict[str, Any] = data
        indent = re.match(r"\s*\{\r?\n([ \t]+)\"", text)
        self._indent = indent[1] if indent else None
        self._end = "\n" if text.endswith("\n") else ""

    @property
    def text(self) -> str:
        """The whole file."""
        return json_text(self._data, self._indent) + self._end

    def parse(self, name: str) -> Source:
        """Return the file as it would be read again."""
        return files.parse_json(self.text, name)

    def put(self, path: Path, raw: object, order: Sequence[str] = ()) -> None:
        """Set the value at a path; a new key goes behind the nearest one that precedes it in `order`."""
        parent = self._parent(path)
        key = str(path[-1])
        if key in parent:
            parent[key] = raw
            return
        earlier = order[: order.index(key)] if key in order else list(parent)
        after = next((name for name in reversed(earlier) if name in parent), None)
        entries = list(parent.items())
        at = list(parent).index(after) + 1 if after is not None else 0
        parent.clear()
        parent.update([*entries[:at], (key, raw), *entries[at:]])

    def remove(self, path: Path) -> None:
        """Take a key out."""
        self._parent(path).pop(str(path[-1]), None)

    def rename(self, path: Path, name: str) -> None:
        """Give a key another name."""
        parent = self._parent(path)
        entries = [(name if key == str(path[-1]) else key, value) for key, value in parent.items()]
        parent.clear()
        parent.update(entries)

    def _parent(self, path: Path) -> dict[str, Any]:
        node = self._data
        for name in map(str, path[:-1]):
            if not isinstance(node.get(name), dict):
                node[name] = {}
            node = node[name]
        return node
