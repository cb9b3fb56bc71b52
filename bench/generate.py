"""Answer sets of no town at all, by the thousand and always the same for a seed: as files, or as a table.

What they are like: one in twelve answers is "don't know", one in forty "not applicable", one in twenty is missing;
some carry a comment or evidence; questions are answered whether or not their condition holds, as people do who fill
in a spreadsheet. `python -m bench.generate FOLDER 10000` writes YAML files, with a third argument `json` JSON.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal

from planself.questionnaire.catalogue import DEFAULT, find
from planself.questionnaire.load import Loaded, load_questionnaire
from planself.questionnaire.model import AnyQuestion, Questionnaire
from planself.questionnaire.types.multiple import MultipleQuestion
from planself.questionnaire.types.number import NumberQuestion
from planself.questionnaire.types.scale import ScaleQuestion
from planself.questionnaire.types.single import SingleQuestion
from planself.questionnaire.types.text import TextQuestion
from planself.questionnaire.types.yes_no import YesNoQuestion

Kind = Literal["yaml", "json"]
ROOT = Path(__file__).parent.parent
_A_FOLDER = 1000
_DIALECT = {"unknown": 1 / 12, "not_applicable": 1 / 40}
_MISSING = 1 / 20
_REMARKS = (
    "In der Runde gab es dazu verschiedene Ansichten.",
    "Seit 2024, mit Beschluss des Ausschusses.",
    "Gilt bisher nur für die Kernstadt: die Ortsteile folgen.",
    "Größe und Zuständigkeit sind noch offen.",
)
_PLAIN = re.compile(r"[1-9a-z][0-9a-z_/-]*|0").fullmatch
_EVIDENCE = ("Vorlage 2025/118", "Bericht zur Jugendhilfeplanung, Kapitel 3", "Dienstvereinbarung vom 10.02.2024")


@cache
def questionnaire() -> Loaded:
    """Return the built-in questionnaire."""
    return load_questionnaire(find(DEFAULT, ROOT, {}))


def answer_files(folder: Path, n: int, kind: Kind = "yaml", seed: int = 1) -> list[Path]:
    """Write n answer files, a thousand a folder, and return their paths in order."""
    paths = []
    for number, data in enumerate(answer_sets(n, seed)):
        path = folder / f"{number // _A_FOLDER:04}" / f"{number:06}.{kind}"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = _as_yaml(data) if kind == "yaml" else json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        path.write_text(text, "utf-8")
        paths.append(path)
    return paths


def table(path: Path, n: int, seed: int = 1) -> Path:
    """Write n answer sets as a table, Parquet or CSV by its suffix, one column a question."""
    import polars as pl

    schema = dict.fromkeys(("subject.name", "kreis", "date", *questionnaire().questionnaire.by_id), pl.String)
    frame = pl.DataFrame(_columns(n, seed), schema)
    if path.suffix == ".parquet":
        frame.write_parquet(path)
    else:
        frame.write_csv(path)
    return path


def answer_sets(n: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Yield n answer sets as the data of a file."""
    chance = random.Random(seed)  # noqa: S311 -- test data, the same every time
    asked = questionnaire().questionnaire
    for number in range(n):
        yield {
            "format": "planself/answers/1",
            "questionnaire": {"id": asked.id, "version": asked.version},
            "subject": {"name": f"Musterstadt {number}", "ags": f"{chance.randrange(1, 17):02}{number % 10**6:06}"},
            "respondent": {"role": chance.choice(asked.roles).id, "department": "Amt für Jugend"},
            "date": f"2026-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}",
            "answers": _answers(asked, chance),
        }


def _answers(asked: Questionnaire, chance: random.Random) -> dict[str, Any]:
    """Answer most questions, and dress some of the answers with a remark or evidence."""
    answers: dict[str, Any] = {}
    for question in asked.questions:
        if chance.random() < _MISSING:
            continue
        value = _said(question, chance) or _value(question, chance)
        answers[question.id] = _dressed(value, chance)
    return answers


def _said(question: AnyQuestion, chance: random.Random) -> str | None:
    allowed = {"unknown": question.allows_unknown, "not_applicable": question.allows_not_applicable}
    return next((word for word, share in _DIALECT.items() if allowed[word] and chance.random() < share), None)


def _value(question: AnyQuestion, chance: random.Random) -> Any:
    match question:
        case ScaleQuestion():
            return chance.randrange(len(question.choices))
        case SingleQuestion():
            return chance.choice(question.options).id
        case YesNoQuestion():
            return chance.choice(("yes", "no"))
        case MultipleQuestion():
            plain = [option.id for option in question.options if not option.exclusive]
            return [option for option in plain if chance.random() < 0.5]
        case NumberQuestion():
            low, high = (question.min or 0) // 1_000_000, (question.max or 100_000_000) // 1_000_000
            return chance.randrange(low, min(high, low + 1000) + 1)
        case TextQuestion():
            return chance.choice(_REMARKS)


def _dressed(value: Any, chance: random.Random) -> Any:
    if value == "not_applicable":
        return {"value": value, "comment": "Dafür ist der Landkreis zuständig."}
    dice = chance.random()
    if dice < 0.08:
        return {"value": value, "comment": chance.choice(_REMARKS)}
    if dice < 0.2:
        return {"value": value, "evidence": chance.choice(_EVIDENCE)}
    return {"value": value, "unsure": True} if dice < 0.23 else value


def _as_yaml(data: Mapping[str, Any]) -> str:
    """Write a file as `planself run` and people do: a line a question, long answers in braces."""
    lines = [f"{key}: {_flow(value)}" for key, value in data.items() if key != "answers"]
    lines += ["answers:", *(f"  {id_}: {_flow(entry)}" for id_, entry in data["answers"].items())]
    return "\n".join(lines) + "\n"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if _PLAIN(str(value)) else json.dumps(value, ensure_ascii=False)


def _columns(n: int, seed: int) -> dict[str, list[str | None]]:
    """Return the columns of a table; cells as a spreadsheet has them, empty where an answer is missing."""
    ids = list(questionnaire().questionnaire.by_id)
    columns: dict[str, list[str | None]] = {name: [] for name in ("subject.name", "kreis", "date", *ids)}
    for number, data in enumerate(answer_sets(n, seed)):
        columns["subject.name"].append(data["subject"]["name"])
        columns["kreis"].append(f"Kreis {number % 50}")
        columns["date"].append(data["date"])
        for id_ in ids:
            columns[id_].append(_cell(data["answers"].get(id_)))
    return columns


def _cell(entry: Any) -> str | None:
    value = entry["value"] if isinstance(entry, dict) else entry
    if isinstance(value, list):
        return ";".join(value) or "[]"
    return None if value is None else str(value)


if __name__ == "__main__":
    answer_files(Path(sys.argv[1]), int(sys.argv[2]), "json" if sys.argv[3:] == ["json"] else "yaml")
