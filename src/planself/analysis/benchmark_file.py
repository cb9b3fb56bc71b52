"""A benchmark's file: read strictly, its checksum first, so that what was damaged on the way is never compared with."""

from __future__ import annotations

from datetime import date as Date  # noqa: N812 -- fields are called date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from planself.analysis.benchmark import FORMAT, Benchmark, PeerGroup, PeerSpread, checksum
from planself.analysis.suppression import LEAST_SETS
from planself.errors import InputError, Problem
from planself.files.json_schema import Schema
from planself.files.shared_fields import model_schema
from planself.files.source import Source
from planself.formats import other_kind
from planself.i18n import _
from planself.questionnaire.model import Questionnaire


def _ascending(quartiles: tuple[int, int, int]) -> tuple[int, int, int]:
    if list(quartiles) != sorted(quartiles):
        raise ValueError("quartiles ascend")
    return quartiles


_Points = Annotated[int, Field(ge=0, le=100)]
_Count = Annotated[int, Field(ge=LEAST_SETS)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Spread(_Part):
    id: str
    n: _Count
    quartiles: Annotated[tuple[_Points, _Points, _Points], AfterValidator(_ascending), Field(strict=False)]


class _Group(_Part):
    question: str = ""
    answer: str = ""
    n: _Count
    scores: list[_Spread]


class _Named(_Part):
    id: str
    version: Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
    digest: Annotated[str, Field(pattern="^sha256:[0-9a-f]{64}$")] = ""
    origin: Annotated[str, Field(min_length=1, max_length=255)] = ""


class _File(_Part):
    format: Literal["planself/benchmark/1"]
    questionnaire: _Named
    date: Annotated[Date | None, Field(strict=False)]
    groups: Annotated[list[_Group], Field(min_length=1)]
    checksum: str


def read_benchmark(source: Source) -> Benchmark:
    """Return the benchmark of a file; raises InputError for one that is damaged, changed or no benchmark."""
    data = source.data
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        found = data.get("format") if isinstance(data, dict) else None
        message = _("This is no benchmark that this planself reads; one begins with “format”: “{format}”.")
        message = other_kind(found, "benchmark") or message
        raise _refused(source, ("format",), "E235", message.format(format=FORMAT))
    if data.get("checksum") != checksum(data):
        message = _("The file was damaged or changed: its checksum does not fit what stands in it.")
        raise _refused(source, ("checksum",), "E236", message)
    try:
        file = _File.model_validate(data)
    except ValidationError as error:
        place = tuple(error.errors()[0]["loc"])
        raise _refused(source, place, "E237", _("This is not what a benchmark holds at this place.")) from error
    groups = (
        PeerGroup(group.question, group.answer, group.n, {s.id: PeerSpread(s.n, s.quartiles) for s in group.scores})
        for group in file.groups
    )
    named = file.questionnaire
    return Benchmark(named.id, named.version, file.date, tuple(groups), named.digest, named.origin)


def refuse_other(source: Source, benchmark: Benchmark, questionnaire: Questionnaire) -> None:
    """Raise InputError where a benchmark is of another questionnaire, or of another major version of it."""
    if benchmark.questionnaire == questionnaire.id and benchmark.major == questionnaire.major:
        return
    message = _("The benchmark is of {theirs} {version}, the answers are scored by {ours} {own}; they do not compare.")
    raise _refused(
        source,
        ("questionnaire",),
        "E238",
        message.format(
            theirs=benchmark.questionnaire,
            version=benchmark.version,
            ours=questionnaire.id,
            own=questionnaire.version,
        ),
        _("Ask for a benchmark of the same questionnaire and major version."),
    )


def schema() -> Schema:
    """Return the JSON Schema of planself/benchmark/1."""
    return model_schema(_File, "a benchmark")


def _refused(source: Source, path: tuple[str | int, ...], code: str, message: str, hint: str = "") -> InputError:
    remedy = hint or _("Ask whoever sent it for the file once more.")
    return InputError([Problem(source.locate(path), code, message, remedy)])
