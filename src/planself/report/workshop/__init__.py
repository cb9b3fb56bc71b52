"""The report of a workshop: what a group's published result, its discussion and its votes say."""
