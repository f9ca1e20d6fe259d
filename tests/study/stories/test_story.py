"""Stories are the model's own: what they tell of everybody equals what the compiled market came to, to the last bit."""

from collections.abc import Sequence

import numpy as np
import pytest

import sim
from sim.errors import InputError
from sim.inputs.scenario import Scenario
from sim.model.columns import KINDS
from sim.model.people import born
from sim.model.totals import Totals
from sim.study.outcome import ATTITUDES
from sim.study.stories.casting import Trait, narrowed
from sim.study.stories.events import WHAT
from sim.study.stories.one_life import MonthLived, WitnessMarket, live_one
from sim.study.stories.story import Life, Story, story, told

# So much of everything that few people in few years live through all that can happen.
EVENTFUL = {
    "market.people": 160,
    "market.months": 24,
    "data_market.pieces": 0.5,
    "data_market.email_passes": 1.0,
    "data_market.political_delay": 4,
    "company.digital_after": 3,
    "people.reads_policy": 0.2,
    "people.traceable": 0.3,
    "people.complaint_rate": 0.2,
    "word_of_mouth.talks": 0.8,
    "word_of_mouth.believes": 0.1,
    "press.story_chance": 1e-4,
    "market.advertising": 0.03,
    "market.win_back": 0.1,
}
TOLD_UNDER = ("sell-quietly", "opt-out", "ask-and-reward", "stop-and-apologise", "buy-third-party")
Lived = tuple[WitnessMarket, list[list[MonthLived]], list[Life]]


@pytest.fixture(scope="module")
def world() -> Scenario:
    return sim.load("magazine").changed(EVENTFUL)


@pytest.fixture(scope="module")
def markets(world: Scenario) -> dict[str, Lived]:
    """A market under each policy, and the story of each of its people."""
    return {key: live_everybody(world, key) for key in TOLD_UNDER}


def live_everybody(world: Scenario, key: str) -> Lived:
    policy, people = world.policy(key), born(world, 0)
    market = WitnessMarket(world, policy, 0, people, range(len(people)))
    starts = [market.people[i] for i in range(len(people))]
    for _ in range(int(world["market.months"])):
        market.step()
    months = [live_one(i, traits, start, market.met[i]) for i, (traits, start) in enumerate(starts)]
    return market, months, [told(world, policy, starts[i][0], lived, 8) for i, lived in enumerate(months)]


@pytest.fixture(params=TOLD_UNDER)
def everybody(request: pytest.FixtureRequest, markets: dict[str, Lived]) -> Lived:
    return markets[request.param]


def test_everybody_ends_as_the_market_has_them(everybody: Lived) -> None:
    market, months, _ = everybody
    for i, lived in enumerate(months):
        assert lived[-1].after == market.people[i][1], i


def test_what_people_did_adds_up_to_the_market_in_every_month(everybody: Lived) -> None:
    market, months, _ = everybody
    for month, totals in enumerate(market.datacollector.model_vars["totals"]):
        did = [lived[month].did for lived in months]
        for name in set(Totals._fields) & set(did[0]._fields):
            assert sum(getattr(one, name) for one in did) == totals[Totals._fields.index(name)], (month, name)


def test_events_tell_the_same_months_as_the_markets_columns(everybody: Lived) -> None:
    market, _, lives = everybody
    for column, what in {"learned_month": "found_out", "first_left": "left", "first_joined": "joined"}.items():
        first = [next((one.month for one in life.events if one.what == what), 0) for life in lives]
        assert first == market.people.column(column).tolist(), column
    counted = {"leavings": "left", "returns": "came_back", "complaints": "complained"}
    for column, what in counted.items():
        number = [sum(n for n in _numbers(life, what)) for life in lives]
        assert number == market.people.column(column).tolist(), column
    latest = [max((one.month for one in life.events if one.what == "sold"), default=0) for life in lives]
    assert latest == market.people.column("last_sold").tolist()


def _numbers(life: Life, what: str) -> Sequence[int]:
    return [one.number if what == "complained" else 1 for one in life.events if one.what == what]


def test_pieces_of_mail_are_the_markets_by_sender_and_month(everybody: Lived) -> None:
    market, _, lives = everybody
    totals = np.array(market.datacollector.model_vars["totals"])
    for kind in KINDS:
        mail = [[one for one in life.mail if one.sender == kind] for life in lives]
        assert [sum(one.pieces for one in own) for own in mail] == market.people.column(f"pieces_{kind}").tolist()
        by_month = np.zeros(len(totals), int)
        for one in (one for own in mail for one in own):
            by_month[one.month - 1] += one.pieces
        assert by_month.tolist() == totals[:, Totals._fields.index(kind)].tolist()


def test_e_mail_reaches_only_those_who_have_it_switched_on(everybody: Lived, world: Scenario) -> None:
    market, months, _ = everybody
    digital = market.people.column("digital")
    channels = {"post": 0, "e-mail": 0}
    for i, lived in enumerate(months):
        for month in lived:
            for piece in month.mail:
                channels[piece.channel] += 1
                if piece.channel == "e-mail":
                    assert digital[i] == 1
                    assert month.before.months >= int(world["company.digital_after"])
    if channels["post"]:
        assert 0 < channels["e-mail"] < channels["post"]


def test_money_of_everybody_is_the_companys(everybody: Lived) -> None:
    market, _, lives = everybody
    books = market.life()
    whole = market.scale * sum(life.worth for life in lives)
    of_no_person = books.ledger_discounted["fines"] + books.ledger_discounted["settlements"]
    assert whole == pytest.approx(books.net_present_value - of_no_person, rel=1e-9)
    records = market.scale * sum(life.records_brought for life in lives)
    assert records == pytest.approx(books.sale_present_value, rel=1e-9)


