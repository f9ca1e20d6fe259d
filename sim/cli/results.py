"""`twenty-cents results`: a sweep's dataset, looked at."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.polite import Json, polite
from sim.errors import InputError

if TYPE_CHECKING:
    import pandas as pd


@polite
def results(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="What `sweep --out DIR` wrote.")],
    of: Annotated[str, typer.Option(metavar="OUTCOME", help="Which outcome; --columns lists them.")] = "difference",
    by: Annotated[str | None, typer.Option(metavar="A,B,...", help="Also apart for each value of these.")] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(metavar="CONDITION", help='Only such rows: "data_market.price>=0.2"; repeatable, all must hold.'),
    ] = None,
    quantiles: Annotated[str | None, typer.Option(metavar="P,Q,...", help="Quantiles over all rows.")] = None,
    pivot: Annotated[str | None, typer.Option(metavar="KEY[,KEY]", help="The mean by one or two varied keys.")] = None,
    policy: Annotated[str | None, typer.Option(metavar="KEY", help="Whose pivot; the first that is compared.")] = None,
    figure: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Draw the pivot: lines, or a heat map of two keys (PNG, SVG).")
    ] = None,
    csv: Annotated[Path | None, typer.Option(metavar="FILE.csv", help="Write the rows themselves.")] = None,
    columns: Annotated[bool, typer.Option("--columns", help="What every column means.")] = False,
    as_json: Json = False,
) -> None:
    """Summarise, filter, pivot, draw and export what a sweep has found."""
    from sim.show import sweep_report as report
    from sim.show.terminal import console
    from sim.study.sweeps.results import Results

    found, out = Results(folder, where or ()), console()
    if found.remark:
        console(error=True).print(f"Note: {found.remark}", markup=False)
    groups = [] if by is None else _listed(by)
    if figure is not None and pivot is None:
        raise InputError("--figure draws a pivot; say of which keys, as in --pivot data_market.price,people.traceable")
    if csv is not None:
        from sim.study.sweeps.export import write_csv

        rows = write_csv(found, csv)
        out.print(f"{rows:,} rows written to {csv}")
    elif columns:
        _print(found.dictionary()) if as_json else report.show_dictionary(found, out)
    elif pivot is not None:
        square = found.pivot(*_keys(pivot), of=of, policy=policy)
        label = found.label(square.policy)
        if figure is not None:
            from sim.show.sweep_figure import save

            save(square, label, figure)
        _print(square.table) if as_json else report.show_pivot(square, label, out)
        if figure is not None and not as_json:
            out.print(f"Drawn to {figure}")
    elif quantiles is not None:
        frame = found.quantiles(_numbers(quantiles), of, groups)
        _print(frame) if as_json else report.show_frame(frame, out)
    else:
        frame = found.summary(of, groups)
        _print(frame) if as_json else report.show_summary(found, frame, found.meaning(of), out)


def _print(frame: "pd.DataFrame") -> None:
    sys.stdout.write(frame.to_json(orient="records", indent=1, double_precision=15) + "\n")


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _keys(text: str) -> tuple[str, str | None]:
    keys = _listed(text)
    if len(keys) not in (1, 2):
        raise InputError(f"--pivot {text}: give one key or two, as in data_market.price,people.traceable")
    return keys[0], keys[1] if len(keys) == 2 else None


def _numbers(text: str) -> list[float]:
    try:
        return [float(part) for part in _listed(text)]
    except ValueError:
        raise InputError(f"--quantiles {text}: give numbers from 0 to 1, as in 0.05,0.5,0.95") from None
