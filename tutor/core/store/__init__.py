"""Saved progress: a small port, and one adapter on SQLite."""