def test_spells_are_the_months_paid_for(everybody: Lived) -> None:
    market, _, lives = everybody
    paid = np.array(market.datacollector.model_vars["totals"])[:, Totals._fields.index("customers")]
    covered = np.zeros(len(paid), int)
    for first, last in (spell for life in lives for spell in life.spells):
        covered[first - 1 : last] += 1
    assert covered.tolist() == paid.tolist()


def test_all_that_can_happen_happened_to_somebody(markets: dict[str, Lived]) -> None:
    seen = {one.what for _, _, lives in markets.values() for life in lives for one in life.events}
    assert set(WHAT) - seen == {"profile"}  # nobody here is asked for one


@pytest.fixture(scope="module")
def friend() -> Story:
    return story(sim.load("magazine"))


def test_the_magazine_finds_its_friend(friend: Story) -> None:
    sold, unsold = friend.lives
    assert friend.choice.exact and friend.portrait.traceable
    assert sold.found_out and sold.first_left
    assert [one.how for one in sold.events if one.what == "found_out"] == ["reading"]
    assert sold.found_out - sold.mail[0].month >= 3
    assert sold.found_out <= sold.first_left <= (unsold.first_left or friend.months + 1) - 6
    assert not unsold.mail and not unsold.times_sold
    assert friend.difference == sold.worth - unsold.worth < 0


def test_the_same_seed_tells_the_same_story_and_a_number_anybodys(friend: Story) -> None:
    again = story(sim.load("magazine"), "friend", ("sell-quietly", "never-sell"))
    assert again == friend
    small = sim.load("magazine").changed({"market.people": 200, "market.months": 12})
    assert [story(small, i).person for i in (0, "199")] == [0, 199]


@pytest.mark.parametrize("kind", ["most", "left", "never-noticed"])
def test_kinds_are_what_they_say(kind: str) -> None:
    world = sim.load("magazine").changed({"market.people": 4000, "market.months": 36})
    found = story(world, kind)
    sold, unsold = found.lives
    assert found.choice.exact and found.choice.matching > 1
    beyond = found.months + 1
    if kind == "left":
        assert sold.found_out and sold.first_left and sold.found_out <= sold.first_left
        assert sold.first_left < (unsold.first_left or beyond)
    else:
        assert sold.times_sold and not sold.found_out
        assert sold.first_left == unsold.first_left
    if kind == "never-noticed":
        assert sold.pieces > 0 and found.difference > 0  # the sale was noticed by nobody, and paid


def test_a_kind_is_looked_for_under_the_policy_that_sells() -> None:
    world = sim.load("magazine").changed({"market.people": 2000, "market.months": 24})
    one, other = (
        story(world, "left", pair) for pair in (("sell-quietly", "never-sell"), ("never-sell", "sell-quietly"))
    )
    assert one.person == other.person
    assert one.lives == other.lives[::-1]
    assert one.difference == -other.difference


def test_where_nobody_matches_the_nearest_is_told_and_what_is_unmet() -> None:
    world = sim.load("magazine").changed({"market.people": 300, "market.months": 12, "market.replicates": 2})
    found = story(world.changed({"people.reads_policy": 0.0}))
    assert not found.choice.exact
    assert found.choice.searched == 600
    unmet = [one.words for one in found.choice.criteria if not one.met]
    assert "finds out by reading the privacy policy" in unmet
    assert found.portrait.traceable


def test_a_criterion_that_nobody_left_meets_is_passed_over() -> None:
    met = [np.array(row, bool) for row in ([1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 1, 0])]
    who, criteria = narrowed([Trait(str(n), row) for n, row in enumerate(met)])
    assert who.tolist() == [0]
    assert [(one.met, one.people) for one in criteria] == [(True, 2), (False, 0), (True, 1)]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"person": "enemy"}, "friend, most, left, never-noticed"),
        ({"person": -1}, "a number from 0 on"),
        ({"person": 100}, "numbered from 0 to 99"),
        ({"policies": "sell-quietly"}, "must be a list of keys"),
        ({"policies": ["sell-quietly"]}, "two different policies"),
        ({"policies": ["never-sell", "never-sell"]}, "two different policies"),
        ({"policies": ["never-sell", "sell-quitely"]}, "did you mean sell-quietly"),
    ],
)
def test_what_cannot_be_told_is_refused_with_what_would_be_right(asked: dict[str, object], said: str) -> None:
    world = sim.load("magazine").changed({"market.people": 100, "market.months": 6})
    with pytest.raises(InputError, match=said):
        story(world, **asked)  # type: ignore[arg-type]


def test_two_policies_that_do_the_same_make_the_same_life() -> None:
    world = sim.load("magazine").changed({"market.people": 500, "market.months": 24, "policies.opt-out.sale": "never"})
    world = world.changed({"policies.opt-out.notice": "buried"})
    found = story(world, 3, ("opt-out", "never-sell"))
    assert found.difference == 0.0
    assert found.lives[0].events == found.lives[1].events


def test_attitudes_are_the_models() -> None:
    small = sim.load("magazine").changed({"market.people": 100, "market.months": 1})
    codes = born(small, 0).traits["attitude"]
    assert [story(small, i).portrait.attitude for i in range(5)] == [ATTITUDES[code] for code in codes[:5]]
