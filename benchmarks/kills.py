"""A workshop's server killed (SIGKILL) at random moments while answers come in: what was confirmed, and is gone."""

import asyncio
import random
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine

from benchmarks.phone import WAIT, Phone
from benchmarks.table import Row
from benchmarks.workshop import address, command, free_port, served
from sim.workshop import answers, sessions, teams
from sim.workshop.database import open_database
from sim.workshop.plan import open_plan

KILLS, PHONES = 20, 8
GOING_ON = 4.0  # seconds at most until a kill, once a first answer is in


def rows(times: int = KILLS) -> list[Row]:
    """Eight teams change their answers all the time, while the server is killed and started anew."""
    lost, confirmed, idle = 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        db, port = Path(folder) / "workshop.db", free_port()
        engine = open_database(db)
        session = sessions.create(engine, open_plan("taster"))
        keys = [teams.join(engine, session.id, f"Team {number}").key for number in range(PHONES)]
        sessions.step(engine, session.id, "open", session.at)
        for _ in range(times):
            with served(command(db, port), port) as server:
                said = asyncio.run(_until_killed(address(port), keys, server))
            confirmed += len(said)
            idle += not said
            lost += sum(_remark(engine, key) < number for key, number in said.items())
        engine.dispose()
    what = f"{times} kills of the server: answers confirmed just before, and of these lost"
    unseen = f"; nothing was confirmed before {idle} of the kills" if idle else ""
    return [Row(what, f"{confirmed}, {lost}{unseen}", "", "", "", "0 lost")]


async def _until_killed(where: str, keys: list[str], server: "subprocess.Popen[bytes]") -> dict[str, int]:
    """The last remark, a rising number, that each phone was told is in."""
    said: dict[str, int] = {}
    begun = asyncio.Event()

    async def go_on(key: str) -> None:
        async with Phone(where, f"me={key}") as phone:
            while True:
                number = time.monotonic_ns()
                await phone.wait(lambda: phone.shows("Hand in") or phone.shows("Change our answer") or None)
                if phone.shows("Change our answer"):
                    await phone.press("Change our answer")
                await phone.press("Hand in", {"Why?": str(number)})
                await phone.sees(str(number))
                said[key] = number
                begun.set()

    work = [asyncio.create_task(go_on(key)) for key in keys]
    with suppress(TimeoutError):
        await asyncio.wait_for(begun.wait(), WAIT)
    await asyncio.sleep(random.uniform(0.0, GOING_ON))
    server.send_signal(signal.SIGKILL)
    await asyncio.wait(work, timeout=1.0)
    for one in work:
        one.cancel()
    await asyncio.wait(work, timeout=WAIT)
    return said


def _remark(engine: Engine, key: str) -> int:
    stands = answers.own_answer(engine, teams.known_phone(engine, key), 1)
    return int(stands.answer.remark) if stands else 0
