"""Ten minutes of hurried use: a visitor who never stops moving levers, and what the server holds of memory."""

import asyncio
import random
import time

from benchmarks.served import Served, bare, ours
from benchmarks.table import Row
from benchmarks.visitor import Visitor

SECONDS, PAUSE = 600.0, 0.2


def rows(seconds: float = SECONDS) -> list[Row]:
    """Memory after a fifth of the time, when caches are full, and at the end."""
    with ours() as served:
        before, after, levers = asyncio.run(_hurry(served, seconds))
    with bare() as served:
        bare_before, bare_after, _ = asyncio.run(_hurry(served, seconds / 10))
    return [
        Row(
            f"{seconds / 60:.0f} minutes of hurried use, {levers} levers",
            _grown(before, after),
            "bare Streamlit, a tenth of the time",
            _grown(bare_before, bare_after),
            "",
            "no growth",
        )
    ]


def _grown(before: int, after: int) -> str:
    return f"{before / 2**20:,.0f} MiB, then {after / 2**20:,.0f} MiB"


async def _hurry(served: Served, seconds: float) -> tuple[int, int, int]:
    visitor, luck = Visitor(served.address), random.Random(20)
    await visitor.open()
    start, levers, early = time.monotonic(), 0, 0
    while (passed := time.monotonic() - start) < seconds:
        await visitor.move(served.lever, luck.random())
        await visitor.think(PAUSE)
        levers += 1
        if passed > seconds / 5 and not early:
            early = served.memory
    after = served.memory
    await visitor.close()
    return early, after, levers
