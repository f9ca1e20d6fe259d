"""Which runs a comparison needs."""

import sim
from sim.study.plan import plan, sells


def test_policies_that_never_sell_share_the_run_without_the_sale() -> None:
    magazine = sim.load("magazine")
    layout = plan(magazine, [magazine.policies[key] for key in ("never-sell", "sell-quietly", "opt-out")])
    assert layout.with_sale == {"never-sell": 0, "sell-quietly": 1, "opt-out": 2}
    assert layout.without_sale == {"never-sell": None, "sell-quietly": 0, "opt-out": 0}
    assert len(layout.runs) == 3


def test_without_its_sale_a_policy_keeps_everything_else() -> None:
    both = {"label": "", "description": "", "sale": "quiet", "personalisation": 1.0, "data_source": "third_party"}
    magazine = sim.load("magazine").changed({"policies.both": both})
    layout = plan(magazine, [magazine.policies[key] for key in ("both", "buy-third-party")])
    assert layout.without_sale["both"] == layout.with_sale["buy-third-party"]


def test_a_policy_that_stops_in_month_1_never_sells() -> None:
    magazine = sim.load("magazine").changed({"policies.stop-and-apologise.changes.1.month": 1})
    assert not sells(magazine, magazine.policies["stop-and-apologise"])
    assert sells(magazine, magazine.policies["sell-quietly"])


def test_the_labels_of_policies_do_not_count() -> None:
    twin = {"label": "Another name", "description": "Other words", "sale": "quiet", "notice": "buried"}
    magazine = sim.load("magazine").changed({"policies.twin": twin})
    layout = plan(magazine, [magazine.policies["twin"], magazine.policies["sell-quietly"]])
    assert layout.with_sale["twin"] == layout.with_sale["sell-quietly"]
