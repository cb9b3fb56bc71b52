"""Score a public data set by planself and by R's psych package, and say where the two differ.

The 25 items of `bfi` (2,800 people, six levels, five scales, some items reversed) go through a questionnaire and a
mapping file; `psych::scoreItems(impute = "none")` gives the mean of each person's items on each scale. For a person
without a gap planself's score must be 20 · (mean − 1), rounded half up to one decimal. Needs R with psych and
psychTools (on Debian: r-cran-psych, r-cran-psychtools). The data stay in a temporary folder.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

SCALES = {"agree": "A", "conscientious": "C", "extraversion": "E", "neuroticism": "N", "openness": "O"}
REVERSED = ("A1", "C4", "C5", "E1", "E2", "O2", "O5")
ITEMS = [f"{letter}{number}" for letter in SCALES.values() for number in range(1, 6)]

EXPORT = """
suppressMessages({library(psych); library(psychTools)})
data(bfi, package = "psychTools")
keys <- list(agree = c("-A1", "A2", "A3", "A4", "A5"), conscientious = c("C1", "C2", "C3", "-C4", "-C5"),
             extraversion = c("-E1", "-E2", "E3", "E4", "E5"), neuroticism = c("N1", "N2", "N3", "N4", "N5"),
             openness = c("O1", "-O2", "O3", "O4", "-O5"))
found <- scoreItems(keys, bfi[, 1:25], impute = "none", totals = FALSE, min = 1, max = 6)
write.csv(data.frame(person = rownames(bfi), bfi), "bfi.csv", row.names = FALSE, na = "")
write.csv(signif(found$scores, 15), "psych.csv", row.names = FALSE, na = "")
"""


def main() -> int:
    """Export, score both ways, compare; ends with 1 where a single score differs."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        _run(["Rscript", "-e", EXPORT], folder)
        (folder / "bfi.yaml").write_text(questionnaire(), "utf-8")
        (folder / "mapping.yaml").write_text(mapping(), "utf-8")
        _run([sys.executable, "-m", "planself", "check", "bfi.yaml"], folder)
        _run([sys.executable, "-m", "planself", "check", "mapping.yaml", "-q", "bfi.yaml"], folder)
        batch = ["batch", "bfi.csv", "-q", "bfi.yaml", "--mapping", "mapping.yaml", "-o", "ours.csv", "--style", "int"]
        _run([sys.executable, "-m", "planself", *batch], folder)
        return compare(_rows(folder / "bfi.csv"), _rows(folder / "psych.csv"), _rows(folder / "ours.csv"))


def questionnaire() -> str:
    """Return the questionnaire: each scale a hurdle, each item a question with six levels."""
    hurdles = "".join(f"  - {{id: {name}, name: {name}}}\n" for name in SCALES)
    names = {letter: name for name, letter in SCALES.items()}
    levels = ", ".join(f"{{label: '{level}'}}" for level in range(1, 7))
    entry = "      - {{id: {id}, type: scale, text: Item {item}, scale: six, hurdles: {{{hurdle}: 1}}}}\n"
    questions = "".join(entry.format(id=item.lower(), item=item, hurdle=names[item[0]]) for item in ITEMS)
    return (
        "format: planself/questionnaire/1\nid: bfi\nversion: 1.0.0\nlanguages: [en]\ntitle: Five scales\n"
        "bands: [{id: all, from: 0, label: All}]\nstages: [{id: all, min: 0, label: All}]\n"
        f"scales: {{six: {{levels: [{levels}]}}}}\nhurdles:\n{hurdles}"
        f"sections:\n  - id: items\n    title: Items\n    questions:\n{questions}"
    )


def mapping() -> str:
    """Return the mapping: columns by their names, 1–6 in the table and 0–5 here, some the other way round."""
    columns = ", ".join(f"{item}: {item.lower()}" for item in ITEMS)
    offset = ", ".join(f"{item.lower()}: -1" for item in ITEMS)
    reverse = ", ".join(item.lower() for item in REVERSED)
    return (
        "format: planself/mapping/1\nquestionnaire: bfi\n"
        f"columns: {{{columns}}}\noffset: {{{offset}}}\nreverse: [{reverse}]\n"
    )


def compare(people: list[dict[str, str]], theirs: list[dict[str, str]], ours: list[dict[str, str]]) -> int:
    """Print what was compared and every difference, scale by scale."""
    if not len(people) == len(theirs) == len(ours):
        return _say(f"{len(people)} people, {len(theirs)} by psych, {len(ours)} by planself")
    different = 0
    for name, letter in SCALES.items():
        items = [item for item in ITEMS if item[0] == letter]
        whole = [n for n, person in enumerate(people) if all(person[item] for item in items)]
        wrong = [n for n in whole if Fraction(ours[n][f"{name}.score"]) != _expected(theirs[n][name])]
        different += len(wrong)
        sys.stdout.write(f"{name}: {len(whole)} people without a gap of {len(people)}, {len(wrong)} scores differ\n")
        for n in wrong[:3]:
            sys.stdout.write(f"  person {people[n]['person']}: {ours[n][f'{name}.score']} and {theirs[n][name]}\n")
    return 1 if different else 0


def _expected(mean: str) -> Fraction:
    """Return 20 · (mean − 1), rounded half up to tenths; the mean is of five items, so it is fifths."""
    fifths = round(Fraction(mean) * 5)
    tenths = 200 * (Fraction(fifths, 5) - 1)
    return Fraction(int(tenths + Fraction(1, 2)), 10)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _run(command: list[str], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 -- R and planself itself


def _say(message: str) -> int:
    sys.stdout.write(message + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
