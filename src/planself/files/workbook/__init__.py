"""Workbooks, doubted: the archive, its XML, and what stands in each sheet before a library opens it."""
