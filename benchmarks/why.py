"""How long it takes to say why: parts of the differences of two policies."""

import sim
from benchmarks.table import Row, median_seconds
from sim.study.causes.acting import MECHANISMS
from sim.study.causes.shapley import coalitions
from sim.study.causes.why import PEOPLE, REPLICATES, why_of
from sim.study.lives import live_all


def rows() -> list[Row]:
    """`why` of the magazine's quiet selling and asking first, beside living every coalition of all six mechanisms."""
    magazine = sim.load("magazine")
    base, *asked = (magazine.policy(key) for key in ("never-sell", "sell-quietly", "ask-first"))
    why_of(magazine.changed({"market.people": 100, "market.months": 1}), asked, base)  # compile
    ours = median_seconds(lambda: why_of(magazine, asked, base), 3)

    def in_full() -> None:
        for on in coalitions(MECHANISMS):
            switches = {f"mechanisms.{name}": name in on for name in MECHANISMS}
            small = magazine.changed({"market.people": PEOPLE, **switches})
            for _ in live_all(small, [base, *asked], range(REPLICATES)):
                pass

    full = median_seconds(in_full, 1)
    what = f"`why` for two policies of magazine, {PEOPLE:,} people x {REPLICATES} replicates"
    peer = "every coalition of six mechanisms, nothing shared"
    return [Row(what, f"{ours:.1f} s", peer, f"{full:.1f} s", f"{ours / full:.2f}", "5 s")]
