"""The visitor's own currency, at a rate of his or her own: part of the study, and so of the link."""

from collections.abc import Callable

import streamlit as st

from sim.errors import InputError
from sim.show.currency import SIGNS, Currency, in_force, told_in
from sim.views.state import Study

LEAST, MOST = 0.0001, 10_000.0  # dollars for one


def of(study: Study) -> Currency:
    """The currency that a study is told in. InputError where a link says what there is not."""
    code, said = study.view.get("currency", "USD"), study.view.get("rate", "1")
    if code not in SIGNS:
        raise InputError(f"view.currency = {code[:20]}: there are {', '.join(SIGNS)}")
    try:
        rate = float(said)
    except ValueError:
        rate = 0.0
    if not LEAST <= rate <= MOST:
        raise InputError(f"view.rate = {said[:20]}: must be from {LEAST:g} to {MOST:,g} dollars for one {code}")
    return Currency(code, rate if code != "USD" else 1.0)


def fragment(run_every: float | None) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """`st.fragment` that tells money in the page's currency whenever it is drawn again by itself, too."""

    def decorate(draw: Callable[[], object]) -> Callable[[], object]:
        return st.fragment(told_in(in_force())(draw), run_every=run_every)

    return decorate
