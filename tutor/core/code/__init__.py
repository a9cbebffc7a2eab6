"""Running a learner's program in a child process that can harm nothing, and grading what it returns."""
