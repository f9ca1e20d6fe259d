"""Two links side by side."""

import streamlit as st

st.title("Two links side by side", anchor=False)
