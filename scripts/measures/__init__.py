"""What is measured of the house, one file a kind of figure; `python -m scripts.figures` prints them."""
