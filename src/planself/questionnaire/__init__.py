"""The questionnaire language: YAML in, a checked questionnaire out."""
