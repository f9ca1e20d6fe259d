"""Proof that the model does what it says: agreement of its two engines, properties, closed forms, worked cases."""
