"""Planted faults: what is changed, which tests are to notice it, and how they are run; `python -m scripts.mutate`."""
