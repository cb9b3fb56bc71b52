"""Make forty municipalities of no real country, always the same, and with the command itself their benchmark."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

from planself.analysis.contradictions import contradictions, questions_of
from planself.answers.values import read_value
from planself.questionnaire.catalogue import DEFAULT, find
from planself.questionnaire.load import Loaded, load_questionnaire
from planself.questionnaire.model import AnyQuestion, Questionnaire
from planself.questionnaire.types.multiple import MultipleQuestion
from planself.questionnaire.types.number import NumberQuestion
from planself.questionnaire.types.scale import ScaleQuestion
from planself.questionnaire.types.single import SingleQuestion
from planself.questionnaire.types.yes_no import YesNoQuestion
from planself.scoring.compile import compile_plan
from planself.scoring.plan import Given, State
from planself.scoring.record import settle

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "questionnaires/beispiele/vergleich-40-gemeinden.json"
ANSWERS = ROOT / "questionnaires/beispiele/gemeinden"
N = 40
SEED = 2026
GROUPS = ("kind", "population")


def answer_sets(loaded: Loaded, n: int = N, seed: int = SEED) -> list[dict[str, Any]]:
    """Return n answer sets; each municipality is as far on as its luck has it, and each question differs a little."""
    chance = random.Random(seed)  # noqa: S311 -- an example, not a secret
    drawn = [_answer_set(loaded.questionnaire, chance, number) for number in range(n)]
    for data in drawn:
        _settle(loaded, data["answers"])
    return drawn


def write(folder: Path, n: int = N) -> None:
    """Write n answer files of the built-in questionnaire."""
    loaded = load_questionnaire(find(DEFAULT, ROOT, {}))
    for number, data in enumerate(answer_sets(loaded, n)):
        Path(folder, f"{number:02}.json").write_text(json.dumps(data, ensure_ascii=False) + "\n", "utf-8")


def _answer_set(questionnaire: Questionnaire, chance: random.Random, number: int) -> dict[str, Any]:
    ability = chance.gauss(0.5, 0.17)
    given = [(q, _value(q, chance, chance.gauss(ability, 0.16))) for q in questionnaire.questions]
    kinds = [q for q in questionnaire.questions if q.id in GROUPS and isinstance(q, SingleQuestion)]
    given += [(q, q.options[number % 3 + 1].id) for q in kinds]  # three kinds, so that a group has ten and more
    return {
        "format": "planself/answers/1",
        "questionnaire": {"id": questionnaire.id, "version": questionnaire.version},
        "subject": {"name": f"Beispielgemeinde {number + 1:02} (fiktiv)"},
        "date": f"2026-{chance.randint(1, 10):02}-{chance.randint(1, 28):02}",
        "answers": {q.id: value for q, value in given if value is not None},
    }


def _settle(loaded: Loaded, answers: dict[str, Any]) -> None:
    """Say "don't know" in place of an answer that contradicts an earlier one: luck alone is not consistent."""
    questionnaire, plan = loaded.questionnaire, compile_plan(loaded.questionnaire)
    while True:
        given: dict[str, Given] = {
            id_: State.UNKNOWN if raw == "unknown" else read_value(questionnaire.by_id[id_], raw)
            for id_, raw in answers.items()
        }
        states = {id_: question.state for id_, question in settle(plan, given).items()}
        told = contradictions(questionnaire, states, given)
        if not told:
            return
        answers[questions_of(questionnaire, told[0])[-1]] = "unknown"


def _value(question: AnyQuestion, chance: random.Random, share: float) -> Any:
    share = min(max(share, 0.0), 1.0)
    if question.hurdles and question.allows_unknown and chance.random() < 0.05:
        return "unknown"
    match question:
        case ScaleQuestion():
            top = len(question.choices) - 1
            level = round(share * top)
            return top - level if question.reverse else level
        case YesNoQuestion():
            return "yes" if (chance.random() < share) != question.reverse else "no"
        case SingleQuestion() if question.hurdles:
            scored = sorted((o for o in question.options if o.scored), key=lambda o: o.points or 0)
            return scored[round(share * (len(scored) - 1))].id
        case SingleQuestion():
            return chance.choice(question.options).id
        case MultipleQuestion():
            return [option.id for option in question.options if not option.exclusive and chance.random() < share]
        case NumberQuestion() if question.steps:
            step = question.steps[round(share * (len(question.steps) - 1))]
            value = question.write(max(step.from_, question.min or 0))
            return value if isinstance(value, int) else float(str(value))
        case _:
            return None


def main() -> int:
    """Write the answer files, and the benchmark made of them."""
    ANSWERS.mkdir(exist_ok=True)
    write(ANSWERS)
    command = [sys.executable, "-m", "planself", "benchmark", "build", str(ANSWERS), "-o", str(TARGET), "--force"]
    by = [word for group in GROUPS for word in ("--by", group)]
    return subprocess.run([*command, *by], check=False).returncode  # noqa: S603 -- planself itself


if __name__ == "__main__":
    sys.exit(main())
