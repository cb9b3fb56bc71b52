"""The faults that can be planted into a source: each one change of one expression or statement.

Nothing is planted where it could not be seen or would not be worth a test: annotations, docstrings, phrases for
people, decorators, `TYPE_CHECKING`, `__repr__`; nor what mypy would refuse before any test runs.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

_COMPARED: dict[type[ast.cmpop], str] = {
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.In: "not in",
    ast.NotIn: "in",
    ast.Is: "is not",
    ast.IsNot: "is",
}
_COMPUTED: dict[type[ast.operator], str] = {
    ast.Add: "-",
    ast.Sub: "+",
    ast.Mult: "//",
    ast.FloorDiv: "*",
    ast.Div: "*",
    ast.Mod: "//",
    ast.BitAnd: "|",
    ast.BitOr: "&",
}
_CALLED = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list", "reversed": "list"}
_TIDYING = frozenset({"strip", "lstrip", "rstrip", "lower", "upper", "casefold", "resolve"})
_PHRASES = frozenset({"_", "ngettext", "TypeVar", "NewType", "getattr", "hasattr"})


@dataclass(frozen=True, slots=True)
class Fault:
    """One change: the characters from `start` to `end` of a file's text become `new`."""

    file: str
    function: str
    line: int
    start: int
    end: int
    old: str
    new: str

    def planted(self, text: str) -> str:
        """Return the text with the fault in it."""
        return text[: self.start] + self.new + text[self.end :]

    @property
    def change(self) -> str:
        """What was there and what stands there now, each on one line."""
        return f"{' '.join(self.old.split())} → {' '.join(self.new.split())}"


def faults(file: str, text: str) -> list[Fault]:
    """Return every fault that can be planted into a file, in the order of its lines."""
    found = _Planter(file, text)
    found.visit(ast.parse(text))
    return sorted(found.faults, key=lambda fault: (fault.start, fault.end, fault.new))


class _Planter(ast.NodeVisitor):
    """Goes through a file and notes what could be wrong at each place."""

    def __init__(self, file: str, text: str) -> None:
        self.faults: list[Fault] = []
        self._file, self._text = file, text
        self._within: list[str] = []
        self._starts = [0]
        for line in text.encode().splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def visit(self, node: ast.AST) -> None:
        """Plant what fits this node, and go on to its parts."""
        match node:
            case ast.FunctionDef() | ast.ClassDef():
                self._within.append(node.name)
                self._into(self._parts(node))
                self._within.pop()
            case ast.AnnAssign(value=value):
                self._into([value] if value else [])
            case ast.Expr(value=ast.Constant()) | ast.Import() | ast.ImportFrom() | ast.JoinedStr():
                pass
            case ast.If(test=ast.Name(id="TYPE_CHECKING")):
                pass
            case ast.Subscript(value=ast.Name(id="Literal" | "Annotated")):
                pass
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in _PHRASES:
                pass
            case ast.MatchValue() | ast.MatchClass():
                pass  # a case that no longer fits is a fault of its own kind; `if` and the bodies hold enough
            case _:
                for old, new in _changes(node):
                    self._plant(old, new)
                self.generic_visit(node)

    def _parts(self, node: ast.FunctionDef | ast.ClassDef) -> list[ast.AST]:
        if isinstance(node, ast.ClassDef):
            return list(node.body)
        defaults = [each for each in (*node.args.defaults, *node.args.kw_defaults) if each is not None]
        return [*defaults, *node.body] if node.name not in ("__repr__", "__str__") else []

    def _into(self, nodes: list[ast.AST]) -> None:
        for node in nodes:
            self.visit(node)

    def _plant(self, node: ast.AST, new: str) -> None:
        start, end = self._place(node)
        old = self._text[start:end]
        if new == "pass" and "\n" in old and self._text[end : end + 1] not in ("\n", ""):
            return
        function = ".".join(self._within) or "<module>"
        self.faults.append(Fault(self._file, function, node.lineno, start, end, old, new))  # type: ignore[attr-defined]

    def _place(self, node: ast.AST) -> tuple[int, int]:
        """Return where a node stands in the text, in characters; the tree counts bytes of a line."""
        text = self._text.encode()
        start = self._starts[node.lineno - 1] + node.col_offset  # type: ignore[attr-defined]
        end = self._starts[node.end_lineno - 1] + node.end_col_offset  # type: ignore[attr-defined]
        return len(text[:start].decode()), len(text[:end].decode())


