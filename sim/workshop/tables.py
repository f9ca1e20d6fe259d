"""What a workshop writes down. Times are seconds since 1970, UTC; JSON holds what only this program reads."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

FORM = 1  # of these tables; another number is another form

metadata = MetaData()


def _session() -> Column[int]:
    return Column("session", Integer, ForeignKey("sessions.id", ondelete="CASCADE"), nullable=False, index=True)


def _team(primary: bool = False) -> Column[int]:
    return Column("team", Integer, ForeignKey("teams.id", ondelete="CASCADE"), nullable=False, primary_key=primary)


house = Table(
    "house",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("form", Integer, nullable=False),
    Column("pin", String(200)),  # hashed; opens every session
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("room", String(12), unique=True, nullable=False),
    Column("pin", String(200)),  # hashed; opens this session alone, once it was handed over
    Column("title", String(200), nullable=False),
    Column("plan", Text, nullable=False),  # TOML
    Column("phase", String(12), nullable=False),
    Column("round", Integer, nullable=False),  # 0 before the first
    Column("version", Integer, nullable=False),  # counts every change, so that two tabs cannot overtake each other
    Column("closes_at", Float),  # when the timer of the round runs out
    Column("names_shown", Boolean, nullable=False),
    Column("made_at", Float, nullable=False),
)

# What was done, to take back the last of it.
steps = Table(
    "steps",
    metadata,
    Column("session", Integer, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("what", String(12), nullable=False),
    Column("phase_before", String(12), nullable=False),
    Column("round_before", Integer, nullable=False),
    Column("at", Float, nullable=False),
)

finals = Table(  # rounds that were revealed once: their answers stand, whatever is taken back
    "finals",
    metadata,
    Column("session", Integer, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("round", Integer, primary_key=True),
)

teams = Table(
    "teams",
    metadata,
    Column("id", Integer, primary_key=True),
    _session(),
    Column("name", String(40), nullable=False),
    Column("alike", String(200), nullable=False),
    Column("code", String(12), unique=True, nullable=False),  # for the team's other phones, and to come back
    Column("letter", Integer, nullable=False),  # what it is called while names are not shown
    Column("robot", Boolean, nullable=False),
    Column("removed", Boolean, nullable=False),
    UniqueConstraint("session", "alike"),
    UniqueConstraint("session", "letter"),
)

phones = Table(
    "phones",
    metadata,
    Column("id", Integer, primary_key=True),
    _team(),
    Column("key", String(64), unique=True, nullable=False),  # hashed
    Column("role", String(12), nullable=False),  # empty: none
    Column("believed_at_start", Float),  # chance that selling pays, all in all
    Column("believed_at_end", Float),
)

drafts = Table(
    "drafts",
    metadata,
    Column("phone", Integer, ForeignKey("phones.id", ondelete="CASCADE"), primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("content", JSON, nullable=False),
)

answers = Table(
    "answers",
    metadata,
    _team(primary=True),
    Column("round", Integer, primary_key=True),
    Column("content", JSON, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("phone", Integer, ForeignKey("phones.id", ondelete="SET NULL")),
    Column("at", Float, nullable=False),
)

outcomes = Table(  # what a policy came to; can be lived again, the same to the last bit
    "outcomes",
    metadata,
    Column("session", Integer, ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("policy", String(64), primary_key=True),  # digest of its terms
    Column("content", JSON, nullable=False),
)
