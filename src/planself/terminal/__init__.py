"""The terminal: its screen and keys, pages, menus and texts to write; it knows nothing of questionnaires."""
