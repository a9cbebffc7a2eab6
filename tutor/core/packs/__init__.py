"""Packs: what is installed, found without running it."""
