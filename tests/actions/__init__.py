"""Tests of action plans."""
