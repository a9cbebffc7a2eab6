"""A learner's report: what was learned, the answers given, charts as pictures, what is still open."""
