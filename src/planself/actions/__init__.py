"""The action plan: which measures a municipality takes, who sees to them, by when, and what came of it."""
