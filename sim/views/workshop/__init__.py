"""The pages of a workshop, shown when `twenty-cents workshop` serves the app: phones, console, projector, debrief.

door      which pages there are, the database behind them, and who is let in
look      a few lines of style
pictures  dials, bars and waterfalls as plain HTML, light enough for any phone
play      a phone: joining, answering, what was revealed
console   the facilitator's; screen: the projector's; debrief: what the room learned, for paper and spreadsheets
"""

import os

# How the command tells the pages where things are.
DATABASE, ADDRESS = "TWENTY_CENTS_WORKSHOP", "TWENTY_CENTS_WORKSHOP_ADDRESS"


def served() -> bool:
    """Whether the app is served as a workshop."""
    return bool(os.environ.get(DATABASE))


def run() -> None:
    """The workshop's page that the address names."""
    from sim.views.workshop import door  # brings the database along, which other pages need not wait for

    door.run()
