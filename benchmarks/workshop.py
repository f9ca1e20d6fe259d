"""A room of forty at a workshop: joining, handing in, the reveal; and a server killed while answers come in.

Phones speak the protocol of the pages (`phone`), three of them are real browsers where Chromium is found, and all of it
stays on this machine. The peer is a page of one button, served and visited in the same way.
"""

import asyncio
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from benchmarks.phone import Phone
from benchmarks.table import Row
from sim.workshop import answers, reveal, sessions, teams
from sim.workshop.database import open_database, reading
from sim.workshop.plan import open_plan
from sim.workshop.sessions import Session

PHONES, JOINING, HANDING_IN, KILLS = 40, 60.0, 20.0, 20  # the middle two in seconds
BUTTON = "import streamlit as st\nst.title('hello')\nif st.button('Say'):\n    st.write('said')\n"


@contextmanager
def _served(command: list[str], port: int) -> Iterator["subprocess.Popen[bytes]"]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            for _ in range(300):
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5).close()
                    break
                except OSError:
                    time.sleep(0.2)
            yield server
        finally:
            server.kill()


def _port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def _workshop(db: Path, port: int) -> list[str]:
    here = ["--db", str(db), "--host", "127.0.0.1", "--port", str(port), "--pin", "a bench's own"]
    return [sys.executable, "-m", "sim", "workshop", *here]


async def _timed(work: Awaitable[object]) -> float:
    start = time.perf_counter()
    await work
    return time.perf_counter() - start


async def _spread(over: float, each: list[Callable[[], Awaitable[object]]]) -> list[float]:
    """How long each takes [seconds], begun at moments spread over some seconds."""

    async def later(number: int, work: Callable[[], Awaitable[object]]) -> float:
        await asyncio.sleep(over * number / len(each))
        return await _timed(work())

    return await asyncio.gather(*(later(number, work) for number, work in enumerate(each)))


async def _room(address: str, engine: Engine, session: Session, joining: float) -> dict[str, list[float]]:
    """A round with everybody: seconds of each phone, by what it waited for."""
    phones = [Phone(address, f"room={session.room}") for _ in range(PHONES)]

    async def join(number: int) -> None:
        await phones[number].__aenter__()
        await phones[number].press("Join as a new team", {"Your team's name": f"Team {number}"})
        await phones[number].sees("You are in")

    async def hand_in(phone: Phone) -> None:
        await phone.press("Hand in")
        await phone.sees("Your answer is in")

    found = {"join": await _spread(joining, [lambda n=n: join(n) for n in range(PHONES)])}  # type: ignore[misc]
    await _step(engine, session, "open")
    await asyncio.gather(*(phone.sees("Hand in") for phone in phones))
    found["hand in"] = await _spread(HANDING_IN, [lambda one=one: hand_in(one) for one in phones])  # type: ignore[misc]
    await _step(engine, session, "lock")
    await asyncio.to_thread(reveal.prepare, engine, session.id)
    await _step(engine, session, "reveal")
    found["reveal"] = await asyncio.gather(*(_timed(phone.sees("All teams")) for phone in phones))
    for phone in phones:
        await phone.__aexit__()
    return found


async def _step(engine: Engine, session: Session, what: str) -> None:
    at = sessions.get(engine, session.id).at
    await asyncio.to_thread(sessions.step, engine, session.id, what, at)


async def _peer(address: str, joining: float) -> dict[str, list[float]]:
    """The same visits to a page of one button."""
    phones = [Phone(address, "") for _ in range(PHONES)]

    async def come(phone: Phone) -> None:
        await phone.__aenter__()
        await phone.sees("hello")

    async def say(phone: Phone) -> None:
        await phone.press("Say")
        await phone.sees("said")

    found = {"join": await _spread(joining, [lambda one=one: come(one) for one in phones])}  # type: ignore[misc]
    found["hand in"] = await _spread(HANDING_IN, [lambda one=one: say(one) for one in phones])  # type: ignore[misc]
    for phone in phones:
        await phone.__aexit__()
    return found


