"""Grading a response to a question; the same for every screen and script."""
