"""Sweeps: results that a batch run wrote, and small ones started here."""

import streamlit as st

st.title("Sweeps", anchor=False)
