"""`twenty-cents robust`."""

from typing import Annotated

import typer

from sim.cli.asked import OutFolder
from sim.cli.polite import Json, polite, print_json


@polite
def robust(
    scenario: Annotated[str, typer.Argument(help="A shipped scenario's name, or a TOML file.")] = "magazine",
    policies: Annotated[str | None, typer.Option(metavar="A,B,...", help="Policies to choose among; all.")] = None,
    baseline: Annotated[str, typer.Option(metavar="KEY", help="What each is set against.")] = "never-sell",
    worlds: Annotated[int, typer.Option(metavar="N", help="Plausible worlds, a power of two.")] = 512,
    people: Annotated[int, typer.Option(metavar="N", help="Simulated people of each.")] = 2_000,
    replicates: Annotated[int, typer.Option(metavar="R", help="Times each is lived, with new luck.")] = 2,
    changes: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Change a parameter; repeatable.")
    ] = None,
    threads: Annotated[int | None, typer.Option(metavar="K", help="Threads; all cores if left out.")] = None,
    as_json: Json = False,
    out: OutFolder = None,
) -> None:
    """Say how often each policy wins over plausible worlds, what one would regret, and in which worlds it pays."""
    from sim.cli.compare import listed, settings_of
    from sim.inputs.scenario import load
    from sim.show.terminal import console, progress
    from sim.study.folder import check_folder
    from sim.study.robustness import robustness

    if out is not None:
        check_folder(out)
    world = load(scenario).changed(settings_of(changes or []))
    chosen = None if policies is None else listed(policies)
    with progress(console(error=True)) as bar:
        found = robustness(
            world,
            chosen,
            baseline,
            worlds=worlds,
            people=people,
            replicates=replicates,
            threads=threads,
            progress=bar,
        )
    if out is not None:
        from sim.show.robust_figure import robust_figure
        from sim.study.saved_robustness import save_robustness

        save_robustness(found, robust_figure(found), out)
    if as_json:
        from sim.study.saved_robustness import robustness_as_json

        print_json(robustness_as_json(found))
        return
    from sim.show.robust_report import show_robustness

    show_robustness(found, console())
    if out is not None:
        console().print(f"Written to {out}: policies (CSV), worlds (CSV, Parquet), figure (PNG, SVG) and result.json")
