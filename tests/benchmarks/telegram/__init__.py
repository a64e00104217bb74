"""A Bot API server for benchmarks: fast, bounded in memory, with faults on demand."""
