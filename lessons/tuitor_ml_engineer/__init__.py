"""The built-in course: Life as an ML engineer."""
