"""Making a workshop's folder: everything in it at once, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planself import resources
from planself.answers.envelope import FORMAT
from planself.errors import UsageError
from planself.files.disk import read_bytes, writing
from planself.files.emit import Word, yaml_flow
from planself.files.in_use import patiently
from planself.files.temporary import scratch
from planself.form.content import FormOptions, page_languages
from planself.i18n import Reader, _
from planself.questionnaire.load import Loaded
from planself.report.render import render
from planself.workshop import municipality_facts as facts
from planself.workshop.folder import Folder
from planself.workshop.form_kinds import KINDS
from planself.workshop.member_forms import make_forms
from planself.workshop.paper import codes_page, facilitator_page
from planself.workshop.paper_context import PaperContext
from planself.workshop.participants import participants_page
from planself.workshop.posters import posters_page
from planself.workshop.sheet_names import CODES, sheet_names
from planself.workshop.workshop_text import save
from planself.workshop_files.workshop import ANSWERS, Person, Workshop


def make(
    target: Path, workshop: Workshop, loaded: Loaded, reader: Reader, forms: Sequence[str] = ()
) -> tuple[str, ...]:
    """Make the folder and return the names in it; it is built beside its place, and moved there when it is whole."""
    refuse_existing(target)
    with writing(target), scratch(target.parent, 0o777) as whole:
        names = _fill(whole, PaperContext(workshop, loaded, reader, tuple(forms)))
        refuse_existing(target)
        patiently(lambda: whole.rename(target), permitted=True)
    return names


def refuse_existing(target: Path) -> None:
    """Raise UsageError where something stands already."""
    if target.exists() or target.is_symlink():
        raise UsageError(
            _("{path} is there already and was left as it is.").format(path=target), _("Choose another name.")
        )


def _fill(folder: Path, context: PaperContext) -> tuple[str, ...]:
    workshop, loaded, names = context.workshop, context.loaded, sheet_names(context.reader)
    save(folder, workshop)
    (folder / ANSWERS).mkdir()
    for person in workshop.people:
        (folder / ANSWERS / f"{person.code}.yaml").write_text(prepared(workshop, person, loaded), "utf-8")
    pages = {
        CODES: codes_page(context),
        names.facilitator: facilitator_page(context),
        names.participants: participants_page(context),
    }
    for name, page in pages.items():
        (folder / name).write_text(render(page, "html"), "utf-8")
    (folder / names.posters).write_text(posters_page(context), "utf-8")
    options = FormOptions(page_languages(loaded.questionnaire))
    for kind in context.forms:
        make_forms(Folder(folder, workshop), loaded, KINDS[kind], options, workshop.people, force=False)
    _bring_along(folder, loaded)
    return tuple(sorted(path.name for path in folder.iterdir()))


def _bring_along(folder: Path, loaded: Loaded) -> None:
    """Copy a questionnaire that is not built in, so that the folder works on another machine."""
    if loaded.path.resolve().parent == resources.questionnaires().resolve():
        return
    (folder / "questionnaires").mkdir()
    (folder / "questionnaires" / loaded.path.name).write_bytes(read_bytes(loaded.path))


def prepared(workshop: Workshop, person: Person, loaded: Loaded) -> str:
    """Return a member's answer file without answers but what is known beforehand."""
    questionnaire = loaded.questionnaire
    version = Word(questionnaire.version)
    about = {"name": workshop.subject.name, "ags": workshop.subject.ags}
    who = {"id": person.code, "role": person.role}
    lines = {
        "format": Word(FORMAT),
        "questionnaire": {"id": questionnaire.id, "version": version, "digest": loaded.digest},
        "subject": {key: text for key, text in about.items() if text},
        "respondent": {key: text for key, text in who.items() if text},
        "date": Word(workshop.date.isoformat()),
        "part": list(person.part),
    }
    top = "".join(f"{key}: {yaml_flow(value)}\n" for key, value in lines.items() if value)
    known = facts.written(facts.read(workshop.facts, loaded), loaded)
    return f"{top}answers:\n" + "".join(f"  {id_}: {yaml_flow(fact)}\n" for id_, fact in known.items())
