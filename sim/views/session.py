"""What one visitor's session holds: the study, the ones before it, and what the link said that led here.

The study is the single truth. Widgets begin where it says and write to it when they are moved, so
that nothing is lost when the page changes, and going back, a preset or a link moves the levers too.
"""

from dataclasses import replace
from typing import Any
from urllib.parse import quote

import streamlit as st

from sim.errors import InputError, RunError
from sim.views import kept_links
from sim.views.state import FIRST_PAGE, START, Opened, Study, link, read

UNDONE_AT_MOST = 50
PARAMETER = "s"
_STUDY, _BEFORE, _OPENED, _SEEN = "study", "before", "opened", "links_seen"
_WIDGETS, _FORMS = "widgets", "forms"


def study() -> Study:
    """What this visitor looks at."""
    if _STUDY not in st.session_state:
        st.session_state[_STUDY] = Study.of(START)
    found: Study = st.session_state[_STUDY]
    return found


def change(new: Study) -> None:
    """Put another study in the place of the one before, which `undo` brings back."""
    old = study()
    if new == old:
        return
    st.session_state[_BEFORE] = [*st.session_state.get(_BEFORE, []), old][-UNDONE_AT_MOST:]
    st.session_state[_STUDY] = new


def look(new: Study) -> None:
    """The same question seen otherwise (another page, another view): nothing to undo."""
    st.session_state[_STUDY] = new


def before() -> Study | None:
    """Where this visitor was before the last change."""
    earlier = st.session_state.get(_BEFORE)
    return earlier[-1] if earlier else None


def undo() -> None:
    """Back to before the last change."""
    if earlier := st.session_state.get(_BEFORE):
        *rest, last = earlier
        st.session_state[_BEFORE] = rest
        st.session_state[_STUDY] = replace(last, page=study().page)


def reset() -> None:
    """The shipped scenario as it comes; `undo` takes it back."""
    now = study()
    change(replace(Study.of(now.start), page=now.page, view=now.view))


def widget(name: str, value: object) -> str:
    """The key of a widget that is to stand at a value, which it is also given to begin with.

    Where the study says something else than the widget does, it becomes another widget. Setting the one that is there
    would not do: Streamlit tells a browser so once, and drops it where the next run begins before it is sent; the
    browser would then go on with what it has, or with the lowest value of all.
    """
    widgets = st.session_state.setdefault(_WIDGETS, {})
    number, stood = widgets.get(name, (0, value))
    if st.session_state.get(_key(name, number), stood) != value:
        number += 1
    widgets[name] = number, value
    return _key(name, number)


def begin(form: str, is_about: object) -> bool:
    """Begin a form: whether its widgets are others than before, as what it is about has changed.

    As long as that has not, what is typed and not yet sent stays.
    """
    forms = st.session_state.setdefault(_FORMS, {})
    number, was_about = forms.get(form, (0, is_about))
    anew = was_about != is_about
    forms[form] = number + anew, is_about
    return bool(anew)


def field(form: str, name: str) -> str:
    """The key of a widget of a form that has been begun; give it the value to begin with."""
    number, _ = st.session_state[_FORMS][form]
    return _key(f"{form}-{name}", number)


def stands_at(name: str) -> Any:
    """What a widget that is drawn stands at."""
    number, _ = st.session_state[_WIDGETS][name]
    return st.session_state[_key(name, number)]


def _key(name: str, number: int) -> str:
    return f"{name} {number}" if number else name


def arrive(page: str) -> str | None:
    """Open the study of the link in the address, once; returns the page that it names, where it is another one."""
    text = st.query_params.get(PARAMETER)
    seen = st.session_state.setdefault(_SEEN, [])
    if text is None or text in seen:
        look(replace(study(), page=page))
        return None
    seen.append(text)
    try:
        opened = read(kept_links.full(text))
    except (InputError, RunError) as error:
        opened = Opened(study(), (str(error),))
    st.session_state[_OPENED] = opened
    look(opened.study)
    return opened.study.page


def opened() -> Opened | None:
    """What the link said that led here, until it is put away."""
    found: Opened | None = st.session_state.get(_OPENED)
    return found


def put_away() -> None:
    """Say no more about the link."""
    st.session_state.pop(_OPENED, None)


def write_address() -> None:
    """Keep the browser's address a link to what is seen, so that reloading loses nothing; none for a fresh study."""
    now, text = study(), link(study())
    seen = st.session_state.setdefault(_SEEN, [])
    if now == replace(Study.of(START), page=now.page) or len(text) > kept_links.LONGEST_IN_A_LINK:
        if PARAMETER in st.query_params:
            del st.query_params[PARAMETER]
    elif st.query_params.get(PARAMETER) != text:
        seen.append(text)
        del seen[:-UNDONE_AT_MOST]
        st.query_params[PARAMETER] = text


def address() -> str:
    """The whole address that a share link has: page and study. RunError where a long one cannot be kept."""
    here = (st.context.url or "").partition("?")[0].rstrip("/")
    root = here.removesuffix(f"/{study().page}")
    where = root if study().page == FIRST_PAGE else f"{root}/{study().page}"
    return f"{where}/?{PARAMETER}={quote(kept_links.short(link(study())), safe='~,=')}"
