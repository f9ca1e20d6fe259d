"""What somebody sees of a page, read off an AppTest."""

import re
from typing import Any

from streamlit.testing.v1 import AppTest


def plain(text: str) -> str:
    """Text as it is seen: without the marks that keep Markdown away from it."""
    return text.replace("\\", "").replace("\u00a0", " ").replace("\u2011", "-").replace("“", '"').replace("”", '"')


def verdict(app: AppTest) -> str:
    """The page's headline."""
    return plain(app.title[0].value)


def page_text(app: AppTest) -> str:
    """Everything that is said."""
    told = [
        *app.title,
        *app.header,
        *app.subheader,
        *app.markdown,
        *app.caption,
        *app.error,
        *app.info,
        *app.warning,
        *app.success,
    ]
    return plain("\n".join(str(element.value) for element in told))


def figure(app: AppTest, label: str) -> str:
    """One of the big figures."""
    return next(plain(str(metric.value)) for metric in app.metric if label in plain(metric.label))


def slider(app: AppTest, key: str) -> Any:
    """A lever by its parameter."""
    return widget(app.slider, key)


def widget(kind: Any, name: str) -> Any:
    """A widget by its name in `session.widget`, however often it has become another."""
    return next(one for one in kind if one.key and re.fullmatch(rf"{re.escape(name)}( \d+)?", one.key))
