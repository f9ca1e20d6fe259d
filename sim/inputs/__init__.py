"""What we assume: parameters, scenarios and policies, checked before anything is run."""
