"""What the forms' tests are about: a small questionnaire with every type, and the shipped one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from planself import resources
from planself.questionnaire.load import Loaded, load_questionnaire

SAMPLE = Path(__file__).with_name("sample.yaml")
LANGUAGES = ("de", "en")


@cache
def sample() -> Loaded:
    """Return the small questionnaire."""
    return load_questionnaire(SAMPLE)


@cache
def shipped() -> Loaded:
    """Return the long form that is shipped."""
    return load_questionnaire(resources.questionnaires() / "integrierte-planung.yaml")
