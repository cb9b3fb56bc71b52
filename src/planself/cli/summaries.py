"""What every command does in one line, so that the help lists them all and imports none."""

from __future__ import annotations

from planself.i18n import _
from planself.report_formats import any_name


def summaries() -> dict[str, str]:
    """Return the lines by command, in the order in which a newcomer needs them.

    A command stands in the file of its name: `plan new` in `cli/commands/plan_new.py`.
    """
    return {
        "demo": _("See the whole thing on a fictitious example."),
        "run": _("Answer the questionnaire in the terminal; go on where you left off."),
        "form": _("Write a form to answer in a browser, in Excel or on paper, without planself and without a network."),
        "score": _("Score answer files and show the hurdle profile."),
        "explain": _("Show how a score came about, so that it can be recomputed by hand."),
        "report": _("Write the report as {formats}.").format(formats=any_name()),
        "batch": _("Score answer files, folders and archives of them, and tables: one row per answer set."),
        "workshop": _("Several voices: prepare a workshop, see who is in, put the answers together."),
        "workshop new": _("Make a workshop's folder: codes, answer files, forms, sheets and posters."),
        "workshop status": _("Show who is in, by code, and which questions lack answers."),
        "workshop merge": _("Put the answers of a group together: hurdles, questions, what to talk about."),
        "workshop discuss": _(
            "Lead through the discussion on a projector; what the group agrees on is saved as a consensus."
        ),
        "workshop vote": _(
            "Write down the dots that hurdles or measures got; they are shown beside the scores, never mixed in."
        ),
        "workshop report": _(
            "Write the report with the group's view: profile, roles, bars, agreement, decisions, votes."
        ),
        "workshop show": _("Write the result as slides for a projector, in one file for a browser."),
        "workshop close": _("Delete the single answers on the day announced, and keep the group's result."),
        "compare": _("Compare assessments of one municipality, or two workshops, over time."),
        "benchmark": _("Where a municipality lies among others, without names."),
        "benchmark build": _("Make a benchmark of the answer files of at least ten municipalities."),
        "plan": _("From result to action: make a plan, see where it stands, hand it on."),
        "plan new": _("Make an action plan from an answer file, or go on with one."),
        "plan edit": _("Fill in who does what by when, at the terminal; each change is saved at once."),
        "plan status": _("Show what is due, overdue, waiting, running and done, and how far the targets are."),
        "plan export": _("Write the plan as a workbook, CSV, a calendar, Markdown or HTML."),
        "plan import": _("Take what was changed in the exported workbook or CSV back into the plan."),
        "convert": _("Make an answer file of an Excel form; answer files from YAML to JSON and back."),
        "check": _("Check questionnaires, answer files, mapping files and workshops and name every problem."),
        "new": _("Write a small, commented questionnaire to start from."),
        "questionnaires": _("List the questionnaires at hand, built-in and local."),
        "schema": _("Print the JSON Schema of a file format, for editors."),
    }
