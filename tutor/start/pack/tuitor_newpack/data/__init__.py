"""Tables: each a CSV and a card, read with `columns` and `dataset` of tutor.api."""
