"""The app's pages, one a file, and what they share. Only here and in app.py is Streamlit imported.

How to add a page
-----------------
1. A file here, `my_page.py`, run from top to bottom each time; and a line in `pages.PAGES`. `shell.py` draws what
   stands around every page: what a link said, trouble in plain words (let a TwentyCentsError rise), and the differing
   assumptions.
2. **State.** `session.study()` is the frozen `state.Study` that this visitor looks at: scenario, policies, baseline,
   page and view. Replace it, never keep a copy: `session.change(new)` (undo brings the old one back) where the
   question changes, `session.look(study.looking_at(person="12"))` where only what is seen does. All of it travels in
   the share link by itself. Widgets: give it what the study says as the value to begin with, and
   `key=session.widget(NAME, VALUE)`; its `on_change` reads `session.stands_at(NAME)` and changes the study. So
   nothing is lost when the page changes, and undo, presets and links move the widgets too. Names in `view` are the
   page's: check the texts you read there, for a link may say anything.
3. **Answers.** `answers.ask(study).first()` gives a comparison at once, `.now()` a better one each time it is asked,
   until `finished`; look for it with `looking.by_itself` as `explore.py` does. Other studies: a function of the
   scenario and plain values under `st.cache_data(max_entries=..., show_spinner=False, hash_funcs={Scenario:
   answers.depends_on})`, so that what is kept is bounded, and found again by digest and version. Long work
   belongs in a process of its own: `waiting.show(key, partial(function, ...), words, draw)` tells how far it is and
   draws what comes out; `work.py` shares it, bounds it, and ends it when nobody looks any more.
4. **Looks.** The theme is .streamlit/config.toml; `theme.py` has the few lines of style that it cannot say. Charts
   take colours and dashes from `charts.py` and have `alt=`. Text goes through `text.escaped`; numbers through
   `show.wording`. A grade is shown by `text.BADGES`, an assumption always. `keep.draw` gives share, downloads and
   "repeat this".
5. **Tests.** tests/views: the fixture `open_app` opens the app on a small market (then
   `app.switch_page("sim/views/my_page.py")` and `app.run()`); `tests/views/seen.py` reads what is shown.
   tests/browser: the fixture `address` serves the app; pages listed in `pages.PAGES` are looked at by axe, on a phone
   and by night without being named again.
"""
