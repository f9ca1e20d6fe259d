"""`twenty-cents value-of-information`."""

from typing import Annotated

import typer

from sim.cli.asked import Changes, Threads, Which, tell
from sim.cli.polite import Json, polite


@polite
def information(
    scenario: Which = "magazine",
    policies: Annotated[
        str, typer.Option(metavar="A,B,...", help="The policies to choose among.")
    ] = "never-sell,sell-quietly",
    worlds: Annotated[int, typer.Option(metavar="N", help="Plausible worlds, a power of two.")] = 512,
    people: Annotated[int, typer.Option(metavar="N", help="Simulated people of each.")] = 2_000,
    replicates: Annotated[int, typer.Option(metavar="R", help="Times each is lived, with new luck.")] = 2,
    changes: Changes = None,
    threads: Threads = None,
    as_json: Json = False,
) -> None:
    """Say what it is worth to find out more before choosing, and how much each study would narrow the answer."""
    from sim.cli.compare import listed, settings_of
    from sim.inputs.scenario import load
    from sim.show.information_report import information_as_json, show_information
    from sim.show.terminal import console, progress
    from sim.study.certainty.information import value_of_information

    world = load(scenario).changed(settings_of(changes or []))
    chosen = listed(policies)
    with progress(console(error=True)) as bar:
        found = value_of_information(
            world, chosen, worlds=worlds, people=people, replicates=replicates, threads=threads, progress=bar
        )
    tell(found, information_as_json, show_information, as_json=as_json)
