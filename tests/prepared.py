"""A `planself` for readers who type many lines: each runs in a process of its own, forked from one that has loaded it.

What a reader sees is the same: arguments, folder, environment and the three streams are those of the shell. Polars is
not loaded beforehand, since its threads do not live on in a fork, and neither are the commands, which speak the
language that they are loaded in.
"""

from __future__ import annotations

import atexit
import importlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from shlex import quote

ROOT = Path(__file__).parents[1]

_BEFOREHAND = (
    *("typer", "rich.console", "rich.table", "pydantic", "yaml", "jinja2", "babel.support", "filelock", "questionary"),
    *("planself.answers.load", "planself.analysis.group", "planself.analysis.recommendation", "planself.form.page"),
    *("planself.report.render", "planself.report.view", "planself.scoring.assessment", "planself.workshop.agenda"),
)
_TYPED = """
import json, os, socket, sys
with socket.socket(socket.AF_UNIX) as line:
    line.connect({address!r})
    socket.send_fds(line, [b"."], [0, 1, 2])
    line.sendall(json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode() + b"\\n")
    sys.exit(int(line.makefile().readline()))
"""


@cache
def folder() -> Path:
    """Return the folder of a `planself` whose process has loaded what it needs; it ends with this process."""
    place = Path(tempfile.mkdtemp(prefix="planself-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    address = str(place / "line")
    script, command = place / "typed.py", place / "planself"
    script.write_text(_TYPED.format(address=address), "utf-8")
    command.write_text(f'#!/bin/sh\nexec {quote(sys.executable)} -IS {quote(str(script))} "$@"\n', "utf-8")
    command.chmod(0o755)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen()
        source = f"from tests.prepared import serve; serve({listening.fileno()})"
        process = subprocess.Popen([sys.executable, "-c", source], pass_fds=[listening.fileno()], cwd=ROOT)
    atexit.register(process.terminate)
    return place


def serve(number: int) -> None:
    """Fork a process for every command line that comes."""
    for name in _BEFOREHAND:
        importlib.import_module(name)
    assert "polars" not in sys.modules
    listening = socket.socket(fileno=number)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for these
    while True:
        line, _address = listening.accept()
        if os.fork() == 0:
            listening.close()
            _attend(line)
        line.close()


def _attend(line: socket.socket) -> None:
    """Run a command line in a second process, and send its exit code."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    _dot, streams, _flags, _address = socket.recv_fds(line, 1, 3)
    arguments, folder, environment = json.loads(line.makefile().readline())
    child = os.fork()
    if child == 0:
        line.close()
        _run(arguments, folder, environment, streams)
    _child, status = os.waitpid(child, 0)
    line.sendall(f"{os.waitstatus_to_exitcode(status)}\n".encode())
    os._exit(0)


def _run(arguments: list[str], folder: str, environment: dict[str, str], streams: list[int]) -> None:
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout, sys.stderr = (open(number, mode) for number, mode in enumerate("rww"))  # noqa: PTH123, SIM115
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["planself", *arguments]
    from planself.__main__ import main

    main()
