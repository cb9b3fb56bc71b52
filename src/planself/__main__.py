"""The way in: answers `--version` at once, and loads the commands for everything else."""

from __future__ import annotations

import gc
import sys

from planself import __version__


def main() -> None:
    """Run the command line and end the process with the exit code."""
    if sys.argv[1:] == ["--version"]:
        sys.stdout.write(f"planself {__version__}\n")
        return
    from planself.cli.boundary import run

    code = run(sys.argv[1:])
    if "duckdb" not in sys.modules:  # which complains of what nobody tidied away
        gc.freeze()  # it all ends at once; looking for rubbish first would take a tenth of the time
    sys.exit(code)


if __name__ == "__main__":
    main()
