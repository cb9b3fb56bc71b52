"""The process in which templates of one's own are rendered, within bounds."""

from __future__ import annotations

import pickle
import sys

from planself import i18n
from planself.errors import PlanselfError
from planself.report.own_template import MEMORY, SECONDS
from planself.report.render import render_here


def serve() -> None:
    """Read a view and a folder from standard input, and write the text or the error to standard output."""
    view, form, folder, lang = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 -- our own process wrote it
    i18n.use(lang)
    _bound()
    try:
        found: object = render_here(view, form, folder)
    except PlanselfError as error:
        found = PlanselfError(error.message, error.hint)
    sys.stdout.buffer.write(pickle.dumps(found))


def _bound() -> None:
    try:
        import resource
    except ImportError:  # Windows: there the clock is the bound
        return
    for kind, bound in ((resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_AS, MEMORY)):
        _soft, hard = resource.getrlimit(kind)
        low = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(kind, (low, hard))
