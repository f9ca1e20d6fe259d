"""Which mechanisms can act under a policy, and what is left of it where some of them are switched off.

A mechanism is dead under a policy where its switch cannot make a difference: nothing that the policy does can set it
off, or it has no strength. To call a living mechanism dead would be wrong; to call a dead one alive costs time only.
"""

from dataclasses import replace

from sim.inputs.policy import Policy, Terms
from sim.inputs.scenario import Scenario
from sim.study.plan import Behaviour, behaviour, joined

MECHANISMS = ("annoyance", "betrayal", "word_of_mouth", "press", "law", "personalisation")


def can_act(scenario: Scenario, policy: Policy) -> frozenset[str]:
    """The mechanisms, of those that the scenario has on, whose switch can make a difference under the policy."""

    def some(name: str) -> bool:
        return float(scenario[name]) > 0.0

    does = behaviour(scenario, policy)
    sells = any(terms.sale != "never" for _, terms in does)
    told = sells or bool(scenario.events)  # somebody may come to know: of the sale, or of a breach
    recommended = bool(scenario["mechanisms.joining"]) and some("word_of_mouth.referral") and _prospects(scenario)
    alive = {
        "annoyance": sells and some("people.annoyance_weight"),
        "betrayal": told,
        "word_of_mouth": recommended or (told and some("word_of_mouth.talks")),
        "press": told and some("press.story_chance"),
        "law": _answers_for_it(scenario, does),
        "personalisation": any(terms.data_source != "none" for _, terms in does),
    }
    return frozenset(name for name in MECHANISMS if alive[name] and scenario[f"mechanisms.{name}"])


def _prospects(scenario: Scenario) -> bool:
    return float(scenario["market.customers_at_start"]) < 1.0


def _answers_for_it(scenario: Scenario, does: Behaviour) -> bool:
    """Whether some sale is unlawful, or gives people a claim of their own."""
    from sim.model.regulator import UNLAWFUL

    sales = {terms.sale for _, terms in does} - {"never"}
    unlawful = sales & set(UNLAWFUL[str(scenario["law.regime"])])
    claimed = sales - {"opt_in"} if float(scenario["law.class_share"]) > 0.0 else set()
    return bool(unlawful or claimed)


def lived_as(does: Behaviour, on: frozenset[str]) -> Behaviour:
    """What a policy does, without what makes no difference to anybody while only the mechanisms `on` are on.

    Two policies that are lived as the same come to the same, to the last bit.
    """
    never_sells = all(terms.sale == "never" for _, terms in does)  # then the terms of a sale mean nothing

    def lived(terms: Terms) -> Terms:
        if "personalisation" not in on:
            terms = replace(terms, personalisation=0.0, data_source="none")
        if terms.sale != "opt_in" and terms.data_source != "declared":
            terms = replace(terms, reward=0.0)
        if never_sells:
            terms = replace(terms, notice="buried", price=0.0, buyers=1, again_every=0, apology=False)
        return terms

    return joined((month, lived(terms)) for month, terms in does)
