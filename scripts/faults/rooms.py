"""What faults are planted into, and which tests are to notice them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Room:
    """Files of `src/planself` and the tests that are theirs; `without` leaves out by pytest's `-k`."""

    files: tuple[str, ...]
    tests: tuple[str, ...]
    without: str = "spark or browser or tmux"


ROOMS = {
    "scoring": Room(
        ("scoring/*.py",),
        ("tests/scoring", "tests/tables/test_score.py"),
        without="spark or duckdb or pandas or loads_no_other",
    ),
    "group": Room(
        (
            "analysis/group.py",
            "analysis/tally.py",
            "analysis/by_hand.py",
            "analysis/spread.py",
            "analysis/agreement.py",
        ),
        (
            "tests/analysis/test_group.py",
            "tests/analysis/test_agreement.py",
            "tests/analysis/test_spread.py",
            "tests/analysis/test_role_cells.py",
            "tests/analysis/test_rooms.py",
        ),
    ),
    "anonymity": Room(
        ("analysis/suppression.py", "analysis/anonymity.py", "analysis/role_cells.py", "analysis/rooms.py"),
        (
            "tests/analysis/test_anonymity.py",
            "tests/analysis/test_suppression.py",
            "tests/analysis/test_group.py",
            "tests/analysis/test_role_cells.py",
            "tests/analysis/test_rooms.py",
            "tests/analysis/test_benchmark.py",
            "tests/analysis/test_summary.py",
            "tests/report/test_workshop_privacy.py",
            "tests/cli/test_compare_rooms.py",
        ),
    ),
    "exchange": Room(
        ("exchange/*.py", "files/workbook/*.py"),
        (
            "tests/exchange",
            "tests/tables/test_suggest.py",
            "tests/cli/test_batch_metadata.py",
            "tests/cli/test_no_respondents.py",
        ),
        without="spark or hostile or killed or 200_mb",
    ),
    "saving": Room(
        (
            "answers/store.py",
            "answers/saving.py",
            "files/document.py",
            "files/disk.py",
            "files/replace.py",
            "files/lock.py",
            "files/emit.py",
            "files/yaml_layout.py",
            "files/temporary.py",
        ),
        ("tests/answers", "tests/actions", "tests/files", "tests/test_windows.py"),
    ),
    "questionnaire": Room(
        ("questionnaire/*.py", "questionnaire/lint/*.py", "questionnaire/types/*.py"),
        ("tests/questionnaire", "tests/types"),
    ),
    "actions": Room(("actions/*.py",), ("tests/actions", "tests/cli/test_plan.py", "tests/cli/test_plan_import.py")),
    "tables": Room(("tables/*.py",), ("tests/tables",)),
    "batch": Room(
        ("batch/*.py",),
        ("tests/batch", "tests/cli/test_batch.py", "tests/cli/test_batch_parts.py", "tests/cli/test_batch_places.py"),
        without="spark or killed or memory",
    ),
    "workshop": Room(("workshop/*.py", "workshop_files/*.py"), ("tests/workshop",)),
    "terminal": Room(
        ("terminal/*.py",),
        (
            "tests/terminal",
            "tests/interview/test_texts.py",
            "tests/interview/test_prompts.py",
            "tests/interview/test_burst.py",
            "tests/workshop/test_keys.py",
            "tests/test_windows.py",
        ),
        without="spark or browser or tmux or real_terminal",
    ),
}
