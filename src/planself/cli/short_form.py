"""A questionnaire and its short form, for an interview that begins with the one and may go on with the other."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from planself.answers.load import reference
from planself.answers.store import is_begun
from planself.errors import PlanselfError
from planself.files import source
from planself.i18n import _
from planself.questionnaire.catalogue import BUILT_IN_ORIGIN, available, naming, origin, paths_of
from planself.questionnaire.forms import long_form_path
from planself.questionnaire.load import Loaded, load_questionnaire
from planself.questionnaire.peek import questionnaires_in
from planself.scoring.assessment import Assessment
from planself.scoring.plan import State


@dataclass(frozen=True, slots=True)
class FormPair:
    """A long form and its short form."""

    long: Loaded
    short: Loaded

    def begins(self, path: Path) -> bool:
        """Return whether an answer file is still to be written, or is one of the short form."""
        return not is_begun(path) or reference(source.load(path)).id == self.short.questionnaire.id


def pair(loaded: Loaded) -> FormPair:
    """Return the two forms of which a questionnaire is one; raises PlanselfError where the other is not at hand."""
    if loaded.questionnaire.short_of is not None:
        return FormPair(_long_form(loaded), loaded)
    return with_short_form(loaded)


def with_short_form(long: Loaded) -> FormPair:
    """Return a questionnaire with its short form; raises PlanselfError where there is none at hand."""
    for form in _candidates(long):
        if form.questionnaire.short_of == long.questionnaire.id:
            return FormPair(long, form)
    raise PlanselfError(_("There is no short form of {name}.").format(name=long.questionnaire.id), _without())


def answered_instead(assessment: Assessment) -> list[str] | None:
    """Return the words that name the short form where it is answered, and no hurdle of the long one has a score."""
    loaded = assessment.loaded
    if loaded.questionnaire.short_of or any(hurdle.score is not None for hurdle in assessment.result.hurdles):
        return None
    try:
        form = with_short_form(loaded).short
    except PlanselfError:
        return None
    return None if is_open(assessment, form) else naming(form) or ["-q", form.questionnaire.id]


def is_open(assessment: Assessment, form: Loaded) -> bool:
    """Return whether a question of a form is still without an answer."""
    still_open = (State.MISSING, State.PENDING)
    ids = form.questionnaire.by_id
    return any(question.id in ids and question.state in still_open for question in assessment.result.questions)


def _candidates(long: Loaded) -> Iterator[Loaded]:
    """Yield what may be the short form: beside an own questionnaire first, then what is at hand."""
    if origin(long) != BUILT_IN_ORIGIN:
        for path in questionnaires_in(long.path.parent):
            try:
                yield load_questionnaire(path)
            except PlanselfError:
                continue
    yield from (entry.loaded for entry in available(Path.cwd(), os.environ) if entry.loaded)


def _long_form(short: Loaded) -> Loaded:
    id_ = short.questionnaire.short_of or ""
    beside = long_form_path(short.questionnaire, short.path)
    path = beside or next(iter(paths_of(id_, Path.cwd(), os.environ)), None)
    if path is not None:
        return load_questionnaire(path)
    raise PlanselfError(_("The long form {name} is not at hand.").format(name=id_), _without())


def _without() -> str:
    return _("Leave out --short.")
