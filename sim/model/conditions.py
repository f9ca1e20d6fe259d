"""What holds for everybody in a month: the numbers that the rule of a person's month reads besides the person.

They come from the parameters, the policy in force and the state of the market. A mechanism that is switched off has its
numbers at zero here, so that the rule itself knows no switches.
"""

import math
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from sim.inputs.policy import Terms
from sim.inputs.scenario import Scenario
from sim.model.columns import KINDS

Floats = npt.NDArray[np.float64]

# A number for each attitude, and one for each kind of sender, in the order of `columns`.
Attitudes: TypeAlias = tuple[float, float, float]
Kinds: TypeAlias = tuple[float, ...]

# values of `sale` and `data_source`
NEVER, QUIET, OPT_OUT, OPT_IN = 0, 1, 2, 3
NO_DATA, BOUGHT, DECLARED = 0, 1, 2
SALES = {"never": NEVER, "quiet": QUIET, "opt_out": OPT_OUT, "opt_in": OPT_IN}
SOURCES = {"none": NO_DATA, "third_party": BOUGHT, "declared": DECLARED}


class Conditions(NamedTuple):
    """One month's conditions. Rates are per month, money is in dollars, rates with three numbers are by attitude."""

    # the month
    month: int
    discount: float  # today's value of a dollar of this month
    calm: int  # 1 in a month without a story or a breach
    story_hazard: float
    breach_share: float  # of customers notified this month
    breach_severity: float
    unasked_since: int  # the first month in which the policy sells without consent
    keep_fast: float  # of betrayal, higher keeps longer; an apology makes it fade
    keep_slow: float
    advertising: float  # times reputation
    referral: float  # per content contact, times reputation
    win_back: float  # times reputation
    # from here on the same in every month under the same terms: luck
    seed: int
    replicate: int
    # the policy in force
    sale: int
    plain: int  # 1 where customers are told plainly
    buyers: int
    again_every: int  # months, 0 = once
    sell_former: int
    data_source: int
    consent_rate: Attitudes
    opt_out_rate_told: Attitudes
    opt_out_rate_untold: Attitudes
    profile_rate: Attitudes
    severity_told: float  # of one disclosure, for people told beforehand [quiet sales]
    # money, a person
    sale_income: float  # net, per disclosure
    reward: float  # per rewarded customer and month
    bought_data: float  # per customer and month
    profile_cost: float  # per profile
    acquisition: float  # per join or return
    complaint_handling: float  # per complaint
    # personalisation, for people it pleases and for people it repels
    stay_pleased: float  # share of the leaving hazard removed
    stay_repelled: float
    margin_pleased: float  # share of margin added
    margin_repelled: float
    # the data market
    resale: float  # copies per disclosure
    copy_keep: float  # share of copies kept a month
    delays: tuple[int, ...]  # months after a record's first sale from which each kind of sender writes
    pieces_by_post: Kinds  # noticed per copy where e-mail does not reach the person
    pieces_by_both: Kinds  # noticed per copy where it does
    digital_after: int  # months as customer before e-mail reaches those with the digital edition
    # annoyance, finding out, grievance
    annoyance_weight: float
    annoyance_keep: float
    blame_unaware: float
    trace_traceable: float  # per piece
    trace_ordinary: float  # per piece
    read_hazard: float
    recipients_exponent: float
    betrayal_scale: float  # 1 / (2 ** exponent - 1), or 0 where betrayal is switched off
    slow_share: float
    # acting on it
    complaint_rate: float
    leaving_rate: float
    weight_others: float  # weight of experience where it does not count in staying
    # hearing of it
    talks: float
    talk_months: int
    believes: float
    loyal_after: int
    loyal_discount: float
    # joining and coming back
    talk_damage: float
    joining_if_aware: float
    win_back_if_knows: float


OF_THE_MONTH = Conditions._fields.index("seed")  # so many fields change from month to month; the others with the terms


def pieces_per_copy(scenario: Scenario) -> tuple[Kinds, Kinds]:
    """Pieces noticed per copy and month by kind of sender: to people whom only post reaches, and with e-mail."""
    weights = [float(scenario[f"data_market.{kind}_weight"]) for kind in KINDS]
    emails = [float(scenario[f"data_market.{kind}_emails"]) for kind in KINDS]
    pieces = float(scenario["data_market.pieces"]) / (sum(weights) or 1.0)
    passes = float(scenario["data_market.email_passes"])
    by_post = tuple(pieces * weight for weight in weights)
    by_both = tuple(pieces * weight * (1.0 + email * passes) for weight, email in zip(weights, emails, strict=True))
    return by_post, by_both


def _logistic(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x)) if x >= 0.0 else math.exp(x) / (1.0 + math.exp(x))


def shifted(base: float, shift: float) -> float:
    """A share moved on the logit scale; 0 and 1 stay where they are."""
    if base <= 0.0 or base >= 1.0:
        return base
    return _logistic(math.log(base / (1.0 - base)) + shift)


def by_attitude(scenario: Scenario, base: float, direction: float, reward: float = 0.0) -> Attitudes:
    """A rate of taking part for the three attitudes: shifted by attitude (times direction) and by the reward."""
    gift = float(scenario["people.reward_effect"]) * reward
    fundamentalist = float(scenario["people.consent_shift_fundamentalist"])
    unconcerned = float(scenario["people.consent_shift_unconcerned"])
    return (
        shifted(base, direction * fundamentalist + gift),
        shifted(base, gift),
        shifted(base, direction * unconcerned + gift),
    )


