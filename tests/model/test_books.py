"""The market's agents and the ledger, month by month, against what one works out by hand."""

import math

import pytest

import sim
from sim.inputs.scenario import Scenario
from sim.model import draws
from sim.model.alarm import Alarm
from sim.model.conditions import Conditions, under
from sim.model.data_market import DataMarket
from sim.model.ledger import LINES, TERMINAL, Ledger
from sim.model.market import Market
from sim.model.press import Press
from sim.model.regulator import Penalties, Regulator, capped_lognormal_mean, highest_fine
from sim.model.totals import Totals

RATE = 0.21  # a year, so that two half-years are 1.1 times 1.1
NOTHING = Totals(*[0] * len(Totals._fields))
SURE = 1e9  # real people or complaints: whatever can ring, rings


def market(**settings: object) -> Market:
    """A market of ten people, to hang agents on."""
    named = {name.replace("__", "."): value for name, value in settings.items()}
    world: Scenario = sim.load("magazine").changed({"market.people": 10, "market.months": 24, **named})
    return Market(world, world.policy("sell-quietly"))


def booked(totals: Totals, now: Conditions, month: int = 1, lag: float = 6.0) -> Ledger:
    world = sim.load("magazine").changed({"market.months": 24, "money.discount": RATE, "law.lag": lag})
    ledger = Ledger(world, scale=100.0)
    ledger.book(month, now, totals, data_sales=7.0, penalties=Penalties(fines=11.0, settlements=13.0))
    return ledger


@pytest.fixture(scope="module")
def now() -> Conditions:
    """Terms under which every line costs or brings something."""
    world = sim.load("magazine")
    base = under(world, world.terms(world.policy("sell-quietly"), 1), 0)
    costs = base._replace(bought_data=0.5, reward=2.0, profile_cost=3.0, acquisition=40.0, complaint_handling=6.0)
    return costs._replace(margin_pleased=0.1, margin_repelled=-0.2)


def test_every_line_is_booked_as_worked_out(now):
    totals = NOTHING._replace(
        customers=4, margin=50_000, margin_pleased=20_000, margin_repelled=10_000, rewarded=2, profiles=3
    )
    totals = totals._replace(joined=2, returned=1, complaints=5)
    month = {line: amounts[2] for line, amounts in booked(totals, now, month=3).lines.items()}
    assert month == pytest.approx(
        {
            "subscription_margin": 500.0,  # 5 dollars of ten people, who stand for a hundred each
            "data_sales": 7.0,  # in dollars of the real company already
            "personalisation_uplift": 0.0,  # a tenth of 2 dollars less a fifth of 1, times 100
            "bought_data": -200.0,
            "rewards": -400.0,
            "profile_programme": -900.0,
            "acquisition": -12_000.0,
            "complaint_handling": -3_000.0,
            "fines": -11.0,
            "settlements": -13.0,
        },
        abs=1e-9,
    )
    others = {line: amounts.sum() - amounts[2] for line, amounts in booked(totals, now, month=3).lines.items()}
    assert others == dict.fromkeys(LINES, 0.0)


def test_uplift_of_the_pleased_and_the_repelled_counts_each_by_its_own(now):
    pleased = booked(NOTHING._replace(margin_pleased=20_000), now).lines["personalisation_uplift"][0]
    repelled = booked(NOTHING._replace(margin_repelled=20_000), now).lines["personalisation_uplift"][0]
    assert (pleased, repelled) == (pytest.approx(20.0), pytest.approx(-40.0))


def test_today_s_value_is_that_of_the_month_and_penalties_come_later(now):
    ledger = booked(NOTHING._replace(margin=10_000), now, month=18)
    by_month = ledger.discounted_by_month()
    assert by_month["subscription_margin"][17] == pytest.approx(100.0 / 1.21**1.5)
    assert by_month["fines"][17] == pytest.approx(-11.0 / 1.21**2)  # half a year later
    assert by_month["settlements"][17] == pytest.approx(-13.0 / 1.21**2)
    ledger.close(30.0)
    assert ledger.undiscounted()["subscription_margin"] == pytest.approx(100.0)
    assert ledger.undiscounted()[TERMINAL] == pytest.approx(3_000.0)
    assert ledger.discounted()[TERMINAL] == pytest.approx(3_000.0 / 1.21**2)  # after the last of 24 months
    assert ledger.discounted()["data_sales"] == pytest.approx(7.0 / 1.21**1.5)
    assert ledger.discounted() == pytest.approx(
        {line: sum(by_month[line]) for line in LINES} | {TERMINAL: 3_000.0 / 1.21**2}
    )


