"""`twenty-cents sensitivity`."""

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from sim.cli.asked import Baseline, Changes, OutFolder, Which, tell
from sim.cli.polite import Json, polite


@polite
def sensitivity(
    scenario: Which = "magazine",
    method: Annotated[
        str, typer.Option(metavar="sobol|morris", help="Shares of the variance, or quick effects.")
    ] = "sobol",
    policy: Annotated[str | None, typer.Option(metavar="KEY", help="The first that sells if left out.")] = None,
    baseline: Baseline = "never-sell",
    vary: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY=LOW:HIGH", help="Or KEY=a,b,c; repeatable. Left out: all that is uncertain."),
    ] = None,
    n: Annotated[
        int | None, typer.Option("--n", metavar="N", help="Rows (128; a power of two) or Morris' trajectories (16).")
    ] = None,
    people: Annotated[int, typer.Option(metavar="N", help="Simulated people at each point.")] = 2_000,
    changes: Changes = None,
    workers: Annotated[int | None, typer.Option(metavar="K", help="Processes; one a core if left out.")] = None,
    cluster: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Of a Dask scheduler.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the sweep in --out, or begin.")] = False,
    progress: Annotated[str, typer.Option(metavar="auto|plain|json", help="How to tell how far it is.")] = "auto",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before starting.")] = False,
    as_json: Json = False,
    out: OutFolder = None,
) -> None:
    """Say which parameters the difference between two policies depends on, and how much of it is luck."""
    from sim.cli.compare import settings_of
    from sim.cli.sweep import live
    from sim.inputs.scenario import load
    from sim.show.sensitivity_report import show_sensitivity
    from sim.study.folder import check_folder
    from sim.study.saved_sensitivity import save_sensitivity, sensitivity_as_json
    from sim.study.sensitivity import inquiry
    from sim.study.sweeps.results import Results
    from sim.study.sweeps.sweep import Sweep

    if out is not None:
        check_folder(out)
    world = load(scenario).changed(settings_of(changes or []))
    asked = inquiry(world, policy, baseline, vary=vary or "uncertain", method=method, rows=n, people=people)
    with ExitStack() as stack:
        place = Path(stack.enter_context(TemporaryDirectory())) if out is None else out
        planned = Sweep(asked.question, place / "sweep", resume=resume)
        live(planned, workers=workers, cluster=cluster, write="workers", progress=progress, yes=yes)
        found = asked.answer(Results(place / "sweep"))
    if out is not None:
        from sim.show.sensitivity_figure import tornado

        save_sensitivity(found, tornado(found), out)
    written = "" if out is None else f"{out}: sensitivity (CSV), tornado (PNG, SVG), result.json and the sweep's rows"
    tell(found, sensitivity_as_json, show_sensitivity, as_json=as_json, written=written)
