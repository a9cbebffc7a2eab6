"""A lesson pack of the benchmarks alone."""