def test_buyers_pay_the_price_less_the_commission():
    world = market(data_market__commission=0.4, data_market__price=0.5)
    buyers: DataMarket = world.data_market
    terms = world.company.terms(1)
    assert terms.price == 0.5
    assert buyers.step(terms, 200.0) == pytest.approx(60.0)
    assert buyers.step(terms, 100.0) == pytest.approx(30.0)
    assert buyers.paid == pytest.approx(90.0)


def test_an_alarm_rings_at_its_threshold_and_starts_afresh():
    first, second = (draws.step(5, 2, draws.MARKET, draws.SUIT, n) for n in (0, 1))
    alarm = Alarm(5, 2, draws.SUIT)
    assert not alarm.run(first * 0.5)
    assert not alarm.run(first * 0.499)
    assert alarm.rings == 0
    assert alarm.run(first)
    assert alarm.rings == 1
    assert not alarm.run(second * 0.999)
    assert alarm.run(second * 0.002)
    assert alarm.rings == 2
    assert alarm.uniform() == draws.uniform(draws.words(5, 2, draws.MARKET, draws.SUIT, 2)[1])


def test_an_alarm_rings_exactly_at_its_threshold():
    assert Alarm(5, 2, draws.SUIT).run(draws.step(5, 2, draws.MARKET, draws.SUIT, 0))


def test_a_story_lasts_its_months_costs_reputation_and_fades():
    settings = {"press__story_chance": 1.0, "press__months": 2, "press__damage": 0.3, "press__recovery_keep": 0.5}
    press: Press = market(**settings).press
    seen = []
    for month, found_out in enumerate([0.0, SURE, SURE, SURE, SURE], start=1):
        press.step(month, found_out)
        seen.append((press.story_runs, press.reputation))
    # found in month 2 it is told in 3 and 4, in which no second one breaks; the damage halves each month
    assert seen == [(False, 1.0), (True, 0.7), (True, 0.85), (False, 0.925), (True, 0.7)]
    assert press.stories == [3, 6]


def test_a_story_finds_nobody_where_the_press_is_off():
    press = market(press__story_chance=1.0, mechanisms__press=False).press
    press.step(1, SURE)
    assert press.stories == []


def test_the_company_remembers_that_it_sold_and_can_only_then_apologise():
    world = market(
        **{"policies.sell-quietly.changes": [{"month": 3, "sale": "never", "apology": True}]},
    )
    company = world.company
    assert company.unasked_since == 1
    selling, _, stopped, _ = (company.terms(month) for month in (1, 2, 3, 4))
    assert (selling.sale, stopped.sale) == ("quiet", "never")
    told = []
    for disclosures in (0, 1, 0):
        company.step(disclosures)
        told.append((company.has_sold, company.has_apologised(stopped), company.has_apologised(selling)))
    assert told == [(False, False, False), (True, True, False), (True, True, False)]
    assert company.conditions(selling) is company.conditions(selling)


def regulator(**settings: object) -> Regulator:
    """A strict one: every complaint reaches it, one in ten leads to a fine; a tenth of those with a claim sue."""
    strict = {
        "law__regime": "opt_in",
        "law__to_regulator": 0.5,
        "law__action_chance": 0.2,
        "law__fine_median": 1_000.0,
        "law__fine_spread": 1.0,
        "law__fine_cap": 5_000.0,
        "law__fine_turnover_share": 0.0,
        "law__class_share": 0.1,
        "law__settlement_per_member": 50.0,
        "law__suit_rate": 0.6,
    }
    return market(**strict | settings).regulator


