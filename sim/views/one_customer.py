"""One simulated person's life under two policies, with the same luck."""

import streamlit as st

from sim.show import story_words
from sim.study.stories.story import story
from sim.views import answers, session
from sim.views.text import escaped

st.title("One customer", anchor=False)
st.markdown(escaped(story_words.portrait(story(answers.played(session.study().scenario)))))
