"""Where a session stands, in words."""

import time

from sim.workshop.sessions import Session
from sim.workshop.steps import ENDED, IN_WORDS, LOBBY, LOCKED, OPEN


def said(session: Session) -> str:
    """Where the session stands, with the time that is left; Markdown."""
    if session.at.phase == OPEN and session.closes_at is not None:
        left = session.closes_at - time.time()
        return f"**{clock(left)}** left" if left > 0 else "**time is up**; hand in before the round is locked"
    return {LOBBY: "it begins soon", LOCKED: "locked", ENDED: "ended"}.get(session.at.phase, IN_WORDS[session.at.phase])


def where(session: Session) -> str:
    """The same with the round, where one has begun; Markdown."""
    return f"Round {session.at.round} of {len(session.plan.rounds)}: " * bool(session.at.round) + said(session)


def clock(seconds: float) -> str:
    """4:05."""
    return f"{int(max(seconds, 0)) // 60}:{int(max(seconds, 0)) % 60:02d}"