def under(scenario: Scenario, terms: Terms, replicate: int) -> Conditions:
    """The conditions that a policy's terms make, without story, breach or apology and with full reputation."""

    def value(name: str) -> float:
        return float(scenario[name])

    def on(mechanism: str) -> float:
        return 1.0 if scenario[f"mechanisms.{mechanism}"] else 0.0

    personal = on("personalisation") > 0.0
    source = SOURCES[terms.data_source] if personal else NO_DATA
    accuracy = {
        NO_DATA: 0.0,
        BOUGHT: value("company.bought_accuracy"),
        DECLARED: value("company.declared_accuracy"),
    }[source]
    pleased = terms.personalisation * accuracy
    repelled = -terms.personalisation * value("company.creepiness") if source == BOUGHT else 0.0
    severities = {
        "never": 0.0,
        "quiet": value("people.severity_told_quiet"),
        "opt_out": value("people.severity_opt_out"),
        "opt_in": value("people.severity_opt_in"),
    }
    exponent = value("people.recipients_exponent")
    by_post, by_both = pieces_per_copy(scenario)
    heard = on("word_of_mouth")
    joining = on("joining")
    return Conditions(
        month=0,
        seed=int(scenario["market.seed"]),
        replicate=replicate,
        discount=1.0,
        calm=1,
        sale=SALES[terms.sale],
        plain=int(terms.notice == "plain" or terms.sale == "opt_in"),
        buyers=terms.buyers,
        again_every=terms.again_every,
        sell_former=int(bool(scenario["data_market.sell_former"])),
        data_source=source,
        consent_rate=by_attitude(scenario, value("people.consent"), 1.0, terms.reward),
        opt_out_rate_told=by_attitude(scenario, value("people.opt_out_plain"), -1.0),
        opt_out_rate_untold=by_attitude(scenario, value("people.opt_out_buried"), -1.0),
        profile_rate=by_attitude(
            scenario, value("company.profile_start") * value("company.profile_finish"), 0.0, terms.reward
        ),
        severity_told=severities[terms.sale],
        sale_income=terms.price * (1.0 - value("data_market.commission")),
        reward=terms.reward / 12.0,
        bought_data=value("money.bought_data") / 12.0 if source == BOUGHT else 0.0,
        profile_cost=value("money.profile"),
        acquisition=value("money.acquisition"),
        complaint_handling=value("money.complaint_handling"),
        stay_pleased=pleased * value("company.personalisation_retention"),
        stay_repelled=repelled * value("company.personalisation_retention"),
        margin_pleased=pleased * value("company.personalisation_revenue"),
        margin_repelled=repelled * value("company.personalisation_revenue"),
        resale=value("data_market.resale"),
        copy_keep=1.0 - value("data_market.copy_loss"),
        delays=tuple(int(scenario[f"data_market.{kind}_delay"]) for kind in KINDS),
        pieces_by_post=by_post,
        pieces_by_both=by_both,
        digital_after=int(scenario["company.digital_after"]),
        annoyance_weight=on("annoyance") * value("people.annoyance_weight"),
        annoyance_keep=value("people.annoyance_keep"),
        blame_unaware=value("people.blame_unaware"),
        trace_traceable=value("people.trace_chance_traceable"),
        trace_ordinary=value("people.trace_chance_ordinary"),
        read_hazard=value("people.reads_policy") / 12.0,
        recipients_exponent=exponent,
        betrayal_scale=on("betrayal") / (2.0**exponent - 1.0),
        slow_share=value("people.slow_share"),
        keep_fast=value("people.keep_fast"),
        keep_slow=value("people.keep_slow"),
        breach_share=0.0,
        breach_severity=0.0,
        unasked_since=1,
        complaint_rate=value("people.complaint_rate"),
        leaving_rate=value("people.leaving_rate"),
        weight_others=value("people.experience_weight_others"),
        talks=heard * value("word_of_mouth.talks"),
        talk_months=int(scenario["word_of_mouth.talk_months"]),
        believes=heard * value("word_of_mouth.believes"),
        loyal_after=int(scenario["word_of_mouth.loyal_after"]),
        loyal_discount=value("word_of_mouth.loyal_discount"),
        story_hazard=0.0,
        advertising=joining * value("market.advertising"),
        referral=joining * heard * value("word_of_mouth.referral") / value("word_of_mouth.contacts"),
        win_back=on("returning") * value("market.win_back"),
        talk_damage=heard * value("word_of_mouth.talk_damage"),
        joining_if_aware=value("market.joining_if_aware"),
        win_back_if_knows=value("market.win_back_if_knows") if on("betrayal") else 1.0,
    )


def discount_factor(scenario: Scenario, month: float) -> float:
    """Today's value of a dollar paid in a month; month 0 is today."""
    return _discounted(float(scenario["money.discount"]), month)


@lru_cache(maxsize=64)
def discount_factors(rate: float, months: int) -> Floats:
    """Today's value of a dollar paid in each of the months from 1 on. rate: per year."""
    factors = np.array([_discounted(rate, month) for month in range(1, months + 1)])
    factors.flags.writeable = False
    return factors


def _discounted(rate: float, month: float) -> float:
    return float((1.0 + rate) ** (-month / 12.0))
