"""What the first sheet of a form's workbook tells people."""

from __future__ import annotations

from collections.abc import Iterator

from planself.form.workbook_content import WorkbookContent

_DIGEST = 12
"""So many signs of a digest tell two questionnaires apart for people."""


def about(content: WorkbookContent) -> Iterator[str]:
    """Yield what the workbook is, and whose part of the questionnaire it has."""
    _ = content.reader._
    if content.questionnaire.description is not None:
        yield content.say(content.questionnaire.description)
    roles = {role.id: content.say(role.label) for role in content.questionnaire.roles}
    if content.options.part:
        said = ", ".join(roles.get(role, role) for role in content.options.part)
        yield _("This form has the questions for: {roles}.").format(roles=said)


def steps(content: WorkbookContent) -> Iterator[str]:
    """Yield how the workbook is filled in."""
    _ = content.reader._
    yield _("Go from sheet to sheet. Only the light yellow cells take input; the rest is locked, without a password.")
    yield _(
        "Choose an answer from the list in its cell. Where several answers may apply, put an x before each. To remove "
        "an answer, empty the cell."
    )
    yield _("“Don't know” is a good answer. With “not applicable”, please write the reason as a comment.")
    yield _(
        "A question in grey is not asked, or it waits for another answer; the column “Status” says which. What stands "
        "there nevertheless stays, and does not count."
    )
    yield _("Save the workbook and send it to whoever asked for it. Please leave its sheets and columns in place.")


def privacy(content: WorkbookContent) -> Iterator[str]:
    """Yield what becomes of the answers."""
    _ = content.reader._
    yield _(
        "The workbook has no macros, loads nothing and sends nothing. It computes no profile either: that is made "
        "afterwards, from all answers."
    )
    yield _(
        "Please name no persons in comments. Office programs note in the file who saved it; in Excel, that is removed "
        "under File, Info, Inspect Document."
    )


def origin(content: WorkbookContent) -> str:
    """Return which questionnaire the workbook was made from."""
    loaded = content.loaded
    digest = loaded.digest.removeprefix("sha256:")[:_DIGEST]
    said = content.reader._("Questionnaire {id}, version {version}, digest {digest}")
    return said.format(id=loaded.questionnaire.id, version=loaded.questionnaire.version, digest=digest)
