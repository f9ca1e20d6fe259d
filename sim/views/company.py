"""About my company: a few questions whose answers set the scenario."""

from typing import Any

import streamlit as st

from sim.errors import InputError
from sim.show.currency import SIGNS, Currency
from sim.study.company_figures import CompanyFigures
from sim.views import currency, session
from sim.views.currency import LEAST, MOST
from sim.views.state import Study
from sim.views.text import escaped

LAWS = {
    "none": "Asks for nothing",
    "opt_out": "People may opt out",
    "opt_in": "People must agree beforehand",
}
_TROUBLE = "company-trouble"
_KEYS = ("customers", "margin", "stays", "price", "law", "currency", "rate")


def draw() -> None:
    """The questions, folded away until they are wanted."""
    with st.popover("About my company", icon=":material/domain:"), st.form("company", border=False):
        shown = _begin(session.study())
        st.number_input(
            "How many customers do you have?", 1, None, shown["customers"], 1000, "%d", key=_key("customers")
        )
        st.number_input(
            "What does a customer earn you in a year?",
            0.0,
            value=shown["margin"],
            step=1.0,
            key=_key("margin"),
            help="What is left of his or her payments once the costs of serving are paid.",
        )
        st.number_input(
            "Of 100 who join, how many are still there a year later?", 0, 100, shown["stays"], key=_key("stays")
        )
        st.number_input(
            "What would a buyer pay for one record?",
            0.0,
            value=shown["price"],
            step=0.01,
            key=_key("price"),
            help="Before the brokers take their share.",
        )
        st.selectbox(
            "What does the law ask before a record is sold?",
            list(LAWS),
            list(LAWS).index(shown["law"]),
            format_func=LAWS.__getitem__,
            key=_key("law"),
        )
        left, right = st.columns(2, vertical_alignment="bottom")
        left.selectbox("Your currency", list(SIGNS), list(SIGNS).index(shown["currency"]), key=_key("currency"))
        right.number_input("One of it is worth, in US dollars", LEAST, MOST, shown["rate"], 0.01, key=_key("rate"))
        st.form_submit_button("Set my company", type="primary", on_click=_set)
        if why := st.session_state.get(_TROUBLE):
            st.error(escaped(why), icon=":material/error:")
        st.caption("Everything else stays as this world has it. Undo takes it back.")


def _key(name: str) -> str:
    return session.field("company", name)


def _shown(study: Study) -> dict[str, Any]:
    """The study's own answers, as the form shows them."""
    own, money = CompanyFigures.of(study.scenario), currency.of(study)
    return {
        "customers": round(own.customers),
        "margin": round(own.margin / money.rate, 2),
        "stays": round(100 * own.stays),
        "price": round(own.price / money.rate, 4),
        "law": own.law,
        "currency": money.code,
        "rate": money.rate,
    }


def _begin(study: Study) -> dict[str, Any]:
    """What the form begins with: the study's own answers. Trouble with those of another study is over."""
    if session.begin("company", (study.scenario.digest, study.view.get("currency"), study.view.get("rate"))):
        st.session_state.pop(_TROUBLE, None)
    return _shown(study)


def _set() -> None:
    study = session.study()
    typed, shown = {name: st.session_state[_key(name)] for name in _KEYS}, _shown(study)
    money = Currency(typed["currency"], 1.0 if typed["currency"] == "USD" else float(typed["rate"]))
    own = CompanyFigures.of(study.scenario)
    same_money = money == currency.of(study)

    def said(name: str, times: float, amount: bool = False) -> float:
        """What was typed, as the scenario counts; its own value to the last digit where nothing was typed."""
        left_alone = typed[name] == shown[name] and (same_money or not amount)
        return float(getattr(own, name)) if left_alone else typed[name] * times

    figures = CompanyFigures(
        customers=said("customers", 1),
        margin=said("margin", money.rate, amount=True),
        stays=said("stays", 0.01),
        price=said("price", money.rate, amount=True),
        law=typed["law"],
    )
    try:
        made = study.with_settings(figures.settings(study.scenario))
    except InputError as error:
        st.session_state[_TROUBLE] = str(error)
        return
    st.session_state.pop(_TROUBLE, None)
    view = (
        {"currency": money.code, "rate": f"{money.rate:g}"}
        if not money.is_dollar
        else dict.fromkeys(("currency", "rate"))
    )
    session.change(made.looking_at(**view))
