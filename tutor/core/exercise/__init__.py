"""The exercise kit: what an author writes and an attempt at it, as data and pure functions."""
