"""The interview in the terminal: which question comes next, how it looks, what the keys do, what is saved."""
