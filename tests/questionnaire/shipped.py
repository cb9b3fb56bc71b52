"""The questionnaires that come with planself: its own, and the starters, which become somebody's."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from planself import resources
from planself.questionnaire import starter
from planself.questionnaire.load import Loaded, load_questionnaire

LONG = "integrierte-planung"
SHORT = f"{LONG}-kurz"
OWN = {path.stem: path for path in sorted(resources.questionnaires().glob("*.yaml"))}
STARTERS = {f"starter-{path.stem}": path for path in sorted(Path(starter.__file__).parent.glob("*.yaml"))}
SHIPPED = (*OWN, *STARTERS)


@cache
def shipped(name: str) -> Loaded:
    """Return one of them by its name."""
    return load_questionnaire((OWN | STARTERS)[name])
