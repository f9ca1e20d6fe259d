"""What we ask of the model: runs over the same people, compared."""
