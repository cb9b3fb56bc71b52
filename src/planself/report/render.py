"""From a view to a text of any format, with the built-in templates or one's own."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined
from jinja2.loaders import split_template_path
from jinja2.sandbox import ImmutableSandboxedEnvironment

from planself import resources
from planself.errors import PlanselfError, UsageError
from planself.files.links import leads_out
from planself.i18n import Reader, _
from planself.report import html, markdown
from planself.report.blocks import Page
from planself.report.own_template import render_apart
from planself.report.template_errors import explained
from planself.report.view import ReportView
from planself.report_formats import FROM_TEMPLATES, NAMES, Format, TemplateFormat, any_name
from planself.seal import seal, seal_json
from planself.text import stop


@dataclass(frozen=True, slots=True)
class TemplateDialect:
    """A template format: its template for a report and for any other page, how values are printed, its filters."""

    template: str
    page: str
    printed: Callable[[object], object]
    filters: Mapping[str, Callable[..., object]]


_MD_FILTERS: Mapping[str, Callable[..., object]] = {"block": markdown.block, "inside": markdown.inside, "stop": stop}
_HTML_FILTERS: Mapping[str, Callable[..., object]] = {
    "paragraphs": html.paragraphs,
    "unbroken": html.unbroken,
    "plain": str,
    "stop": stop,
}
TEMPLATE_DIALECTS: Mapping[TemplateFormat, TemplateDialect] = {
    "html": TemplateDialect("report.html.j2", "page.html.j2", html.printed, _HTML_FILTERS),
    "md": TemplateDialect("report.md.j2", "page.md.j2", markdown.printed, _MD_FILTERS),
}


def render(view: ReportView | Page, form: Format, templates: Path | None = None) -> str:
    """Return a report or another page as a text that carries its seal.

    Raises PlanselfError where an own template fails, UsageError where none would be looked at.
    """
    if templates is not None and form not in FROM_TEMPLATES:
        message = _("A report in {format} is made without templates, so --template has no effect.")
        hint = _("Leave --template out, or write the report as {formats}.").format(formats=any_name(FROM_TEMPLATES))
        raise UsageError(message.format(format=NAMES[form]), hint)
    match form:
        case "json":
            return seal_json(json.dumps(dict(view.result), ensure_ascii=False, indent=1))
        case "html" | "md":
            if templates is not None:
                _look_into(templates, TEMPLATE_DIALECTS[form])
                return seal(render_apart(view, form, templates))
            return seal(render_here(view, form))


def render_here(view: ReportView | Page, form: TemplateFormat, templates: Path | None = None) -> str:
    """Return the text in this process, which templates of somebody else's could bring to a standstill."""
    with explained(templates):
        return _rendered(view, form, environment(form, templates))


def _rendered(view: ReportView | Page, form: TemplateFormat, env: Environment) -> str:
    context = variables(view)
    dialect = TEMPLATE_DIALECTS[form]
    template, bands = (dialect.page, view.bands) if isinstance(view, Page) else (dialect.template, len(view.bands))
    if form == "html":
        context["css"] = html.style(_sheet(env), bands, view.footer or view.kind)
        context["policy"] = html.policy(context["css"])
    text = env.get_template(template).render(context)
    return re.sub(r"\n{3,}", "\n\n", text) if form == "md" else text


def variables(view: ReportView | Page) -> dict[str, Any]:
    """Return what a template can use: the view's fields, and the tool's phrases."""
    reader = Reader(view.lang)
    return {"_": reader._, "n_": reader.n_} | {field.name: getattr(view, field.name) for field in fields(view)}


class _Folder(FileSystemLoader):
    """A folder that somebody may have sent: a link in it that leads out of it would print any file of the reader's."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return a template that lies in the folder."""
        folder = Path(self.searchpath[0])
        path = folder.joinpath(*split_template_path(template))
        if path.exists() and leads_out(path, folder):
            raise PlanselfError(
                _("{path} is a link that leads out of the folder.").format(path=path),
                _("Put the file itself into the folder, if you trust whoever made the link."),
            )
        return super().get_source(environment, template)


@cache
def environment(form: TemplateFormat, templates: Path | None = None) -> Environment:
    """Return the environment of a format, made once; one's own templates run in a sandbox.

    In a folder of one's own, `report.html.j2` and the like take the place of the built-in ones,
    which stay within reach as `planself/report.html.j2`.
    """
    shipped = FileSystemLoader(resources.templates() / "report")
    dialect = TEMPLATE_DIALECTS[form]
    if templates is None:
        env = Environment(loader=shipped, **_options(dialect))  # noqa: S701  # autoescape is among the options
    else:
        _look_into(templates, dialect)
        own = ChoiceLoader([_Folder(templates), shipped, PrefixLoader({"planself": shipped})])
        env = ImmutableSandboxedEnvironment(loader=own, **_options(dialect))
    env.filters.update(dialect.filters)
    return env


def _options(dialect: TemplateDialect) -> dict[str, Any]:
    return {
        "autoescape": True,
        "finalize": dialect.printed,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "keep_trailing_newline": True,
        "auto_reload": False,
    }


def _look_into(folder: Path, dialect: TemplateDialect) -> None:
    if not folder.is_dir():
        raise UsageError(_("{path} is no folder.").format(path=folder), _("Name the folder that holds your templates."))
    if not any((folder / name).is_file() for name in (dialect.template, "report.css")):
        raise UsageError(
            _("{path} holds no {template}.").format(path=folder, template=dialect.template),
            _(
                "Put your template there under this name. With {start} as its first line it takes over the built-in "
                "one, block by block."
            ).format(start=f'{{% extends "planself/{dialect.template}" %}}'),
        )


def _sheet(env: Environment) -> str:
    assert env.loader is not None  # noqa: S101  # `environment` always gives one
    return env.loader.get_source(env, "report.css")[0]
