"""Change a policy, or make one of one's own from it: what it does, from which month on, and what it is called."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from sim.errors import InputError
from sim.inputs.policy import Policy
from sim.inputs.table_policy import POLICY_FIELDS
from sim.inputs.writing import in_words
from sim.show.currency import in_force
from sim.views import currency, session
from sim.views.state import MOST_POLICIES, Study
from sim.views.text import escaped

SALES = {
    "never": "Nobody's",
    "quiet": "Every customer's, without asking",
    "opt_out": "All but those who opt out",
    "opt_in": "Only of those who agreed",
}
NOTICES = {"buried": "In the privacy policy only", "plain": "Plainly, when they join"}
SOURCES = {"none": "None", "third_party": "Bought from others", "declared": "What customers tell about themselves"}
AS_BEFORE = "as before"
_CHOICES = {"sale": SALES, "notice": NOTICES, "data_source": SOURCES}
_FIELDS = ("sale", "notice", "price", "buyers", "again_every", "reward", "personalisation", "data_source", "apology")
_WHICH, _NOW, _TROUBLE, _SAID = "edit-which", "edit-now", "edit-trouble", "edit-said"


def draw() -> None:
    """The editor, folded away until it is wanted."""
    study = session.study()
    labels = {key: one.label for key, one in study.scenario.policies.items()}
    with st.expander("Change a policy, or make your own", icon=":material/edit:"):
        now = st.session_state.get(_NOW)
        if now not in labels:  # at first, and where undo took it away
            now = st.session_state[_NOW] = next(iter((*study.policies, study.baseline)))
        st.selectbox(
            "Begin with",
            list(labels),
            list(labels).index(now),
            format_func=lambda key: labels.get(key, key),
            key=session.widget(_WHICH, now),
            on_change=_choose_another,
        )
        policy = study.scenario.policy(now)
        if session.begin("edit", (policy.key, study.scenario.digest, policy.label, currency.of(study))):
            st.session_state.pop(_TROUBLE, None)
        with st.form("policy", border=False):
            _questions(study, policy)
            with st.container(horizontal=True):
                st.form_submit_button("Keep as a new policy", type="primary", on_click=_keep, args=(True,))
                st.form_submit_button("Change this policy", on_click=_keep, args=(False,))
        if why := st.session_state.get(_TROUBLE):
            st.error(escaped(why), icon=":material/error:")
        if said := st.session_state.get(_SAID):
            st.success(escaped(said), icon=":material/check:")


def _choose_another() -> None:
    st.session_state[_NOW] = session.stands_at(_WHICH)


def _questions(study: Study, policy: Policy) -> None:
    shown = _shown(study, policy)
    st.text_input("What it is called", policy.label, key=_key("label"), max_chars=80)
    money, (left, right) = in_force().unit("dollars"), st.columns(2)
    with left:
        _choose("sale", "Whose records are sold?", shown)
        _choose("notice", "How do customers learn of it?", shown)
        _number("price", f"What one buyer pays for a record, in {money}", shown, 0.01)
        _number("buyers", "How many buyers get each record", shown, 1)
        _number("again_every", "Months until it is sold again (0: never)", shown, 1)
    with right:
        _number("reward", f"Given back to those who agree, in {money} a year", shown, 0.05)
        st.slider(
            "How far service is personal",
            0.0,
            1.0,
            shown["personalisation"],
            0.05,
            "percent",
            key=_key("personalisation"),
        )
        _choose("data_source", "Data for that", shown)
        st.checkbox("Says plainly that selling is over", shown["apology"], key=_key("apology"))
    st.markdown("**From a month on**")
    if policy.changes:
        dated = {n: in_words([{"month": one.month, **one.fields()}]) for n, one in enumerate(policy.changes)}
        st.multiselect(
            "Dated changes", list(dated), list(dated), key=_key("changes"), format_func=lambda n: dated.get(n, "")
        )
    first, second, third = st.columns(3, vertical_alignment="bottom")
    months = int(study.scenario["market.months"])
    first.number_input("One more, from month", 2, max(months, 2), value=None, step=1, key=_key("month"))
    second.selectbox("Records sold then", [AS_BEFORE, *SALES], format_func=_sale_in_words, key=_key("then-sale"))
    third.checkbox("Says that it is over", key=_key("then-apology"))


def _key(name: str) -> str:
    return session.field("edit", name)


def _choose(name: str, words: str, shown: Mapping[str, Any]) -> None:
    choices = _CHOICES[name]
    at = list(choices).index(shown[name])
    st.selectbox(words, list(choices), at, format_func=lambda key: choices.get(key, key), key=_key(name))


def _number(name: str, words: str, shown: Mapping[str, Any], step: float) -> None:
    entry, kind = POLICY_FIELDS[name], type(step)
    low, high = (kind(in_force().counted(entry, end or 0)) for end in (entry.minimum, entry.maximum))
    st.number_input(words, low, high, kind(shown[name]), step, key=_key(name))


def _sale_in_words(key: str) -> str:
    return SALES.get(key, key).lower() if key == AS_BEFORE else SALES.get(key, key)


def _shown(study: Study, policy: Policy) -> dict[str, Any]:
    """What the form shows of a policy: where it leaves something to the scenario, the scenario's value."""
    now, money = study.scenario.terms(policy, 1), currency.of(study)
    held = {name: getattr(policy, name) for name in _FIELDS}
    whole = {name: getattr(now, name) if value is None else value for name, value in held.items()}
    return {name: money.counted(POLICY_FIELDS[name], value) for name, value in whole.items()}


