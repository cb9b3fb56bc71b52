"""The files of a workshop as they say it, for whoever holds, reports or changes one: all use these types."""
