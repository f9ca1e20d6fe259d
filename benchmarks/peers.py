"""The engine beside other ways to do the same: one object a person in plain Mesa, and another agent-based simulator.

Starsim lives in an environment of its own, `.peers/starsim`, which `make peers` makes; without it its row says so.
"""

import subprocess
import time
from pathlib import Path

from benchmarks.engine import market_of, seconds_to_live
from benchmarks.table import Row
from sim.model.market import live
from sim.model.people import born

TWIN_PEOPLE, AGENTS, STEPS = 20_000, 200_000, 60
PEER = Path(__file__).parents[1] / ".peers" / "starsim" / "bin" / "python"
# An epidemic on a random network with as many contacts, agents and steps: prints agent-steps a second.
EPIDEMIC = f"""
import time
import starsim as ss
sim = ss.Sim(n_agents={AGENTS}, start=2000, stop={2000 + STEPS - 1}, dt=1.0, diseases=ss.SIR(),
             networks=ss.RandomNet(n_contacts=8), verbose=0)
sim.init()
start = time.perf_counter()
sim.run()
print({AGENTS} * {STEPS} / (time.perf_counter() - start))
"""


def rows() -> list[Row]:
    """Ratios to the plain Mesa model, with the same result, and to an epidemic in Starsim."""
    return [_twin(), _starsim()]


def _twin() -> Row:
    scenario = market_of(TWIN_PEOPLE)
    everybody, policy = born(scenario, 0), scenario.policy("sell-quietly")
    ours = seconds_to_live(scenario, everybody)
    start = time.perf_counter()
    twin = live(scenario, policy, people=everybody, using="mesa")
    seconds = time.perf_counter() - start
    same = twin.net_present_value == live(scenario, policy, people=everybody).net_present_value
    what = f"{TWIN_PEOPLE:,} people x {STEPS} months{', the same result' if same else ', ANOTHER RESULT'}"
    return Row(
        what,
        f"{ours * 1e3:.0f} ms",
        "one object a person, plain Mesa",
        f"{seconds:.0f} s",
        f"{seconds / ours:.0f}",
        "200",
    )


def _starsim() -> Row:
    what, peer = f"agent-steps a second, {AGENTS:,} agents x {STEPS} steps, one thread", "Starsim, SIR, 8 contacts"
    if not PEER.exists():
        return Row(what, "", peer, "not installed: make peers", "", "20")
    scenario = market_of(AGENTS)
    ours = AGENTS * STEPS / seconds_to_live(scenario, born(scenario, 0))
    ran = subprocess.run([str(PEER), "-c", EPIDEMIC], check=True, capture_output=True, text=True)
    theirs = float(ran.stdout.split()[-1])
    return Row(
        what,
        f"{ours / 1e6:.0f} million",
        "Starsim, SIR, 8 contacts",
        f"{theirs / 1e6:.2f} million",
        f"{ours / theirs:.0f}",
        "20",
    )
