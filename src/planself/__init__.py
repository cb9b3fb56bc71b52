"""planself runs a questionnaire on integrated planning, scores it against hurdles and writes a report."""

__version__ = "0.1.0"
