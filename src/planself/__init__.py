"""planself runs a questionnaire on integrated planning, scores it against hurdles and writes a report."""

__version__ = "0.1.0"
__all__ = ["InputError", "PlanselfError", "TableWarning", "UsageError", "__version__", "score_frame"]


def __dir__() -> list[str]:
    """Return what is for others' programs, imported yet or not."""
    return sorted(__all__)


def __getattr__(name: str) -> object:
    """Import what is for others' programs when it is first asked for, so that every command starts as quickly."""
    if name in __all__:
        from importlib import import_module  # by name: floors above import this file for its version

        room = "planself.errors" if name.endswith("Error") else "planself.tables.score"
        return getattr(import_module(room), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
