"""A terminal app that teaches machine learning to engineers by doing."""

__version__ = "0.1.0"
