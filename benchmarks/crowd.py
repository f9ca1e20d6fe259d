"""Forty visitors at once and two browsers among them, each thinking between two levers."""

import asyncio
import os
import random
import shutil
import statistics
import time
from dataclasses import dataclass, field

from playwright.async_api import Locator, async_playwright

from benchmarks.served import Served
from benchmarks.visitor import Visitor

VISITORS, BROWSERS, THINK = 40, 2, 10.0  # seconds on average, exponential
ARRIVE = 20.0  # seconds over which they come


@dataclass
class Met:
    """What they met with: seconds for each lever, and what failed."""

    levers: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    memory: int = 0  # bytes at most

    def __str__(self) -> str:
        if len(self.levers) < 2:
            return f"nothing was seen; {len(self.failed)} failed: {self.failed[:1]}"
        late = statistics.quantiles(self.levers, n=20)[-1]
        middle = statistics.median(self.levers)
        times = f"95 %: {late:.2f} s, median {middle:.2f} s, of {len(self.levers)} levers"
        return f"{times}; {len(self.failed)} failed; {self.memory / 2**20:,.0f} MiB"


def crowd(served: Served, seconds: float, visitors: int = VISITORS, browsers: int = BROWSERS) -> Met:
    """What a crowd meets with in so many seconds."""
    return asyncio.run(_crowd(served, seconds, visitors, browsers))


async def _crowd(served: Served, seconds: float, visitors: int, browsers: int) -> Met:
    met, luck = Met(), random.Random(20)
    until = time.monotonic() + seconds
    seeds = [luck.random() for _ in range(visitors + browsers)]
    everybody = [_visit(served, met, until, random.Random(seed)) for seed in seeds[:visitors]]
    everybody += [_browse(served, met, until, random.Random(seed)) for seed in seeds[visitors:]]
    await asyncio.gather(_watch(served, met, until), *everybody)
    return met


async def _visit(served: Served, met: Met, until: float, luck: random.Random) -> None:
    visitor = Visitor(served.address)
    try:
        await asyncio.sleep(luck.uniform(0, ARRIVE))
        await visitor.open()
        while True:
            await visitor.think(luck.expovariate(1 / THINK))
            if time.monotonic() > until:
                return
            met.levers.append(await visitor.move(served.lever, luck.random()))
    except Exception as error:
        met.failed.append(f"{type(error).__name__}: {error}")
    finally:
        await visitor.close()


async def _browse(served: Served, met: Met, until: float, luck: random.Random) -> None:
    """A real browser: its lever counts from the key to the new headline."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    async with async_playwright() as playwright:
        sandbox = [] if os.geteuid() else ["--no-sandbox"]
        browser = await playwright.chromium.launch(executable_path=found, args=["--disable-gpu", *sandbox])
        try:
            page = await browser.new_page()
            await page.goto(served.address)
            headline, lever = page.get_by_role("heading", level=1), page.get_by_role("slider", name=served.lever)
            await headline.filter(has_text=served.verdict).wait_for(timeout=60_000)
            while True:
                await asyncio.sleep(luck.expovariate(1 / THINK))
                if time.monotonic() > until:
                    return
                before = await headline.inner_text()
                await lever.focus()
                began = time.perf_counter()
                await lever.press(await _way(lever, luck))
                await page.wait_for_function(
                    "was => document.querySelector('h1')?.innerText != was", arg=before, timeout=60_000
                )
                met.levers.append(time.perf_counter() - began)
        except Exception as error:
            met.failed.append(f"browser: {type(error).__name__}: {error}")
        finally:
            await browser.close()


async def _way(lever: Locator, luck: random.Random) -> str:
    """Right or left; away from an end of the range, where a key would change nothing."""
    low, now, high = await lever.evaluate("lever => [lever.min, lever.value, lever.max]")
    if now in (low, high):
        return "ArrowRight" if now == low else "ArrowLeft"
    return "ArrowRight" if luck.random() < 0.5 else "ArrowLeft"


async def _watch(served: Served, met: Met, until: float) -> None:
    while time.monotonic() < until:
        met.memory = max(met.memory, served.memory)
        await asyncio.sleep(1)
