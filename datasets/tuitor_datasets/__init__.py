"""The tables that the course needs, as CSV with a card each."""
