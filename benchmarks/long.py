"""What takes long: parameters found again from events, the app in a hurry, faults put in, and odd input."""

import statistics
import time

from benchmarks import hurried, mutants, odd_input
from benchmarks.table import Row, show
from sim.study.calibration.event_fit import OF_A_SALE, fit_event
from tests.study.calibration.event_cases import SOLD, found_again, hundred_found_again, made, shape, world

CASES, TIMED = 100, 5
TEN = (
    *OF_A_SALE,
    "people.patience_spread",
    "people.traceable",
    "people.reads_policy",
    "people.slow_share",
    "people.recipients_exponent",
    "data_market.pieces",
    "data_market.copy_loss",
)


def rows() -> list[Row]:
    """How often 90 % intervals hold what made the event, and how long it takes."""
    covered = hundred_found_again(CASES)
    seconds = []
    for case in range(TIMED):
        start = time.perf_counter()
        found_again(case)
        seconds.append(time.perf_counter() - start)
    found = [
        Row(f"90 % intervals of {name}: {CASES} events of 1,000", f"{share:.0%} hold it", "", "", "", "84 % to 95 %")
        for name, share in zip(OF_A_SALE, covered, strict=True)
    ]
    median = f"{statistics.median(seconds):.1f} s"
    found.append(Row("3 parameters from an event of 1,000 people", median, "", "", "", "8 s"))
    start = time.perf_counter()
    event, _ = made(0, TEN, shape(people=5_000))
    fit_event(event, world(), SOLD, TEN, particles=2_000, generations=6)
    found.append(Row("10 parameters, 5,000 people", f"{time.perf_counter() - start:.0f} s", "", "", "", "300 s"))
    return found


if __name__ == "__main__":
    show([*rows(), *hurried.rows(), *mutants.rows(), *odd_input.rows()])
