"""Keep the tool's phrases in step with its sources.

`update` extracts and compiles, `missing` lists, `fill FILE.json` translates, `check` fails on drift.
"""

from __future__ import annotations

import fcntl
import json
import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
PO = ROOT / "src/planself/locale/de/LC_MESSAGES/planself.po"
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "n_": (1, 2)}


def extract() -> Catalog:
    """Return every phrase of the sources and templates."""
    catalogue = Catalog(project="planself", locale="de", fuzzy=False, charset="utf-8")
    for folder, method in ((ROOT / "src", [("**.py", "python")]), (ROOT / "templates", [("**.j2", "jinja2")])):
        found = extract_from_dir(str(folder), method, keywords=KEYWORDS)
        for _file, _line, message, _comments, _context in found:
            catalogue.add(message)
    return catalogue


def merged() -> Catalog:
    """Return the German catalogue with exactly today's phrases."""
    fresh = extract()
    known = read_po(BytesIO(PO.read_bytes()), locale="de") if PO.exists() else Catalog(locale="de")
    for message in fresh:
        old = known.get(message.id) if message.id else None
        if old is not None:
            message.string = old.string
    return fresh


def missing(catalogue: Catalog) -> list[str | tuple[str, ...]]:
    """Return the phrases without German."""
    return [
        tuple(m.id) if isinstance(m.id, list | tuple) else m.id
        for m in catalogue
        if m.id and not (all(m.string) if isinstance(m.string, list | tuple) else m.string)
    ]


def as_po(catalogue: Catalog) -> bytes:
    """Return a catalogue as stable text, sorted, without places or dates."""
    out = BytesIO()
    write_po(out, catalogue, omit_header=False, sort_output=True, no_location=True, width=120)
    volatile = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By')
    return b"".join(line for line in out.getvalue().splitlines(keepends=True) if not line.startswith(volatile))


def as_mo(catalogue: Catalog) -> bytes:
    """Return a catalogue in the form that gettext loads."""
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def save(catalogue: Catalog) -> None:
    """Write text and compiled form."""
    PO.parent.mkdir(parents=True, exist_ok=True)
    text = as_po(catalogue)
    PO.write_bytes(text)
    PO.with_suffix(".mo").write_bytes(as_mo(read_po(BytesIO(text), locale="de")))


def fill(catalogue: Catalog, path: Path) -> None:
    """Take translations {English: German, or [singular, plural]} from a JSON file."""
    for english, german in json.loads(path.read_text("utf-8")).items():
        message = catalogue.get(english)
        if message is None:
            sys.stderr.write(f"not a phrase: {english!r}\n")
        elif isinstance(message.id, tuple) != isinstance(german, list):
            sys.stderr.write(f"singular and plural, or one of the two: {english!r}\n")
        else:
            message.string = tuple(german) if isinstance(german, list) else german


def main(arguments: list[str]) -> int:
    """Run one of the four words."""
    with Path(__file__).open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        catalogue = merged()
        match arguments:
            case ["update"]:
                save(catalogue)
            case ["fill", name]:
                fill(catalogue, Path(name))
                save(catalogue)
            case ["missing"]:
                sys.stdout.write(json.dumps(missing(catalogue), ensure_ascii=False, indent=1) + "\n")
            case ["check"]:
                stale = not PO.exists() or PO.read_bytes() != as_po(catalogue)
                return 1 if stale or missing(catalogue) else 0
            case _:
                sys.stderr.write(f"{__doc__}\n")
                return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
