"""One's own templates, which may be somebody else's: rendered in a process of its own, with bounds on time and memory.

A template is a program. The sandbox keeps it from files and from Python's insides, and nothing else: `{{ 9**9**9 }}`,
nested loops or a number printed a billion digits wide would take the machine.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

from planself.errors import PlanselfError
from planself.i18n import _, current
from planself.report_formats import TemplateFormat

SECONDS = 4
"""Of the processor; a long report takes a tenth of one."""
_PATIENCE = 60
"""Seconds by the clock, for a machine that is busy, and for systems without a bound for the processor."""
MEMORY = 1 << 30
_SOURCE = "from planself.report.template_process import serve; serve()"


def render_apart(view: object, form: TemplateFormat, folder: Path) -> str:
    """Return a view rendered with a folder's templates; raises PlanselfError where these fail or find no end."""
    task = pickle.dumps((view, form, folder, current().lang))
    command = [sys.executable, "-P", "-c", _SOURCE]  # -P: no module of the folder that one is in
    try:
        ended = subprocess.run(command, input=task, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603 -- ours
    except subprocess.TimeoutExpired as error:
        raise _endless(folder) from error
    if ended.returncode:
        raise _endless(folder)
    found = pickle.loads(ended.stdout)  # noqa: S301 -- it comes from our own code; the template only makes a text in it
    if isinstance(found, PlanselfError):
        raise found
    return str(found)


def _endless(folder: Path) -> PlanselfError:
    message = _("The templates in {folder} needed more than {n} seconds or 1 GiB of memory, and were stopped.")
    hint = _("Look for loops and large numbers in them; without --template the report is made with the built-in ones.")
    return PlanselfError(message.format(folder=folder, n=SECONDS), hint)
