"""A life over several rounds: what happened in one round stays so in the next, and a new world is really new."""

import numpy as np
import pytest

from sim.inputs.parameters import PARAMETERS
from sim.inputs.policy import Policy
from sim.model.people import born
from sim.study.lives import kept
from sim.study.run import run
from sim.workshop import lives
from sim.workshop.plan import MAY_CHANGE, Plan, read_plan
from sim.workshop.world import RoundsMarket, World

# Everything that the market's agents keep acts here: a story, a fine, a claim, a reputation, sales before the law.
BUSY = {
    "market.people": 400,
    "market.months": 12,
    "press.story_chance": 0.01,
    "law.class_share": 0.5,
    "law.regime": "opt_in",
    "law.to_regulator": 1.0,
    "law.action_chance": 0.5,
    "people.trace_chance_ordinary": 0.5,
}


def quietly(plan: Plan, rounds: int) -> Policy:
    return lives.policy_of(
        plan, [lives.fields_of(plan.scenario.policy("sell-quietly"), one, {}) for one in plan.rounds[:rounds]]
    )


def test_a_world_that_does_not_change_is_an_ordinary_life(plan: Plan) -> None:
    """The change of worlds itself changes nothing: every clock, copy and claim is carried over."""
    scenario = plan.scenario.changed(BUSY)
    apart = scenario.changed({"press.story_chance": 0.0, "law.class_share": 0.0, "data_market.commission": 0.9})
    there_and_back = [World(1, scenario), *(World(month, scenario) for month in (4, 7))]
    policy, people = scenario.policy("sell-quietly"), born(scenario, 0)
    plain = run(scenario, policy, 0, people=people)
    assert plain.stories, "a story runs, so that the press has something to carry over"

    class Forced(RoundsMarket):
        def live_on(self, last: int) -> None:
            if self.month in (3, 6):
                self._move_to(apart)
                self._move_to(scenario)
            super().live_on(min([last, *(month for month in (3, 6) if month > self.month)]))

    dated = Forced(there_and_back, policy, 0, people).live()
    assert dated.ledger_discounted == plain.ledger_discounted
    assert dated.stories == plain.stories and dated.drawn_penalties == plain.drawn_penalties
    assert all(np.array_equal(dated.series[name], plain.series[name]) for name in plain.series)


def test_an_earlier_round_is_the_beginning_of_a_later_one(plan: Plan) -> None:
    """Trust that was lost in the first round is still lost in the third: it is one life, told further."""
    people = {n: born(lives.worlds(plan, plan.rounds[n - 1])[0].scenario, 0) for n in (1, 2, 3)}
    told = {
        n: kept(RoundsMarket(lives.worlds(plan, plan.rounds[n - 1]), quietly(plan, n), 0, people[n]).live())
        for n in (1, 2, 3)
    }
    for n in (1, 2):
        months = plan.rounds[n - 1].until
        for name, longer in told[3].series.items():
            assert np.array_equal(told[n].series[name], longer[:months]), name
    assert told[3].series["people_who_know"][-1] >= told[1].series["people_who_know"][-1] > 0


def test_stopping_later_leaves_what_was_done(plan: Plan) -> None:
    never = [lives.never(plan, one) for one in plan.rounds]
    sold = lives.fields_of(plan.scenario.policy("sell-quietly"), plan.rounds[0], {})
    repented, good = lives.policy_of(plan, [sold, *never[1:]]), lives.policy_of(plan, never)
    found = lives.live(plan, plan.rounds[2], [repented, good])
    assert found[good].difference == (0.0, 0.0) and found[good].left == (0.0, 0.0), "no change is exactly zero"
    assert found[repented].figure("people_who_know").mean > 0.0


def test_news_acts_from_its_month_on_and_not_before(plan: Plan) -> None:
    dated = lives.worlds(plan, plan.rounds[2])
    policy, people = quietly(plan, 3), born(dated[0].scenario, 0)
    life = RoundsMarket(dated, policy, 0, people).live()
    per_record = [
        life.ledger["data_sales"][month] / life.series["records_sold"][month]
        for month in range(12)
        if life.series["records_sold"][month]
    ]
    assert per_record[0] == pytest.approx(0.2 * 0.7)
    assert per_record[-1] == pytest.approx(0.4 * 0.7), "the second round's price"
    assert not life.ledger["settlements"][:8].any()
    assert life.ledger["settlements"][8:].any(), "the law of the third round"


@pytest.mark.parametrize("name", sorted(MAY_CHANGE))
def test_what_may_change_leaves_people_as_they_were_born(plan: Plan, name: str) -> None:
    entry = PARAMETERS[name]
    if entry.choices:
        other: object = entry.choices[-1]
    else:
        other = (not plan.scenario[name]) if entry.kind is bool else entry.high
    changed = plan.scenario.changed({name: other})
    assert changed[name] != plan.scenario[name] or name == "law.fine_cap"
    here, there = born(plan.scenario, 0), born(changed, 0)
    assert np.array_equal(here.traits, there.traits)
    assert np.array_equal(here.leave_hazard, there.leave_hazard)
    assert np.array_equal(here.start, there.start)
    assert np.array_equal(here.network.first, there.network.first)


def test_the_choice_of_lives_is_the_scenarios(plan: Plan) -> None:
    found = lives.live(plan, plan.rounds[0], [quietly(plan, 1)])
    assert {len(one.difference) for one in found.values()} == {int(plan.scenario["market.replicates"])}


def test_lines_of_the_ledger_add_up_to_the_difference(plan: Plan) -> None:
    policy = quietly(plan, 2)
    came = lives.live(plan, plan.rounds[1], [policy])[policy]
    lines = sum(came.figure(name).mean for name in came.figures if name.startswith("line."))
    assert lines == pytest.approx(came.value.mean, rel=1e-9)


def test_a_plan_is_read_back_from_its_own_text(plan: Plan) -> None:
    assert read_plan(plan.text).scenario.digest == plan.scenario.digest
