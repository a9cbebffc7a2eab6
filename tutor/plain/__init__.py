"""Plain mode: a lesson as lines of text, for screen readers, pipes and terminals that can do no more."""
