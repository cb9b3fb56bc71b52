"""`planself questionnaires`: which questionnaires are at hand."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planself.cli import console
from planself.cli.command import Json, command
from planself.errors import ExitCode
from planself.i18n import _, current
from planself.shell import own_command
from planself.text import inert, one_line

if TYPE_CHECKING:
    from planself.questionnaire.catalogue import CatalogueEntry


@command("questionnaires", "planself questionnaires")
def questionnaires(json: Json = False) -> ExitCode:
    """Print one questionnaire after another, with what can be said of it."""
    from planself.questionnaire.catalogue import available

    entries = available(Path.cwd(), os.environ)
    if json:
        console.write_json([_data(entry) for entry in entries], indent=2)
        return ExitCode.DONE
    out = console.product()
    for entry in entries:
        _show(entry, out)
    return ExitCode.DONE


def _data(entry: CatalogueEntry) -> dict[str, Any]:
    from planself.questionnaire.catalogue import minutes

    data: dict[str, Any] = {"path": str(entry.path), "origin": entry.origin, "shadowed": entry.shadowed}
    if entry.loaded is not None:
        found = entry.loaded.questionnaire
        data |= {
            "id": found.id,
            "version": found.version,
            "title": found.title,
            "languages": list(found.languages),
            "questions": len(found.questions),
            "scored": sum(question.scored for question in found.questions),
            "hurdles": len(found.hurdles),
            "minutes": minutes(found),
        }
    else:
        data["problems"] = [console.problem_json(problem) for problem in entry.problems]
    return data


def _show(entry: CatalogueEntry, out: console.Printer) -> None:
    from planself.questionnaire.catalogue import minutes

    r = current()
    if entry.stray:
        out.line((inert(entry.problems[0].message), "yellow"))
        return
    if entry.loaded is None:
        out.line(
            (inert(entry.path.name), "bold"),
            ("  " + _("has problems, see") + " ", "yellow"),
            (inert(own_command("check", entry.path)), ""),
        )
        return
    found = entry.loaded.questionnaire
    origin = _("built-in") if entry.origin == "built-in" else inert(str(entry.path))
    out.line((found.id, "bold"), (f"  {found.version}  {origin}", "dim"))
    if entry.shadowed:
        out.line(("  " + _("Another one of this id comes first; use this one by its path."), "yellow"))
    out.line((f"  {one_line(r.text(found.title))}", ""))
    facts = [
        ", ".join(found.languages),
        r.n_("{n} hurdle", "{n} hurdles", len(found.hurdles)),
        r.n_("{n} question", "{n} questions", len(found.questions)),
        _("about {n} minutes").format(n=minutes(found)),
    ]
    out.line((f"  {' · '.join(facts)}", "dim"))
