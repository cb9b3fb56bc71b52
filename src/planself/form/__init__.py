"""Forms: answering without planself, in a browser or on paper."""
