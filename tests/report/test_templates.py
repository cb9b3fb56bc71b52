"""Own templates: in the place of the built-in ones, sandboxed, their faults explained, their names documented."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from planself.errors import PlanselfError, UsageError
from planself.report import blocks, chart
from planself.report import view_parts as parts
from planself.report.html import style
from planself.report.render import environment, render, variables
from planself.report.view import ReportView
from planself.seal import is_unchanged
from tests.report.material import small_case, view

DOCS = Path(__file__).parents[2] / "docs/report-templates.md"
PARTS = [
    ReportView,
    *(found for found in vars(parts).values() if isinstance(found, type) and found.__module__ == parts.__name__),
    *(chart.Segment, chart.Tick, chart.Mark, blocks.Section),
]


def own(folder: Path, **files: str) -> str:
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, "utf-8")
    form = "md" if "report_md_j2" in files else "html"
    return render(view(small_case("mixed")), form, folder)  # type: ignore[arg-type]


def test_the_documented_names_are_the_views_names() -> None:
    documented = {
        title: re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
        for title, text in re.findall(r"^### (\w+)\n(.*?)(?=^##|\Z)", DOCS.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    }
    assert documented == {part.__name__: [field.name for field in fields(part)] for part in PARTS}


def test_a_template_gets_the_views_fields_and_the_phrases() -> None:
    names = set(variables(view(small_case("mixed"))))
    assert names == {field.name for field in fields(ReportView)} | {"_", "n_"}


def test_a_template_of_ones_own_takes_the_place_of_the_built_in_one(tmp_path: Path) -> None:
    text = own(tmp_path, report_md_j2="# {{ title }}\n\n{{ result.overall.status }} {{ _('Score') }}\n")
    assert text.startswith(
        "# Bibliothek Musterhausen (fiktiv): what stands in the way and what helps next\n\nrated Score"
    )
    assert is_unchanged(text)


def test_one_block_can_be_changed(tmp_path: Path) -> None:
    changed = own(
        tmp_path,
        report_html_j2='{% extends "planself/report.html.j2" %}{% block footer %}<footer>Ours</footer>{% endblock %}',
    )
    assert "<footer>Ours</footer>" in changed
    assert 'id="profile"' in changed


def test_a_style_sheet_of_ones_own_is_let_in_by_the_policy(tmp_path: Path) -> None:
    changed = own(tmp_path, report_css="body{color:var(--ink)}</style><script>")
    assert "body{color:var(--ink)}" in changed
    assert "<script>" not in changed.partition("</style>")[2]


def test_a_link_out_of_a_folder_of_templates_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the reader's own", "utf-8")
    folder = tmp_path / "sent"
    folder.mkdir()
    (folder / "note.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(PlanselfError, match=r"note\.txt.*Ordner"):
        own(folder, report_md_j2="{% include 'note.txt' %}")
    (folder / "report.md.j2").unlink()
    (folder / "report.css").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(PlanselfError, match=r"report\.css.*Ordner"):
        own(folder, report_html_j2="{{ css }}")


def test_no_text_of_the_printed_footer_ends_its_string() -> None:
    sheet = style("", 4, 'A"}} *{display:none} </style><script> \\')
    printed = str(sheet).partition("@bottom-left{content:")[2]
    assert printed.count('"') == 2
    assert printed.endswith('"}}')
    assert not set("<>*{;\n") & set(printed.removesuffix("}}"))


def test_user_texts_are_inert_in_ones_own_templates(tmp_path: Path) -> None:
    template = "{% for c in context %}{% for a in c.answers %}{{ a.value }}{% endfor %}{% endfor %}"
    assert "<b>" not in own(tmp_path, report_html_j2=template)
    assert "*wichtige*" not in own(tmp_path, report_md_j2=template).replace("\\*wichtige\\*", "")


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ title }}\n{{ nonsense }}", "report.html.j2:2"),
        ("{% for %}", "report.html.j2:1"),
        ("\n\n{{ 1 // 0 }}", "report.html.j2:3"),
        ("{% include 'absent.j2' %}", "report.html.j2:1"),
        ("{% include '../../secret.txt' %}", "report.html.j2:1"),
        ("{{ ''.__class__.__mro__ }}", "report.html.j2:1"),
        ("{{ title.__init__.__globals__ }}", "report.html.j2:1"),
        ("{{ lead.parts.__class__ }}", "report.html.j2:1"),
        ("{{ result.clear() }}", "report.html.j2:1"),
        ("{{ 'x'|nofilter }}", "report.html.j2:1"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "report.html.j2:1"),
        ("{{ range(99999999999) }}", "report.html.j2:1"),
    ],
)
def test_a_fault_is_explained_with_its_place(tmp_path: Path, template: str, said: str) -> None:
    with pytest.raises(PlanselfError) as raised:
        own(tmp_path, report_html_j2=template)
    assert f"{tmp_path}/{said}" in raised.value.message
    assert raised.value.hint


def test_a_folder_without_templates_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"report\.html\.j2"):
        render(view(small_case("mixed")), "html", tmp_path)
    with pytest.raises(UsageError):
        render(view(small_case("mixed")), "html", tmp_path / "absent")


def test_the_built_in_environment_is_made_once() -> None:
    assert environment("html") is environment("html")