def _changes(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Return what this node could wrongly be: the part that is replaced, and by what."""
    match node:
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARED:
            yield node, f"{_source(left)} {_COMPARED[type(op)]} {_source(right)}"
        case ast.Compare(left=left, ops=[first, second], comparators=[middle, right]):
            if type(first) in _COMPARED and type(second) in _COMPARED:
                a, b, c = _source(left), _source(middle), _source(right)
                yield node, f"{a} {_COMPARED[type(first)]} {b} {_sign(second)} {c}"
                yield node, f"{a} {_sign(first)} {b} {_COMPARED[type(second)]} {c}"
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _COMPUTED and not _of_texts_or_types(node):
            yield node, f"({_source(left)} {_COMPUTED[type(op)]} {_source(right)})"
        case ast.AugAssign(target=target, op=ast.Add() | ast.Sub() as op, value=value):
            yield node, f"{_source(target)} {_COMPUTED[type(op)]}= {_source(value)}"
        case ast.BoolOp(op=op, values=values):
            yield node, f"({(' or ' if isinstance(op, ast.And) else ' and ').join(map(_source, values))})"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield node, _source(operand)
        case ast.Constant(value=bool(value)):
            yield node, str(not value)
        case ast.Constant(value=int(value)):
            yield node, str(value + 1)
        case ast.Call(func=ast.Name(id=name) as called) if name in _CALLED:
            yield called, _CALLED[name]
        case ast.Call(func=ast.Attribute(value=value, attr=name), args=[]) if name in _TIDYING:
            yield node, _source(value)
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test) if _plain(test):
            yield test, f"(not {_source(test)})"
        case ast.comprehension(ifs=[test]):
            yield test, "True"
        case ast.Continue():
            yield node, "break"
        case ast.Break():
            yield node, "continue"
        case ast.Expr(value=ast.Call() | ast.Await()) | ast.Raise():
            yield node, "pass"


def _plain(test: ast.expr) -> bool:
    """Whether a test has no fault of its own: comparisons, `and`, `not` are turned round by theirs."""
    return isinstance(test, ast.Name | ast.Attribute | ast.Call | ast.NamedExpr)


def _of_texts_or_types(node: ast.BinOp) -> bool:
    """Whether an operation is on texts or unions of types, where the other operator would only crash."""
    parts = list(ast.walk(node))
    texts = any(isinstance(part, ast.JoinedStr | ast.Constant) and _is_text(part) for part in parts)
    return texts or (isinstance(node.op, ast.BitOr) and all(_is_type(part) for part in (node.left, node.right)))


def _is_text(node: ast.JoinedStr | ast.Constant) -> bool:
    return isinstance(node, ast.JoinedStr) or isinstance(node.value, str | bytes)


def _is_type(node: ast.expr) -> bool:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _is_type(node.left) and _is_type(node.right)
    name = ast.unparse(node).split("[")[0].split(".")[-1]
    return name in ("int", "str", "bool", "float", "bytes", "list", "dict", "tuple", "set", "None") or (
        name[:1].isupper() and not name.isupper()
    )


def _sign(op: ast.cmpop) -> str:
    return ast.unparse(ast.Compare(ast.Name("a"), [op], [ast.Name("b")]))[2:-2]


def _source(node: ast.expr) -> str:
    text = ast.unparse(node)
    return text if isinstance(node, ast.Name | ast.Attribute | ast.Call | ast.Constant | ast.Subscript) else f"({text})"