def test_a_fine_is_expected_for_each_complaint_once_the_law_was_broken():
    law = regulator()
    mean = capped_lognormal_mean(1_000.0, 1.0, 5_000.0)
    assert law.step(1, "quiet", 3.0, records=0.0, claims=0.0, customers=9.0).fines == 0.0  # nothing was sold
    assert law.step(2, "opt_in", 3.0, records=9.0, claims=0.0, customers=9.0).fines == 0.0  # with consent
    assert law.step(3, "opt_out", 3.0, records=1.0, claims=0.0, customers=9.0).fines == pytest.approx(0.3 * mean)
    assert law.step(4, "never", 5.0, records=0.0, claims=0.0, customers=9.0).fines == pytest.approx(0.5 * mean)
    lawful = regulator(law__regime="opt_out")
    assert lawful.step(1, "opt_out", 3.0, records=9.0, claims=0.0, customers=9.0).fines == 0.0
    off = regulator(mechanisms__law=False)
    assert off.step(1, "quiet", 3.0, records=9.0, claims=9.0, customers=9.0) == Penalties(0.0, 0.0)


def test_a_cap_may_be_a_share_of_the_year_s_turnover():
    law = regulator(law__fine_turnover_share=0.5, money__revenue=120.0)
    cap = highest_fine(5_000.0, 0.5, 120.0 * 1_000)
    assert cap == 60_000.0
    fines = law.step(1, "quiet", 1.0, records=1.0, claims=0.0, customers=1_000.0).fines
    assert fines == pytest.approx(0.1 * capped_lognormal_mean(1_000.0, 1.0, cap))


def test_a_drawn_fine_is_lognormal_and_capped():
    law = regulator(law__fine_cap=1e12)
    law.step(4, "quiet", SURE, records=1.0, claims=0.0, customers=9.0)
    ((month, kind, dollars),) = law.drawn
    seed = int(sim.load("magazine")["market.seed"])
    u = draws.uniform(draws.words(seed, 0, draws.MARKET, draws.REGULATOR, 1)[1])
    z = math.log(dollars / 1_000.0)
    assert (month, kind) == (4, "fine")
    assert 0.5 * math.erfc(-z / math.sqrt(2.0)) == pytest.approx(u)
    capped = regulator(law__fine_cap=1.0)
    capped.step(4, "quiet", SURE, records=1.0, claims=0.0, customers=9.0)
    assert capped.drawn == [(4, "fine", 1.0)]
    never = regulator(law__fine_cap=0.0)
    assert never.step(4, "quiet", SURE, records=1.0, claims=0.0, customers=9.0).fines == 0.0
    assert never.drawn == []


def test_a_class_action_is_expected_once_and_grows_with_its_class():
    law = regulator()
    hazard = 0.6 / 12.0
    first = law.step(1, "quiet", 0.0, records=1.0, claims=200.0, customers=9.0).settlements
    assert first == pytest.approx(20.0 * 50.0 * (1.0 - math.exp(-hazard)))
    second = law.step(2, "quiet", 0.0, records=1.0, claims=100.0, customers=9.0).settlements
    assert second == pytest.approx(30.0 * 50.0 * math.exp(-hazard) * (1.0 - math.exp(-hazard)))
    quiet = regulator()
    assert quiet.step(1, "quiet", 0.0, records=1.0, claims=0.0, customers=9.0).settlements == 0.0
    assert quiet.step(2, "quiet", 0.0, records=1.0, claims=200.0, customers=9.0).settlements == first


def test_a_suit_is_heard_once():
    law = regulator(law__suit_rate=10.0)
    seed, hazard = int(sim.load("magazine")["market.seed"]), 10.0 / 12.0
    rings = math.ceil(draws.step(seed, 0, draws.MARKET, draws.SUIT, 0) / hazard)
    for month in range(1, 100):
        law.step(month, "quiet", 0.0, records=1.0, claims=200.0 if month == 1 else 0.0, customers=9.0)
    assert law.drawn == [(rings, "settlement", 1_000.0)]


@pytest.mark.parametrize(("median", "spread", "cap"), [(1.0, 0.5, 1.0), (1_000.0, 2.0, 5_000.0), (10.0, 1.0, 2.0)])
def test_the_mean_of_a_capped_fine_is_that_of_its_quantiles(median, spread, cap):
    from scipy.special import ndtri

    grid = [(k + 0.5) / 40_000 for k in range(40_000)]
    mean = sum(min(cap, median * math.exp(spread * z)) for z in ndtri(grid)) / len(grid)
    assert capped_lognormal_mean(median, spread, cap) == pytest.approx(mean, rel=1e-3)
    assert capped_lognormal_mean(median, spread, 0.0) == 0.0
