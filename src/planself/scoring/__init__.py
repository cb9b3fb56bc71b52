"""Points, hurdles, stages: the rules of scoring, in integers."""
