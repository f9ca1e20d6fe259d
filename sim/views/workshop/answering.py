"""A round on a phone: read, choose a card and its levers, predict, hand in. What is filled in is kept as one goes."""

from typing import Any

import streamlit as st

from sim.errors import InputError
from sim.inputs.table_policy import POLICY_FIELDS
from sim.show.wording import count, signed
from sim.views.text import escaped
from sim.views.workshop import door
from sim.views.workshop.joining import ROLES
from sim.views.workshop.pictures import plain, whole
from sim.workshop import answers
from sim.workshop.answers import HandedIn
from sim.workshop.lives import fields_of
from sim.workshop.plan import Round
from sim.workshop.reveal import predicts_neighbour
from sim.workshop.scoring import Prediction, chance_points
from sim.workshop.sessions import Session
from sim.workshop.teams import Phone

STEPS = 40  # marks of a dial
LEVERS = {
    "price": ("Price of a record (dollars, before the broker's share)", "$%.2f"),
    "buyers": ("Buyers at each sale", "%d"),
    "reward": ("Reward for agreeing (dollars a year)", "$%.2f"),
    "personalisation": ("How personal the service is (0 to 1)", "%.1f"),
}
NEIGHBOUR = (
    "You never sell, so that it is certain what comes of it. Predict your **neighbour**, who sells quietly from the "
    "start: the same people, the same luck."
)
_RECEIPT, _CHANGING = "receipt", "changing"


def draw(session: Session, phone: Phone, stands: HandedIn | None) -> None:
    """The round, and the form or what stands."""
    one = session.plan.rounds[session.at.round - 1]
    read(one, phone.role)
    _receipt()
    if stands and st.session_state.get(_CHANGING) != (one.number, stands.revision):
        summary(one, stands)
        if st.button("Change our answer", width="stretch", key="change"):
            st.session_state[_CHANGING] = (one.number, stands.revision)
            st.rerun()
        return
    form(one, phone, stands)


def _receipt() -> None:
    """What came of handing in, told once."""
    if receipt := st.session_state.pop(_RECEIPT, None):
        (st.success if receipt[0] else st.warning)(escaped(receipt[1]))


def read(one: Round, role: str = "") -> None:
    """The situation with its sources, and a role's question."""
    st.title(escaped(one.title), anchor=False)
    st.markdown(escaped(one.situation))
    if question := one.roles.get(role):
        st.info(f"**{ROLES[role]}:** {escaped(question)}")
    if one.sources:
        with st.expander("Where this comes from"):
            st.markdown("\n".join(f"- {escaped(source)}" for source in one.sources))


def form(one: Round, phone: Phone, stands: HandedIn | None) -> None:
    """Card, levers, predictions; kept as a draft whenever something moves."""
    before = answers.draft(door.database(), phone.id, one.number) or (stands.answer.as_json() if stands else {})
    st.subheader("Your policy", anchor=False)
    keys = [card.key for card in one.cards]
    chosen = str(
        st.radio(
            f"From month {one.since} to month {one.until}",
            keys,
            index=keys.index(before["card"]) if before.get("card") in keys else 0,
            format_func=lambda key: escaped(one.card(key).label),
            captions=[escaped(card.description) for card in one.cards],
            key=f"card-{one.number}",
        )
    )
    levers = {name: lever(one, chosen, name, before) for name in answers.levers_of(one, chosen)}
    st.subheader("Your prediction", anchor=False)
    fields = fields_of(one.card(chosen), one, levers)
    neighbour = predicts_neighbour(door.database(), phone.team, one.number, fields)
    if neighbour:
        st.info(NEIGHBOUR)
    whose = "Of the neighbour" if neighbour else "Of your company"
    st.caption(f"{whose} at the end of month {one.until}, beside the same company had it never sold a record.")
    said = predict(one, before.get("prediction", {}))
    remark = st.text_input(
        "Why? (a sentence, shown with your answer)", before.get("remark", ""), 200, f"why-{one.number}"
    )
    predicted = {"pays": said.pays, "value": list(said.value), "left": list(said.left)}
    content: dict[str, Any] = {"card": chosen, "levers": levers, "prediction": predicted, "remark": remark}
    if content != st.session_state.get(f"draft-{one.number}"):
        answers.save_draft(door.database(), phone.id, one.number, content)
        st.session_state[f"draft-{one.number}"] = content
    if st.button("Hand in", type="primary", width="stretch", key="hand-in"):
        _hand_in(one, phone, content, said, stands)


