"""What pairing saves, and what a lever in the app asks of the model."""

import numpy as np

import sim
from benchmarks.table import Row, median_seconds
from sim.model.market import live
from sim.model.people import born
from sim.study.compare import refined

CALM = {"mechanisms.joining": False, "mechanisms.press": False, "mechanisms.law": False}
PAIRS = 40
LEVER = ("never-sell", "sell-quietly", "ask-first", "golden-rule")


def rows() -> list[Row]:
    """Time to the same half-width of the difference, paired against independent seeds; and the lever."""
    return [_pairing("joining, press and law off", CALM, "20"), _pairing("everything on", {}, ""), _lever()]


def _pairing(words: str, settings: dict[str, bool], to_reach: str) -> Row:
    """The half-width shrinks with the root of the replicates, so time goes as the variance of one of them."""
    scenario = sim.load("magazine").changed(settings)
    never, quiet = scenario.policy("never-sell"), scenario.policy("sell-quietly")

    def worth(policy: object, replicate: int) -> float:
        return live(scenario, policy, replicate, people=born(scenario, replicate)).net_present_value  # type: ignore[arg-type]

    base = np.array([worth(never, n) for n in range(PAIRS)])
    paired = np.array([worth(quiet, n) for n in range(PAIRS)]) - base
    independent = np.array([worth(quiet, PAIRS + n) for n in range(PAIRS)]) - base
    ratio = float(independent.var(ddof=1) / paired.var(ddof=1))
    spread = float(paired.std(ddof=1)), float(independent.std(ddof=1))
    return Row(
        f"time to a given half-width of a difference, {words}",
        f"s.d. ${spread[0]:,.0f} a pair",
        "independent seeds",
        f"${spread[1]:,.0f}",
        f"{ratio:.0f}",
        to_reach,
    )


def _lever() -> Row:
    scenario = sim.load("magazine")

    def moved() -> None:
        (work,) = refined(scenario, LEVER, LEVER[0], [2])
        work(None, None)

    moved()
    seconds = median_seconds(moved, 9)
    return Row("a lever: 4 policies x 20,000 people x 60 months x 2", f"{seconds * 1e3:.0f} ms", "", "", "", "80 ms")
