"""Whatever facilitators and phones do in any order: the database stands as a few lines of Python say."""

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import Engine, delete

from sim.errors import InputError
from sim.workshop import answers, reveal, sessions, teams
from sim.workshop.database import open_database, reading, writing
from sim.workshop.plan import read_plan
from sim.workshop.steps import ENDED, LOBBY, LOCKED, OPEN, REVEALED, At
from sim.workshop.tables import metadata
from sim.workshop.tables import sessions as sessions_table
from sim.workshop.teams import Phone
from tests.workshop.conftest import SMALL
from tests.workshop.play import an_answer

PLAN = read_plan(SMALL)
NEXT = {"open": (LOBBY, REVEALED), "lock": (OPEN,), "reveal": (LOCKED,), "end": (LOBBY, REVEALED)}
LEADS = {"open": OPEN, "lock": LOCKED, "reveal": REVEALED, "end": ENDED}


class Course(RuleBasedStateMachine):
    """The model: where the session stands, how it came there, what each team has handed in, which rounds are final."""

    engine: Engine
    joined = Bundle("joined")

    @initialize()
    def begin(self) -> None:
        self.session = sessions.create(self.engine, PLAN).id
        self.at, self.before, self.final = At(LOBBY, 0), list[At](), set[int]()
        self.given: dict[tuple[int, int], Any] = {}
        self.removed: set[int] = set()

    @rule(target=joined, name=st.sampled_from(["Red", "Blue", "Green", "red"]))
    def join(self, name: str) -> Phone | None:
        taken = {team.name.casefold() for team in teams.all_teams(self.engine, self.session)}
        if self.at.phase == ENDED or name.casefold() in taken:
            with pytest.raises(InputError):
                teams.join(self.engine, self.session, name)
            return None
        return teams.phone_of(self.engine, teams.join(self.engine, self.session, name).key)

    @rule(phone=joined, number=st.integers(1, 3), pays=st.sampled_from([0.1, 0.9]), revision=st.integers(0, 2))
    def hand_in(self, phone: Phone | None, number: int, pays: float, revision: int) -> None:
        if phone is None:
            return
        here, new = (phone.team.id, number), an_answer(PLAN, number, pays=pays)
        old, seen = self.given.get(here, (None, 0))
        receipt = answers.hand_in(self.engine, phone, number, new, revision)
        may = self.at == At(OPEN, number) and phone.team.id not in self.removed and revision == seen
        assert receipt.accepted == (may or old == new)
        if may and old != new:
            self.given[here] = (new, seen + 1)
        elif old is not None:
            assert receipt.stands and receipt.stands.answer == old, "a refusal says what stands"

    @rule(what=st.sampled_from(sorted(NEXT)), stale=st.booleans())
    def step(self, what: str, stale: bool) -> None:
        possible = self.at.phase in NEXT[what] and not (what == "open" and self.at.round >= len(PLAN.rounds))
        seen = At(LOBBY, 7) if stale else self.at
        if stale or not possible:
            with pytest.raises(InputError):
                sessions.step(self.engine, self.session, what, seen)
            return
        sessions.step(self.engine, self.session, what, seen)
        self.before.append(self.at)
        self.at = At(LEADS[what], self.at.round + (what == "open"))
        if what == "reveal":
            self.final.add(self.at.round)

    @rule()
    def undo(self) -> None:
        if not self.before or (self.before[-1].phase == OPEN and self.before[-1].round in self.final):
            with pytest.raises(InputError):
                sessions.undo(self.engine, self.session, self.at)
        else:
            sessions.undo(self.engine, self.session, self.at)
            self.at = self.before.pop()

    @rule(phone=joined, removed=st.booleans())
    def set_removed(self, phone: Phone | None, removed: bool) -> None:
        if phone is not None:
            teams.set_removed(self.engine, phone.team.id, removed)
            (self.removed.add if removed else self.removed.discard)(phone.team.id)

    @invariant()
    def stands_as_it_should(self) -> None:
        now = sessions.get(self.engine, self.session)
        assert now.at == self.at
        with reading(self.engine) as connection:
            kept = answers.answers_to_live(connection, self.session)
            shown = answers.revealed_answers(connection, self.session)
        assert kept == {place: one for place, (one, _) in self.given.items()}, "nothing handed in is lost or changed"
        open_to_all = {number for number in (1, 2, 3) if number < self.at.round or (
            number == self.at.round and self.at.phase in (REVEALED, ENDED))}  # fmt: skip
        assert set(shown) == {place for place in kept if place[1] in open_to_all}
        results = reveal.results(self.engine, self.session)
        assert set(results) == open_to_all
        assert not {one.team.id for rows in results.values() for one in rows} & self.removed

    def teardown(self) -> None:
        with writing(self.engine) as connection:
            connection.execute(delete(sessions_table))


def _play(engine: Engine, examples: int) -> None:
    machine = type("CourseHere", (Course,), {"engine": engine})
    run_state_machine_as_test(machine, settings=settings(max_examples=examples, stateful_step_count=30, deadline=None))


def test_the_course_of_a_session() -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(Path(folder) / "workshop.db")
        _play(engine, 25)
        engine.dispose()


@pytest.mark.slow
def test_the_course_of_a_session_on_postgres(postgres_address: str) -> None:
    engine = open_database(postgres_address)
    _play(engine, 50)
    metadata.drop_all(engine)
    engine.dispose()
