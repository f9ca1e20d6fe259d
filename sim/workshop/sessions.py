"""Sessions: made, found, taken step by step, taken back, handed over, deleted. Every function is one transaction."""

import time
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import Connection, Engine, Row, delete, func, select, update

from sim.errors import InputError
from sim.workshop import keys
from sim.workshop.database import new_id, reading, writing
from sim.workshop.names import name as checked_name
from sim.workshop.plan import Plan, read_plan
from sim.workshop.steps import IN_WORDS, LOBBY, OPEN, At, after, is_revealed
from sim.workshop.tables import finals, house, sessions, steps


@dataclass(frozen=True)
class Session:
    """A session as it stands. `version` counts every change; `closes_at` is when the timer runs out [s since 1970]."""

    id: int
    room: str
    title: str
    plan_text: str
    at: At
    version: int
    closes_at: float | None
    names_shown: bool
    made_at: float

    @property
    def plan(self) -> Plan:
        """Its plan."""
        return _plan(self.plan_text)

    def revealed(self, number: int) -> bool:
        """Whether everybody may see a round."""
        return is_revealed(self.at, number)

    @property
    def revealed_rounds(self) -> tuple[int, ...]:
        """The rounds that everybody may see."""
        return tuple(one.number for one in self.plan.rounds if self.revealed(one.number))


@lru_cache(maxsize=32)
def _plan(text: str) -> Plan:
    return read_plan(text)


def set_pin(engine: Engine, pin: str) -> None:
    """The PIN that opens every session and makes new ones. InputError."""
    kept = keys.hashed_pin(keys.check_pin(pin))
    with writing(engine) as connection:
        connection.execute(update(house).values(pin=kept))


def has_pin(engine: Engine) -> bool:
    """Whether a PIN was set before."""
    with reading(engine) as connection:
        return connection.execute(select(house.c.pin)).scalar_one() is not None


def opens(engine: Engine, pin: str, session: int | None = None) -> str | None:
    """What lets somebody in with a PIN: the hash that it fits, the house's or the session's; None where neither."""
    with reading(engine) as connection:
        kept = [connection.execute(select(house.c.pin)).scalar_one()]
        if session is not None:
            kept.append(connection.execute(select(sessions.c.pin).where(sessions.c.id == session)).scalar())
    return next((one for one in kept if one and keys.is_pin(pin, one)), None)


def still_opens(engine: Engine, kept: str, session: int | None) -> bool:
    """Whether what let somebody in before still does: a session's PIN ends when it is handed over again."""
    fits = house.c.pin == kept
    with reading(engine) as connection:
        if connection.execute(select(house.c.id).where(fits)).first():
            return True
        own = select(sessions.c.id).where(sessions.c.id == session, sessions.c.pin == kept)
        return connection.execute(own).first() is not None


def create(engine: Engine, plan: Plan, title: str = "") -> Session:
    """A new session of a plan, with a room code of its own. InputError for a title that is none."""
    title = checked_name(title, "title") if title.strip() else plan.title[:120]
    with writing(engine) as connection:
        room = keys.code()
        while connection.execute(select(sessions.c.id).where(sessions.c.room == room)).first():
            room = keys.code()
        row = {"room": room, "title": title, "plan": plan.text, "phase": LOBBY, "round": 0, "version": 1}
        made = connection.execute(sessions.insert().values(**row, names_shown=False, made_at=time.time()))
        return locked(connection, new_id(made))


def by_room(engine: Engine, room: str) -> Session | None:
    """The session with a room code, as typed."""
    with reading(engine) as connection:
        row = connection.execute(select(sessions).where(sessions.c.room == keys.typed_code(room))).first()
    return _session(row) if row else None


def all_sessions(engine: Engine) -> list[Session]:
    """All of them, the newest first."""
    with reading(engine) as connection:
        rows = connection.execute(select(sessions).order_by(sessions.c.made_at.desc(), sessions.c.id.desc())).all()
    return [_session(row) for row in rows]


def get(engine: Engine, number: int) -> Session:
    """A session. InputError where it was deleted."""
    with reading(engine) as connection:
        return seen(connection, number)


def seen(connection: Connection, number: int) -> Session:
    """A session within a transaction that reads. InputError where it was deleted."""
    return _found(connection.execute(select(sessions).where(sessions.c.id == number)).first())


def locked(connection: Connection, number: int) -> Session:
    """A session within a transaction that writes; nobody else changes it until that ends. InputError."""
    return _found(connection.execute(select(sessions).where(sessions.c.id == number).with_for_update()).first())


