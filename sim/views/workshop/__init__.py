"""The pages of a workshop, shown when `twenty-cents workshop` serves the app: phones, console, projector, debrief.

door      which pages there are, the database behind them, and who is let in
following a page that is looked at anew, and drawn anew where something has changed
look      a few lines of style
pictures  dials, bars and waterfalls as plain HTML, light enough for any phone
room      what all see of a revealed round
play      a phone: joining, answering, what was revealed
console   the facilitator's; screen: the projector's; debrief: what the room learned, for paper and spreadsheets
"""
