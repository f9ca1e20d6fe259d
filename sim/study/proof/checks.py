"""The checks of `verify`: each asks one thing of the model on this machine and says how closely it held."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from sim.inputs.scenario import Scenario, load, load_text, shipped
from sim.model.market import live
from sim.study.proof import alarms, births, chance, nobody_won, order, quiet, sameness, worked
from sim.study.proof.agreement import CLOSE, Agreement, few, side_by_side
from sim.study.proof.books import Books
from sim.study.proof.thresholds import people_at_thresholds
from sim.study.proof.worlds import random_world

PERSON_MONTHS = 100_000  # of the shipped scenarios in plain Mesa, all together
RANDOM_WORLDS, THRESHOLD_WORLDS, QUIET_WORLDS, BOOK_WORLDS = 60, 50, 120, 60
PEOPLE = 400_000  # where chance is held against mathematics

# A world in which more happens, sooner, and the law has its say.
LIVELY = {
    "people.trace_chance_ordinary": 0.1,
    "people.leaving_rate": 0.5,
    "people.complaint_rate": 0.1,
    "market.win_back": 0.1,
    "law.regime": "opt_in",
    "law.class_share": 0.5,
}


@dataclass(frozen=True)
class Finding:
    """What a check found: how closely it held, in words, and what was wrong."""

    said: str
    wrong: list[str] = field(default_factory=list)


def usual(**settings: object) -> Scenario:
    """The defaults, with the policies that every scenario has."""
    return load_text('title = "The defaults"', "defaults").changed(settings)


def lively(people: int) -> Scenario:
    """The defaults with more happening."""
    return usual(**LIVELY, **{"market.people": people})


def worked_cases() -> Finding:
    """The rule does what a reader works out by hand, just below, at and just above its thresholds."""
    cases = list(worked.cases())
    wrong = [words for case in cases for words in worked.wrong(case)]
    files = len({case.file for case in cases})
    return Finding(f"{len(cases)} hand-worked cases of {files} files", wrong)


def rings_of_alarms() -> Finding:
    """The generator gives the published answers, and each ring takes the next step of its own clock."""
    wrong, rings = alarms.wrong_answers(), 0
    world = lively(150)
    markets = [(world, world.policy(key)) for key in ("sell-quietly", "ask-first")]
    markets += [random_world(Random(f"alarms {n}")) for n in range(20)]
    for scenario, policy in markets:
        more, found = alarms.wrong_rings(scenario, policy)
        rings += more
        wrong += found
    return Finding(f"{len(alarms.KNOWN)} known answers, {rings:,} rings", wrong)


def people_as_assumed() -> Finding:
    """People are born as the parameters say: attitudes, patience, margins, tenure, contacts."""
    found = births.traits(usual(**{"market.people": PEOPLE // 4}))
    wrong = [
        f"{trait.what}: {trait.errors:.1f} standard errors from {trait.due:g}"
        for trait in found
        if trait.errors > births.FARTHEST
    ]
    farthest = max(trait.errors for trait in found)
    return Finding(f"{len(found)} shares and means, at most {farthest:.1f} standard errors off", wrong)


def staying() -> Finding:
    """With nothing sold, customers stay as the closed forms say: shifted-beta-geometric, and geometric."""
    world = usual(**{"market.people": PEOPLE})
    never = world.policy("never-sell")
    return _curves([chance.survival(world, never), chance.survival(world, never, homogeneous=True)])


def finding_out() -> Finding:
    """People find out as the integrated hazard of mail and reading says, month by month."""
    world = usual(**{"market.people": PEOPLE})
    once = world.changed({"policies.sell-quietly.again_every": 0, "people.trace_chance_ordinary": 0.2})
    pairs = [(world, 0), (once, 1)]
    return _curves([chance.finding_out(one, one.policy("sell-quietly"), n) for one, n in pairs])


def _curves(curves: list[chance.Curve]) -> Finding:
    said = [f"{curve.what}: {curve.apart:.4f} off (chance explains {curve.allowed:.4f})" for curve in curves]
    return Finding("; ".join(said), [words for words, curve in zip(said, curves, strict=True) if not curve.held])


def same_result() -> Finding:
    """The same seed gives the same result to the last bit: any threads, any order, more people after the first."""
    world = usual(**{"market.people": 40_000, "market.months": 24})
    wrong = sameness.threads_matter(world, world.policy("sell-quietly"))
    wrong += [f"{name} of the first people" for name in sameness.first_people_change(world)]
    return Finding("1, 2 and 8 threads, from the last person to the first, 8 runs at once, 4 times the people", wrong)


def no_change() -> Finding:
    """What changes nothing has no effect at all; a doubled price doubles the revenue and nothing else."""
    world = lively(4_000)
    never = world.policy("never-sell")
    wrong = []
    for key, policy in world.policies.items():
        wrong += [f"{key}: {name}" for name in sameness.no_change_matters(world, policy, never)]
        wrong += [f"{key} from month 20: {name}" for name in sameness.parts_before(world, never, policy, 20)]
        wrong += [f"{key}, price: {name}" for name in sameness.price_matters(world, policy, 0.2)]
    return Finding(f"{len(world.policies)} policies, to the last bit", wrong)


def books() -> Finding:
    """The ledger is right: revenue to the cent, lines and persons add up, fines and settlements by their formulas."""
    world = lively(4_000)
    lives = [(world, policy) for policy in world.policies.values()]
    lives += [random_world(Random(f"books {n}")) for n in range(BOOK_WORLDS)]
    audits = [(scenario, Books(scenario, policy, live(scenario, policy))) for scenario, policy in lives]
    wrong = [f"{scenario.name}: {words}" for scenario, audit in audits for words in audit.wrong]
    furthest = max(audit.furthest for _, audit in audits)
    return Finding(f"{len(audits)} ledgers; sums apart by at most {furthest:.0e} of themselves", wrong)


def order_of_the_month() -> Finding:
    """Things happen in the order of the month: sold before leaving, heard a month later, press after finding out."""
    return Finding("seven small worlds, person by person", order.out_of_order())


def nobody_is_won() -> Finding:
    """Nobody stays longer because records are sold, and nobody finds out later because there are more copies."""
    world = lively(20_000)
    never = world.policy("never-sell")
    wrong, earlier = [], 0
    for key in ("sell-quietly", "opt-out", "ask-first", "ask-and-reward"):
        lost, won = nobody_won.stay_longer(world, world.policy(key), never)
        _, later = nobody_won.find_out_later(world, world.policy(key))
        earlier += lost
        wrong += [f"{key}: {won} people stay longer"] if won else []
        wrong += [f"{key}: {later} people find out later"] if later else []
    wrong += [] if earlier else ["nobody leaves earlier, either"]
    return Finding(f"20,000 people under 4 policies: {earlier:,} leave earlier, nobody later", wrong)


def agreement_shipped() -> Finding:
    """Engine and plain Mesa live the same lives under every policy of every shipped scenario."""
    runs = [(name, key) for name in shipped() for key in load(name).policies]
    found = Agreement()
    for name, key in runs:
        scenario = few(load(name), PERSON_MONTHS // len(runs))
        found = found.and_then(side_by_side(scenario, scenario.policy(key)))
    return _agreed(f"{len(runs)} scenarios and policies", found)


def agreement_anywhere() -> Finding:
    """The same in random worlds over the whole table of parameters, with changes and breaches."""
    found = Agreement()
    for n in range(RANDOM_WORLDS):
        found = found.and_then(side_by_side(*random_world(Random(f"anywhere {n}"))))
    return _agreed(f"{RANDOM_WORLDS} random worlds", found)


def agreement_at_thresholds() -> Finding:
    """The same for people who stand just below, at and just above the thresholds of the rule."""
    found, placed = Agreement(), Counter[str]()
    for n in range(THRESHOLD_WORLDS):
        random = Random(f"thresholds {n}")
        scenario, policy = random_world(random)
        month = random.randint(1, int(scenario["market.months"]))
        people, where = people_at_thresholds(random, scenario, policy, month)
        placed += where
        found = found.and_then(side_by_side(scenario, policy, people=people, lived=month - 1))
    return _agreed(f"{placed.total():,} people at {len(placed)} thresholds", found)


def _agreed(what: str, found: Agreement) -> Finding:
    apart = f"within {found.furthest:.0e} (at most {CLOSE:.0e})" if found.furthest else "to the last bit"
    lived = f"{found.person_months:,} person-months, {found.events:,} events"
    return Finding(f"{what}: {lived}, every column equal; dollars {apart}", found.parted)


def quiet_months() -> Finding:
    """The engine's short cuts for months in which little happens say the same as the whole rule."""
    wrong, months = [], 0
    for n in range(QUIET_WORLDS):
        more, found = quiet.months_of_a_random_world(Random(f"quiet {n}"))
        months += more
        wrong += found
    return Finding(f"{months:,} months of people from thresholds on, one by one", wrong)


CHECKS: dict[str, Callable[[], Finding]] = {
    "worked cases": worked_cases,
    "alarms": rings_of_alarms,
    "births": people_as_assumed,
    "staying": staying,
    "finding out": finding_out,
    "same result": same_result,
    "no change": no_change,
    "books": books,
    "order of the month": order_of_the_month,
    "nobody is won": nobody_is_won,
    "agreement, shipped": agreement_shipped,
    "agreement, anywhere": agreement_anywhere,
    "agreement, thresholds": agreement_at_thresholds,
    "quiet months": quiet_months,
}
