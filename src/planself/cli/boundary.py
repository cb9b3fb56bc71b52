"""The one boundary: every way a command can end becomes an exit code, and no traceback reaches a user."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread

from planself import i18n
from planself.cli import streams
from planself.errors import ExitCode, InputError, PlanselfError
from planself.i18n import _


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    os.environ["TYPER_USE_RICH"] = "0"  # typer's own look costs start-up time; ours is in console.py
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # nothing that others installed runs on our data
    i18n.use(i18n.choose(_asked_language(arguments), os.environ))
    streams.open_all()
    _speak_utf8()
    from planself.cli import console

    console.reset(debug="--debug" in arguments, machine="--json" in arguments)
    try:
        with _ended_like_ctrl_c():
            return _ended(arguments)
    finally:
        console.tell_machine()


@contextmanager
def _ended_like_ctrl_c() -> Iterator[None]:
    """Let whoever ends the process from outside (SIGTERM, or a terminal that closes) leave as little as Ctrl-C does."""
    numbers = [number for name in ("SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)) is not None]
    mine = current_thread() is main_thread()
    taken = [number for number in numbers if mine and signal.getsignal(number) is signal.SIG_DFL]

    def interrupt(*_given: object) -> None:
        for number in taken:
            signal.signal(number, signal.SIG_IGN)  # whoever tidies up is not to be disturbed a second time
        raise KeyboardInterrupt

    for number in taken:
        signal.signal(number, interrupt)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


def _ended(arguments: list[str]) -> int:
    from planself.cli import console

    try:
        return _run(arguments)
    except InputError as error:
        console.show_cause(error)
        console.show_problems(error.problems)
        return ExitCode.PROBLEMS
    except PlanselfError as error:
        console.show_cause(error)
        console.show_error(error.message, error.hint)
        return error.exit_code
    except KeyboardInterrupt:
        console.talk(_("Interrupted."))
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        return _reader_gone()
    except SystemExit as end:  # typer and rich turn a broken pipe into this
        return _reader_gone() if isinstance(end.__context__, BrokenPipeError) else int(end.code or 0)
    except OSError as error:
        if console.debugging():
            raise
        streams.discard(1)  # or the same would be tried again, and fail, when the process ends
        console.show_error(*_refused(error))
        return ExitCode.PROBLEMS
    except Exception as error:  # the last resort: a fault of ours must not look like one of the user's
        if console.debugging():
            raise
        console.show_fault(error)
        return ExitCode.FAULT


def _refused(error: OSError) -> tuple[str, str]:
    """Return what was refused, and what to do."""
    from planself.files.os_errors import reason, remedy

    said, path = reason(error), error.filename
    if path is None:  # a stream: the output, mostly
        return _("The output cannot be written: {reason}.").format(reason=said), remedy(error)
    return _("{path} cannot be read or written: {reason}.").format(path=path, reason=said), remedy(error, path)


def _reader_gone() -> int:
    """End quietly where the reader of our output has gone (`| head`): nothing is left to say, and nowhere to say it."""
    streams.discard(1)
    return ExitCode.DONE


def _run(arguments: list[str]) -> int:
    from typer import Abort, TyperException

    from planself.cli.app import app
    from planself.cli.patterns import expanded
    from planself.cli.usage import explain_usage

    try:
        ended = app(expanded(arguments), prog_name="planself", standalone_mode=False)
    except TyperException as error:
        raise explain_usage(error) from error
    except Abort as error:  # what typer makes of the end of input
        raise KeyboardInterrupt from error
    sys.stdout.flush()
    return int(ended or ExitCode.DONE)


def _asked_language(arguments: list[str]) -> str | None:
    """Return the value of --lang before anything is parsed, since the help texts need it too."""
    for place, argument in enumerate(arguments):
        if argument == "--lang":
            return next(iter(arguments[place + 1 : place + 2]), None)
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return None


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if not stream.isatty() and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
