"""One simulated person's life under two policies, with the same luck."""

from functools import partial

import streamlit as st

from sim.inputs.scenario import Scenario
from sim.show import repeat, story_report, story_words
from sim.show import story_summing_up as summed
from sim.show.repeat import FILE
from sim.show.wording import dollars
from sim.study.stories.story import Life, Story
from sim.study.stories.story import story as tell
from sim.views import answers, keep, session, time_line
from sim.views.keep import Make
from sim.views.state import Study
from sim.views.text import escaped

KINDS = {
    "friend": "The article's friend",
    "most": "Someone like most",
    "left": "Someone who left because of it",
    "never-noticed": "Someone who never noticed",
}
NUMBER = "number"
PERSON, HERE, THERE = "person", "under", "against"  # in the study's view


def page() -> None:
    """Whose life, under which two policies; then the life."""
    study = session.study()
    scenario = answers.played(study.scenario)
    here, there = policies(study)
    person = study.view.get(PERSON, "friend")
    choose(study, person, here, there)
    if here == there:
        st.info("**These are the same.** Choose two different policies.", icon=":material/touch_app:")
        return
    with st.spinner("Looking for this person among the simulated people …", show_time=True):
        found = lived(scenario, person, (here, there))
    show(study, scenario, found)


@st.cache_data(max_entries=128, show_spinner=False, hash_funcs={Scenario: answers.depends_on})
def lived(scenario: Scenario, person: str, under: tuple[str, str]) -> Story:
    """The person's story. InputError for somebody whom there is not."""
    return tell(scenario, person, under)


def policies(study: Study) -> tuple[str, str]:
    """The two policies: as chosen, else the first that sells and the baseline. InputError for an unknown one."""
    known = study.scenario.policies
    selling = [key for key in (*study.policies, *known) if known[key].sells() and key != study.baseline]
    here, there = study.view.get(HERE, (selling or [*study.policies, *known])[0]), study.view.get(THERE, study.baseline)
    return study.scenario.policy(here).key, study.scenario.policy(there).key


def choose(study: Study, person: str, here: str, there: str) -> None:
    """Whose life it is, and the two policies."""
    labels = {key: one.label for key, one in study.scenario.policies.items()}
    with st.container(key="question", horizontal=True, vertical_alignment="bottom"):
        kind = person if person in KINDS else NUMBER
        st.selectbox(
            "Whose life?",
            [*KINDS, NUMBER],
            index=[*KINDS, NUMBER].index(kind),
            format_func=lambda one: KINDS.get(one, "A person by number"),
            key=session.widget("story-kind", kind),
            on_change=_who,
            width=300,
        )
        if kind == NUMBER:
            most = int(answers.played(study.scenario)["market.people"]) - 1
            number = int(person) if person.isascii() and person.isdigit() else 0
            st.number_input(
                "Number",
                0,
                most,
                min(number, most),
                key=session.widget("story-number", min(number, most)),
                on_change=_number,
                width=150,
            )
        for name, words, key in ((HERE, "Lives under", here), (THERE, "and under", there)):
            st.selectbox(
                words,
                list(labels),
                index=list(labels).index(key),
                format_func=lambda one: labels.get(one, one),
                key=session.widget(f"story-{name}", key),
                on_change=partial(_under, name),
                width=270,
            )


def show(study: Study, scenario: Scenario, found: Story) -> None:
    """What it came to, as the headline; who it is; and both lives side by side."""
    with st.container(key="headline"):
        st.title(escaped(summed.stayed(found) or summed.what_it_came_to(found)), anchor=False)
    st.markdown(escaped(story_words.portrait(found)))
    for side, life in zip(st.columns(2, gap="large"), found.lives, strict=True):
        with side:
            _life(found, life)
    if summed.stayed(found):
        st.markdown(f"**{escaped(summed.what_it_came_to(found))}**")
    under = [life.policy for life in found.lives]
    person = study.view.get(PERSON, "friend")
    keep.draw(study, _files(study, found), repeat.story(scenario, person, under))
    st.caption(escaped(f"{summed.how_found(found)} {summed.not_a_proof(found)}"))


def _life(found: Story, life: Life) -> None:
    st.subheader(escaped(f"Under “{life.label}”"), anchor=False)
    st.markdown(escaped(f"{summed.ending(life)} Worth {dollars(life.worth)} to the company."))
    st.altair_chart(time_line.time_line(found, life), alt=summed.alt(found), key=f"life-{life.policy}")
    lines = [
        f"- **{escaped(story_words.date(month))}.** {escaped(said)}"
        for month, said in story_words.chapters(found, life)
    ]
    st.markdown("\n".join(lines) or "Nothing happens.")


def _files(study: Study, found: Story) -> dict[str, Make]:
    return {
        "story.md": lambda: story_report.story_as_text(found).encode(),
        "story.png": partial(_picture, found, "png"),
        "story.svg": partial(_picture, found, "svg"),
        FILE: partial(keep.scenario_toml, study),
    }


def _picture(found: Story, form: str) -> bytes:
    from sim.show.story_figure import story_figure

    return keep.picture(story_figure(found), form)


def _who() -> None:
    kind = session.stands_at("story-kind")
    session.look(session.study().looking_at(**{PERSON: "0" if kind == NUMBER else kind}))


def _number() -> None:
    session.look(session.study().looking_at(**{PERSON: str(session.stands_at("story-number"))}))


def _under(name: str) -> None:
    session.look(session.study().looking_at(**{name: session.stands_at(f"story-{name}")}))


page()
