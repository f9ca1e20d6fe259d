"""Every assumption and setting: value, range, unit, grade, source and date."""

import streamlit as st

from sim.inputs.parameters import PARAMETERS
from sim.views import lists, session

st.title("What every number rests on", anchor=False)
st.markdown(lists.assumptions(session.study().scenario, PARAMETERS))
