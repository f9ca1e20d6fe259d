"""`twenty-cents search`."""

from typing import Annotated

import typer

from sim.cli.asked import Changes, OutFolder, Threads, Which, tell
from sim.cli.polite import Json, polite


@polite
def search(
    scenario: Which = "magazine",
    objectives: Annotated[
        str, typer.Option(metavar="value[,trust]", help="Money alone, or the front between money and trust.")
    ] = "value",
    fields: Annotated[
        str | None,
        typer.Option(metavar="A,B,...", help="Of sale, notice, price, buyers, reward, personalisation, change."),
    ] = None,
    baseline: Annotated[
        str, typer.Option(metavar="KEY", help="What is not searched is as in this policy.")
    ] = "never-sell",
    trials: Annotated[int, typer.Option(metavar="N", help="Policies tried in all.")] = 200,
    people: Annotated[int, typer.Option(metavar="N", help="Simulated people.")] = 5_000,
    replicates: Annotated[int, typer.Option(metavar="R", help="Times each policy is lived.")] = 4,
    changes: Changes = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the search in --out, or begin.")] = False,
    threads: Threads = None,
    as_json: Json = False,
    out: OutFolder = None,
) -> None:
    """Search the best policy over its fields, and write it as TOML."""
    from sim.cli.compare import listed, settings_of
    from sim.inputs.scenario import load
    from sim.show.search_report import show_search
    from sim.show.terminal import console, progress
    from sim.study.folder import check_folder
    from sim.study.saved_search import save_search, search_as_json
    from sim.study.search import search as searched

    if out is not None:
        check_folder(out)
    world = load(scenario).changed(settings_of(changes or []))
    with progress(console(error=True)) as bar:
        found = searched(
            world,
            listed(objectives, "--objectives"),
            None if fields is None else listed(fields, "--fields"),
            baseline=baseline,
            trials=trials,
            people=people,
            replicates=replicates,
            out=out,
            resume=resume,
            threads=threads,
            progress=bar,
        )
    if out is not None:
        from sim.show.search_figure import search_figure

        save_search(found, search_figure(found), out)
    written = "" if out is None else f"{out}: policy.toml, the scenario with it, policies (CSV), figure and result.json"
    tell(found, search_as_json, show_search, as_json=as_json, written=written)
