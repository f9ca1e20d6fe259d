"""The eight levers: assumptions in plain words, each with a hint, where its value comes from, and how good that is."""

import math
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from sim.inputs.parameters import PARAMETERS, Parameter
from sim.inputs.scenario import Scenario
from sim.show.currency import in_force, is_money
from sim.views import session
from sim.views.text import BADGES, CHANGED, escaped


@dataclass(frozen=True)
class Lever:
    """One parameter as it is moved: `times` its value is what is shown, in printf `style`."""

    key: str
    words: str
    hint: str
    step: float
    style: str
    unit: str
    times: float = 1

    @property
    def entry(self) -> Parameter:
        """The parameter in the table."""
        return PARAMETERS[self.key]

    @property
    def here(self) -> "Lever":
        """The same lever in the currency in force, moving by round steps of it."""
        money = in_force()
        if money.is_dollar or not is_money(self.entry):
            return self
        step = money.step(self.step)
        decimals = max(0, -math.floor(math.log10(step)))
        return replace(self, times=self.times / money.rate, step=step, style=f"{money.sign}%.{decimals}f")

    def said(self, value: float) -> str:
        """A value of the parameter as the lever shows it."""
        return self.style % (value * self.times)

    def shown(self, value: float) -> float:
        """The number that the slider stands at: on one of its steps where that reads the same."""
        number, on_a_step = value * self.times, round(value * self.times / self.step) * self.step
        return round(on_a_step if self.style % on_a_step == self.style % number else number, 6)

    def ends(self, now: float) -> tuple[float, float]:
        """The plausible range in whole steps, wide enough for a value of today's outside it."""
        low, high = min(self.entry.low or 0, now) * self.times, max(self.entry.high or 0, now) * self.times
        steps = math.floor(low / self.step + 1e-6), math.ceil(high / self.step - 1e-6)
        return round(steps[0] * self.step, 6), round(steps[1] * self.step, 6)

    def value(self, shown: float) -> float:
        """The parameter's value where the slider stands; the default exactly where it reads like it."""
        default = float(self.entry.default)
        same = self.style % shown == self.said(default)
        return self.entry.kind(default if same else round(shown / self.times, 9))

    def in_words(self, value: float) -> str:
        """The same with its unit."""
        return f"{self.said(value)} {self.unit}"

    def plausible(self) -> str:
        """The range that the evidence leaves open."""
        return f"{self.said(self.entry.low or 0)} to {self.said(self.entry.high or 0)}"


THE_SALE = (
    Lever(
        "data_market.price",
        "Price of a record",
        "What one buyer pays for one customer's record, before the brokers take their share.",
        0.01,
        "$%.2f",
        "a record",
    ),
    Lever(
        "data_market.buyers",
        "Companies that buy each record",
        "How many buyers a record goes to each time it is sold.",
        1,
        "%d",
        "at a sale",
    ),
    Lever(
        "data_market.again_every",
        "Months until it is sold again",
        "A list that can be sold once can be sold again. 0 means that each record is sold only once.",
        1,
        "%d",
        "months",
    ),
)
THE_CUSTOMERS = (
    Lever(
        "data_market.pieces",
        "Mail that a sold record brings",
        "Unwanted letters in a year for each copy of a record that is going round.",
        0.1,
        "%.1f",
        "letters a year",
        times=12,
    ),
    Lever(
        "people.trace_chance_ordinary",
        "Chance of finding out, in 1,000 letters",
        "Every unwanted letter is a chance to work out who sold the address. This is how many letters in 1,000 "
        "give the seller away to an ordinary reader; one with a misspelt name sees through them far sooner.",
        0.5,
        "%g",
        "in 1,000 letters",
        times=1000,
    ),
    Lever(
        "people.patience_median",
        "How much people bear before they leave",
        "A quiet sale that one finds out about weighs 1. Half of all people bear more than this before they think of "
        "leaving, half bear less.",
        0.05,
        "%.2f",
        "quiet sales",
    ),
)
THE_COMPANY = (
    Lever(
        "money.margin",
        "What a customer is worth",
        "What is left of a customer's payments in a year once the costs of serving him or her are paid.",
        1,
        "$%.0f",
        "a year",
    ),
    Lever(
        "company.personalisation_retention",
        "How much personal service keeps people",
        "By how much a service that knows its customer lowers the chance of leaving in a month.",
        1,
        "%.0f %%",
        "less leaving",
        times=100,
    ),
)
GROUPS = {"The sale": THE_SALE, "The customers": THE_CUSTOMERS, "The company": THE_COMPANY}
LEVERS = (*THE_SALE, *THE_CUSTOMERS, *THE_COMPANY)
BY_KEY = {lever.key: lever for lever in LEVERS}


def here(key: str) -> Lever | None:
    """The lever of a parameter in the currency in force; None where there is none."""
    return BY_KEY[key].here if key in BY_KEY else None


def draw() -> None:
    """All levers, in three groups."""
    scenario = session.study().scenario
    for title, levers in GROUPS.items():
        st.subheader(title, anchor=False, divider=False)
        for lever in levers:
            move(scenario, lever.here)


def move(scenario: Scenario, lever: Lever) -> None:
    """One lever, set to what the study says; moving it changes the study."""
    entry, now = lever.entry, float(scenario[lever.key])
    low, high = lever.ends(now)
    kind = int if lever.step >= 1 else float
    st.slider(
        lever.words,
        kind(low),
        kind(high),
        stands := kind(lever.shown(now)),
        step=kind(lever.step),
        format=lever.style,
        key=session.widget(lever.key, stands),
        on_change=partial(_moved, lever),
        help=escaped(f"{lever.hint} Source: {entry.source}{f' ({entry.date})' if entry.date else ''}."),
    )
    default = float(entry.default)
    moved = f" {CHANGED} from {escaped(lever.said(default))};" if now != default else ""
    st.markdown(f":small[{BADGES[entry.grade]}{moved} plausible {escaped(lever.plausible())}]")


def _moved(lever: Lever) -> None:
    value = lever.value(session.stands_at(lever.key))
    session.change(session.study().with_settings({lever.key: value}))
