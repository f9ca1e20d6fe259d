"""What a company may tell of a customer, and in which columns it is found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Literal

from sim.errors import InputError
from sim.inputs.company_files.csv_file import CsvFile
from sim.inputs.company_files.csv_values import Dates, Decimal
from sim.inputs.parameter import nearest

MONTHS = MappingProxyType({"months": 1.0, "days": 12 / 365.25, "weeks": 84 / 365.25, "years": 12.0})
Unit = Literal["months", "days", "weeks", "years"]

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "id": "who it is; only to find duplicates, never kept",
        "tenure": "how long he or she has been (or was) a customer, in months unless --tenure-in says otherwise",
        "start": "date of becoming a customer, where there is no tenure",
        "end": "date of leaving; empty for those who are still here",
        "churned": "yes for those who have left",
        "status": "a word like active or cancelled",
        "margin": "what the customer earns the company, a month unless --money-per says otherwise",
        "price": "what the customer pays, where there is no margin",
        "segment": "any group; retention and margin are fitted by it",
        "channel": "how the customer comes or buys; serves as segment where there is none",
        "email": "yes, no, or the address (not kept); empty is a no",
        "consent": "yes for those who agreed that their data may be passed on; empty is a no",
    }
)

# Names under which columns are found by themselves, letters and digits only. Whatever is found is reported.
_KNOWN: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "customerid", "customer", "custid", "subscriberid", "accountid"),
    "tenure": ("tenure", "tenuremonths", "monthsascustomer"),
    "start": ("start", "startdate", "started", "joined", "joindate", "since", "customersince", "signupdate"),
    "end": ("end", "enddate", "ended", "leftdate", "cancelled", "cancelledon", "canceldate", "churndate"),
    "churned": ("churn", "churned", "hasleft"),
    "status": ("status", "customerstatus"),
    "margin": ("margin", "monthlymargin", "marginpermonth"),
    "price": ("price", "monthlyprice", "monthlycharges", "monthlycharge", "monthlyfee", "pricepermonth"),
    "segment": ("segment", "contract", "plan", "tier", "product"),
    "channel": ("channel", "acquisitionchannel"),
    "email": ("email", "hasemail", "emailaddress", "mail"),
    "consent": ("consent", "optin", "optedin", "consented"),
}


@dataclass(frozen=True)
class Reading:
    """How a file is to be read where it cannot be known from the file.

    columns: the column of a field, "" to leave the field out; what is not named is found by its usual names.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    separator: str | None = None
    encoding: str = "utf-8"
    decimal: Decimal = "point"
    dates: Dates = "iso"
    tenure_in: Unit = "months"
    money_per: Literal["month", "year"] = "month"
    as_of: date | None = None


def told_columns(pairs: Sequence[str]) -> dict[str, str]:
    """What `--map field=column` says, by field. Raises InputError."""
    columns: dict[str, str] = {}
    for pair in pairs:
        name, equals, column = (part.strip() for part in pair.partition("="))
        if not equals:
            raise InputError(f"--map {pair}: write it as field=column, for example --map tenure=months")
        if name not in FIELDS:
            near = nearest(name, FIELDS)
            hint = f"did you mean {near}?" if near else f"fields are {', '.join(FIELDS)}"
            raise InputError(f"--map {pair}: there is no field {name}; {hint}")
        if name in columns:
            raise InputError(f"--map {pair}: the field {name} is mapped twice")
        columns[name] = column
    return columns


def find_columns(file: CsvFile, told: Mapping[str, str]) -> dict[str, str]:
    """The column of each field that the file has. Raises InputError where one is missing, double or contradictory."""
    found = {name: column for name, column in told.items() if column}
    taken = set(found.values())
    for name, usual in _KNOWN.items():
        if name in told:
            continue
        there = [column for column in file.columns if column not in taken and _letters(column) in usual]
        if len(set(there)) > 1:
            raise InputError(
                f"{file.label}: line {file.header_line}: {' and '.join(there)} could both be the {name}; say which "
                f"with --map {name}={there[0]}, or none with --map {name}="
            )
        if there:
            found[name] = there[0]
            taken.add(there[0])
    for column in found.values():
        file.place(column)
    if "tenure" not in found and "start" not in found:
        raise InputError(
            f"{file.label}: no column tells how long customers have been with the company; name it, as in "
            f"--map tenure=COLUMN or --map start=COLUMN (`calibrate retention` also reads a table with the columns "
            f"period,survivors); columns are {file.named()}"
        )
    return {name: found[name] for name in FIELDS if name in found}


def _letters(column: str) -> str:
    return "".join(letter for letter in column.lower() if letter.isalnum())
