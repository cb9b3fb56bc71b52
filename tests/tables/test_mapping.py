"""Every fault of a mapping file is found at its place, together with all others, with a remedy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from planself import i18n
from planself.cli.boundary import run
from planself.cli.formats import FORMATS
from planself.cli.inputs import Questionnaires
from planself.codes import CODES
from planself.errors import InputError
from planself.files import source
from planself.questionnaire.catalogue import NotAtHandError
from planself.tables.mapping import check_mapping, load_mapping
from tests.questionnaire.samples import BASE
from tests.tables.mappings import HEAD, choose, mapping, problems_of

WHOLE = """\
columns: {"Q1. Gruppe?": group, "Q2 [Kita]": "offers[kita]", Kommune: subject.name, Anteil: share}
values:
  group: {"trifft voll zu": 3, "k. A.": unknown, x: ""}
  own_office: {Ja: yes, Nein: no}
  offers: {Kita: kita, "Kita und Schule": [kita, school], niemand: [], gewählt: yes, "nicht gewählt": no}
  budget: {"1": none, etwas: some, egal: not_applicable}
  share: {viel: 12.5, "999": ""}
  people: {"1.000": 1000}
  remark: {"-": "", "sonst": unsaid}
  respondent.role: {Planung: plan}
offset: {group: -1}
reverse: [group, own_office]
constants: {date: 22.11.2026, kind: town}
drop: [Bemerkung]
keep: [Token]
decimal: ","
"""


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.use("en")


def test_a_whole_mapping_file_is_read() -> None:
    found = mapping(WHOLE)
    assert found.columns == {
        "Q1. Gruppe?": "group", "Q2 [Kita]": "offers.kita", "Kommune": "subject.name", "Anteil": "share"
    }  # fmt: skip
    assert found.values["group"] == {"trifft voll zu": "3", "k. A.": "unknown", "x": ""}
    assert found.values["offers"]["Kita und Schule"] == "kita;school"
    assert found.values["offers"]["niemand"] == "[]"
    assert found.values["share"] == {"viel": "12.5", "999": ""}
    assert found.constants == {"date": "2026-11-22", "kind": "town"}
    assert (found.offset, set(found.reverse), found.decimal) == ({"group": -1}, {"group", "own_office"}, ",")
    assert (found.drop, found.keep) == (("Bemerkung",), ("Token",))


def test_an_earlier_id_means_the_present_question() -> None:
    assert mapping("columns: {A: old_group}\nreverse: [old_group]\n").columns == {"A": "group"}


FAULTS = [
    ("E260", "¦[a]"),
    ("E260", "format: ¦planself/answers/1\n"),
    ("E260", "format: ¦planself/mapping/2\n"),
    ("E261", "¦questionnaire: sample\n"),
    ("E261", "¦format: planself/mapping/1\n"),
    ("E261", HEAD + "¦colums: {A: group}\n"),
    ("E261", "format: planself/mapping/1\nquestionnaire: {id: sample, ¦name: x}\n"),
    ("E262", "format: planself/mapping/1\nquestionnaire: ¦'my sample'\n"),
    ("E262", "format: planself/mapping/1\nquestionnaire: ¦[sample]\n"),
    ("E262", HEAD + "columns: ¦[A, group]\n"),
    ("E262", HEAD + "columns: {A: ¦}\n"),
    ("E262", HEAD + "columns: {A: ¦{B: group}}\n"),
    ("E262", HEAD + "values: {group: {a: ¦{b: 1}}}\n"),
    ("E262", HEAD + "values: {group: {a: ¦}}\n"),
    ("E262", HEAD + "values: {group: ¦3}\n"),
    ("E262", HEAD + "reverse: ¦group\n"),
    ("E262", HEAD + "offset: {group: ¦0.5}\n"),
    ("E262", HEAD + "decimal: ¦;\n"),
    ("E263", "format: planself/mapping/1\nquestionnaire: ¦another\n"),
    ("E263", "format: planself/mapping/1\nquestionnaire: {id: sample, version: ¦2.0.0}\n"),
    ("E264", HEAD + "columns: {A: ¦grop}\n"),
    ("E264", HEAD + "columns: {A: ¦offers.nix}\n"),
    ("E264", HEAD + "columns: {A: ¦group.kita}\n"),
    ("E264", HEAD + "values: {¦grop: {a: 1}}\n"),
    ("E264", HEAD + "reverse: [group, ¦grop]\n"),
    ("E264", HEAD + "offset: {¦grop: 1}\n"),
    ("E264", HEAD + "constants: {¦datum: 2026-11-22}\n"),
    ("E265", HEAD + "columns: {A: group, B: ¦group}\n"),
    ("E265", HEAD + "columns: {A: group, B: ¦old_group}\n"),
    ("E265", HEAD + "columns: {A: offers.kita, B: ¦'offers[kita]'}\n"),
    ("E265", HEAD + "columns: {A: date}\nconstants: {¦date: 2026-11-22}\n"),
    ("E265", HEAD + "reverse: [group, ¦old_group]\n"),
    ("E266", HEAD + "values: {group: {a: ¦3}}\n"),
    ("E266", HEAD + "values: {group: {a: ¦-1}}\n"),
    ("E266", HEAD + "values: {group: {a: ¦oft}}\n"),
    ("E266", HEAD + "values: {group: {¦'': 0}}\n"),
    ("E266", HEAD + "values: {group: {a: ¦0}}\noffset: {group: -1}\n"),
    ("E266", HEAD + "values: {group: {a: ¦4}}\noffset: {old_group: -1}\n"),
    ("E266", HEAD + "values: {own_office: {a: ¦unknown}}\n"),
    ("E266", HEAD + "values: {own_office: {a: ¦2}}\n"),
    ("E266", HEAD + "values: {kind: {a: ¦twon}}\n"),
    ("E266", HEAD + "values: {offers: {a: ¦[kita, kita]}}\n"),
    ("E266", HEAD + "values: {offers: {a: ¦[kita, nobody]}}\n"),
    ("E266", HEAD + "values: {offers.kita: {a: ¦kita}}\n"),
    ("E266", HEAD + "values: {people: {a: ¦1001}}\n"),
    ("E266", HEAD + "values: {people: {a: ¦1.000}}\n"),
    ("E266", HEAD + "constants: {date: ¦gestern}\n"),
    ("E266", HEAD + "constants: {subject.ags: ¦1234}\n".replace("1234", "'123456'")),
    ("E266", HEAD + "constants: {kind: ¦twon}\n"),
    ("E267", HEAD + "offset: {¦people: 1}\n"),
    ("E267", HEAD + "offset: {group: ¦1000}\n"),
    ("E267", HEAD + "reverse: [¦kind]\n"),
    ("E268", HEAD + "columns: {A: group}\ndrop: [¦' A']\n"),
    ("E268", HEAD + "drop: [A]\nkeep: [¦A]\n"),
    ("E268", HEAD + "columns: {A: group, ¦'A ': kind}\n"),
]


@pytest.mark.parametrize(("code", "text"), FAULTS)
def test_a_fault_is_reported_once_at_its_place(code: str, text: str) -> None:
    before = text[: text.index("¦")]
    place = (before.count("\n") + 1, len(before) - before.rfind("\n"))
    found = [(p.code, p.where.line, p.where.column) for p in problems_of(text.replace("¦", ""))]
    assert found == [(code, *place)]


def test_every_code_of_mapping_files_has_a_case() -> None:
    at_the_table = {"E269"}  # in test_recode.py
    assert {code for code, _text in FAULTS} | at_the_table == {code for code in CODES if code.startswith("E26")}


def test_all_problems_come_at_once() -> None:
    found = problems_of(HEAD + "columns: {A: grop, B: [x]}\nvalus: {}\nreverse: [kind]\nconstants: {date: morgen}\n")
    assert [problem.code for problem in found] == ["E264", "E262", "E261", "E267", "E266"]
    assert "group" in found[0].hint
    assert "`values`" in found[2].hint


def test_an_offset_explains_how_values_are_meant() -> None:
    (found,) = problems_of(HEAD + "values: {group: {nie: 0}}\noffset: {group: -1}\n")
    assert "from 1 to 3" in found.hint


def test_a_questionnaire_that_is_not_at_hand_is_named_with_the_rest() -> None:
    def none(_reference: object) -> None:
        raise NotAtHandError("There is no questionnaire named sample.", "At hand: other.")

    text = HEAD + "colums: {}\n"
    found, problems = check_mapping(source.parse(text, "m.yaml"), none)  # type: ignore[arg-type]  # it never returns
    assert found is None
    assert [(problem.code, problem.where.line) for problem in problems] == [("E263", 2), ("E261", 3)]


def test_a_file_is_loaded_or_refused(tmp_path: Path) -> None:
    file = tmp_path / "m.json"
    file.write_text(json.dumps({"format": "planself/mapping/1", "questionnaire": "sample", "decimal": ","}), "utf-8")
    assert load_mapping(file, choose).decimal == ","
    file.write_text("{}", "utf-8")
    with pytest.raises(InputError):
        load_mapping(file, choose)


def test_check_takes_mapping_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "q.yaml").write_text(BASE, "utf-8")
    file = tmp_path / "mapping.yaml"
    file.write_text(HEAD + WHOLE, "utf-8")
    assert run(["check", "-q", str(tmp_path / "q.yaml"), str(file)]) == 0, capsys.readouterr().out
    file.write_text(HEAD + "columns: {A: grop}\n", "utf-8")
    assert run(["check", "--lang", "en", "-q", str(tmp_path / "q.yaml"), str(file)]) == 1
    out = capsys.readouterr().out
    assert "mapping.yaml:3:14 E264" in out
    assert "Did you mean group?" in out


def test_the_schema_agrees_with_the_loader(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "mapping"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == FORMATS["mapping"].schema()
    Draft202012Validator.check_schema(printed)
    validator = Draft202012Validator(printed)
    data = source.parse(HEAD + WHOLE, "m.yaml").data
    assert not list(validator.iter_errors(json.loads(json.dumps(data, default=float))))
    for wrong in ("colums: {}", "reverse: group", "offset: {group: a}", "decimal: x"):
        assert list(validator.iter_errors(source.parse(HEAD + wrong, "m.yaml").data)), wrong


@pytest.mark.parametrize(
    ("offset", "warned"),
    [("silo_overview: -1", "silo_joint_plan"), ("silo_overview: -1, silo_joint_plan: -1", ""), ("", "")],
)
def test_scales_beside_others_with_an_offset_are_asked_about(tmp_path: Path, offset: str, warned: str) -> None:
    path = tmp_path / "mapping.yaml"
    columns = "columns: {A: silo_overview, B: silo_joint_plan, C: kind}"
    path.write_text(
        f"format: planself/mapping/1\nquestionnaire: integrierte-planung\n{columns}\noffset: {{{offset}}}\n"
    )
    notes = load_mapping(path, Questionnaires("integrierte-planung")).notes
    assert [note.code for note in notes] == ["N424"] * bool(warned)
    assert all(note.message.endswith(f": {warned}.") and note.where.line == 4 for note in notes)
