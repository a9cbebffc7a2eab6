"""Newpack: lessons for the tutor."""
