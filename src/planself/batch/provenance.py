"""What a table says of where its numbers come from: the questionnaire, the program, and what became of the rows."""

from __future__ import annotations

from planself import __version__
from planself.exchange.metadata import Facts
from planself.exchange.table_out import Style, TableFormat
from planself.exchange.write_csv import separator_of
from planself.questionnaire.catalogue import origin
from planself.questionnaire.load import Loaded


def about(loaded: Loaded) -> dict[str, str]:
    """Return it for formats that have a place of their own for such words."""
    named = {f"planself.questionnaire.{key}": word for key, word in _questionnaire(loaded).items()}
    return {**named, "planself.version": __version__}


def facts(loaded: Loaded, sha256: str, counts: Facts, text: Facts) -> Facts:
    """Return it for the file beside a table; `text` says how it is written, if it is one of text."""
    return {"sha256": sha256, "questionnaire": _questionnaire(loaded), "planself": __version__, **counts, **text}


def text_facts(kind: TableFormat, style: Style) -> Facts:
    """Return how a table of text is to be read, nothing for other tables."""
    if kind not in (TableFormat.CSV, TableFormat.TSV):
        return {}
    separator = "\t" if kind is TableFormat.TSV else separator_of(style)
    return {"encoding": "utf-8", "separator": separator, "decimal": "," if style is Style.GERMAN else "."}


def _questionnaire(loaded: Loaded) -> dict[str, str]:
    found = loaded.questionnaire
    return {"id": found.id, "version": found.version, "digest": loaded.digest, "origin": origin(loaded)}
