"""Where a policy beats the baseline: maps over two parameters."""