def _hand_in(one: Round, phone: Phone, content: dict[str, Any], said: Prediction, stands: HandedIn | None) -> None:
    try:
        given = answers.answer(one, content["card"], content["levers"], said, content["remark"])
    except InputError as error:
        st.error(escaped(str(error)))
        return
    receipt = answers.hand_in(door.database(), phone, one.number, given, stands.revision if stands else 0)
    st.session_state[_RECEIPT] = (receipt.accepted, receipt.said)
    st.session_state.pop(_CHANGING, None)
    st.rerun()


def lever(one: Round, card: str, name: str, before: dict[str, Any]) -> float:
    """One lever of the card, where it stood before or as the world has it."""
    low, high = one.levers[name]
    usual = getattr(one.world.terms(one.card(card), 1), name)
    start = min(max(float(before.get("levers", {}).get(name, usual)), low), high)
    label, form = LEVERS[name]
    if POLICY_FIELDS[name].kind is int:
        return st.slider(label, int(low), int(high), int(start), 1, form, f"{name}-{card}-{one.number}")
    return st.slider(label, low, high, start, round((high - low) / 30, 2) or 0.01, form, f"{name}-{card}-{one.number}")


def predict(one: Round, before: dict[str, Any]) -> Prediction:
    """Three dials. They begin at "no idea", which brings no points and loses none."""
    chance = st.slider(
        "**Will it pay?** How likely is it that the company is better off?",
        *(0, 100, round(100 * before.get("pays", 0.5)), 5, "%d %%"),
        key=f"pays-{one.number}",
    )
    pays = chance / 100
    st.caption(f"If it pays {chance_points(pays, True):+.0f} points, if not {chance_points(pays, False):+.0f}.")
    values = [one.gain * (2 * mark / STEPS - 1) for mark in range(STEPS + 1)]
    value = _range(
        "**How much better or worse off?** Set both ends so that it is as likely to come between them as not.",
        *(values, signed, before.get("value"), f"value-{one.number}"),
    )
    people = [one.leave * mark / STEPS for mark in range(STEPS + 1)]
    left = _range(
        "**How many customers will have left because of it?** Again: as likely between the ends as not.",
        *(people, count, before.get("left"), f"left-{one.number}"),
    )
    st.caption("The narrower the better, if it is right; the whole dial says nothing and brings nothing.")
    return Prediction(pays, value, left)


def _range(label: str, marks: list[float], words: Any, before: list[float] | None, key: str) -> tuple[float, float]:
    low, high = (min(marks, key=lambda mark: abs(mark - end)) for end in before or (marks[0], marks[-1]))
    found = st.select_slider(label, marks, (low, high), format_func=words, key=key)
    return float(found[0]), float(found[1])


def summary(one: Round, stands: HandedIn) -> None:
    """What a team has handed in."""
    said, card = stands.answer.prediction, one.card(stands.answer.card)
    levers = "".join(f"<li>{LEVERS[name][0]}: {value:g}</li>" for name, value in stands.answer.levers.items())
    remark = f"<p>{plain(stands.answer.remark)}</p>" if stands.answer.remark else ""
    st.html(
        whole(
            f"<h4>Handed in: {plain(card.label)}</h4><ul>{levers}",
            f"<li>Pays: {said.pays:.0%} likely</li>",
            f"<li>Better or worse off: {signed(said.value[0])} to {signed(said.value[1])}</li>",
            f"<li>Leave because of it: {count(said.left[0])} to {count(said.left[1])}</li></ul>{remark}",
        )
    )


def locked(session: Session, stands: HandedIn | None) -> None:
    """Between the lock and the reveal."""
    one = session.plan.rounds[session.at.round - 1]
    st.title(escaped(one.title), anchor=False)
    _receipt()
    if stands:
        st.markdown("The round is locked, and your answer is in. What comes of it is being lived.")
        summary(one, stands)
    else:
        st.markdown("The round is locked. You had not handed in, so that your company goes on as before.")
