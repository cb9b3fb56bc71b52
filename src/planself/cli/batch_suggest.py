"""`planself batch --suggest-mapping`: a first draft of a mapping file, from a table's headings and cells."""

from __future__ import annotations

from pathlib import Path

from planself.answers.envelope import Reference
from planself.batch.request import BatchRequest
from planself.cli import console
from planself.cli.batch_places import refuse
from planself.cli.batch_stdin import standard_input
from planself.cli.inputs import Questionnaires, must_exist
from planself.errors import ExitCode, UsageError
from planself.exchange.raw_table import known_as
from planself.exchange.source_table import DUCKDB, faults, is_table, open_table
from planself.files.disk import write_atomic
from planself.files.foreign import refuse_foreign
from planself.i18n import _
from planself.shell import file_word, own_command, unused
from planself.tables.heading_rows import HeadingRows
from planself.tables.suggest import suggest_for

_ROWS = 2000


def suggest(request: BatchRequest) -> ExitCode:
    """Write the draft to a file or to stdout, and say what to do with it."""
    if len(request.paths) != 1:
        raise UsageError(_("--suggest-mapping takes one table at a time."))
    with standard_input(request.paths) as stdin:
        return _drafted(request, request.paths[0], str(stdin or request.paths[0]))


def _drafted(request: BatchRequest, called: str, spec: str) -> ExitCode:
    if not spec.startswith(DUCKDB) and not Path(spec.rpartition("#")[0] or spec).exists():
        must_exist([Path(spec)])
    if not is_table(spec.rpartition("#")[0] or spec) and not is_table(spec):
        refuse_foreign(b"", spec)
        raise UsageError(_("{path} is no table.").format(path=spec), _("Answer files need no mapping."))
    loaded = Questionnaires(request.questionnaire)(Reference("", "", None))
    with known_as(spec, called):
        table = open_table(spec, sheet=request.sheet, top=HeadingRows(loaded.questionnaire)).renamed(spec, called)
    with faults(table.name):
        sample = table.frame.head(_ROWS).collect()
    text = suggest_for(
        sample.columns,
        sample,
        loaded.questionnaire,
        request.reader.lang,
        header_rows=table.heading_rows,
        described=table.described,
    )
    console.show_problems(table.notes)
    if request.output in (None, "-"):
        console.write(text)
        return ExitCode.DONE
    target = Path(str(request.output))
    if target.suffix.lower() not in (".yaml", ".yml"):
        raise UsageError(
            _("-o {file}: a mapping file is YAML; let its name end in .yaml").format(file=target),
        )
    same = target.is_file() and target.read_bytes() == text.encode()
    refuse([target], [Path(spec)], force=request.force or same)
    write_atomic(target, text.encode())
    console.talk(_("Written: {file}").format(file=target))
    words = [
        "batch",
        file_word(called),
        *(["--sheet", request.sheet] if request.sheet else []),
    ]
    words += ["-q", request.questionnaire] if request.questionnaire else []
    command = own_command(*words, "--mapping", target, "-o", unused("results.csv"))
    console.talk(_("Look through it, correct what is marked, then: {command}").format(command=command))
    return ExitCode.DONE
