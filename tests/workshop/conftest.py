"""Sessions to try things on: a small plan of three rounds, on SQLite and on a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from sim.workshop.database import open_database
from sim.workshop.plan import Plan, read_plan
from sim.workshop.sessions import Session, create, set_pin
from sim.workshop.tables import metadata

SMALL = """
title = "A small session"
minutes = 10
about = "Three rounds of four months each."
scenario = "magazine"

[settings]
"market.people" = 300
"market.replicates" = 2
"data_market.pieces" = 0.5
"data_market.magazines_delay" = 1
"people.trace_chance_ordinary" = 0.3

[[rounds]]
title = "An offer"
until_month = 4
minutes = 5
situation = "A broker offers $0.20 a name."
cards = ["never-sell", "sell-quietly", "ask-first", "ask-and-reward"]
levers = {price = [0.05, 0.35], reward = [0.1, 1.0]}
roles = {marketing = "What do joiners think?", privacy = "Who will find out?"}
gain = 1_000_000
leave = 50_000

[[rounds]]
title = "A better offer"
until_month = 8
minutes = 5
situation = "The broker pays more."
cards = ["never-sell", "sell-quietly"]
world = {"data_market.price" = 0.4}
gain = 1_000_000
leave = 50_000

[[rounds]]
title = "A law"
until_month = 12
minutes = 5
situation = "Readers get a claim."
cards = ["never-sell", "sell-quietly"]
world = {"law.class_share" = 1.0, "law.regime" = "opt_in"}
gain = 1_000_000
leave = 50_000
"""
PIN = "246810"


@pytest.fixture(scope="session")
def plan() -> Plan:
    return read_plan(SMALL)


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database of each kind."""
    if request.param == "sqlite":
        address = str(tmp_path / "workshop.db")
    else:
        address = request.getfixturevalue("postgres_address")
    engine = open_database(address)
    set_pin(engine, PIN)
    yield engine
    if request.param == "postgres":
        metadata.drop_all(engine)
    engine.dispose()


@pytest.fixture
def session(engine: Engine, plan: Plan) -> Session:
    return create(engine, plan)
