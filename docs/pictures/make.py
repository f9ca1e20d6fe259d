"""`make pictures` draws every picture of README and docs again, each from the scenario that its page is about."""

import sys
from collections.abc import Callable
from pathlib import Path

from matplotlib.figure import Figure

import sim
from sim.show.map_figure import map_figure
from sim.show.story_figure import story_figure
from sim.study.maps.where_it_pays import where_it_pays
from sim.study.stories.story import story

HERE = Path(__file__).parent


def over_time() -> Figure:
    """All of the magazine's policies, month by month."""
    return sim.compare(sim.load("magazine"), turns_on=False, why=False).plot("time")


def why() -> Figure:
    """What quiet selling's difference is made of."""
    return sim.compare(sim.load("magazine"), ["sell-quietly"], turns_on=False).plot("why")


def friend() -> Figure:
    """The friend of the story."""
    return story_figure(story(sim.load("magazine")))


def where() -> Figure:
    """Over the price and the chance of finding out."""
    return map_figure(where_it_pays(sim.load("magazine")))


PICTURES: dict[str, Callable[[], Figure]] = {
    "magazine": over_time,
    "magazine-why": why,
    "magazine-friend": friend,
    "where-it-pays": where,
}


def main(names: list[str]) -> None:
    """Draw those named, or all."""
    for name in names or PICTURES:
        PICTURES[name]().savefig(HERE / f"{name}.png")
        sys.stdout.write(f"{name}.png\n")


if __name__ == "__main__":
    main(sys.argv[1:])
