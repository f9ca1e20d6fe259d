"""Who left because of a policy, on people few enough to count by hand."""

import numpy as np

from sim.study.lives import Lived
from sim.study.outcome import left_earlier


def lived(first_left: list[int], attitude: list[int], ever_customer: list[bool] | None = None) -> Lived:
    return Lived(
        net_present_value=0.0,
        terminal_value=0.0,
        sale_present_value=0.0,
        discounted_disclosures=0.0,
        ledger={},
        ledger_undiscounted={},
        net_value_by_month=np.zeros(12),
        series={},
        scale=100.0,
        first_left=np.array(first_left, np.int16),
        attitude=np.array(attitude, np.uint8),
        ever_customer=np.array(ever_customer if ever_customer is not None else [True] * len(attitude)),
    )


def test_months_lost_are_counted_to_the_month_after_the_horizon() -> None:
    attitude = [0, 1, 1, 2, 0, 2]
    under_policy = [3, 5, 0, 12, 7, 9]
    under_baseline = [8, 5, 0, 0, 2, 0]
    people, months = left_earlier(lived(under_policy, attitude), lived(under_baseline, attitude))
    # person 0 leaves 5 months earlier; 1, 2 as before; 3 in month 12 instead of never (13); 4 later; 5 by 4 months
    assert people.tolist() == [100.0, 0.0, 200.0]
    assert months == 100.0 * (5 + 1 + 4)


def test_the_same_life_loses_nobody() -> None:
    same = lived([3, 0, 4], [0, 1, 2])
    people, months = left_earlier(same, same)
    assert people.sum() == months == 0


def test_nobody_is_lost_who_is_never_a_customer_under_the_baseline() -> None:
    joined_and_left, never_joined = lived([4], [1]), lived([0], [1], ever_customer=[False])
    by_attitude, months = left_earlier(joined_and_left, never_joined)
    assert by_attitude.sum() == 0
    assert months == 0
