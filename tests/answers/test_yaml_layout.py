"""A save changes one entry; whatever else a person wrote into the file stays, byte for byte."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planself.answers.model import Answer, Subject, Value
from planself.answers.store import Store
from planself.files.emit import YAML_1_1_WORDS, yaml_flow
from planself.files.yaml_text import build
from planself.questionnaire.load import Loaded
from tests.answers.samples import HEAD
from tests.reaching import reached, reaching

PERSONAL = """\
# Antworten der Verwaltung – bitte nicht löschen!
format: "planself/answers/1"
questionnaire: {id: sample, version: 1.2.0, digest: "DIGEST"}   # Stand März
subject:
    name:   'Müster''stadt'      # mit Hochkomma
    ags: "05315000"
note: 012        # our own key
flag: no
price: 1.10
respondent: {id: x1, role: planning,   department: "Amt 51"}
date: 2026-11-22

answers:   # alle

  # zum Profil
  kind: "town"
  people: 1000
  # zu den Fragen
  vision: 1         # im Mai vereinbart
  group:
    value: 2
    # darüber wurde gestritten
    comment: |
      Erste Zeile

      Dritte Zeile

    quelle: Protokoll 7   # our own key as well
  offers:
    - kita   # seit 2020
    - school
  remarks: >-
    lang
    und länger
# Ende
...
"""


def changed(before: str, after: str) -> list[str]:
    """Return the lines that differ, with their signs."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


@pytest.fixture
def personal(tmp_path: Path, long_form: Loaded) -> Path:
    path = tmp_path / "a.yaml"
    path.write_bytes(PERSONAL.replace("DIGEST", long_form.digest).encode())
    return path


CHANGES: list[tuple[str, Answer | None, list[str]]] = [
    ("vision", Answer(2), ["-  vision: 1         # im Mai vereinbart", "+  vision: 2         # im Mai vereinbart"]),
    (
        "vision",
        Answer(1, comment="so: #1"),
        [
            "-  vision: 1         # im Mai vereinbart",
            '+  vision: {value: 1, comment: "so: #1"}         # im Mai vereinbart',
        ],
    ),
    ("group", Answer(1, comment="Erste Zeile\n\nDritte Zeile\n"), ["-    value: 2", "+    value: 1"]),
    (
        "group",
        Answer(2, comment="Erste Zeile\n\nDritte Zeile\n", evidence="Protokoll"),
        ["+    evidence: Protokoll"],
    ),
    (
        "group",
        Answer(2, comment="neu"),
        ["-    comment: |", "-      Erste Zeile", "-", "-      Dritte Zeile", "+    comment: neu"],
    ),
    (
        "offers",
        Answer(("kita",)),
        ["-  offers:", "-    - kita   # seit 2020", "-    - school", "+  # seit 2020", "+  offers: [kita]"],
    ),
    ("remarks", None, ["-  remarks: >-", "-    lang", "-    und länger"]),
    ("vision", None, ["-  vision: 1         # im Mai vereinbart", "+  # im Mai vereinbart"]),
    ("own_office", Answer(False), ["+  own_office: no"]),
    ("said", Answer(said="unknown"), ["+  said: unknown"]),
    ("free", Answer(12_345_000), ["+  free: 12.3450"]),
    ("kind", Answer("1"), ['-  kind: "town"', '+  kind: "1"']),
]


@pytest.mark.parametrize(("id_", "answer", "lines"), CHANGES)
def test_only_the_entry_changes(
    personal: Path, long_form: Loaded, id_: str, answer: Answer | None, lines: list[str]
) -> None:
    before = personal.read_bytes()
    with Store.open(personal, long_form) as store:
        store.put(id_, answer)
    after = personal.read_bytes()
    assert changed(before.decode(), after.decode()) == lines


@pytest.mark.parametrize(("id_", "answer", "lines"), CHANGES)
def test_line_ends_and_byte_order_mark_stay(
    personal: Path, long_form: Loaded, id_: str, answer: Answer | None, lines: list[str]
) -> None:
    windows = b"\xef\xbb\xbf" + personal.read_bytes().replace(b"\n", b"\r\n")
    personal.write_bytes(windows)
    with Store.open(personal, long_form) as store:
        store.put(id_, answer)
    after = personal.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf#")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert changed(windows.decode(), after.decode()) == lines


def test_saving_an_answer_that_is_there_already_writes_nothing(personal: Path, long_form: Loaded) -> None:
    before = personal.read_bytes(), personal.stat().st_ino
    with Store.open(personal, long_form) as store:
        for id_, answer in store.answer_set.answers.items():
            store.put(id_, answer)
    assert (personal.read_bytes(), personal.stat().st_ino) == before


