"""The policies side by side: what each comes to, why, who left because of it, and how it fares in other worlds."""

import streamlit as st

from sim.views import answers, parts, session

st.title("The policies side by side", anchor=False)
study = session.study()
if study.policies:
    parts.policies(answers.ask(study).first().comparison)