def changed(connection: Connection, number: int, **values: object) -> None:
    """Write a change of a session; the version counts it."""
    connection.execute(update(sessions).where(sessions.c.id == number).values(version=sessions.c.version + 1, **values))


def step(engine: Engine, number: int, what: str, seen_at: At, minutes: float | None = None) -> Session:
    """Take a step: "open" (with a timer where minutes are given), "lock", "reveal" or "end".

    seen_at: where the facilitator saw the session stand. InputError where it stands elsewhere by now (a second tab
    was faster, or a button was pressed twice) or where the step cannot be taken; nothing is changed then.
    """
    with writing(engine) as connection:
        session = _as_seen(connection, number, seen_at)
        there = after(session.at, what, len(session.plan.rounds))
        _note(connection, session, what)
        closes = time.time() + 60 * minutes if what == "open" and minutes else None
        changed(connection, number, phase=there.phase, round=there.round, closes_at=closes)
        known = select(finals).where(finals.c.session == number, finals.c.round == there.round)
        if what == "reveal" and not connection.execute(known).first():
            connection.execute(finals.insert().values(session=number, round=there.round))
        return locked(connection, number)


def undo(engine: Engine, number: int, seen_at: At) -> Session:
    """Take the last step back. A round that was revealed once is final and is not opened again. InputError."""
    with writing(engine) as connection:
        session = _as_seen(connection, number, seen_at)
        last = connection.execute(
            select(steps).where(steps.c.session == number).order_by(steps.c.number.desc()).limit(1)
        ).first()
        if last is None:
            raise InputError("There is no step to take back.")
        final = select(finals).where(finals.c.session == number, finals.c.round == last.round_before)
        if last.phase_before == OPEN and connection.execute(final).first():
            raise InputError(f"Round {last.round_before} was revealed, so that its answers are final; it stays locked.")
        connection.execute(delete(steps).where(steps.c.session == number, steps.c.number == last.number))
        changed(connection, session.id, phase=last.phase_before, round=last.round_before, closes_at=None)
        return locked(connection, number)


def can_undo(engine: Engine, number: int) -> bool:
    """Whether there is a step to take back."""
    with reading(engine) as connection:
        return connection.execute(select(steps.c.number).where(steps.c.session == number)).first() is not None


def more_time(engine: Engine, number: int, minutes: float) -> None:
    """Set the timer of the open round to so many minutes from now. InputError where none is open."""
    with writing(engine) as connection:
        if locked(connection, number).at.phase != OPEN:
            raise InputError("No round is open.")
        changed(connection, number, closes_at=time.time() + 60 * minutes)


def show_names(engine: Engine, number: int, shown: bool) -> None:
    """Show teams' names beside what was revealed, or letters in their place."""
    with writing(engine) as connection:
        locked(connection, number)
        changed(connection, number, names_shown=shown)


def hand_over(engine: Engine, number: int, pin: str) -> None:
    """Give the session a PIN of its own for another facilitator; one that it had before lets nobody in any more."""
    kept = keys.hashed_pin(keys.check_pin(pin))
    with writing(engine) as connection:
        locked(connection, number)
        changed(connection, number, pin=kept)


def remove(engine: Engine, number: int) -> None:
    """Delete a session with its teams, answers and outcomes."""
    with writing(engine) as connection:
        connection.execute(delete(sessions).where(sessions.c.id == number))


def remove_older(engine: Engine, days: float) -> int:
    """Delete all sessions that were made more than so many days ago; returns how many."""
    with writing(engine) as connection:
        return connection.execute(delete(sessions).where(sessions.c.made_at < time.time() - 86_400 * days)).rowcount


def _as_seen(connection: Connection, number: int, seen_at: At) -> Session:
    session = locked(connection, number)
    if session.at != seen_at:
        stands = IN_WORDS[session.at.phase]
        now = f"round {session.at.round}, {stands}" if session.at.round else stands
        raise InputError(f"Somebody was faster, so that nothing was done. It stands so: {now}.")
    return session


def _note(connection: Connection, session: Session, what: str) -> None:
    last = connection.execute(select(func.max(steps.c.number)).where(steps.c.session == session.id)).scalar() or 0
    before = {"phase_before": session.at.phase, "round_before": session.at.round}
    connection.execute(steps.insert().values(session=session.id, number=last + 1, what=what, **before, at=time.time()))


def _found(row: Row | None) -> Session:  # type: ignore[type-arg]
    if row is None:
        raise InputError("This session was deleted.")
    return _session(row)


def _session(row: Row) -> Session:  # type: ignore[type-arg]
    at = At(row.phase, row.round)
    return Session(row.id, row.room, row.title, row.plan, at, row.version, row.closes_at, row.names_shown, row.made_at)