def test_new_answers_stand_in_the_order_of_the_questionnaire(personal: Path, long_form: Loaded) -> None:
    with Store.open(personal, long_form) as store:
        for id_, value in (("said", "x"), ("delta", 1), ("own_office", True), ("change", 2)):
            store.put(id_, Answer(value))
        found = list(store.answer_set.answers)
    known = [question.id for question in long_form.questionnaire.questions]
    assert found == [id_ for id_ in known if id_ in found]


COMMENT = "  # c"
VALUES: dict[str, list[Value]] = {
    "kind": ["town", "1"],
    "own_office": [True, False],
    "people": [0, 1_000_000, 12_345_000],
    "vision": [0, 1, 2],
    "group": [0, 2],
    "offers": [(), ("kita",), ("kita", "school"), ("none",)],
    "remarks": ["kurz", "zwei\nZeilen", "unknown", " - a: b #c", '"', "no", "~", "ä"],
}
TEXTS = st.sampled_from(["", "ja", "a: b # c", "zwei\nZeilen\n", "'\"", "- x", "no", "0", "\\n", "{a}", "ende:"])
WRITTEN = {
    "kind": ["town", '"1"', "'town'"],
    "own_office": ["yes", "no", "true"],
    "people": ["12", "12,5", "1.5"],
    "vision": ["1", "unknown", "", "null"],
    "group": ["0", '"2"'],
    "offers": ["[kita]", "[]", "[kita,\n      school]", "\n    - kita\n    - school", "\n  - none"],
    "remarks": [
        "a b",
        "|\n    block\n\n    end\n",
        ">-\n    folded\n    text",
        '"x # y"',
        "two\n    lines",
        "|+\n    keep\n\n",
    ],
}
LONG = [
    "{{value: {0}, comment: x}}",
    "{{quelle: 7, value: {0}}}",
    "{{ value: {0} , }}",
    "\n    value: {0}  # c\n    comment: |\n      a\n      b",
    "\n    # c\n    quelle: [1, 2]\n    value: {0}\n    evidence: >\n      e\n",
    "  # c\n      value: {0}\n      unsure: true",
]


@st.composite
def files(draw: st.DrawFn) -> str:
    """Draw an answer file, each entry in one of the ways in which people write."""
    lines = ["answers:" + draw(st.sampled_from(["", COMMENT]))]
    for id_ in draw(st.lists(st.sampled_from(sorted(WRITTEN)), unique=True)):
        written = draw(st.sampled_from(WRITTEN[id_]))
        if "\n" not in written and written and draw(st.booleans()):
            written = draw(st.sampled_from(LONG)).format(written)
        tail = COMMENT if "\n" not in written and draw(st.booleans()) else ""
        lines.append(f"  {id_}: {written}{tail}".rstrip("\n"))
        lines += draw(st.lists(st.sampled_from(["", "  # c", "# c"]), max_size=2))
    end = draw(st.sampled_from(["", "\n", "\n# c\n", "\nquelle: 1.10\n", "\n...\n"]))
    return "\n".join(lines) + end


@st.composite
def answers(draw: st.DrawFn) -> tuple[str, Answer | None]:
    """Draw something to record."""
    id_ = draw(st.sampled_from(sorted(VALUES)))
    value = draw(st.none() | st.sampled_from(VALUES[id_]))
    if value is None and draw(st.booleans()):
        return id_, None
    return id_, Answer(value, comment=draw(TEXTS), evidence=draw(TEXTS), unsure=draw(st.booleans()))


