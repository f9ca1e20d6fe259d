"""Teams and their phones: joining, coming back, roles, renaming and removing. Every function is one transaction."""

import secrets
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, func, select, update

from sim.errors import InputError
from sim.workshop import keys, names
from sim.workshop.database import new_id, reading, writing
from sim.workshop.plan_form import ROLES
from sim.workshop.sessions import changed, locked
from sim.workshop.steps import ENDED
from sim.workshop.tables import phones, sessions, teams

MOST_TEAMS, MOST_PHONES = 60, 12  # in a session, and in a team


@dataclass(frozen=True)
class Team:
    """A team. letter: what it is called while names are not shown, as a number from 0."""

    id: int
    session: int
    name: str
    code: str
    letter: int
    robot: bool
    removed: bool

    @property
    def lettered(self) -> str:
        """Team A, Team B, ... Team AA."""
        first, second = divmod(self.letter, 26)
        return f"Team {chr(64 + first) if first else ''}{chr(65 + second)}"


@dataclass(frozen=True)
class Phone:
    """A phone in a team; `role` is empty where it has none."""

    id: int
    team: Team
    role: str
    believed_at_start: float | None
    believed_at_end: float | None


@dataclass(frozen=True)
class Joined:
    """What a phone gets: the key that goes into its address, and its team."""

    key: str
    team: Team


def join(engine: Engine, session: int, team_name: str, key: str = "", *, robot: bool = False) -> Joined:
    """A new team, with its first phone. InputError for a name that is taken or none, and where the session is over.

    key: which the phone has made for itself, so that it joins once however often it asks; without one, one is made.
    """
    tidy = names.name(team_name, "team name")
    with writing(engine) as connection:
        if there := _phone_with(connection, key):
            return Joined(key, there.team)
        if locked(connection, session).at.phase == ENDED:
            raise InputError("This session has ended.")
        known = connection.execute(select(teams.c.alike, teams.c.letter).where(teams.c.session == session)).all()
        if names.alike(tidy) in {row.alike for row in known}:
            raise InputError(f'There is a team "{tidy}" already. Its other phones join with the team\'s own code.')
        if len(known) >= MOST_TEAMS:
            raise InputError(f"There are {MOST_TEAMS} teams already, the most that a session has.")
        made = connection.execute(
            teams.insert().values(
                session=session, name=tidy, alike=names.alike(tidy), code=_free_code(connection),
                letter=_free_letter({row.letter for row in known}), robot=robot, removed=False,
            )
        )  # fmt: skip
        team = _team(connection, new_id(made))
        changed(connection, session)
        return Joined(_phone(connection, team, key), team)


def join_team(engine: Engine, team_code: str, key: str = "") -> Joined | None:
    """One more phone for the team with a code, as typed; None where there is none. InputError where it is full.

    key: as for `join`.
    """
    with writing(engine) as connection:
        if there := _phone_with(connection, key):
            return Joined(key, there.team)
        row = connection.execute(select(teams.c.id).where(teams.c.code == keys.typed_code(team_code))).first()
        if row is None:
            return None
        team = _team(connection, row.id)
        locked(connection, team.session)
        phones_now = select(func.count()).select_from(phones).where(phones.c.team == team.id)
        if connection.execute(phones_now).scalar_one() >= MOST_PHONES:
            raise InputError(f"Team {team.name} has {MOST_PHONES} phones already, the most that a team has.")
        changed(connection, team.session)
        return Joined(_phone(connection, team, key), team)


def phone_of(engine: Engine, key: str) -> Phone | None:
    """The phone with a key; None where there is none, or its session was deleted."""
    with reading(engine) as connection:
        return _phone_with(connection, key)


def known_phone(engine: Engine, key: str) -> Phone:
    """The same. InputError where there is none."""
    phone = phone_of(engine, key)
    if phone is None:
        raise InputError("This session was deleted.")
    return phone


def all_teams(engine: Engine, session: int) -> list[Team]:
    """The teams of a session, in the order in which they came; those that were removed too."""
    with reading(engine) as connection:
        return teams_of(connection, session)


