"""Where the entries of a YAML text begin and end, to the character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

__all__ = [
    "MappingNode",
    "Node",
    "Region",
    "SequenceNode",
    "comments",
    "compose",
    "content_end",
    "line_end",
    "next_line",
    "past_blank_lines",
    "region_of",
]

_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_COMMENT = re.compile(r"#[^\r\n]*")


class Region(NamedTuple):
    """A half-open range of characters."""

    start: int
    end: int


def compose(text: str) -> Node:
    """Return the nodes of a text that was parsed before, so that it is sound and without aliases."""
    root = yaml.compose(text, Loader=_Loader)
    assert root is not None  # noqa: S101 -- an empty file was refused when it was read
    return root


def region_of(text: str, key: Node, value: Node) -> Region:
    """Return what has to be replaced to give a key another value: the value, or all behind the colon."""
    if _is_block(value) and not isinstance(value, ScalarNode):
        return Region(text.index(":", key.end_mark.index) + 1, content_end(text, value))
    return Region(value.start_mark.index, content_end(text, value))


def content_end(text: str, node: Node) -> int:
    """Return where the last character of a value has been."""
    last = _last(node)
    if not _is_block(last):
        return int(last.end_mark.index)
    return last.start_mark.index + len(text[last.start_mark.index : last.end_mark.index].rstrip())


def line_end(text: str, node: Node) -> int:
    """Return where the line after a value begins; blank lines that belong to a block of text are part of it."""
    last = _last(node)
    at = int(last.end_mark.index)
    if _is_block(last) and text[at - 1 : at] == "\n":
        return at
    return next_line(text, at)


def next_line(text: str, at: int) -> int:
    """Return where the line after a place begins; behind the last one, where the text ends."""
    return text.find("\n", at) + 1 or len(text)


def past_blank_lines(text: str, root: Node, start: int, end: int) -> int:
    """Return the end of lines that are to go, blank ones after them included where they would join a text before."""
    before = (leaf for leaf in _scalars(root) if leaf.end_mark.index <= start)
    last = max(before, key=lambda leaf: int(leaf.end_mark.index), default=None)
    if last is None or not _is_block(last) or text[last.end_mark.index : start].strip():
        return end
    header = text[last.start_mark.index :].partition("\n")[0].partition("#")[0]
    blank = re.compile(r"(?:[ \t]*\r?\n)*").match(text, end) if "+" in header else None
    return blank.end() if blank else end


def comments(text: str, root: Node, region: Region) -> list[str]:
    """Return the comments that stand in a region."""
    found: list[str] = []
    at = region.start
    for leaf in _scalars(root):
        start, end = leaf.start_mark.index, leaf.end_mark.index
        if end > region.start and start < region.end:
            found += _COMMENT.findall(text[at : max(at, start)])
            at = max(at, end)
    return found + _COMMENT.findall(text[at : region.end])


def _is_block(node: Node) -> bool:
    if isinstance(node, ScalarNode):
        return node.style in ("|", ">")
    return isinstance(node, CollectionNode) and not node.flow_style


def _last(node: Node) -> Node:
    """Return the node that ends where a value ends: the last scalar of a block, else the value itself."""
    while isinstance(node, CollectionNode) and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, MappingNode) else node.value[-1]
    return node


def _scalars(node: Node) -> Iterator[ScalarNode]:
    match node:
        case ScalarNode():
            yield node
        case SequenceNode():
            for part in node.value:
                yield from _scalars(part)
        case MappingNode():
            for key, value in node.value:
                yield from _scalars(key)
                yield from _scalars(value)
