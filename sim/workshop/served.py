"""How the command tells the pages that a workshop is on: the database's address, and where phones find the pages."""

import os

DATABASE, ADDRESS = "TWENTY_CENTS_WORKSHOP", "TWENTY_CENTS_WORKSHOP_ADDRESS"  # variables of the environment


def served() -> bool:
    """Whether the app is served as a workshop."""
    return bool(os.environ.get(DATABASE))
