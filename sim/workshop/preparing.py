"""The lives of a locked round, lived in the background while the room talks; what is lived is in the database."""

import threading

from sqlalchemy import Engine

from sim.study.background import Background
from sim.workshop.reveal import missing_lives, prepare

_guard = threading.Lock()
_at_work: dict[tuple[Engine, int], Background[None]] = {}


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
            if not missing_lives(engine, session):
                return None
            work = Background(lambda progress: prepare(engine, session, progress))
            _at_work[engine, session] = work
    return work.done, max(work.to_do, 1)
