"""Where a source names an answer type, and where it decides by one.

A type is named on a line of code (no import, no docstring) by

- a class of questions (`ScaleQuestion`);
- a rule of the plan (`Scale`), where the file imports it from `scoring/plan.py` or is that file;
- the word of a type (`"scale"`) as a `case`, in a `Literal`, compared with `question.type` or `rule.kind`,
  or beside another such word in one tuple, set, list or dict. `"yes_no"` means nothing else and always counts.

It is decided by type where a `match`, an `isinstance`, a comparison or the keys of a dict name one: each counts once,
however many types it names. Counted so, the first version decided at 131 places in 52 files (56 named a type).
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

CLASSES = frozenset(
    {"ScaleQuestion", "SingleQuestion", "YesNoQuestion", "MultipleQuestion", "NumberQuestion", "TextQuestion"}
)
RULES = frozenset({"Scale", "Single", "YesNo", "Multiple", "Number", "FreeText"})
WORDS = frozenset({"scale", "single", "yes_no", "multiple", "number", "text"})
_PLAIN = frozenset({"number", "text"})
"""Words that also name a kind of column or field; alone and together they say nothing."""


def named(tree: ast.Module, module: str = "") -> list[int]:
    """Return the lines of a file that name an answer type; `module` is its name, by which the plan itself is known."""
    return sorted({node.lineno for node in _naming(tree, module)})


def decided(tree: ast.Module, module: str = "") -> list[int]:
    """Return the lines at which a file decides by an answer type, one for each decision."""
    naming = {id(node) for node in _naming(tree, module)}
    return sorted(
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.expr | ast.stmt)
        and any(id(part) in naming for operand in _operands(node) for part in ast.walk(operand))
    )


def _operands(node: ast.AST) -> list[ast.AST]:
    """Return what a decision is made by; nothing for what is no decision."""
    match node:
        case ast.Match(cases=cases):
            return [case.pattern for case in cases]
        case ast.Call(func=ast.Name(id="isinstance"), args=[_, of]):
            return [of]
        case ast.Compare(left=left, comparators=others):
            return [left, *others]
        case ast.Dict(keys=keys):
            return [key for key in keys if key is not None]
        case _:
            return []


def _naming(tree: ast.Module, module: str) -> Iterator[ast.expr | ast.stmt]:
    yield from _by_class(tree, _rules(tree, module))
    yield from _by_word(tree)


def _rules(tree: ast.Module, module: str) -> dict[str, str]:
    """Return the names that stand for a rule or a class here; `plan.Scale` is found by `plan`."""
    if module.endswith("scoring.plan"):
        return {name: name for name in RULES}
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            of_plan = (node.module or "").endswith("scoring.plan")
            for alias in node.names:
                if alias.name in CLASSES or (of_plan and alias.name in RULES):
                    names[alias.asname or alias.name] = alias.name
                elif (node.module or "").endswith("scoring") and alias.name == "plan":
                    names[alias.asname or alias.name] = "plan"
    return names


def _by_class(tree: ast.Module, names: dict[str, str]) -> Iterator[ast.expr | ast.stmt]:
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) if name in CLASSES or names.get(name, "plan") != "plan":
                yield node
            case ast.Attribute(attr=name) if name in CLASSES:
                yield node
            case ast.Attribute(value=ast.Name(id=owner), attr=name) if names.get(owner) == "plan" and name in RULES:
                yield node
            case ast.ClassDef(name=name) if name in CLASSES or name in names:
                yield node


def _by_word(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value="yes_no"):
                yield node
            case ast.Match(subject=subject, cases=cases) if _is_type(subject):
                for each in cases:
                    yield from _words(ast.walk(each.pattern))
            case ast.Compare(left=left, comparators=others) if any(map(_is_type, (left, *others))):
                yield from _words(ast.walk(node))
            case ast.Subscript(value=ast.Name(id="Literal"), slice=ast.Constant() as word):
                yield from _words([word])
            case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
                yield from _several(parts)
            case ast.Dict(keys=keys):
                yield from _several([key for key in keys if key is not None])


def _several(parts: list[ast.expr]) -> list[ast.Constant]:
    """Return the types' words among these, if there are two: one alone may be any `text` or `number`."""
    words = _words(parts)
    named = {word.value for word in words}
    return words if len(named) > 1 and not named <= _PLAIN else []


def _words(nodes: Iterable[ast.AST]) -> list[ast.Constant]:
    return [node for node in nodes if isinstance(node, ast.Constant) and node.value in WORDS]


def _is_type(node: ast.expr) -> bool:
    """Whether an expression reads `question.type` or `rule.kind`; other things have kinds as well."""
    match node:
        case ast.Attribute(attr="type"):
            return True
        case ast.Attribute(value=ast.Name(id="rule") | ast.Attribute(attr="rule"), attr="kind"):
            return True
        case _:
            return False
