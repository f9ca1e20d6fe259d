"""`twenty-cents sweep`."""

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.asked import Baseline, Changes, Which
from sim.cli.polite import polite
from sim.errors import InputError

if TYPE_CHECKING:
    from sim.study.sweeps.driver import Standing
    from sim.study.sweeps.sweep import Sweep

LONG = 60.0  # seconds from which on a sweep asks before it starts, where somebody is there to ask


@polite
def sweep(
    scenario: Which,
    out: Annotated[str, typer.Option(metavar="DIR", help="Where the rows go: a folder, or an fsspec address.")],
    vary: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY=LOW:HIGH[:N]", help="Or KEY=a,b,c; or the word uncertain. Repeatable."),
    ] = None,
    design: Annotated[Path | None, typer.Option(metavar="FILE.csv", help="A row a point, a column a key.")] = None,
    sample: Annotated[
        str | None, typer.Option(metavar="grid|latin|sobol|random", help="How points are spread.")
    ] = None,
    n: Annotated[int | None, typer.Option("--n", metavar="N", help="Points, for all samples but the grid.")] = None,
    policies: Annotated[str | None, typer.Option(metavar="A,B,...", help="Policies; all if left out.")] = None,
    baseline: Baseline = "never-sell",
    replicates: Annotated[int | None, typer.Option(metavar="R", help="Times each point is lived.")] = None,
    people: Annotated[int | None, typer.Option(metavar="N", help="Simulated people at each point.")] = None,
    changes: Changes = None,
    workers: Annotated[int | None, typer.Option(metavar="K", help="Processes; one a core if left out.")] = None,
    cluster: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Of a Dask scheduler that has workers.")
    ] = None,
    write: Annotated[
        str, typer.Option(metavar="workers|driver", help="Who writes rows; driver where no place is shared.")
    ] = "workers",
    resume: Annotated[bool, typer.Option("--resume", help="Go on with what is there, or begin.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before starting.")] = False,
    progress: Annotated[str, typer.Option(metavar="auto|plain|json", help="How to tell how far it is.")] = "auto",
) -> None:
    """Live a scenario at many points under each policy; rows on disk as they come."""
    from sim.cli.compare import listed, settings_of
    from sim.inputs.scenario import load
    from sim.show.sweep_report import after
    from sim.show.terminal import console
    from sim.study.sweeps.sweep import Sweep, question

    asked = question(
        load(scenario).changed(settings_of(changes or [])),
        vary or (),
        design=design,
        sample=sample,
        n=n,
        policies=None if policies is None else listed(policies),
        baseline=baseline,
        replicates=replicates,
        people=people,
    )
    planned = Sweep(asked, out, resume=resume)
    standing = live(planned, workers=workers, cluster=cluster, write=write, progress=progress, yes=yes)
    console(error=True).print(after(standing, out))


def live(
    planned: "Sweep", *, workers: int | None, cluster: str | None, write: str, progress: str, yes: bool
) -> "Standing":
    """Say what a sweep will take, ask where that is long and somebody is there, and live it with progress."""
    from sim.show.sweep_progress import STYLES, told
    from sim.show.sweep_report import before
    from sim.show.terminal import console
    from sim.study.run import cores

    if progress not in STYLES:
        raise InputError(f"--progress {progress}: choose one of {', '.join(STYLES)}")
    count = cores(workers)
    messages = console(error=True)
    expected = planned.estimate(count)
    messages.print(before(planned, expected, None if cluster else count))
    if expected.seconds > LONG and not yes and sys.stdin.isatty() and messages.is_terminal:
        typer.confirm("Start?", default=True, abort=True, err=True)
    signal.signal(signal.SIGTERM, _stop)
    with told(progress, messages) as report:
        return planned.run(
            workers=workers,
            cluster=cluster,
            write=write,
            seconds_per_unit=expected.seconds_per_unit,
            report=report,
        )


def _stop(*_: Any) -> None:
    """A job scheduler's end of time is a Ctrl-C."""
    raise KeyboardInterrupt
