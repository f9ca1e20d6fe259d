"""Workshops: a facilitator, teams on their phones, rounds, and predictions before the reveal. No Streamlit in here.

plan        what a ready session says: its rounds, cards, levers and dials, from a TOML file
world       one market lived over several rounds, the world itself changing between them
lives       every team's policy lived on the same people
causes      why the best and the worst came out as they did
preparing   both of these worked out between lock and reveal
scoring     points for being right, and rightly sure
steps       what a facilitator may do next
database    one SQLite file or PostgreSQL; sessions, teams, answers, beliefs: what is written there, each a transaction
reveal      what everybody sees once a round is revealed, and not before
debrief     choices, predictions, outcomes and calibration over the rounds
"""
