"""A whole lot of answer sets in numbers: distributions, frequent gaps, groups that protect who is in them."""
