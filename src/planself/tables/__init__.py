"""What the columns and cells of a table mean: headings, cells, mapping files, and why a row is refused."""
