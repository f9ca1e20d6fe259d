"""What is worked out between a round's lock and its reveal, in the background while the room talks; it is kept."""

import threading
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from sqlalchemy import Engine, select, update

from sim.inputs.policy import Policy
from sim.study.worker import InThread, Progress
from sim.workshop import lives
from sim.workshop.answers import answers_to_live
from sim.workshop.causes import causes
from sim.workshop.database import reading, writing
from sim.workshop.lives import Outcomes
from sim.workshop.plan import Plan, Round
from sim.workshop.reveal import digest, ends, kept_outcomes, policy_so_far
from sim.workshop.sessions import changed, locked, seen
from sim.workshop.tables import outcomes
from sim.workshop.teams import teams_of

_guard = threading.Lock()
_at_work: dict[tuple[Engine, int], InThread[None]] = {}


def ready(engine: Engine, session: int) -> tuple[int, int] | None:
    """None once everything is there for the reveal; until then how far it is, as (lives lived, lives to live).

    Asking sets the work going, in this process, where it is not at it already. Raises what the work raised.
    """
    with _guard:
        work = _at_work.get((engine, session))
        if work and work.finished:
            del _at_work[engine, session]
            work.result()
            work = None
        if work is None:
            if is_prepared(engine, session):
                return None
            work = InThread(partial(prepare, engine, session))
            _at_work[engine, session] = work
    return work.done, max(work.to_do, 1)


def is_prepared(engine: Engine, session: int) -> bool:
    """Whether everything is there for the reveal of the round at hand."""
    todo = _todo(engine, session)
    return todo is None or not (todo.to_live or todo.to_explain)


def prepare(engine: Engine, session: int, progress: Progress | None = None) -> None:
    """Live what the teams chose up to the round at hand, and ask why the best and the worst came out as they did.

    The same again gives the same; broken off at any moment it can be begun again.
    """
    todo = _todo(engine, session)
    if todo and todo.to_live:
        _live(engine, session, todo, progress)
        todo = _todo(engine, session)
    if todo and todo.to_explain:
        _explain(engine, session, todo, progress)


class _Todo(NamedTuple):
    """Policies by their digest: to be lived to the end of a round; and lived, but not explained."""

    plan: Plan
    round: Round
    to_live: Mapping[str, Policy]
    to_explain: Mapping[str, Policy]
    known: Mapping[str, Outcomes]


def _todo(engine: Engine, number: int) -> _Todo | None:
    """What is to do for the round at hand; None before the first."""
    with reading(engine) as connection:
        session = seen(connection, number)
        if session.at.round == 0:
            return None
        plan, one = session.plan, session.plan.rounds[session.at.round - 1]
        answers = answers_to_live(connection, number)
        teams = [team for team in teams_of(connection, number) if not team.removed]
        known = kept_outcomes(connection, number, one.number)
    chosen = {digest(policy): policy for policy in (policy_so_far(plan, one.number, team, answers) for team in teams)}
    asked = {digest(policy): policy for policy in (lives.asked_about(plan, one, policy) for policy in chosen.values())}
    to_live = {key: policy for key, policy in {**chosen, **asked}.items() if key not in known}
    extremes = ends({key: known[key] for key in chosen if key in known}) or ()
    return _Todo(plan, one, to_live, {key: chosen[key] for key in extremes if not known[key].parts}, known)


def _live(engine: Engine, number: int, todo: _Todo, progress: Progress | None) -> None:
    to_do, done = (len(todo.to_live) + 1) * int(todo.plan.scenario["market.replicates"]), 0

    def lived() -> None:
        nonlocal done
        done += 1
        if progress:
            progress(done, to_do)

    found = lives.live(todo.plan, todo.round, todo.to_live.values(), lived)
    with writing(engine) as connection:
        locked(connection, number)
        here = (outcomes.c.session == number) & (outcomes.c.round == todo.round.number)
        known = set(connection.execute(select(outcomes.c.policy).where(here)).scalars())
        for key, policy in todo.to_live.items():
            if key not in known:
                row = {"session": number, "round": todo.round.number, "policy": key}
                connection.execute(outcomes.insert().values(**row, content=found[policy].as_json()))
        changed(connection, number)


def _explain(engine: Engine, number: int, todo: _Todo, progress: Progress | None) -> None:
    found = causes(todo.plan, todo.round, list(todo.to_explain.values()), progress)
    with writing(engine) as connection:
        locked(connection, number)
        here = (outcomes.c.session == number) & (outcomes.c.round == todo.round.number)
        for key, parts in zip(todo.to_explain, found, strict=True):
            content = replace(todo.known[key], parts=parts).as_json()
            connection.execute(update(outcomes).where(here & (outcomes.c.policy == key)).values(content=content))
        changed(connection, number)
