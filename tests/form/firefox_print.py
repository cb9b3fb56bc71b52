"""Pages as Firefox prints them, asked for by its own remote protocol: no driver is needed."""

from __future__ import annotations

import json
import socket
import subprocess
import time
from base64 import b64decode
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PATIENCE = 180
"""Seconds that Firefox may take to start, for a machine that is busy with other tests."""


def print_in_firefox(firefox: str, pages: Sequence[Path], folder: Path) -> list[Path]:
    """Return the PDF of each page."""
    port = _free_port()
    (folder / "user.js").write_text(f'user_pref("marionette.port", {port});', "utf-8")
    command = [firefox, "--headless", "--marionette", "--no-remote", "--profile", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with _connected(port, process) as connection, connection.makefile("rwb") as stream:
            _received(stream)
            _ask(stream, "WebDriver:NewSession", capabilities={})
            return [_printed(stream, page) for page in pages]
    finally:
        process.terminate()
        process.wait()


def _printed(stream: Any, page: Path) -> Path:
    _ask(stream, "WebDriver:Navigate", url=page.as_uri())
    said = _ask(stream, "WebDriver:Print", printBackground=False, page={"width": 21.0, "height": 29.7})
    paper = page.with_suffix(".pdf")
    paper.write_bytes(b64decode(said["value"]))
    return paper


def _ask(stream: Any, command: str, **parameters: Any) -> Any:
    message = json.dumps([0, 1, command, parameters]).encode()
    stream.write(f"{len(message)}:".encode() + message)
    stream.flush()
    _kind, _number, error, said = _received(stream)
    assert error is None, error
    return said


def _received(stream: Any) -> Any:
    length = b""
    while (sign := stream.read(1)) != b":":
        assert sign, "Firefox has gone"
        length += sign
    return json.loads(stream.read(int(length)))


def _connected(port: int, process: subprocess.Popen[bytes]) -> socket.socket:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port))
        except OSError:
            assert process.poll() is None, "Firefox does not start"
            assert time.monotonic() < until, "Firefox does not answer"
            time.sleep(0.5)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
