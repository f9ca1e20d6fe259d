"""`twenty-cents calibrate event`."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from sim.cli.asked import OutScenario, Threads
from sim.cli.csv_options import Encoding, Separator, mark
from sim.cli.polite import Json, polite, print_json


@polite
def event(
    file: Annotated[Path, typer.Argument(help="A CSV file: month,group,customers,left and more; see below.")],
    scenario: Annotated[str, typer.Option(help="What holds for everything that is not estimated.")] = "magazine",
    estimate: Annotated[
        str | None, typer.Option(metavar="A,B,...", help="Parameters to estimate; those that decide if left out.")
    ] = None,
    kind: Annotated[
        Literal["sale", "breach"], typer.Option(help="Records were sold, or taken from the company.")
    ] = "sale",
    told: Annotated[float, typer.Option(metavar="X", help="Share of those affected whom the company told.")] = 0.0,
    buyers: Annotated[int, typer.Option(metavar="N", help="Buyers of each record, for a sale.")] = 1,
    people: Annotated[int, typer.Option(metavar="N", help="Most customers affected that are simulated.")] = 5_000,
    seed: Annotated[int, typer.Option(min=0, max=2**32 - 1, metavar="S", help="Same seed, same result.")] = 1,
    threads: Threads = None,
    separator: Separator = None,
    encoding: Encoding = "utf-8",
    out: OutScenario = None,
    as_json: Json = False,
) -> None:
    """Estimate finding out and leaving from churn around a disclosure, affected and not affected.

    Columns: month (0 = disclosure, -1 the month before), group (affected, other), customers (at the month's start),
    left; optional complaints (or contacts), and asked and knew (a survey among those affected).
    """
    from sim.inputs.company_files.event_file import read_event
    from sim.inputs.scenario import load
    from sim.show.event_report import event_as_json, show_event
    from sim.show.terminal import console, progress
    from sim.study.calibration.event_fit import check_names, fit_event
    from sim.study.calibration.event_model import Disclosure
    from sim.study.calibration.event_scenario import scenario_toml
    from sim.study.calibration.scenario_file import check_file, write_scenario

    names = None if estimate is None else [name.strip() for name in estimate.split(",") if name.strip()]
    if names is not None:
        check_names(names)
    if out is not None:
        check_file(out, file)
    world = load(scenario)
    seen = read_event(file, mark(separator), encoding)
    with progress(console(error=True)) as bar:
        found = fit_event(
            seen, world, Disclosure(kind, told, buyers), names, people=people, seed=seed, threads=threads, progress=bar
        )
    if out is not None:
        write_scenario(scenario_toml(found, scenario, out.absolute().parent), out)
    if as_json:
        print_json(event_as_json(found, out))
    else:
        show_event(found, console(), out)
