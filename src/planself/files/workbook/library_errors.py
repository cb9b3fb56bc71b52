"""What the library for workbooks finds wrong, in our words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from planself.files.refusals import damaged
from planself.files.workbook.workbook_zip import protected
from planself.i18n import _


@contextmanager
def library_errors(name: str) -> Iterator[None]:
    """Turn what the library finds wrong into a problem of the file; what it says of bytes helps nobody."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError as error:
        raise protected(name) from error
    except (CalamineError, OSError) as error:
        raise damaged(name, _("it is no whole workbook")) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # which is no Exception, and cannot be imported
            raise
        raise damaged(name, _("it is no whole workbook")) from error
