"""Statistics for engineers: four lessons for the tutor."""
