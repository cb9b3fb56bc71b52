"""Files: read with the place of every value, written so that nothing is lost, and fields that formats share."""
