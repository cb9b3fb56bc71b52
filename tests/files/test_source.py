"""How YAML and JSON are read: words as written, everything else refused with its place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from yaml import Mark
from yaml.scanner import ScannerError

from planself.codes import CODES
from planself.errors import InputError, Location, Problem
from planself.files.pure_yaml import PureParser
from planself.files.refusals import Refusals
from planself.files.source import MAX_BYTES, Source, load, parse, parse_json
from planself.files.yaml_errors import explain
from planself.i18n import Reader, use
from tests.reaching import reached, reaching

Parse = Callable[[str, str], Source]
DEEP = 20_000


def refusals(text: str, parse: Parse = parse) -> list[str]:
    """Return every problem of a text as `line:column code`."""
    with pytest.raises(InputError) as caught:
        parse(text, "f")
    for problem in caught.value.problems:
        assert problem.code in CODES
        assert problem.message
        assert problem.hint
        assert problem.where.file == "f"
    return [f"{p.where.line}:{p.where.column} {p.code}" for p in caught.value.problems]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("Null", None),
        ("NULL", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-0", 0),
        ("7", 7),
        ("-12", -12),
        ("12345678901234567890", 12345678901234567890),
        ("9" * 4000, int("9" * 4000)),
        ("9" * 4001, "9" * 4001),
        ("1.5", Decimal("1.5")),
        ("-0.50", Decimal("-0.50")),
        ("1.10", Decimal("1.10")),
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("True", "True"),
        ("TRUE", "TRUE"),
        ("012", "012"),
        ("1.0.0", "1.0.0"),
        ("2024-01-01", "2024-01-01"),
        ("12:30", "12:30"),
        ("1e3", "1e3"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        (".5", ".5"),
        ("5.", "5."),
        ("+3", "+3"),
        ("1_000", "1_000"),
        ("1,5", "1,5"),
        (".nan", ".nan"),
        (".inf", ".inf"),
        ("-", [None]),
        ("--", "--"),
        ("٣", "٣"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("''", ""),
        ("Straße # Anmerkung", "Straße"),
        ("|\n  1\n  2\n", "1\n2\n"),
        (">\n  true\n", "true\n"),
        ("[]", []),
        ("{}", {}),
        ("[a, 1, ~]", ["a", 1, None]),
        ("{a: {b: [c]}}", {"a": {"b": ["c"]}}),
    ],
)
def test_a_word_means_what_is_written(written: str, read: object) -> None:
    value = parse(f"- x\n- {written}" if written == "-" else f"v: {written}", "f").data
    found = value[1] if isinstance(value, list) else value["v"] if isinstance(value, dict) else value
    assert found == read
    assert type(found) is type(read)


def test_keys_are_text_as_written() -> None:
    text = "no: 1\n1: 2\n1.10: 3\ntrue: 4\n~: 5\n'': 6\n? long\n: 7\n"
    assert parse(text, "f").data == {"no": 1, "1": 2, "1.10": 3, "true": 4, "~": 5, "": 6, "long": 7}


@pytest.mark.parametrize("text", ["- a\n- b\n", "word", "12"])
def test_what_is_no_mapping_is_left_to_the_models(text: str) -> None:
    assert not isinstance(parse(text, "f").data, dict)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", ["3:1 E020"]),
        ("a: 1\n'a': 2\nb:\n  c: 1\n  c: 2\n  c: 3\na: 4\n", ["2:1 E020", "5:3 E020", "6:3 E020", "7:1 E020"]),
        ("- {x: 1, x: 2}\n", ["1:10 E020"]),
        ("1: a\n'1': b\n", ["2:1 E020"]),
        ("a: &x 1\nb: *x\n", ["1:4 E021", "2:4 E021"]),
        ("&k a: 1\n", ["1:1 E021"]),
        ("a: &m\n  b: 1\nc: &l [1]\n", ["1:4 E021", "3:4 E021"]),
        ("? *k\n: 1\n", ["1:3 E021"]),
        ("a: *wichtig für alle\n", ["1:4 E021"]),
        ("a: !!python/object/apply:os.system [id]\n", ["1:4 E022"]),
        ("a: !!str 1\nb: ! c\nd: !e {}\n", ["1:4 E022", "2:4 E022", "3:4 E022"]),
        ("!!set\n? a\n", ["1:1 E022"]),
        ("a: 1\n---\nb: 2\n", ["2:1 E023"]),
        ("---\na: 1\n...\n---\nb: 2\n---\nc: 3", ["4:1 E023"]),
        ("a: 1\n<<: {b: 2}\n", ["2:1 E024"]),
        ("? [a]\n: b\nc: {[d]: e}\n", ["1:3 E025", "3:5 E025"]),
        ("a: {{ name }}\n", ["1:5 E025"]),
        ("", ["1:1 E003"]),
        ("# nur eine Anmerkung\n", ["1:1 E003"]),
        ("---\n...\n", ["1:1 E003"]),
        ("null\n", ["1:1 E003"]),
        ("a: b\0c\n", ["1:5 E006"]),
        ("a: 1\nb: x\x1b[31m\n", ["2:5 E006"]),
        ('a: "\\e[31m"\n"\\0": 1\n', ["1:4 E006", "2:1 E006"]),
        ("a: \ud800\n", ["1:4 E006"]),
        ("a: 1\nb: 2\na: 3\nb: *x\nc: *y\n", ["3:1 E020", "4:1 E020", "4:4 E021", "5:4 E021"]),
        ("a: 1\na: 2\nb: [\n", ["2:1 E020", "4:1 E017"]),
    ],
)
def test_what_yaml_offers_beyond_data_is_refused_all_at_once(text: str, expected: list[str]) -> None:
    assert refusals(text) == expected


@pytest.mark.parametrize(
    "escape", [r"\0", r"\a", r"\b", r"\v", r"\f", r"\e", r"\x7f", r"\x1b", r"\u0007", r"\U00000007", r"\ufeff"]
)
def test_every_escape_that_writes_a_control_character_is_refused(escape: str) -> None:
    assert refusals(f'a: "{escape}"\n') == ["1:4 E006"]


@pytest.mark.parametrize(
    "escape", [r"\"", r"\\", r"\/", r"\n", r"\t", r"\r", r"\N", r"\_", r"\L", r"\P", r"\x41", r"\\0"]
)
def test_every_other_escape_is_read(escape: str) -> None:
    assert parse(f'a: "{escape}"\n', "f").data == yaml.safe_load(f'a: "{escape}"\n')


def test_a_repeated_key_names_both_places() -> None:
    use("en")
    with pytest.raises(
        InputError, match=r"f:3:3 E020 The key “b” stands here again; it stood first in line 2, column 3"
    ):
        parse("a:\n  b: 1\n  b: 2\n", "f")


def test_a_quoted_merge_key_is_a_key() -> None:
    assert parse("'<<': 1\n", "f").data == {"<<": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n\tb: 1\n", "2:1 E011"),
        ("a: b\n  \tc: d\n", "2:3 E011"),
        ("\ta: 1\n", "1:1 E011"),
        ('a: "offen\nb: 1\n', "1:4 E012"),
        ("a: 1\nb: 'offen\n", "2:4 E012"),
        ('a: "x" y\n', "1:8 E012"),
        ("a: 'it's'\n", "1:8 E012"),
        ("a:1\nb: 2\n", "1:1 E013"),
        ("a: 1\nb\nc: 2\n", "2:1 E013"),
        ("a: 1\nb:2\n", "2:1 E013"),
        ("Titel: Planung: heute\n", "1:15 E014"),
        ("- text: a: b\n", "1:10 E014"),
        ("a: 1\n  b: 2\n", "2:3 E015"),
        ("a:\n    b: 1\n  c: 2\n", "3:3 E015"),
        ("a: 1\n- b\n", "2:1 E015"),
        ("- a\nb: c\n", "2:1 E015"),
        ("a: - b\n", "1:4 E015"),
        ("a: @home\n", "1:4 E016"),
        ("a: `code`\n", "1:4 E016"),
        ("a: %5\n", "1:4 E016"),
        ("a: * b\n", "1:4 E016"),
        ("a: & b\n", "1:4 E016"),
        ("a: ? b\n", "1:4 E016"),
        ("a: > 5 Jahre\n", "1:4 E016"),
        ("a: ]b\n", "1:4 E016"),
        ("a: [1, 2\nb: 3\n", "1:4 E017"),
        ("a: {x: 1", "1:4 E017"),
        ("a: {x: 1 y: 2}\n", "1:11 E017"),
        ("a: [x] y\n", "1:8 E017"),
        ('a: "C:\\Users"\n', "1:9 E018"),
        ('a: "\\q"\n', "1:5 E018"),
        ("%YAML 3.0\n---\na: 1\n", "1:1 E010"),
        ("erste: Zeile\r\nzweite: 'offen\r\n", "2:9 E012"),
        ("a: ä: ü\n", "1:5 E014"),
    ],
)
def test_a_mistake_in_yaml_is_told_where_it_began(text: str, expected: str) -> None:
    assert refusals(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1:1 E003"]),
        ("null", ["1:1 E003"]),
        ('{"a": 1,}', None),
        ("{'a': 1}", ["1:2 E010"]),
        ('{"a": 1\n "b": 2}', ["2:2 E010"]),
        ("[1] 2", ["1:5 E010"]),
        ("[1", ["1:3 E010"]),
        ('{"a": "offen', ["1:7 E012"]),
        ('{"a": "x\ny"}', ["1:9 E006"]),
        ('["\\q"]', ["1:3 E018"]),
        ('["\\u0000", "\\ud800", "\\u001b"]', ["1:2 E006", "1:12 E006", "1:22 E006"]),
        ('{"a": 1, "b": {"c": 1, "c": 2},\n "\\u0061": 3}', ["1:24 E020", "2:2 E020"]),
        ('{"a": NaN, "b": [Infinity, -Infinity]}', ["1:7 E027", "1:18 E027", "1:28 E027"]),
        ("[1, " + "9" * 4400 + "]", ["1:5 E027"]),
        ("[1e999999999, 1e-999999999, 0." + "1" * 5000 + "]", ["1:2 E027", "1:15 E027", "1:29 E027"]),
        ('{"a": 1, "a": NaN}', ["1:10 E020", "1:15 E027"]),
    ],
)
def test_json_is_refused_where_it_is_wrong(text: str, expected: list[str] | None) -> None:
    found = refusals(text, parse_json)
    assert found == expected if expected else [entry.split()[1] for entry in found] == ["E010"]


def test_json_numbers_are_exact_and_written_out() -> None:
    data = parse_json("[1, -0, 1.10, 1e3, 1.5e-2, true, null, 12345678901234567890]", "f").data
    numbers = [1, 0, Decimal("1.10"), Decimal("1000"), Decimal("0.015"), True, None, 12345678901234567890]
    assert data == numbers
    assert str(data) == str(numbers)


def deep(opening: str, closing: str = "") -> str:
    return opening * DEEP + closing * DEEP


@pytest.mark.parametrize(
    ("text", "parse"),
    [
        (deep("["), parse),
        (deep("[", "]"), parse),
        (deep('{"a":', "}"), parse),
        (deep("- "), parse),
        ("\n".join(" " * level + "a:" for level in range(2000)), parse),
        (deep("["), parse_json),
        (deep("[", "]"), parse_json),
        (deep('{"a":', "}"), parse_json),
        ("[" * 61 + "]" * 61, parse),
        ("[" * 61 + "]" * 61, parse_json),
    ],
    ids=lambda value: value[:8] if isinstance(value, str) else value.__name__,
)
def test_nesting_is_bounded(text: str, parse: Parse) -> None:
    assert refusals(text, parse)[-1].endswith("E026")


@pytest.mark.parametrize("words", ["exceeded maximum nesting depth", "too much of it", "found unexpected end"])
def test_a_bound_of_the_reader_is_told_whatever_its_words(words: str) -> None:
    text = "a: [x, " + "[" * 300
    found = Refusals("f")
    mark = Mark("f", 0, 0, 300, "", 0)
    explain(ScannerError("while something", mark, words, mark), text, found)
    assert [problem.code for problem in found.problems] == ["E026"]


def test_words_that_nobody_knows_are_told_in_the_readers_language() -> None:
    found = Refusals("f")
    mark = Mark("f", 0, 0, 1, "", 0)
    use("de")
    explain(ScannerError("while juggling", mark, "lost a ball", mark), "ab", found)
    assert "ball" not in found.problems[0].message
    assert found.problems[0].message.startswith("Das ist kein YAML")


SPACES = "\u00a0\u200b\u2007\u202f\u3000\ufeff\u00ad\u2060"
HIDDEN = [
    ("  q1:X3\n  q2: 1\n", (2, 6)),
    ("  q1: 3\nXXq2: 4\n", (3, 1)),
    ("  q1: 3\n  q2:X4\n", (3, 6)),
    ("  q1: {value:X3}\n", (2, 14)),
    ("  q1: {value: 3,Xcomment: x}\n", (2, 17)),
    ("  q1:\n    -Xa\n    - b\n", (3, 6)),
    ("  q1:\n    -Xa\n", (3, 6)),
    ("  q1X: 3\n", (2, 5)),
    ("  qX1: 3\n", (2, 4)),
]


@pytest.mark.parametrize("sign", SPACES)
@pytest.mark.parametrize(("text", "place"), HIDDEN)
def test_a_sign_that_nobody_sees_is_named_where_it_would_hide_an_answer(
    text: str, place: tuple[int, int], sign: str
) -> None:
    with pytest.raises(InputError) as refused:
        parse("answers:\n" + text.replace("X", sign), "f")
    problem = refused.value.problems[0]
    assert (problem.code, problem.where.line, problem.where.column) == ("E007", *place)
    assert f"U+{ord(sign):04X}" in problem.message


@pytest.mark.parametrize(
    "text", ["a: 10\u00a0%", "a: 'Anlage:\u00a05'", "'\u00a0a': 1", "a: 👩\u200d👧", "Frage\u00a01: x"]
)
def test_a_sign_inside_of_a_text_stays(text: str) -> None:
    assert parse(text, "f").data


CORPUS = [*Path("questionnaires").rglob("*.yaml"), *Path("src/planself/questionnaire/starter").glob("*.yaml")]
SMALL = [
    "{a: b?, c: d? e, f: g?}",
    "[a?b, x?]",
    "a: b? c",
    "{a: 'x?', b: y}",
    "a:\n  b\n  c # d\n",
    "{a: b\n  c, d: e#f}",
]


@pytest.mark.parametrize("text", [*(path.read_text("utf-8") for path in CORPUS), *SMALL], ids=lambda text: text[:20])
def test_both_parsers_read_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_c = parse(text, "f").data
    monkeypatch.setattr("planself.files.yaml_text._Parser", PureParser)
    assert parse(text, "f").data == with_c


def test_the_bound_of_nesting_is_sixty() -> None:
    text = "[" * 60 + "]" * 60
    assert parse(text, "f").data == parse_json(text, "f").data
    assert refusals("[" * 61 + "]" * 61) == ["1:61 E026"]
    assert refusals("\n".join(" " * level + "a:" for level in range(70))) == ["61:61 E026"]


ALIAS_BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
)


@pytest.mark.parametrize(
    "text",
    [
        ALIAS_BOMB,
        "- &a\n" * 500_000,
        "a: 1\n" * 500_000,
        "%" * MAX_BYTES,
        "\1" * MAX_BYTES,
        "? " * 1_000_000,
        '["' + r"\"\\u0000\"," * 300_000,
        "[NaN," + r"\"\\u0000\"," * 300_000,
        '{"a":1' + ',"a":1' * 300_000 + "}",
    ],
    ids=lambda text: repr(text[:8]),
)
@pytest.mark.parametrize("parse", [parse, parse_json])
def test_hostile_files_end_soon_with_a_bounded_list(text: str, parse: Parse) -> None:
    assert 0 < len(refusals(text, parse)) <= 1000


def test_hostile_files_end_within_five_seconds(tmp_path: Path) -> None:
    path = tmp_path / "tief.yaml"
    path.write_text(deep("["))
    code = f"from pathlib import Path; from planself.files import source; source.load(Path({str(path)!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=5, check=False)
    assert "InputError" in done.stderr


SAMPLE = """\
format: x
"two words":   [a, {b: c}]
deep:
  - - 1
    - 2
  - key: value
