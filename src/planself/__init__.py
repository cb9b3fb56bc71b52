"""planself runs a questionnaire on integrated planning, scores it against hurdles and writes a report."""

__version__ = "0.1.0"
__all__ = ["TableWarning", "__version__", "score_frame"]


def __getattr__(name: str) -> object:
    """Import what is for others' programs when it is first asked for, so that every command starts as quickly."""
    if name in ("score_frame", "TableWarning"):
        from importlib import import_module  # by name: floors above import this file for its version

        return getattr(import_module("planself.tables.score"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