def _typed(study: Study, policy: Policy) -> dict[str, Any]:
    """The policy's fields as they were sent; what was not touched stays open where it was."""
    shown, money = _shown(study, policy), currency.of(study)
    said = {name: st.session_state[_key(name)] for name in _FIELDS}
    fields: dict[str, Any] = {
        name: money.in_dollars(POLICY_FIELDS[name], value) for name, value in said.items() if value != shown[name]
    }
    kept = [policy.changes[n] for n in sorted(st.session_state.get(_key("changes"), []))]
    changes = [{"month": one.month, **one.fields()} for one in kept]
    if (month := st.session_state[_key("month")]) is not None:
        changes.append({"month": int(month), **_then()})
    if changes or policy.changes:
        fields["changes"] = sorted(changes, key=lambda change: change["month"])
    return fields | {"label": st.session_state[_key("label")].strip() or policy.label}


def _then() -> dict[str, Any]:
    sale, apology = st.session_state[_key("then-sale")], st.session_state[_key("then-apology")]
    said = ({} if sale == AS_BEFORE else {"sale": sale}) | ({"apology": True} if apology else {})
    if not said:
        raise InputError("From a month on: say what changes then, or leave the month empty")
    return said


def _keep(as_new: bool) -> None:
    st.session_state[_SAID] = None
    study = session.study()
    policy = study.scenario.policy(st.session_state[_NOW])
    try:
        fields = _typed(study, policy)
        key = _new_key(fields["label"], study.scenario.policies) if as_new else policy.key
        whole = {**study.scenario.written.policies[policy.key], **fields} if as_new else fields
        made = study.with_settings({f"policies.{key}": whole})
    except InputError as error:
        st.session_state[_TROUBLE] = str(error)
        return
    st.session_state.pop(_TROUBLE, None)
    chosen, said = study.policies, f"“{fields['label']}” is kept, and travels in the link."
    if key not in (*chosen, study.baseline):
        if len(chosen) < MOST_POLICIES:
            chosen = (*chosen, key)
        else:
            said += f" {MOST_POLICIES} policies are compared already: take one out to see this one."
    session.change(replace(made, policies=chosen))
    st.session_state[_NOW], st.session_state[_SAID] = key, said


def _new_key(label: str, taken: Mapping[str, Policy]) -> str:
    """A key made of the name that no policy has yet."""
    words = "-".join(re.findall(r"[a-z0-9]+", label.lower()))[:30].strip("-") or "mine"
    numbered = (f"{words}-{n}" for n in range(2, len(taken) + 3))
    return words if words not in taken else next(key for key in numbered if key not in taken)
