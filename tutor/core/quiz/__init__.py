"""Sittings: quizzes, reviews, placement and the final test, which are one thing with different rules."""
