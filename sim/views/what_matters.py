"""What a verdict rests on: the assumptions that move it, what would turn it, where selling pays, and how sure it is."""

import streamlit as st

st.title("What matters", anchor=False)
