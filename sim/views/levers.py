"""What a visitor may move: which policies to compare, and three assumptions in plain words."""

from dataclasses import dataclass

import streamlit as st

from sim.inputs.parameters import PARAMETERS, Parameter
from sim.inputs.scenario import Scenario
from sim.views.text import BADGES, CHANGED, escaped

MOST_POLICIES = 4
FIRST_CHOICE = ("sell-quietly", "opt-out", "ask-first", "golden-rule")


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

    def said(self, value: float) -> str:
        """A value of the parameter as the lever shows it."""
        return self.style % (value * self.times)

    def in_words(self, value: float) -> str:
        """The same with its unit."""
        return f"{self.said(value)} {self.unit}"

    def plausible(self) -> str:
        """The range that the evidence leaves open."""
        return f"{self.said(self.entry.low or 0)} to {self.said(self.entry.high or 0)}"


LEVERS = (
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
        "people.trace_chance_ordinary",
        "Chance of finding out, in 1,000 pieces of mail",
        "Every unwanted letter is a chance to work out who sold the address. This is how many letters in 1,000 "
        "give the seller away to an ordinary reader; one with a misspelt name sees through them far sooner.",
        0.5,
        "%g",
        "in 1,000 pieces of mail",
        times=1000,
    ),
)

BY_KEY = {lever.key: lever for lever in LEVERS}


def choose_policies(scenario: Scenario, baseline: str) -> list[str]:
    """Up to four policies to compare with the baseline, in the order chosen; perhaps none."""
    labels = {key: policy.label for key, policy in scenario.policies.items() if key != baseline}
    described = [
        f"- **{escaped(policy.label)}**: {escaped(policy.description)}" for policy in scenario.policies.values()
    ]
    return st.multiselect(
        f"Policies to set against “{escaped(scenario.policies[baseline].label)}”",
        list(labels),
        default=[key for key in FIRST_CHOICE if key in labels],
        format_func=labels.__getitem__,
        max_selections=MOST_POLICIES,
        placeholder="Choose up to four",
        key="policies",
        persist_state="session",
        help="\n".join(described),
    )


def move(scenario: Scenario, lever: Lever) -> float:
    """Draw one lever, with grade, range and default under it; returns the parameter's value."""
    entry, kind = lever.entry, lever.entry.kind
    start, default = float(scenario[lever.key]), float(entry.default)
    low, high = min(entry.low or 0, start), max(entry.high or 0, start)
    shown: float = st.slider(
        lever.words,
        kind(low * lever.times),
        kind(high * lever.times),
        kind(start * lever.times),
        step=kind(lever.step),
        format=lever.style,
        key=lever.key,
        persist_state="session",
        help=escaped(f"{lever.hint} Source: {entry.source}."),
    )
    value: float = kind(round(shown / lever.times, 9))
    moved = f"{CHANGED} from" if value != default else "default"
    said = f"plausible {escaped(lever.plausible())}; {moved} {escaped(lever.said(default))}"
    st.markdown(f":small[{BADGES[entry.grade]} {said}]")
    return value
