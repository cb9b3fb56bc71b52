"""Slides for a projector, made from the blocks of a report: large type, and nothing that runs over a slide's edge."""
