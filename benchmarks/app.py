"""How the app feels: to the first page, from a lever to its answer, plausible worlds, and a crowd of visitors."""

import contextlib
import os
import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial

from playwright.sync_api import Page, TimeoutError, sync_playwright

import sim
from benchmarks.crowd import BROWSERS, THINK, VISITORS, crowd
from benchmarks.served import Served, bare, ours
from benchmarks.table import Row
from sim.study.robustness import robustness
from sim.study.worker import InProcess
from sim.views.answers import played
from sim.views.state import BASELINE, FIRST_CHOICE

Serve = Callable[[], AbstractContextManager[Served]]
PEER = "bare Streamlit, the same widgets and no model"
LEVERS, CROWDED, PATIENCE = 20, 90.0, 20  # levers moved in a browser; seconds of the crowd, and until one gives up
# The chart may be another element afterwards: whatever changes inside of one counts.
WATCH = """() => {
  window.drawn = false;
  const inChart = node => node.nodeType === 1 && node.closest('[data-testid=stVegaLiteChart]');
  window.watching?.disconnect();
  window.watching = new MutationObserver(seen => { window.drawn ||= seen.some(one => inChart(one.target)) });
  window.watching.observe(document.body, {subtree: true, childList: true, attributes: true});
}"""


def rows() -> list[Row]:
    """The table's rows; none where there is no Chromium."""
    if _chromium() is None:
        return [Row("the app in a browser", "no Chromium on this machine", "", "", "", "")]
    (first, levers), (bare_first, bare_levers) = _in_a_browser(ours), _in_a_browser(bare)
    slowest, many = _waterfalls()
    middle, bare_middle = statistics.median(levers), statistics.median(bare_levers)
    late, bare_late = (statistics.quantiles(one, n=20)[-1] for one in (levers, bare_levers))
    with ours() as served:
        met = crowd(served, CROWDED)
    with bare() as served:
        bare_met = crowd(served, CROWDED)
    return [
        _row("from the command to the first finished page", first, bare_first, "4 s"),
        _row("lever to new verdict and chart: median", middle, bare_middle, "0.5 s"),
        _row("lever to new verdict and chart: 95 %", late, bare_late, "1 s"),
        Row(
            f"a policy chosen to its waterfall of why: slowest of {many}",
            f"{slowest:.2f} s",
            "",
            "",
            "",
            "3 s",
        ),
        worlds(),
        Row(
            f"{VISITORS} visitors and {BROWSERS} browsers, thinking {THINK:.0f} s",
            str(met),
            PEER,
            str(bare_met),
            "",
            "95 %: 2 s, none fails, 2 GiB",
        ),
    ]


def worlds() -> Row:
    """Plausible worlds as the page asks for them, in a process of its own, beside the same in this one."""
    asked = partial(robustness, played(sim.load("magazine")), (BASELINE, *FIRST_CHOICE), BASELINE)
    start = time.perf_counter()
    InProcess(asked).result()
    apart = time.perf_counter() - start
    start = time.perf_counter()
    asked()
    here = time.perf_counter() - start
    return Row(
        "plausible worlds of five policies, in a worker",
        f"{apart:.1f} s",
        "the same in this process",
        f"{here:.1f} s",
        f"{apart / here:.2f}",
        "20 s",
    )


def _row(what: str, seconds: float, peer: float, to_reach: str) -> Row:
    return Row(what, f"{seconds:.2f} s", PEER, f"{peer:.2f} s", f"{seconds / peer:.1f}", to_reach)


def _in_a_browser(serve: Serve) -> tuple[float, list[float]]:
    """Seconds from the command to the first finished page, and from each lever to the new headline and chart."""
    with _browser() as page, serve() as served:
        page.goto(served.address)
        page.get_by_role("heading", level=1).filter(has_text=served.verdict).wait_for(timeout=60_000)
        page.locator("[data-testid=stVegaLiteChart] :is(svg, canvas)").first.wait_for(timeout=60_000)
        first = time.perf_counter() - served.began
        page.wait_for_timeout(5_000)  # what is made surer in the background gives way to levers, but slows them
        levers = [_move(page, served) for _ in range(LEVERS)]
    return first, levers


def _waterfalls() -> tuple[float, int]:
    """Seconds from a policy asked for on the page that compares until its waterfall stands there, at most; how many."""
    drawn = "what => document.querySelector('[aria-label^=\"What the difference is made of\"]')?.ariaLabel ?? what"
    with _browser() as page, ours() as served:
        page.goto(f"{served.address.rstrip('/')}/compare")
        page.wait_for_function(f"({drawn})(null) != null", timeout=60_000)
        page.wait_for_timeout(20_000)  # the comparison itself is made surer first
        asked = page.locator("[data-testid=stButtonGroup] button")
        seconds = []
        for number in range(1, asked.count()):
            before = page.evaluate(drawn, "")
            start = time.perf_counter()
            asked.nth(number).click()
            page.wait_for_function(f"was => ({drawn})(was) != was", arg=before, timeout=1000 * PATIENCE)
            seconds.append(time.perf_counter() - start)
            page.wait_for_timeout(700)
    return max(seconds), len(seconds)


@contextlib.contextmanager
def _browser() -> Iterator[Page]:
    with sync_playwright() as playwright:
        sandbox = [] if os.geteuid() else ["--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=_chromium(), args=["--disable-gpu", *sandbox])
        yield browser.new_page()
        browser.close()


def _move(page: Page, served: Served) -> float:
    """Press an arrow key on the lever; until headline and chart are others [seconds, PATIENCE at most]."""
    lever = page.get_by_role("slider", name=served.lever)
    before = page.get_by_role("heading", level=1).inner_text()
    lever.focus()
    page.evaluate(WATCH)
    start = time.perf_counter()
    lever.press("ArrowRight")
    with contextlib.suppress(TimeoutError):
        page.wait_for_function(
            "was => document.querySelector('h1')?.innerText != was && window.drawn", arg=before, timeout=1000 * PATIENCE
        )
    seconds = time.perf_counter() - start
    page.wait_for_timeout(700)
    return seconds


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("google-chrome")
