"""`tutor check`: a lesson is proved, not trusted."""
