"""A room of forty at a workshop: joining, handing in, the reveal on every screen.

Three of the forty are real browsers where Chromium is found; the others speak the protocol of the pages (`phone`), and
so do the facilitator's console, which takes the steps, and the projector. All of it stays on this machine. The peer is
a page of one button, served and visited in the same way.
"""

import asyncio
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Browser

from benchmarks.browser import Window, chromium
from benchmarks.phone import WAIT, Phone
from benchmarks.served import wait_until_well
from benchmarks.table import Row
from sim.workshop import sessions
from sim.workshop.database import open_database
from sim.workshop.plan import open_plan

PEOPLE, BROWSERS, JOINING, HANDING_IN = 40, 3, 60.0, 20.0  # the last two in seconds
LIVING = 120.0  # seconds that the lives may take
PIN = "a bench's own"
BUTTON = "import streamlit as st\nst.title('hello')\nif st.button('Say'):\n    st.write('said')\n"
PEER = "a page of one button"

Seat = Phone | Window
Work = Callable[[Seat], Awaitable[object]]


@dataclass
class Met:
    """What a room met with: seconds of each who got through, by what they waited for; and what failed, in words."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    failed: list[str] = field(default_factory=list)

    def longest(self, what: str, share: float) -> float:
        """What that share of those who got through stayed within [seconds]; nan where nobody got through."""
        found = sorted(self.seconds[what])
        return found[int(share * (len(found) - 1))] if found else float("nan")

    async def all_do(self, what: str, seats: Sequence[Seat], work: Work, over: float = 0.0) -> list[Seat]:
        """Each does it, begun at moments spread over some seconds; returns who got through."""

        async def one(number: int, seat: Seat) -> Seat | None:
            await asyncio.sleep(over * number / len(seats))
            start = time.perf_counter()
            try:
                await work(seat)
            except Exception as error:
                self.failed.append(f"{what}: {type(error).__name__} {error}"[:120])
                return None
            self.seconds[what].append(time.perf_counter() - start)
            return seat

        done = await asyncio.gather(*(one(number, seat) for number, seat in enumerate(seats)))
        return [seat for seat in done if seat is not None]


@contextmanager
def served(command: Sequence[str], port: int) -> Iterator["subprocess.Popen[bytes]"]:
    """A server as a process, until it is killed. RuntimeError where it does not answer."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            wait_until_well(address(port), server)
            yield server
        finally:
            server.kill()


def free_port() -> int:
    """A port that is nobody's."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def address(port: int) -> str:
    """Where a server on this machine answers."""
    return f"http://127.0.0.1:{port}"


def command(db: Path, port: int) -> list[str]:
    """What serves a workshop."""
    here = ["--db", str(db), "--host", "127.0.0.1", "--port", str(port), "--pin", PIN]
    return [sys.executable, "-m", "sim", "workshop", *here]


def _seats(browser: Browser | None, where: str, query: str) -> list[Seat]:
    """Everybody, real browsers among the phones."""
    windows = [Window(browser, where, query) for _ in range(BROWSERS)] if browser else []
    seats: list[Seat] = [Phone(where, query) for _ in range(PEOPLE - len(windows))]
    for number, window in enumerate(windows, start=1):
        seats.insert(10 * number, window)
    return seats


async def _workshop(met: Met, where: str, room: str, joining: float) -> None:
    """A round with everybody, and with a facilitator and a projector."""
    query = f"room={room}"
    async with (
        chromium() as browser,
        Phone(where, query, "console") as console,
        Phone(where, query, "screen") as big,
    ):
        await console.press("Open", {"PIN": PIN})
        seats = _seats(browser, where, query)
        places = {id(seat): number for number, seat in enumerate(seats)}

        async def join(seat: Seat) -> None:
            await seat.__aenter__()
            await seat.press("Join as a new team", {"Your team's name": f"Team {places[id(seat)]}"})
            await seat.sees("You are in")

        async def choose(seat: Seat) -> None:
            if isinstance(seat, Phone):
                await seat.choose("From month", places[id(seat)])
            await seat.sees("Hand in")

        async def hand_in(seat: Seat) -> None:
            await seat.press("Hand in")
            await seat.sees("Your answer is in")

        seats = await met.all_do("joining", seats, join, joining)
        await console.press("Open round 1")
        seats = await met.all_do(
            "the round on all screens", [*seats, big], lambda seat: seat.sees("The broker's offer")
        )
        seats = await met.all_do("choosing", [seat for seat in seats if seat is not big], choose)
        seats = await met.all_do("handing in", seats, hand_in, HANDING_IN)
        await console.press("Lock the round")
        await console.wait(lambda: console.shows("Reveal") or None, LIVING)
        await console.press("Reveal")
        await met.all_do(
            "the reveal", [*seats, big], lambda seat: seat.sees("What came by" if seat is big else "All teams")
        )
        for seat in seats:
            await seat.__aexit__()


async def _peer(met: Met, where: str, joining: float) -> None:
    """The same visits to a page of one button."""

    async def come(seat: Seat) -> None:
        await seat.__aenter__()
        await seat.sees("hello")

    async def say(seat: Seat) -> None:
        await seat.press("Say")
        await seat.sees("said")

    async with chromium() as browser:
        seats = await met.all_do("joining", _seats(browser, where, ""), come, joining)
        for seat in await met.all_do("handing in", seats, say, HANDING_IN):
            await seat.__aexit__()


def _met(room: Callable[[Met], Awaitable[None]], joining: float) -> Met:
    """What a room met with, as far as it came within a time that is ample."""
    met = Met()

    async def within() -> None:
        async with asyncio.timeout(joining + HANDING_IN + LIVING + 5 * WAIT):
            await room(met)

    try:
        asyncio.run(within())
    except Exception as error:
        met.failed.append(f"not gone through: {type(error).__name__} {error}"[:120])
    return met


def rows(joining: float = JOINING) -> list[Row]:
    """Forty people through a round of the board's session."""
    with tempfile.TemporaryDirectory() as folder:
        page, port = Path(folder) / "button.py", free_port()
        page.write_text(BUTTON, encoding="utf-8")
        plain = [sys.executable, "-m", "streamlit", "run", str(page), "--server.port", str(port)]
        quiet = ["--server.headless", "true", "--server.address", "127.0.0.1", "--browser.gatherUsageStats", "false"]
        with served([*plain, *quiet], port):
            peer = _met(lambda met: _peer(met, address(port), joining), joining)
        db, port = Path(folder) / "workshop.db", free_port()
        engine = open_database(db)
        room = sessions.create(engine, open_plan("board")).room
        engine.dispose()
        with served(command(db, port), port):
            ours = _met(lambda met: _workshop(met, address(port), room, joining), joining)

    def row(what: str, key: str, to_reach: str) -> Row:
        mine, theirs = ours.longest(key, 0.95), peer.longest(key, 0.95)
        return Row(
            f"{PEOPLE} people, {what}", f"{mine:.2f} s", PEER, f"{theirs:.2f} s", f"{mine / theirs:.1f}", to_reach
        )

    last = ours.longest("the reveal", 1.0)
    failed = f"{len(ours.failed)}{', as in ' * bool(ours.failed)}{''.join(ours.failed[:1])}"
    return [
        row(f"joining over {joining:.0f} s, 95 %", "joining", "3 s"),
        row("handing in, 95 %", "handing in", "1 s"),
        Row(f"{PEOPLE} people, the reveal on the last screen", f"{last:.2f} s", "", "", "", "8 s"),
        Row(f"{PEOPLE} people, of whom failed", failed, PEER, str(len(peer.failed)), "", "0"),
    ]
