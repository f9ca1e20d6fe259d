"""How the policies fare where the assumptions are open: how often each is best, and what one would regret."""

import pandas as pd
import streamlit as st

from sim.show.wording import dollars, span
from sim.study.robustness import PolicyRobustness, Robustness
from sim.views import session, theme, waiting, worlds
from sim.views.state import Study
from sim.views.text import escaped, unbroken

VIEW = "worlds"


def draw(study: Study) -> None:
    """The question, asked on request, for it takes a while; then the answer."""
    st.subheader("Which would you regret least?", anchor=False)
    st.markdown(
        "Nobody knows which of the plausible worlds is ours. All policies are lived in many of them, with every open "
        "assumption anywhere in its range. **Regret** is what the best policy of that world would have brought more."
    )
    if VIEW not in study.view:
        st.button(f"Try them in {worlds.WORLDS} worlds", icon=":material/public:", on_click=_look, key="regret")
        return
    waiting.show(*worlds.asked(study), worlds.DOING, show)


def show(found: Robustness) -> None:
    """Which policy is best how often, and the regret of each, the smallest first."""
    least = found.least_regret
    st.markdown(
        escaped(
            f"“{least.label}” leaves the least to regret: {dollars(least.regret.mean)} on average "
            f"({span(least.regret)}), and in nine worlds of ten no more than {dollars(least.regret_high)}. "
            f"“{found.winner.label}” is best most often, in {_percent(found.winner.wins.mean)} of the worlds."
        )
    )
    ranked = sorted(found.policies, key=lambda one: one.regret.mean)
    table = pd.DataFrame([_row(found, one) for one in ranked])
    with theme.stacked("regret-table", map(str, table.columns[1:])):
        st.table(table, border="horizontal", hide_index=True)
    st.caption(
        f"{found.worlds} worlds of {found.people:,} people, each lived {found.replicates} times; "
        f"{len(found.parameters)} assumptions and measured numbers move over their plausible ranges. In brackets: "
        f"90 % intervals. Other luck names the same best policy in {_percent(found.agree)} of the worlds."
    )


def _row(found: Robustness, one: PolicyRobustness) -> dict[str, str]:
    name = escaped(one.label)
    if one.key == found.least_regret.key:
        name += " :green-badge[:material/arrow_upward: least regret]"
    if one.key == found.baseline:
        name += " :gray-badge[baseline]"
    ahead = "–" if one.ahead is None else unbroken(worlds.share(one.ahead))
    return {
        "Policy": name,
        "Best of all in": unbroken(worlds.share(one.wins)),
        "Ahead of the baseline in": ahead,
        "Regret on average": escaped(unbroken(f"{dollars(one.regret.mean)} ({span(one.regret)})")),
        "In nine worlds of ten at most": escaped(dollars(one.regret_high)),
    }


def _percent(share: float) -> str:
    return f"{100 * share:.0f}\u00a0%"


def _look() -> None:
    session.look(session.study().looking_at(**{VIEW: "1"}))
