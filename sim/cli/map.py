"""`twenty-cents map`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from sim.cli.asked import Baseline, Changes, Threads, Which
from sim.cli.polite import Json, polite

WAIT = 5.0  # seconds from which the time is told beforehand


@polite
def pay_map(
    scenario: Which = "magazine",
    x: Annotated[
        str, typer.Option(metavar="KEY[=LOW:HIGH[:N]]", help="Across: a parameter, or policies.KEY.FIELD.")
    ] = "data_market.price",
    y: Annotated[
        str, typer.Option(metavar="KEY[=LOW:HIGH[:N]]", help="Up; ranges left out are the plausible ones.")
    ] = "people.trace_chance_ordinary",
    policy: Annotated[str | None, typer.Option(metavar="KEY", help="The first that sells if left out.")] = None,
    baseline: Baseline = "never-sell",
    cells: Annotated[
        int | None,
        typer.Option(metavar="N", help="Values along each axis; 40 if one of them is a price, else 15."),
    ] = None,
    replicates: Annotated[int, typer.Option(metavar="R", help="Times each is lived, with new luck.")] = 8,
    people: Annotated[int, typer.Option(metavar="N", help="Simulated people of each.")] = 5_000,
    changes: Changes = None,
    threads: Threads = None,
    as_json: Json = False,
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="Write the figure, tables and result here.")] = None,
) -> None:
    """Map where a policy beats the baseline over two parameters: break-even line and probability in each cell."""
    from sim.cli.compare import settings_of
    from sim.inputs.scenario import load
    from sim.show.terminal import console, progress
    from sim.study.folder import check_folder
    from sim.study.maps.where_it_pays import where_it_pays

    if out is not None:
        check_folder(out)
    world = load(scenario).changed(settings_of(changes or []))
    screen = console(error=True)

    def foretold(runs: int, seconds: float) -> None:
        if seconds >= WAIT:
            screen.print(f"{runs:,} runs: about {_long(seconds)}.")

    with progress(screen) as bar:
        found = where_it_pays(
            world,
            x,
            y,
            policy=policy,
            baseline=baseline,
            cells=cells,
            replicates=replicates,
            people=people,
            threads=threads,
            foretold=foretold,
            progress=bar,
        )
    if out is not None:
        from sim.show.map_figure import map_figure
        from sim.study.maps.saved_map import save_map

        save_map(found, map_figure(found), out)
    if as_json:
        sys.stdout.write(found.to_json(indent=1) + "\n")
        return
    from sim.show.map_report import show_map

    show_map(found, console())
    if out is not None:
        console().print(f"Written to {out}: map (PNG, SVG), cells (CSV, Parquet), scenario.toml and result.json")


def _long(seconds: float) -> str:
    return f"{seconds:.0f} seconds" if seconds < 90 else f"{seconds / 60:.0f} minutes"
