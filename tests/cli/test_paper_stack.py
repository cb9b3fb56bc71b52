"""Where `planself run --keys` puts its sheets, what it refuses, and what it says at the end."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from planself import i18n, resources
from planself.cli import boundary
from planself.cli.paper_stack import StackOptions, say_what_next, stack_at
from planself.errors import UsageError
from planself.questionnaire.load import load_questionnaire
from planself.sheet_entry.session import StackEnd
from planself.sheet_entry.stack import FolderStack
from planself.sheet_entry.workshop_stack import WorkshopStack
from planself.workshop_files.workshop import SECOND

EXAMPLES = resources.questionnaires() / "beispiele"
SHORT = "integrierte-planung-kurz"


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    i18n.use("en")
    monkeypatch.setenv("PLANSELF_LANG", "en")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES / "workshop-musterstadt", tmp_path / "shop")
    return Path("shop")


def options(
    questionnaire: str | None = None, section: str | None = None, role: str | None = None, *, again: bool = False
) -> StackOptions:
    """Return what was asked for."""
    return StackOptions(questionnaire, section, role, again=again, plain=True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--again"], "--again belongs to --keys."),
        (["--keys", "--short"], "--short and --keys do not go together."),
        (["--keys", "shop"], "`planself run` needs a terminal, and there is none here."),
    ],
)
def test_what_does_not_go_together_is_refused(words: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert boundary.run(["run", *words]) == 2
    assert said in capsys.readouterr().err


def test_a_file_is_no_place_for_sheets(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("x", "utf-8")
    with pytest.raises(UsageError, match="--keys takes a folder"):
        stack_at(Path("a.yaml"), options())


def test_sheets_of_a_workshop_lie_among_its_answers(shop: Path) -> None:
    stack = stack_at(shop, options())
    assert isinstance(stack, WorkshopStack)
    assert (stack.folder, stack.named, stack.home) == (shop / "answers", shop, shop)


@pytest.mark.parametrize("second", [False, True])
def test_the_folder_of_the_answers_can_be_named_itself(shop: Path, second: bool) -> None:
    named = shop / "answers" / SECOND if second else shop / "answers"
    stack = stack_at(named, options())
    assert isinstance(stack, WorkshopStack)
    assert (stack.folder, stack.named, stack.home) == (named, named if second else shop, shop)


def test_without_a_folder_the_workshop_at_hand_is_meant(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(shop)
    assert isinstance(stack_at(None, options()), WorkshopStack)


def test_without_a_workshop_sheets_get_a_folder_of_the_day() -> None:
    stack = stack_at(None, options(SHORT))
    assert isinstance(stack, FolderStack)
    assert stack.folder == Path(f"planself-antworten-{date.today().isoformat()}")
    assert not stack.folder.exists()


def test_a_folder_with_sheets_goes_on_with_their_questionnaire(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    shutil.copy(EXAMPLES / "beispielstadt-2026.yaml", tmp_path / "papers/W01.yaml")
    (tmp_path / "papers/.W02.sheet").write_text("x", "utf-8")
    assert stack_at(Path("papers"), options()).loaded.questionnaire.id == "integrierte-planung"
    assert stack_at(Path("papers"), options(SHORT)).loaded.questionnaire.id == SHORT


@pytest.mark.parametrize("wrong", [options(SHORT, section="nowhere"), options(SHORT, role="nobody")])
def test_a_section_or_role_that_is_not_there_is_refused(wrong: StackOptions) -> None:
    with pytest.raises(UsageError, match="there is no"):
        stack_at(Path("papers"), wrong)


def test_a_role_is_the_part_that_was_printed() -> None:
    stack = stack_at(Path("papers"), options(SHORT, role="plan"))
    assert isinstance(stack, FolderStack)
    assert stack.part == ("plan",)


def test_the_end_names_sheets_differences_and_what_is_not_finished(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "papers").mkdir()
    for name in (".W08.sheet", ".W09.again"):
        (tmp_path / "papers" / name).write_text("x", "utf-8")
    loaded = load_questionnaire(resources.questionnaires() / f"{SHORT}.yaml")
    stack = FolderStack(loaded, Path("papers"), (), date(2026, 11, 27))
    say_what_next(stack, StackEnd(["W07", "W08"]), ["-q", SHORT], again=False)
    first = capsys.readouterr().err
    assert "2 sheets are typed: W07, W08." in first
    assert "Begun, not finished: W08. Go on with: " in first
    assert "run --keys --again papers -q integrierte-planung-kurz" in first
    say_what_next(stack, StackEnd(["W07"], differences=3, changed=1), ["-q", SHORT], again=True)
    second = capsys.readouterr().err
    assert "Differences between the two entries: 3, answers changed: 1." in second
    assert "Begun, not finished: W09." in second
    say_what_next(stack, StackEnd(interrupted=True), [], again=False)
    assert "No sheet was finished." in capsys.readouterr().err
