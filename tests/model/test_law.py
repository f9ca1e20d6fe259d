"""What the law costs: fines follow unlawful sales, whoever was sold lawfully before."""

import numpy as np
import numpy.typing as npt

from sim.inputs.scenario import load_text
from sim.model.market import live

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


def fines(law: str) -> npt.NDArray[np.float64]:
    scenario = load_text(WORLD.format(law=law), "law.toml")
    return live(scenario, scenario.policy("first-asked")).ledger["fines"]


def test_people_sold_with_consent_at_first_are_sold_unlawfully_later():
    paid = fines("opt_in")
    assert paid[:12].sum() == 0.0
    assert paid[12:].sum() < 0.0


def test_where_no_law_forbids_it_nothing_is_fined():
    assert fines("none").sum() == 0.0
