"""One file per command: `plan new` in `plan_new.py`; none imports another."""
