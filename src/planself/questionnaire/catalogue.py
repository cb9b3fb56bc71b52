"""Which questionnaires are at hand, and which one a name means."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from planself import resources
from planself.errors import InputError, Location, PlanselfError, Problem, Severity, UsageError, did_you_mean
from planself.files.disk import missing
from planself.files.links import leading_out
from planself.i18n import Reader, _
from planself.questionnaire.load import Loaded, load_questionnaire
from planself.questionnaire.model import AnyQuestion, Questionnaire
from planself.questionnaire.peek import SUFFIXES, declared_id, questionnaires_in, strays_in
from planself.shell import quoted
from planself.text import one_line

Origin = Literal["built-in", "local"]
DEFAULT = "integrierte-planung"
BUILT_IN = "builtin:"
"""What a name begins with that can only mean a built-in questionnaire, whatever lies in the folder at hand."""
BUILT_IN_ORIGIN: Origin = "built-in"
_SECONDS_OF_PROFILE = 20


class NotAtHandError(PlanselfError):
    """No questionnaire at hand has the id that a file names."""


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One questionnaire at hand: `loaded` where it is sound; `shadowed` where an earlier one has the same id."""

    path: Path
    origin: Origin
    loaded: Loaded | None
    problems: tuple[Problem, ...] = ()
    shadowed: bool = False
    stray: bool = False
    """It is a link that leads out of its folder, and was not followed."""


def find(name: str, cwd: Path, environ: Mapping[str, str]) -> Path:
    """Return the file that a name means: a path, or the first questionnaire of that id or file name at hand."""
    if name.startswith(BUILT_IN):
        return _built_in(name.removeprefix(BUILT_IN))
    if is_path(name):
        return _existing(cwd / name)
    at_hand = _at_hand(cwd, environ)
    for folder in dict.fromkeys(path.parent for path, _origin in at_hand):
        here = [path for path, _origin in at_hand if path.parent == folder]
        by_id = next((path for path in here if declared_id(path) == name), None)
        if found := by_id or next((path for path in here if path.stem == name), None):
            return found
    raise UsageError(*_unknown(name, at_hand, _strays(cwd, environ)))


def is_path(name: str) -> bool:
    """Tell whether a name is one of a file, and not of a questionnaire at hand."""
    return name.lower().endswith(SUFFIXES) or "/" in name or os.sep in name


def _built_in(id_: str) -> Path:
    shipped: list[tuple[Path, Origin]] = [(path, "built-in") for path in questionnaires_in(resources.questionnaires())]
    found = next((path for path, _origin in shipped if declared_id(path) == id_), None)
    if found is None:
        raise UsageError(*_unknown(id_, shipped))
    return found


def find_id(id_: str, cwd: Path, environ: Mapping[str, str]) -> Path:
    """Return the first questionnaire of that id at hand; an id out of a file is never taken for a path."""
    found = paths_of(id_, cwd, environ)
    if not found:
        raise NotAtHandError(*_unknown(id_, _at_hand(cwd, environ), _strays(cwd, environ)))
    return found[0]


def paths_of(id_: str, cwd: Path, environ: Mapping[str, str]) -> tuple[Path, ...]:
    """Return every questionnaire of that id at hand, in the order in which names are looked up."""
    return tuple(path for path, _origin in _at_hand(cwd, environ) if declared_id(path) == id_)


def origin(loaded: Loaded) -> str:
    """Return where a questionnaire comes from, as files say that are passed on: "built-in", or its file's name.

    A copy of a built-in one says the same as that, wherever it is kept.
    """
    return BUILT_IN_ORIGIN if _is_built_in(loaded) or _is_copy_of_built_in(loaded) else loaded.path.name


def origin_in_words(origin: str, reader: Reader) -> str:
    """Return where a questionnaire comes from, as a reader is told."""
    if origin == BUILT_IN_ORIGIN:
        return reader._("built in")
    return reader._("the file {file}").format(file=one_line(origin))


def _is_built_in(loaded: Loaded) -> bool:
    return loaded.path.resolve().parent == resources.questionnaires().resolve()


def _is_copy_of_built_in(loaded: Loaded) -> bool:
    twin = resources.questionnaires() / loaded.path.name
    return twin.is_file() and twin.read_bytes() == loaded.path.read_bytes()


def naming(loaded: Loaded) -> list[str]:
    """Return the option that names a questionnaire which is not found here by the id that a file has of it."""
    found = paths_of(loaded.questionnaire.id, Path.cwd(), os.environ)[:1]
    return [] if found and found[0].resolve() == loaded.path.resolve() else ["-q", str(loaded.path)]


def in_place_of(loaded: Loaded) -> Path | None:
    """Return the built-in questionnaire whose id a questionnaire from elsewhere has, None where it takes no place.

    A copy takes none, as in the folder of planself itself where that was installed from it.
    """
    built_in = resources.questionnaires()
    if _is_built_in(loaded):
        return None
    found = next((path for path in questionnaires_in(built_in) if declared_id(path) == loaded.questionnaire.id), None)
    return None if found is None or found.read_bytes() == loaded.path.read_bytes() else found


def replaced_note(loaded: Loaded) -> Problem | None:
    """Return the note that a name could have meant another questionnaire, None where it could not."""
    id_ = loaded.questionnaire.id
    if in_place_of(loaded) is not None:
        message = _("This questionnaire is used in place of the built-in {id}, whose id it has.").format(id=id_)
        hint = _("The built-in one is named builtin:{id}").format(id=id_)
    elif (other := _other_of_the_id(loaded)) is not None:
        message = _("This questionnaire is used in place of {file}, which has the same id.").format(file=other)
        hint = _("The other one is named by its path: -q {file}").format(file=quoted(str(other)))
    else:
        return None
    return Problem(Location(str(loaded.path)), "N419", message, hint, Severity.NOTE)


