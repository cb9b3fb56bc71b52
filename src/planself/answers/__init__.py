"""Answer files: read, checked against a questionnaire, saved without loss."""
