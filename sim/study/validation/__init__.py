"""Held against the world: what was published, and what the model makes of it on scenarios of its own."""