def _other_of_the_id(loaded: Loaded) -> Path | None:
    """Return a questionnaire from elsewhere that has the same id and says something else; None beside a built-in one.

    That one is found only where there is no other, or by a name that can mean no other.
    """
    if _is_built_in(loaded):
        return None
    mine = loaded.path.read_bytes()
    return next(
        (
            path
            for path, origin_ in _at_hand(Path.cwd(), os.environ)
            if origin_ == "local" and declared_id(path) == loaded.questionnaire.id and path.read_bytes() != mine
        ),
        None,
    )


def available(cwd: Path, environ: Mapping[str, str]) -> tuple[CatalogueEntry, ...]:
    """Return every questionnaire at hand, in the order in which names are looked up."""
    entries: list[CatalogueEntry] = []
    seen: set[str] = set()
    for path, origin in _at_hand(cwd, environ):
        entry = _entry(path, origin, seen)
        entries.append(entry)
        if entry.loaded:
            seen.add(entry.loaded.questionnaire.id)
    return (*entries, *_strays(cwd, environ))


def _strays(cwd: Path, environ: Mapping[str, str]) -> Iterator[CatalogueEntry]:
    """Yield links that lead out of a folder of questionnaires: they are named, and not followed."""
    for folder in _local_folders(cwd, environ):
        for path in strays_in(folder):
            yield CatalogueEntry(path, "local", None, leading_out([path], folder), stray=True)


def minutes(questionnaire: Questionnaire, part: Collection[str] = (), known: Collection[str] = ()) -> int:
    """Return how long one person needs, in minutes, rounded up to five.

    With `part`, only the questions that one of these roles can answer count; `known` ones are asked of nobody. Our own
    rule of thumb, not measured: a scored question takes 45 to 75 seconds by its type (its anchors have to be read),
    any other one 20; conditions are not looked at, so it is the longest way through.
    """
    asked = seconds_asked(questionnaire, part, known)
    return max(5, -(-sum(seconds * n for seconds, n in asked.items()) // 300) * 5)


def seconds_asked(
    questionnaire: Questionnaire, part: Collection[str] = (), known: Collection[str] = ()
) -> Mapping[int, int]:
    """Return how many questions one person is asked that take so many seconds, the longest first."""
    asked = Counter(
        _seconds(question)
        for question in questionnaire.questions
        if question.id not in known and (not part or not question.roles or not set(part).isdisjoint(question.roles))
    )
    return dict(sorted(asked.items(), reverse=True))


def _seconds(question: AnyQuestion) -> int:
    return question.seconds if question.scored else _SECONDS_OF_PROFILE


def _entry(path: Path, origin: Origin, seen: set[str]) -> CatalogueEntry:
    try:
        loaded = load_questionnaire(path)
    except InputError as error:
        return CatalogueEntry(path, origin, None, error.problems)
    except PlanselfError as error:
        return CatalogueEntry(path, origin, None, (Problem(Location(str(path)), "E002", error.message, error.hint),))
    return CatalogueEntry(path, origin, loaded, shadowed=loaded.questionnaire.id in seen)


def _at_hand(cwd: Path, environ: Mapping[str, str]) -> list[tuple[Path, Origin]]:
    """Return every questionnaire file with its origin, each file once, in the order of look-up."""
    built_in = resources.questionnaires().resolve()
    found: dict[Path, tuple[Path, Origin]] = {}
    for folder in (*_local_folders(cwd, environ), built_in):
        origin: Origin = "built-in" if folder.resolve() == built_in else "local"
        for path in questionnaires_in(folder):
            found.setdefault(path.resolve(), (path, origin))
    return list(found.values())


def _local_folders(cwd: Path, environ: Mapping[str, str]) -> Iterator[Path]:
    yield cwd / "questionnaires"
    yield from (cwd / part for part in environ.get("PLANSELF_QUESTIONNAIRES", "").split(os.pathsep) if part)


def _existing(path: Path) -> Path:
    if path.is_file() or not path.suffix:
        return path
    if path.exists():
        return path  # a folder, a device: reading it says what is wrong
    if path.is_symlink():
        raise missing(path)
    near = did_you_mean(path.name, _names_beside(path))
    hint = _("Did you mean {name}?").format(name=path.with_name(near)) if near else ""
    raise UsageError(_("There is no questionnaire {path}.").format(path=path), hint)


def _names_beside(path: Path) -> list[str]:
    try:
        return [other.name for other in path.parent.iterdir() if other.suffix.lower() in SUFFIXES]
    except OSError:
        return []


def _unknown(name: str, at_hand: list[tuple[Path, Origin]], strays: Iterable[CatalogueEntry] = ()) -> tuple[str, str]:
    known = [declared_id(path) or path.stem for path, _origin in at_hand]
    listed = _("At hand: {names}. A file is named with its path, such as ./my-questionnaire.yaml.").format(
        names=", ".join(dict.fromkeys(known))
    )
    listed = " ".join(
        [listed, *(f"{problem.message} {problem.hint}" for entry in strays for problem in entry.problems)]
    )
    near = did_you_mean(name, known)
    hint = _("Did you mean {name}?").format(name=near) + " " + listed if near else listed
    return _("There is no questionnaire named {name}.").format(name=name), hint