"""


@pytest.mark.parametrize(
    ("path", "key", "place"),
    [
        ((), False, (1, 1)),
        (("format",), False, (1, 9)),
        (("format",), True, (1, 1)),
        (("two words",), False, (2, 16)),
        (("two words",), True, (2, 1)),
        (("two words", 1, "b"), False, (2, 24)),
        (("two words", 1, "b"), True, (2, 21)),
        (("deep", 0, 1), False, (5, 7)),
        (("deep", 1), False, (6, 5)),
        (("deep", 1, "key"), False, (6, 10)),
        (("deep", 1, "missing"), False, (6, 5)),
        (("deep", 1, "missing"), True, (6, 5)),
        (("deep", 7, "x"), False, (4, 3)),
        (("nowhere",), False, (1, 1)),
    ],
)
def test_every_value_has_its_place(path: tuple[str | int, ...], key: bool, place: tuple[int, int]) -> None:
    assert parse(SAMPLE, "f").locate(path, key=key) == Location("f", *place)


def test_json_values_have_their_places() -> None:
    text = '{\n\t"a\\"{": [1, {"b": "x,]"}],\n\t"\\u00fc": "é\\u00e9",  "z": -1.5}\n'
    source = parse_json(text, "f")
    assert source.locate(('a"{',), key=True) == Location("f", 2, 2)
    assert source.locate(('a"{', 1, "b")) == Location("f", 2, 20)
    assert source.locate(("ü",)) == Location("f", 3, 12)
    assert source.locate(("z",), key=True) == Location("f", 3, 24)
    assert source.locate(("z", "deeper")) == Location("f", 3, 29)


def paths(data: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(deeper for step, child in children for deeper in paths(child, (*path, step)))]


words = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc", "Cf", "Zs"],
        include_characters=" ",
        exclude_characters="\ufeff\ufffe\uffff\x85\u2028\u2029",
    ),
    max_size=12,
)
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | words
    | st.sampled_from(["no", "012", "1.0.0", "2024-01-01", "1e3", "~"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=12,
)
documents = values.filter(lambda data: data is not None)


@given(documents)
def test_what_others_write_is_read_back(data: object) -> None:
    for style in (False, True):
        text = yaml.safe_dump(data, allow_unicode=True, default_flow_style=style, sort_keys=False)
        assert parse(text, "f").data == data


@reaching("yaml too")
@given(documents, st.sampled_from([None, 1, "\t"]))
def test_yaml_and_json_agree_on_data_and_places(data: object, indent: int | str | None) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    as_json = parse_json(text, "f")
    assert as_json.data == data
    if reached("yaml too", indent != "\t"):  # a tab that indents is no YAML
        as_yaml = parse(text, "f")
        assert as_yaml.data == data
        for path in paths(data):
            assert as_yaml.locate(path) == as_json.locate(path)
            assert as_yaml.locate(path, key=True) == as_json.locate(path, key=True)


def outcome(text: str, read: Parse) -> tuple[Source | None, tuple[Problem, ...]]:
    """Return what was read, or why nothing was."""
    try:
        return read(text, "f"), ()
    except InputError as error:
        return None, error.problems


yamlish = st.text(st.sampled_from("ab:-?[]{},&*!|>'\"%@`#~<\\ \n\t\r.019ü\ufeff\0\u2028\ud800"), max_size=40)


@reaching("read", "refused")
@given(st.text(max_size=60) | yamlish)
@example("\ufeff")
@example("a: \ufeffb")
@example("? ? a")
@example("%TAG ! tag:x,2000:\n--- !a b")
@example('"\\ud800"')
@example('"\\U99999999"')
@example("\u2028?")
def test_nothing_but_problems_comes_of_any_text(text: str) -> None:
    for read in (parse, parse_json):
        source, problems = outcome(text, read)
        assert (source is None) == bool(problems)
        assert all(problem.where.line for problem in problems)
        reached("refused", source is None)
        if source and reached("read"):
            assert source.data is not None
            assert all(source.locate(path).line for path in paths(source.data))


def test_the_parser_without_c_reads_the_same(tmp_path: Path) -> None:
    """In a process of its own, where PyYAML's C part cannot be imported."""
    good = ["a: [1, no, 1.10]\nb: {c: ~}\n", "- |\n  x\n"]
    bad = ["a: 1\na: 2\n", "a: *x\n", "a: !t b\n", "a:\n\tb: 1\n", "a: 'x\n", "T: a: b\n", "a: [1\n", "a: @b\n",
           '"\\U99999999"', "a\0", "[" * 99, "a:\n    b: 1\n  c: 2\n", 'a: "\\ud800"\n']  # fmt: skip
    script = tmp_path / "read.py"
    script.write_text(
        "import json, sys\n"
        "if sys.argv[1] == 'pure': sys.modules['yaml._yaml'] = None\n"
        "from planself.errors import InputError\n"
        "from planself.files import yaml_text\n"
        "assert (yaml_text._Parser.__name__ == 'CParser') == (sys.argv[1] == 'c')\n"
        "for text in json.load(sys.stdin):\n"
        "    try: print(yaml_text.build(text, 'f'))\n"
        "    except InputError as error: print(sorted({p.code for p in error.problems}))\n"
    )
    told = {
        kind: subprocess.run(
            [sys.executable, str(script), kind],
            input=json.dumps(good + bad),
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        for kind in ("c", "pure")
    }
    differing = [text for text, c, pure in zip(good + bad, told["c"], told["pure"], strict=True) if c != pure]
    assert differing == ['"\\U99999999"', 'a: "\\ud800"\n']  # impossible escapes: refused by both, in other words
    assert told["pure"][-1] == "['E006']"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_are_all_the_same(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(SAMPLE.replace("\n", ending).encode())
    source = load(path)
    assert source.data == parse(SAMPLE, "f").data
    assert source.locate(("deep", 1, "key")) == Location(str(path), 6, 10)


def test_the_suffix_chooses_the_language(tmp_path: Path) -> None:
    for name, data in (("a.json", {"a": "x\ty"}), ("A.JSON", {"a": "x\ty"}), ("a.yaml", {"a": "no"})):
        path = tmp_path / name
        path.write_text("a: no" if name.endswith("yaml") else json.dumps(data), "utf-8")
        assert load(path).data == data


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("\ufeffü: 1\n".encode())
    assert load(path).data == {"ü": 1}
    assert load(path).locate(("ü",)) == Location(str(path), 1, 4)


@pytest.mark.parametrize("cut", range(1, 40))
def test_a_truncated_file_is_read_or_refused(cut: int) -> None:
    text = 'a: {b: [1, "zwei"], c: "drei \\" vier"}\n'
    source, problems = outcome(text[:cut], parse)
    assert (source is None) == bool(problems)
    assert bool(problems) == (3 < cut < len(text) - 1)


def test_eighty_megabytes_of_comment_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "lang.yaml"
    with path.open("wb") as file:
        file.write(b"# ")
        os.truncate(file.fileno(), 80 * 1024 * 1024)
    with pytest.raises(InputError) as caught:
        load(path)
    assert [problem.code for problem in caught.value.problems] == ["E001"]


def test_problems_are_told_in_german_too() -> None:
    use("de")
    with pytest.raises(InputError, match="noch einmal; zuerst stand er in Zeile 1"):
        parse("a: 1\na: 2\n", "f")
    assert Reader("de")._("The file is empty.") == "Die Datei ist leer."


@pytest.mark.parametrize("data", [b"", b"format: planself/answers/1\n", b"a;b\n"])
@pytest.mark.parametrize("name", ["W03.xlsx", "W03.xlsm", "W03.ods"])
def test_what_is_called_a_workbook_and_is_none_is_no_table(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError) as caught:
        load(tmp_path / name)
    assert [problem.code for problem in caught.value.problems] == ["E250"]


def test_a_form_in_the_browser_is_told_from_its_answers(tmp_path: Path) -> None:
    use("en")
    (tmp_path / "Fragebogen.html").write_text("<!doctype html>", "utf-8")
    with pytest.raises(InputError) as caught:
        load(tmp_path / "Fragebogen.html")
    assert "Save the answer file" in caught.value.problems[0].hint
