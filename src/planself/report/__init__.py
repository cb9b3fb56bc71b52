"""The report: one view with every string and number final, and one file per output format."""
