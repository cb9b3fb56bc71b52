"""Typing what stands on sheets of paper: a sheet key by key, a stack sheet by sheet, and a second time to compare."""
