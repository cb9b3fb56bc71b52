"""Print the figures of the house: sizes, seams and walls, tests beside the source, and the ways of three commands.

`python -m scripts.figures [--root CHECKOUT] [--json] [--ways] [--where]`; how each is counted stands in `measures/`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from scripts.measures import answer_types, duplicates, sizes, walls, ways
from scripts.measures.source import Source, sources

ROOT = Path(__file__).parent.parent


def figures(root: Path) -> dict[str, Any]:
    """Return all figures of a checkout that need no run."""
    files, tests = sources(root), sources(root, "tests")
    lines, of_tests = sum(file.lines for file in files), sum(file.lines for file in tests)
    found, blocks = _places(root, files), duplicates.duplicates(files)
    return {
        "files": sizes.spread([file.lines for file in files]),
        "lines": lines,
        "functions": sizes.spread(sizes.functions(files)),
        "comments per 100 lines": round(100 * sizes.comments(files) / lines, 1) if lines else 0,
        "test lines": of_tests,
        "tests : source": round(of_tests / lines, 2) if lines else 0,
        "files that name an answer type": len(_files(found["named"])),
        "lines that name one": len(found["named"]),
        "files that decide by answer type": len(_files(found["decided"])),
        "decisions by type": len(found["decided"]),
        "case _ (without assert_never)": len(found["case _"]),
        "duplicated blocks": len(blocks),
        "duplicated lines": sum(block.lines for block in blocks),
        "two classes of one name on a floor": len(found["two classes of one name"]),
        "imports of a command by a command": len(found["a command imports a command"]),
        "copies of a command's options": len(found["options copied"]),
        "rooms": {
            room: {"lines": size, "files": count, "tests : source": _ratio(tests, room, size)}
            for room, (size, count) in sizes.rooms(files).items()
        },
    }


def places(root: Path) -> dict[str, list[str]]:
    """Return where what is counted stands, by kind."""
    files = sources(root)
    copied = [f"{block.name}:{block.first}-{block.last}" for block in duplicates.duplicates(files)]
    return _places(root, files) | {"duplicated": copied}


def _places(root: Path, files: list[Source]) -> dict[str, list[str]]:
    return {
        "named": _lines(files, answer_types.named),
        "decided": _lines(files, answer_types.decided),
        "case _": walls.catch_alls(files),
        "two classes of one name": walls.names_of_two_classes(files, walls.floors(root)),
        "a command imports a command": walls.commands_importing_commands(files),
        "options copied": walls.options_copied(files),
    }


def _lines(files: Iterable[Source], measure: Callable[..., list[int]]) -> list[str]:
    return [f"{file.name}:{line}" for file in files for line in measure(file.tree, file.module)]


def _files(lines: Iterable[str]) -> set[str]:
    return {line.split(":")[0] for line in lines}


def _ratio(tests: list[Source], room: str, size: int) -> float:
    """Return the lines of a room's own tests to its own; the ground floor's stand beside each other, too."""
    return round(sum(file.lines for file in tests if file.room == room) / size, 2) if size else 0


def table(measured: dict[str, Any]) -> str:
    """Return the figures as Markdown tables."""
    rows = []
    for name, value in measured.items():
        if name != "rooms":
            shown = " · ".join(f"{key} {part}" for key, part in value.items()) if isinstance(value, dict) else value
            rows.append(f"| {name} | {shown} |")
    rooms = [
        f"| {room} | {each['lines']} | {each['files']} | {each['tests : source']} |"
        for room, each in measured["rooms"].items()
    ]
    heads = (
        ["| figure | |", "| --- | --- |"],
        ["| room | lines | files | tests : source |", "| --- | --- | --- | --- |"],
    )
    return "\n".join([*heads[0], *rows, "", *heads[1], *rooms]) + "\n"


def main(words: list[str]) -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=ROOT, help="another checkout than this one")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.add_argument("--ways", action="store_true", help="also the files that three commands visit")
    parser.add_argument("--where", action="store_true", help="also where what is counted stands")
    options = parser.parse_args(words)
    measured = figures(options.root)
    lists: dict[str, list[str]] = places(options.root) if options.where else {}
    if options.ways:
        lists |= {f"way of {name}": visited for name, visited in ways.ways(options.root.resolve()).items()}
    if options.json:
        sys.stdout.write(json.dumps(measured | lists, ensure_ascii=False, indent=2) + "\n")
        return
    sys.stdout.write(table(measured))
    for name, each in lists.items():
        sys.stdout.write(f"\n{name} ({len(each)})\n\n" + "".join(f"- {line}\n" for line in each))


if __name__ == "__main__":
    main(sys.argv[1:])
