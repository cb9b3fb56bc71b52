"""Scoring: vectors by hand and by another implementation, and laws for all questionnaires."""
