"""One person's story for a terminal, as a text to keep, and as JSON."""

import json
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sim import __version__
from sim.show import story_summing_up as summed
from sim.show import story_words as words
from sim.show.wording import dollars
from sim.study.folder import writing
from sim.study.stories.story import Life, Story

if TYPE_CHECKING:
    from matplotlib.figure import Figure


def title(story: Story) -> str:
    """What the story is called."""
    kind = words.KINDS_IN_WORDS.get(story.choice.kind)
    return f"{story.title}: {kind}" if kind else f"{story.title}: person {story.person}"


def show_story(story: Story, out: Console) -> None:
    """Who it is, what happened when under both policies, and what it came to."""
    out.print(Text(title(story), style="bold"))
    out.print()
    out.print(Text(words.portrait(story)))
    out.print()
    out.print(_side_by_side(story))
    for sentence in (summed.stayed(story), summed.what_it_came_to(story)):
        if sentence:
            out.print(Text(sentence))
    out.print()
    out.print(Text(summed.how_found(story), style="dim"))
    out.print(Text(summed.not_a_proof(story), style="dim"))


def _side_by_side(story: Story) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), pad_edge=False)
    table.add_column("")
    for life in story.lives:
        table.add_column(f'Under "{life.label}"', ratio=1)
    for month, here, there in rows(story):
        table.add_row(Text(_short(month)), Text(here), Text(there))
    table.add_section()
    table.add_row(Text("At the end"), *(Text(summed.ending(life)) for life in story.lives))
    table.add_row(Text("Worth to\nthe company"), *(Text(dollars(life.worth)) for life in story.lives))
    return table


def rows(story: Story) -> list[tuple[int, str, str]]:
    """The story by month: (month, what happened under the first policy, and under the second)."""
    by_month: dict[int, tuple[list[str], list[str]]] = {}
    for side, life in enumerate(story.lives):
        for month, sentence in words.chapters(story, life):
            by_month.setdefault(month, ([], []))[side].append(sentence)
    return [(month, " ".join(here), " ".join(there)) for month, (here, there) in sorted(by_month.items())]


def _short(month: int) -> str:
    name, _, year = words.date(month).partition(", ")
    return f"{name[:3]}, {year}"


def story_as_text(story: Story) -> str:
    """The story as a text in Markdown, its picture among it."""
    lines = [f"# {title(story)}", "", words.portrait(story), "", f"![{summed.alt(story)}](story.png)", ""]
    for life in story.lives:
        lines += [f'## Under "{life.label}"', ""]
        lines += [f"- **{words.date(month)}.** {sentence}" for month, sentence in words.chapters(story, life)]
        lines += [f"- **At the end.** {summed.ending(life)}", ""]
    lines += ["## What it came to", "", *(_paragraphs(summed.stayed(story), summed.what_it_came_to(story)))]
    return "\n".join([*lines, *_paragraphs(summed.how_found(story), summed.not_a_proof(story))]).rstrip() + "\n"


def _paragraphs(*texts: str) -> list[str]:
    return [line for text in texts if text for line in (text, "")]


def story_as_json(story: Story) -> dict[str, Any]:
    """The whole story, plainly, each event with its date and words beside it."""
    return {
        "scenario": story.scenario,
        "title": title(story),
        "digest": story.digest,
        "version": __version__,
        "seed": story.seed,
        "replicate": story.replicate,
        "people": story.people,
        "months": story.months,
        "person": story.person,
        "portrait": asdict(story.portrait) | {"words": words.portrait(story)},
        "choice": asdict(story.choice) | {"exact": story.choice.exact, "words": summed.how_found(story)},
        "lives": [_life_as_json(story, life) for life in story.lives],
        "difference": story.difference,
        "stayed": summed.stayed(story),
        "what_it_came_to": summed.what_it_came_to(story),
        "alt": summed.alt(story),
    }


def _life_as_json(story: Story, life: Life) -> dict[str, Any]:
    events = [
        asdict(one) | {"date": words.date(one.month), "words": words.event_in_words(one, life, story.portrait)}
        for one in life.events
    ]
    mail = [asdict(one) | {"date": words.date(one.month)} for one in life.mail]
    found = asdict(life) | {"events": events, "mail": mail, "writes_from": dict(life.writes_from)}
    return found | {"pieces": life.pieces, "worth": life.worth, "ending": summed.ending(life)}


def story_files(story: Story, figure: "Figure") -> dict[str, Callable[[Path], Any]]:
    """How to write each file of a story, by its name; the pictures carry their description in words."""
    said = {"Title": title(story), "Description": summed.alt(story)}
    pictures = {f"story.{form}": partial(figure.savefig, metadata=said) for form in ("png", "svg")}
    text = json.dumps(story_as_json(story), indent=1) + "\n"
    return {**pictures, "story.md": writing(story_as_text(story)), "story.json": writing(text)}
