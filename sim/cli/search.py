"""`twenty-cents search`."""

from typing import Annotated

import typer

from sim.cli.asked import OutFolder
from sim.cli.polite import Json, polite, print_json


@polite
def search(
    scenario: Annotated[str, typer.Argument(help="A shipped scenario's name, or a TOML file.")] = "magazine",
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
    changes: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="Change a parameter; repeatable.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the search in --out, or begin.")] = False,
    threads: Annotated[int | None, typer.Option(metavar="K", help="Threads; all cores if left out.")] = None,
    as_json: Json = False,
    out: OutFolder = None,
) -> None:
    """Search the best policy over its fields, and write it as TOML."""
    from sim.cli.compare import listed, settings_of
    from sim.inputs.scenario import load
    from sim.show.terminal import console, progress
    from sim.study.folder import check_folder
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
        from sim.study.saved_search import save_search

        save_search(found, search_figure(found), out)
    if as_json:
        from sim.study.saved_search import search_as_json

        print_json(search_as_json(found))
        return
    from sim.show.search_report import show_search

    show_search(found, console())
    if out is not None:
        console().print(f"Written to {out}: policy.toml, the scenario with it, policies (CSV), figure and result.json")
