"""The floor: a Streamlit page with as many widgets and as large a chart as the app's first page, and no model."""

import altair as alt
import pandas as pd
import streamlit as st

st.set_page_config(page_title="Bare", layout="wide")
sliders = [st.sidebar.slider(f"Lever {n}", 0.0, 1.0, 0.5, 0.01) for n in range(8)]
st.sidebar.multiselect("Policies", list("abcdef"), list("abcd"))
st.title(f"The sum is {sum(sliders):.2f}")
for column, value in zip(st.columns(3), sliders, strict=False):
    column.metric("Figure", f"{value:.2f}", "0 to 1")
table = pd.DataFrame(
    {"month": month, "policy": policy, "value": month * sum(sliders) * n, "low": 0.0, "high": 9.0}
    for month in range(60)
    for n, policy in enumerate("abcd")
)
over = alt.Chart(table)
st.altair_chart(
    alt.layer(
        over.mark_area(opacity=0.2).encode(x="month", y="low", y2="high", color="policy"),
        over.mark_line().encode(x="month", y="value", color="policy"),
    )
)
st.markdown("- a line\n" * 20)
