"""What the law costs: fines follow unlawful sales, whoever was sold lawfully before."""

import numpy as np
import numpy.typing as npt

from sim.inputs.scenario import load_text
from sim.model.market import Market, live

WORLD = """
[market]
people = 3000
months = 36
[people]
complaint_rate = 1.0
reads_policy = 1.0
consent = 1.0
[mechanisms]
joining = false
[law]
regime = "{law}"
to_regulator = 1.0
[policies.first-asked]
label = "Asks at first, sells everybody's record from the second year on"
sale = "opt_in"
again_every = 6
[[policies.first-asked.changes]]
month = 13
sale = "quiet"
"""


def fines(law: str, **caps: float) -> npt.NDArray[np.float64]:
    scenario = load_text(WORLD.format(law=law), "law.toml").changed({f"law.{name}": cap for name, cap in caps.items()})
    return live(scenario, scenario.policy("first-asked")).ledger["fines"]


def test_people_sold_with_consent_at_first_are_sold_unlawfully_later():
    paid = fines("opt_in")
    assert paid[:12].sum() == 0.0
    assert paid[12:].sum() < 0.0


def test_where_no_law_forbids_it_nothing_is_fined():
    assert fines("none").sum() == 0.0


def test_the_higher_of_the_two_caps_holds():
    def paid(cap: float, share: float) -> float:
        return -fines("opt_in", fine_cap=cap, fine_turnover_share=share).sum()

    at_most_ten_thousand = paid(1e4, 0.0)
    assert 0.0 < at_most_ten_thousand < paid(1e6, 0.0)
    assert paid(1e4, 0.04) > at_most_ten_thousand  # of a turnover of millions, which lets a fine be larger
    assert paid(1e12, 0.04) == paid(1e12, 0.0)  # and a small company may be fined as much as a large one
    assert paid(0.0, 0.0) == 0.0


def test_people_sold_with_consent_at_first_have_a_claim_from_the_first_sale_without():
    """Each once: from month 13 everybody's record is sold unasked, and again every half year."""
    scenario = load_text(WORLD.format(law="none"), "law.toml")
    market = Market(scenario, scenario.policy("first-asked"))
    claims = []
    for _ in range(36):
        market.step()
        claims.append(market.totals.claims)
    customers = int((market.people.column("last_sold") >= 13).sum())
    assert sum(claims[:12]) == 0
    assert claims[12] > 0
    assert sum(claims) == customers
