"""Tests of planself, a folder a room; what several share stands beside this file."""
