"""The way in: answers `--version` at once, and loads the commands for everything else."""

from __future__ import annotations

import gc
import os
import sys

from planself import __version__

_SELDOM = 20_000
"""New objects until Python looks for rubbish; at its 700 that takes a twentieth of a start, and finds nothing."""


def main() -> None:
    """Run the command line and end the process with the exit code."""
    if sys.argv[1:] == ["--version"] and _version_said():
        return
    gc.set_threshold(_SELDOM)
    from planself.cli.boundary import run

    code = run(sys.argv[1:])
    if "duckdb" not in sys.modules:  # which complains of what nobody tidied away
        gc.freeze()  # it all ends at once; looking for rubbish first would take a tenth of the time
    sys.exit(code)


def _version_said() -> bool:
    """Say the version; False where stdout is closed or full, which the boundary knows how to handle.

    Past the buffer of stdout, in which the text would stay behind and fail a second time.
    """
    try:
        os.write(sys.stdout.fileno(), f"planself {__version__}\n".encode())
    except (AttributeError, OSError):  # a closed stdout is None
        return False
    return True


if __name__ == "__main__":
    main()
