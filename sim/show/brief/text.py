"""A brief as Markdown: the same content, with the charts in words."""

import re
from collections.abc import Iterable, Sequence

from sim.show.brief.content import Brief

_MARKS = re.compile(r"([\\`*_\[\]<>#|~$])")


def markdown(brief: Brief, url: str = "") -> str:
    """The brief as CommonMark with tables."""
    texts = brief.texts()
    lines = [f"# {plain(texts['verdict'])}", f"*{plain(texts['title'])}*", *map(plain, texts["beside"])]
    lines += [
        f"**{plain(one['name'])}: {plain(one['value'])}.** {plain(one['interval'])}. {plain(one['words'])}"
        for one in texts["figures"]
    ]
    for chart in (texts["over_time"], texts["parts"]):
        lines += [f"## {plain(chart['title'])}", plain(chart["alt"]), f"*{plain(chart['note'])}*"]
    lines += ["## The policies, the best first", _table(*policy_table(brief))]
    lines += [plain(texts["left_out"])] if texts["left_out"] else []
    lines += ["## What would turn it, and what it rests on", plain(texts["turns_on"])]
    lines += [_table(*assumption_table(brief))] if brief.assumptions else []
    lines += [plain(" ".join(texts["rests_on"])), "## To get the same numbers", f"    {brief.repeat}"]
    lines += [plain(f"{texts['asked']} {texts['same_numbers']}")] + [f"Open it: <{url}>"] * bool(url)
    return "\n\n".join(lines) + "\n"


Table = tuple[Sequence[str], list[list[str]]]


def policy_table(brief: Brief) -> Table:
    """Head and rows of the table of policies."""
    head = ("", "Policy", "Against the baseline", "Ahead in runs", "A record costs", "Leave earlier")
    return head, [list(row.values()) for row in brief.texts()["policies"]]


def assumption_table(brief: Brief) -> Table:
    """Head and rows of the table of assumptions."""
    head = ("Assumption", "Here (tried)", "It comes out", "Turns it", "Grade", "Source")
    rows = [
        [one["words"], f"{one['here']} ({one['tried']})", one["becomes"], "yes" if one["turns"] else "no"]
        + [one["grade"], one["source"]]
        for one in brief.texts()["assumptions"]
    ]
    return head, rows


def plain(text: str) -> str:
    """Text as it stands, whatever Markdown would make of it."""
    return _MARKS.sub(r"\\\1", text)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(plain(cell) for cell in line) + " |" for line in lines)
