"""What each trick of Python's start is worth, alone: `python -m benchmarks.start` writes results/start.md."""
