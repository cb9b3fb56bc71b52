"""The command line: typer and rich live here only, one file per command."""
