"""V3 to V7 and V9: selling quietly. Who knows, what comes in, how far records travel, what penalties come to."""

from collections.abc import Mapping

from sim.inputs.scenario import Scenario
from sim.model.columns import KNOWS
from sim.model.market import Life, live
from sim.model.regulator import capped_lognormal_mean, highest_fine

QUIETLY = "sell-quietly"


def selling(scenario: Scenario, replicate: int) -> Mapping[str, float]:
    """What selling quietly comes to for people and for the company; figures of penalties only where law allows them.

    unaware: share of the people sold who do not know at the end. per_record, per_person, per_year: net dollars
    for a disclosure, for a person ever sold, for a customer and year. disclosures: for a person ever sold.
    """
    life = live(scenario, scenario.policy(QUIETLY), replicate)
    sold = life.people.column("first_sold") > 0
    receipts = float(life.ledger["data_sales"].sum())
    people_sold = float(sold.sum()) * life.scale
    customer_years = float(life.series["customers"].sum()) / 12.0
    disclosures = float(life.series["records_sold"].sum())
    return {
        "unaware": float((life.people.column("knows") != KNOWS)[sold].mean()),
        "per_record": receipts / disclosures,
        "per_person": receipts / people_sold,
        "per_year": receipts / customer_years,
        "disclosures": disclosures / people_sold,
        **_penalties(scenario, life, people_sold, receipts / customer_years),
    }


def _penalties(scenario: Scenario, life: Life, people_sold: float, per_year: float) -> Mapping[str, float]:
    """Penalties as they are booked, undiscounted.

    settlement: dollars for a person with a claim. years, years_of_all: receipts from a customer that this eats up,
    for those with a claim and spread over everybody sold. fine: dollars for a person sold, where there is one,
    divided by the gross price. complaints: to the regulator, for a person of the market and year. actions: fines
    for a complaint to the regulator.
    """
    found = {}
    settlements = -float(life.ledger["settlements"].sum())
    share = float(scenario["law.class_share"])
    if share > 0.0:
        found["settlement"] = settlements / (people_sold * share)
        found["years"] = found["settlement"] / per_year
        found["years_of_all"] = found["years"] * share
    complaints = float(life.series["complaints"].sum()) * float(scenario["law.to_regulator"])
    found["complaints"] = complaints / float(scenario["market.size"]) / (life.months / 12.0)
    fines = -float(life.ledger["fines"].sum())
    if fines > 0.0:
        mean = _mean_fine(scenario, float(life.series["customers"].mean()))
        found["fine"] = mean / people_sold / float(scenario["data_market.price"])
        found["actions"] = fines / mean / complaints
    return found


def _mean_fine(scenario: Scenario, customers: float) -> float:
    """The mean of a fine where there is one [dollars]."""
    turnover = float(scenario["money.revenue"]) * customers
    cap = highest_fine(float(scenario["law.fine_cap"]), float(scenario["law.fine_turnover_share"]), turnover)
    return capped_lognormal_mean(float(scenario["law.fine_median"]), float(scenario["law.fine_spread"]), cap)
