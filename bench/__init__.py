"""How quick planself is, each number beside a floor or a peer from the same run: `python -m bench`."""
