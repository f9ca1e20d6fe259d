"""`twenty-cents robust`."""

from typing import Annotated

import typer

from sim.cli.asked import Baseline, Changes, OutFolder, Threads, Which, tell
from sim.cli.polite import Json, polite


@polite
def robust(
    scenario: Which = "magazine",
    policies: Annotated[str | None, typer.Option(metavar="A,B,...", help="Policies to choose among; all.")] = None,
    baseline: Baseline = "never-sell",
    worlds: Annotated[int, typer.Option(metavar="N", help="Plausible worlds, a power of two.")] = 256,
    people: Annotated[int, typer.Option(metavar="N", help="Simulated people of each.")] = 2_000,
    replicates: Annotated[int, typer.Option(metavar="R", help="Times each is lived, with new luck.")] = 2,
    changes: Changes = None,
    threads: Threads = None,
    as_json: Json = False,
    out: OutFolder = None,
) -> None:
    """Say how often each policy wins over plausible worlds, what one would regret, and in which worlds it pays."""
    from sim.cli.compare import listed, settings_of
    from sim.inputs.scenario import load
    from sim.show.robust_report import show_robustness
    from sim.show.terminal import console, progress
    from sim.study.folder import check_folder
    from sim.study.robustness import robustness
    from sim.study.saved_robustness import robustness_as_json, save_robustness

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

        save_robustness(found, robust_figure(found), out)
    written = "" if out is None else f"{out}: policies (CSV), worlds (CSV, Parquet), figure (PNG, SVG) and result.json"
    tell(found, robustness_as_json, show_robustness, as_json=as_json, written=written)
