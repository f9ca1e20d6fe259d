"""Hurried use, and many who come and go: what the server holds of memory."""

import asyncio
import random
import sys
import time

from benchmarks.served import Served, bare, ours
from benchmarks.table import Row, show
from benchmarks.visitor import Visitor

SECONDS, PAUSE = 600.0, 0.2
CAME, KEPT = 60, 125.0  # visitors who come and go; seconds that Streamlit keeps a place for one who left


def rows(seconds: float = SECONDS) -> list[Row]:
    """Memory at the start, after a fifth of the time, when caches are full, and at the end; then of who left again."""
    with ours() as served:
        held, levers = asyncio.run(_hurry(served, seconds))
        left = asyncio.run(_come_and_go(served))
    with bare() as served:
        bare_held, _ = asyncio.run(_hurry(served, seconds / 10))
        bare_left = asyncio.run(_come_and_go(served))
    return [
        Row(
            f"{seconds / 60:.0f} minutes of hurried use, {levers} levers: at the start, after a fifth, at the end",
            _said(held),
            "bare Streamlit, a tenth of the time",
            _said(bare_held),
            "",
            "no growth after a fifth",
        ),
        Row(
            f"{CAME} visitors who came and went: before, after",
            _said(left),
            "bare Streamlit",
            _said(bare_left),
            "",
            "no growth",
        ),
    ]


def _said(held: list[int]) -> str:
    return ", ".join(f"{one / 2**20:,.0f}" for one in held) + " MiB"


async def _hurry(served: Served, seconds: float) -> tuple[list[int], int]:
    visitor, luck = Visitor(served.address), random.Random(20)
    await visitor.open()
    held, start, levers = [served.memory], time.monotonic(), 0
    while (passed := time.monotonic() - start) < seconds:
        await visitor.move(served.lever, luck.random())
        await visitor.think(PAUSE)
        levers += 1
        if passed > seconds / 5 and len(held) == 1:
            held.append(served.memory)
    await visitor.close()
    return [*held, served.memory], levers


async def _come_and_go(served: Served) -> list[int]:
    """Each moves a lever and closes the page; measured once nobody has been there for a while, before and after."""
    luck, held = random.Random(20), []
    for came in (10, CAME):
        for _ in range(came):
            visitor = Visitor(served.address)
            await visitor.open()
            await visitor.move(served.lever, luck.random())
            await visitor.close()
        await asyncio.sleep(KEPT)
        held.append(served.memory)
    return held


if __name__ == "__main__":
    show(rows(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS))
