"""Faults of one's own templates, as messages with file, line and remedy."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from types import TracebackType

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from planself.errors import PlanselfError
from planself.i18n import _

# What an expression of a template can raise; anything else would be a fault of planself.
_FAULTS = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
    MemoryError,
)


@contextmanager
def explained(templates: Path | None) -> Iterator[None]:
    """Turn what a template of one's own raises into a message; faults of the built-in ones pass through."""
    try:
        yield
    except _FAULTS as fault:
        if templates is None:
            raise
        message = _("{place}: the template failed: {reason}").format(
            place=_place(fault, templates), reason=_reason(fault)
        )
        raise PlanselfError(message, _remedy(fault)) from fault


def _reason(fault: BaseException) -> str:
    if isinstance(fault, MemoryError | OverflowError):
        return _("it needs far too much memory.")
    return str(fault) or type(fault).__name__


def _place(fault: BaseException, templates: Path) -> str:
    if isinstance(fault, TemplateSyntaxError):
        return f"{fault.filename or fault.name}:{fault.lineno}"
    return next(
        (f"{file}:{line}" for file, line in _frames(fault.__traceback__) if file.endswith(".j2")), str(templates)
    )


def _frames(trace: TracebackType | None) -> list[tuple[str, int | None]]:
    """Return the places of a traceback, the innermost first."""
    return [(frame.filename, frame.lineno) for frame in reversed(traceback.extract_tb(trace))]


def _remedy(fault: BaseException) -> str:
    match fault:
        case TemplateSyntaxError():
            return _("Correct the template at this line.")
        case TemplateNotFound():
            return _("Put the file into the folder, or take the built-in one as planself/NAME.")
        case UndefinedError():
            return _("At the top of a report's template there are: {names}.").format(names=_names())
        case SecurityError():
            return _("Templates run in a sandbox: they can read the view, and nothing else.")
        case _:
            return _("Correct the expression at this line.")


def _names() -> str:
    from planself.report.view import ReportView

    return ", ".join(field.name for field in fields(ReportView))
