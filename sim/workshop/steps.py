"""What a facilitator may do when: the course of a session as a table. Nothing is kept here.

lobby --open--> open --lock--> locked --reveal--> revealed --open--> open ...   and from anywhere --end--> ended
"""

from typing import NamedTuple

from sim.errors import InputError

LOBBY, OPEN, LOCKED, REVEALED, ENDED = "lobby", "open", "locked", "revealed", "ended"
SEEN = (REVEALED, ENDED)  # phases in which the round at hand is revealed; every earlier round always is

_COURSE = {
    ("open", LOBBY): OPEN,
    ("open", REVEALED): OPEN,
    ("lock", OPEN): LOCKED,
    ("reveal", LOCKED): REVEALED,
    ("end", LOBBY): ENDED,
    ("end", REVEALED): ENDED,
}
STEPS = ("open", "lock", "reveal", "end")
IN_WORDS = {
    LOBBY: "teams are joining",
    OPEN: "the round is open",
    LOCKED: "the round is locked",
    REVEALED: "the round is revealed",
    ENDED: "the session has ended",
}


class At(NamedTuple):
    """Where a session stands: its phase, and the round at hand (0 before the first)."""

    phase: str
    round: int


def possible(at: At, rounds: int) -> tuple[str, ...]:
    """The steps that may come next, of a session of so many rounds."""
    return tuple(step for step in STEPS if (step, at.phase) in _COURSE and not (step == "open" and at.round >= rounds))


def after(at: At, step: str, rounds: int) -> At:
    """Where a step leads. InputError where it cannot be taken now."""
    if step not in possible(at, rounds):
        raise InputError(f"{step}: cannot be done now, for {IN_WORDS[at.phase]}")
    return At(_COURSE[step, at.phase], at.round + (step == "open"))


def is_revealed(at: At, number: int) -> bool:
    """Whether everybody may see what was answered in a round."""
    return 1 <= number < at.round or (number == at.round and at.phase in SEEN)
