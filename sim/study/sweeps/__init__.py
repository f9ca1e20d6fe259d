"""Many points of a scenario, lived on one machine or on many: what is asked, who lives it, and where the rows lie."""