@reaching("added", "changed", "deleted", "of several lines", "commented")
@example("answers:\n  remarks: |+\n    keep\n  group: 0\n\n", [("group", None)])
@example("answers:\n  remarks: |+\n    keep\n  group: 0\n\n  # c\n\nquelle: 1.10\n", [("group", None)])
@given(files(), st.lists(answers(), min_size=1, max_size=6))
def test_any_layout_takes_any_answer(
    long_form: Loaded, tmp_path_factory: pytest.TempPathFactory, text: str, steps: list[tuple[str, Answer | None]]
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.yaml"
    path.write_text(HEAD + text, "utf-8")
    with Store.open(path, long_form) as store:
        expected = dict(store.answer_set.answers)
        for id_, answer in steps:
            store.put(id_, answer)
            reached(
                "deleted" if not answer else "changed" if id_ in expected else "added", bool(answer or id_ in expected)
            )
            expected.pop(id_, None)
            if answer not in (None, Answer()):
                expected[id_] = answer
            assert store.answer_set.answers == expected
    saved = path.read_text("utf-8")
    assert saved.count("quelle: ") == text.count("quelle: ")
    reached("of several lines", any(word in text for word in ("|", ">", "\n    - ")))
    marks = [line for line in text.splitlines() if line.endswith("# c")]
    reached("commented", bool(marks))
    assert sum(line.endswith("# c") for line in saved.splitlines()) >= len(marks)
    with Store.open(path, long_form) as store:
        assert store.answer_set.answers == expected


@given(st.text(st.characters(exclude_categories=["C"], include_characters="\n\t\u2028\u00a0\u0085"), max_size=40))
def test_any_text_reads_back_as_it_was_written(text: str) -> None:
    assert build(f"a: {yaml_flow({'b': text})}\n", "x") == {"a": {"b": text}}


@pytest.mark.parametrize(
    "word", [*sorted(YAML_1_1_WORDS), "No", "12", "0x1", "1e3", "1:30", "2026-01-01", "=", "<<", "null"]
)
def test_what_other_readers_take_for_something_else_is_quoted(word: str) -> None:
    assert yaml_flow(word) == f'"{word}"'


@pytest.mark.parametrize("text", ["kein eigenes Jugendamt", "Protokoll vom 3.4.", "Größe (geschätzt)", "A/B", "ende!"])
def test_plain_german_stays_without_quotation_marks(text: str) -> None:
    assert yaml_flow(text) == text


@pytest.mark.parametrize(
    ("text", "saved"),
    [
        ("answers:\n", "answers:\n  vision: 1\n"),
        ("answers:", "answers:\n  vision: 1\n"),
        ("answers: {}\n", "answers:\n  vision: 1\n"),
        ("answers: {}  # leer\nown: 1\n", "answers:   # leer\n  vision: 1\nown: 1\n"),
        ("answers: null\n", "answers:\n  vision: 1\n"),
        ("answers: # c\n# d\nown: 1\n", "answers: # c\n  vision: 1\n# d\nown: 1\n"),
        ("answers: {kind: town}\n", "answers: {kind: town, vision: 1}\n"),
        ("answers: {kind: town, group: 2}\n", "answers: {kind: town, vision: 1, group: 2}\n"),
        ("answers: {group: 2}\n", "answers: {vision: 1, group: 2}\n"),
        ("answers: {group: 2,  # c\n  said: x }\n", "answers: {vision: 1, group: 2,  # c\n  said: x }\n"),
        ("answers:\n      group: 2", "answers:\n      vision: 1\n      group: 2\n"),
        ("answers:\n  kind: town", "answers:\n  kind: town\n  vision: 1\n"),
        ("answers:\n  kind: town\n...\n", "answers:\n  kind: town\n  vision: 1\n...\n"),
        ("answers:\n  ? kind\n  : town\n", "answers:\n  ? kind\n  : town\n  vision: 1\n"),
    ],
)
def test_a_first_answer_finds_its_place(tmp_path: Path, long_form: Loaded, text: str, saved: str) -> None:
    head = HEAD.replace("1.2.0}", f'1.2.0, digest: "{long_form.digest}"}}')
    path = tmp_path / "a.yaml"
    path.write_text(head + text, "utf-8")
    with Store.open(path, long_form) as store:
        store.put("vision", Answer(1))
    assert path.read_text("utf-8") == head + saved


def test_json_in_a_yaml_file_takes_answers_too(tmp_path: Path, long_form: Loaded) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        '{"format": "planself/answers/1",\n "questionnaire": {"id": "sample", "version": "1.2.0"},\n'
        ' "answers": {\n  "kind": "town",\n  "vision": {"value": 1, "comment": "c"}\n }\n}\n',
        "utf-8",
    )
    with Store.open(path, long_form) as store:
        store.put("vision", Answer(2, comment="c"))
        store.put("own_office", Answer(True))
        store.put("kind", None)
        store.update(subject=Subject("Musterstadt"))
        expected = store.answer_set
    with Store.open(path, long_form) as store:
        assert store.answer_set == expected
        assert store.answer_set.answers == {"own_office": Answer(True), "vision": Answer(2, comment="c")}


def test_an_empty_present_id_leaves_the_answer_to_the_earlier_one(tmp_path: Path, long_form: Loaded) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(HEAD + "answers:\n  vision:\n  old: 2\n", "utf-8")
    with Store.open(path, long_form) as store:
        assert store.answer_set.answers == {"vision": Answer(2)}
        store.put("group", Answer(1))
    assert path.read_text("utf-8").endswith("answers:\n  vision: 2\n  group: 1\n")