def _most(seconds: list[float]) -> float:
    """What 95 in a hundred stay below."""
    return sorted(seconds)[int(0.95 * (len(seconds) - 1))]


def rows(joining: float = JOINING) -> list[Row]:
    """Forty phones through a round of the board's session."""
    with tempfile.TemporaryDirectory() as folder:
        page, port = Path(folder) / "button.py", _port()
        page.write_text(BUTTON, encoding="utf-8")
        plain = [sys.executable, "-m", "streamlit", "run", str(page), "--server.port", str(port)]
        quiet = ["--server.headless", "true", "--server.address", "127.0.0.1", "--browser.gatherUsageStats", "false"]
        with _served([*plain, *quiet], port):
            peer = asyncio.run(_peer(f"http://127.0.0.1:{port}", joining))
        db, port = Path(folder) / "workshop.db", _port()
        engine = open_database(db)
        session = sessions.create(engine, open_plan("board"))
        with _served(_workshop(db, port), port):
            ours = asyncio.run(_room(f"http://127.0.0.1:{port}", engine, session, joining))
        engine.dispose()

    def row(what: str, key: str, to_reach: str) -> Row:
        mine, theirs = _most(ours[key]), _most(peer[key])
        beside = "a page of one button"
        return Row(
            f"{PHONES} phones, {what}", f"{mine:.2f} s", beside, f"{theirs:.2f} s", f"{mine / theirs:.1f}", to_reach
        )

    return [
        row(f"joining over {joining:.0f} s, 95 %", "join", "3 s"),
        row("handing in, 95 %", "hand in", "1 s"),
        Row(f"{PHONES} phones, the reveal on the last screen", f"{max(ours['reveal']):.2f} s", "", "", "", "8 s"),
    ]


def kills(times: int = KILLS) -> list[Row]:
    """A server killed (SIGKILL) at random moments while eight teams change answers: what was confirmed, and is gone."""
    lost = confirmed = 0
    with tempfile.TemporaryDirectory() as folder:
        db, port = Path(folder) / "workshop.db", _port()
        engine = open_database(db)
        session = sessions.create(engine, open_plan("taster"))
        keys = [teams.join(engine, session.id, f"Team {number}").key for number in range(8)]
        sessions.step(engine, session.id, "open", session.at)
        for _ in range(times):
            with _served(_workshop(db, port), port) as server:
                said = asyncio.run(_until_killed(f"http://127.0.0.1:{port}", keys, server))
            confirmed += len(said)
            lost += sum(_remark(engine, key) < number for key, number in said.items())
        engine.dispose()
    what = f"{times} kills of the server: answers confirmed, and of these lost"
    return [Row(what, f"{confirmed}, {lost}", "", "", "", "0 lost")]


async def _until_killed(address: str, keys: list[str], server: "subprocess.Popen[bytes]") -> dict[str, int]:
    """The last remark, a rising number, that each phone was told is in."""
    said: dict[str, int] = {}

    async def go_on(key: str) -> None:
        async with Phone(address, f"me={key}") as phone:
            while True:
                number = time.monotonic_ns()
                if not phone.shows("Hand in"):
                    await phone.press("Change our answer")
                await phone.press("Hand in", {"Why?": str(number)})
                await phone.sees(str(number))
                said[key] = number

    work = [asyncio.create_task(go_on(key)) for key in keys]
    await asyncio.sleep(random.uniform(2.0, 6.0))
    server.send_signal(signal.SIGKILL)
    await asyncio.gather(*(asyncio.wait_for(one, 1.0) for one in work), return_exceptions=True)
    return said


def _remark(engine: Engine, key: str) -> int:
    phone = teams.phone_of(engine, key)
    assert phone is not None
    with reading(engine) as connection:
        stands = answers.own(connection, phone.team.id, 1)
    return int(stands.answer.remark) if stands else 0
