"""What follows from results: pure functions, no file, no clock, no terminal."""