def teams_of(connection: Connection, session: int) -> list[Team]:
    """The same within a transaction."""
    rows = connection.execute(select(teams).where(teams.c.session == session).order_by(teams.c.id)).all()
    return [_made(row) for row in rows]


def count_phones(engine: Engine, session: int) -> dict[int, int]:
    """How many phones each team has."""
    counted = select(phones.c.team, func.count()).join(teams).where(teams.c.session == session).group_by(phones.c.team)
    with reading(engine) as connection:
        return {row[0]: row[1] for row in connection.execute(counted).all()}


def take_role(engine: Engine, phone: int, role: str) -> None:
    """Take a role, or none with an empty text. InputError."""
    if role not in ("", *ROLES):
        raise InputError(f"role = {names.shown(role)}: must be one of {', '.join(ROLES)}")
    with writing(engine) as connection:
        connection.execute(update(phones).where(phones.c.id == phone).values(role=role))


def rename(engine: Engine, team: int, new_name: str) -> None:
    """Another name for a team. InputError where it is taken or none."""
    tidy = names.name(new_name, "team name")
    with writing(engine) as connection:
        one = _team(connection, team)
        locked(connection, one.session)
        others = [other for other in teams_of(connection, one.session) if other.id != team]
        if names.alike(tidy) in {names.alike(other.name) for other in others}:
            raise InputError(f'There is another team "{tidy}".')
        connection.execute(update(teams).where(teams.c.id == team).values(name=tidy, alike=names.alike(tidy)))
        changed(connection, one.session)


def set_removed(engine: Engine, team: int, removed: bool) -> None:
    """Leave a team out of everything, or take it in again; nothing of it is lost."""
    with writing(engine) as connection:
        one = _team(connection, team)
        locked(connection, one.session)
        connection.execute(update(teams).where(teams.c.id == team).values(removed=removed))
        changed(connection, one.session)


def believe(engine: Engine, phone: int, chance: float, *, at_end: bool) -> None:
    """What somebody believes: the chance that selling customers' records pays. InputError outside 0 to 1."""
    if not 0.0 <= chance <= 1.0:
        raise InputError(f"chance = {chance!r:.40}: must be from 0 to 1")
    field = "believed_at_end" if at_end else "believed_at_start"
    with writing(engine) as connection:
        connection.execute(update(phones).where(phones.c.id == phone).values({field: chance}))


def beliefs(connection: Connection, session: int) -> list[tuple[float | None, float | None]]:
    """What each phone's owner believed at the start and at the end; robots believe nothing."""
    asked = select(phones.c.believed_at_start, phones.c.believed_at_end).join(teams)
    rows = connection.execute(asked.where(teams.c.session == session, ~teams.c.removed, ~teams.c.robot)).all()
    return [(row[0], row[1]) for row in rows]


def _phone_with(connection: Connection, key: str) -> Phone | None:
    row = connection.execute(select(phones).where(phones.c.key == keys.kept_key(key))).first()
    if row is None:
        return None
    return Phone(row.id, _team(connection, row.team), row.role, row.believed_at_start, row.believed_at_end)


def _phone(connection: Connection, team: Team, key: str) -> str:
    key = key or keys.phone_key()
    connection.execute(phones.insert().values(team=team.id, key=keys.kept_key(key), role=""))
    return key


def _free_code(connection: Connection) -> str:
    """A code that is no other team's and no room's: one field takes both."""
    while True:
        code = keys.code()
        rooms, others = (
            select(sessions.c.id).where(sessions.c.room == code),
            select(teams.c.id).where(teams.c.code == code),
        )
        if not connection.execute(rooms).first() and not connection.execute(others).first():
            return code


def _free_letter(taken: set[int]) -> int:
    """By chance among the next free ones, so that the order of joining does not give a team away."""
    free = [letter for letter in range(len(taken) + 8) if letter not in taken]
    return secrets.choice(free)


def _team(connection: Connection, number: int) -> Team:
    row = connection.execute(select(teams).where(teams.c.id == number)).first()
    if row is None:
        raise InputError("This team was deleted with its session.")
    return _made(row)


def _made(row: object) -> Team:
    return Team(**{name: getattr(row, name) for name in Team.__dataclass_fields__})
