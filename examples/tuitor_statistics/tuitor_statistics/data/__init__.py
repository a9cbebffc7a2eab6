"""Tables of these lessons, each with its card."""
