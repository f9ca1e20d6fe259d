"""`twenty-cents story`."""

from typing import Annotated

import typer

from sim.cli.asked import Changes, OutFolder, Which
from sim.cli.polite import Json, polite, print_json


@polite
def story(
    scenario: Which = "magazine",
    person: Annotated[
        str,
        typer.Option(
            metavar="WHO",
            help="friend (the misspelt name of the story), most (someone like most), left (because of it), "
            "never-noticed, or a person's number from 0 on.",
        ),
    ] = "friend",
    policies: Annotated[
        str, typer.Option(metavar="A,B", help="The two policies under which the person lives.")
    ] = "sell-quietly,never-sell",
    people: Annotated[str | None, typer.Option(metavar="N", help="Simulated people.")] = None,
    months: Annotated[str | None, typer.Option(metavar="T", help="Months to live.")] = None,
    seed: Annotated[str | None, typer.Option(metavar="S", help="Same seed, same story.")] = None,
    changes: Changes = None,
    as_json: Json = False,
    out: OutFolder = None,
) -> None:
    """Tell one simulated person's story under two policies: what happened when, and what it cost or kept."""
    from sim.cli.compare import listed, settings_of
    from sim.inputs.scenario import load
    from sim.study.folder import check_folder, write_folder
    from sim.study.stories.story import story as told

    if out is not None:
        check_folder(out)
    world = load(scenario).changed(settings_of(changes or [], people=people, months=months, seed=seed))
    found = told(world, person, listed(policies))
    if out is not None:
        from sim.show.story_figure import story_figure
        from sim.show.story_report import story_files

        write_folder(out, story_files(found, story_figure(found)))
    if as_json:
        from sim.show.story_report import story_as_json

        print_json(story_as_json(found))
        return
    from sim.show.story_report import show_story
    from sim.show.terminal import console

    show_story(found, console())
    if out is not None:
        console().print(f"Written to {out}: story.md, story.png and .svg, story.json")
