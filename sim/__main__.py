"""`python -m sim`: the command."""

from sim.cli import main

main()
