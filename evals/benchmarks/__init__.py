"""Public retrieval benchmarks, read from a local path: SQuAD's format and BEIR's."""
