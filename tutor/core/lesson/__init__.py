"""A lesson as data: the pages, questions and exercises of one lesson.md."""
