"""Why two policies differ: parts of the difference that add up."""
