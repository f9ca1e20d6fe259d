"""A company's own files: its customers, its retention, its own event, read row by row."""
