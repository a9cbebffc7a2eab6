"""Packs: what is installed, found without running it."""

API_VERSION = 1
"""What a pack.toml's `api` is held against; raised when `tutor.api` changes so that older tutors cannot follow."""
