"""Many answer sets at once: gathering files, scoring in blocks, keeping what is good and naming what is not."""
