"""One person's life under two policies, told as it was lived."""
