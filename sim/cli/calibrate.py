"""`twenty-cents calibrate`: fit the model to a company's own data."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sim.cli.asked import OutFolder, OutScenario
from sim.cli.calibrate_event import event
from sim.cli.csv_options import Encoding, Separator, mark
from sim.cli.polite import Json, polite, print_json

if TYPE_CHECKING:
    from sim.inputs.company_files.customer_fields import Reading

calibrate = typer.Typer(help="Fit the model to a company's own data.", no_args_is_help=True)
calibrate.command()(event)

File = Annotated[Path, typer.Argument(help="A CSV file; .csv.gz will do.")]
Maps = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="FIELD=COLUMN", help="Which column tells a field; repeatable. FIELD= leaves it out."),
]
Decimal = Annotated[Literal["point", "comma"], typer.Option(help="What stands before decimals.")]
Dates = Annotated[
    Literal["iso", "dmy", "mdy"], typer.Option(help="Order in dates that are not like 2024-03-31; iso refuses them.")
]
TenureIn = Annotated[Literal["months", "days", "weeks", "years"], typer.Option(help="The unit of the tenure.")]
MoneyPer = Annotated[Literal["month", "year"], typer.Option(help="What the margin or price is for.")]
AsOf = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="Last day seen; the latest date in the file if left out."),
]
Period = Annotated[int, typer.Option(min=1, max=36, metavar="M", help="Months of a contract period.")]


@calibrate.command()
@polite
def retention(
    file: File,
    horizon: Annotated[
        int | None, typer.Option(min=1, max=1200, metavar="T", help="Last period shown; that of the data if left out.")
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="COLUMN", help="Fit each group in this column apart, too.")] = None,
    period: Period = 1,
    fit_on: Annotated[
        int | None,
        typer.Option(metavar="K", help="Hold all but the first K periods out; three fifths are seen if left out."),
    ] = None,
    maps: Maps = None,
    separator: Separator = None,
    encoding: Encoding = "utf-8",
    decimal: Decimal = "point",
    dates: Dates = "iso",
    tenure_in: TenureIn = "months",
    as_of: AsOf = None,
    as_json: Json = False,
    out: OutFolder = None,
) -> None:
    """Fit the retention curve: a table period,survivors, or one row a customer (tenure, and who has left)."""
    from sim.study.calibration.retention import retention as fitted
    from sim.study.folder import check_folder, write_folder

    if out is not None:
        check_folder(out)
    how = _reading(maps, separator, encoding, decimal, dates, tenure_in, "month", as_of)
    found = fitted(file, how, by=by, period=period, fit_on=fit_on)
    if out is not None:
        from sim.show.retention_figure import retention_figure

        write_folder(out, found.files(horizon, retention_figure(found, horizon)))
    if as_json:
        print_json(found.to_json(horizon))
        return
    from sim.show.retention_report import show_retention
    from sim.show.terminal import console

    show_retention(found, console(), horizon)
    if out is not None:
        console().print(f"Written to {out}: " + ", ".join(sorted(one.name for one in out.iterdir())))


@calibrate.command()
@polite
def customers(
    file: File,
    maps: Maps = None,
    period: Period = 1,
    margin_share: Annotated[
        float | None,
        typer.Option(min=0.0, max=1.0, metavar="X", help="Margin as a share of the price; 0.6 if left out."),
    ] = None,
    separator: Separator = None,
    encoding: Encoding = "utf-8",
    decimal: Decimal = "point",
    dates: Dates = "iso",
    tenure_in: TenureIn = "months",
    money_per: MoneyPer = "month",
    as_of: AsOf = None,
    out: OutScenario = None,
    as_json: Json = False,
) -> None:
    """Read a company's customers, one a row: retention and margins by segment, and a scenario drawn from them.

    Fields for --map: id, tenure, start, end, churned, status, margin, price, segment, channel, email, consent.
    """
    from sim.inputs.company_files.customer_base import read_customers
    from sim.show.customers_report import customers_as_json, show_customers
    from sim.show.terminal import console
    from sim.study.calibration.customer_fit import fit_customers
    from sim.study.calibration.customer_scenario import scenario_toml
    from sim.study.calibration.scenario_file import check_file, write_scenario

    if out is not None:
        check_file(out, file)
    how = _reading(maps, separator, encoding, decimal, dates, tenure_in, money_per, as_of)
    found = fit_customers(read_customers(file, how), period, margin_share)
    if out is not None:
        write_scenario(scenario_toml(found), out)
    if as_json:
        print_json(customers_as_json(found, out))
    else:
        show_customers(found, console(), out)


def _reading(
    maps: list[str] | None,
    separator: str | None,
    encoding: str,
    decimal: Literal["point", "comma"],
    dates: Literal["iso", "dmy", "mdy"],
    tenure_in: Literal["months", "days", "weeks", "years"],
    money_per: Literal["month", "year"],
    as_of: datetime | None,
) -> "Reading":
    from sim.inputs.company_files.customer_fields import Reading, told_columns

    return Reading(
        told_columns(maps or []),
        mark(separator),
        encoding,
        decimal,
        dates,
        tenure_in,
        money_per,
        None if as_of is None else as_of.date(),
    )
