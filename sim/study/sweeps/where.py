"""A condition on a sweep's rows, as a user writes it: `data_market.price >= 0.2`, `policy = sell-quietly`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sim.errors import InputError
from sim.inputs.parameters import nearest
from sim.study.sweeps.columns import Column

_SHAPE = re.compile(r"\s*([^<>=!\s]+)\s*(<=|>=|!=|=|<|>)\s*(.*?)\s*", re.DOTALL)


@dataclass(frozen=True)
class Condition:
    """A condition as it was written, and as DuckDB reads it."""

    text: str
    sql: str

    @classmethod
    def read(cls, text: str, columns: Mapping[str, Column]) -> "Condition":
        """The condition in a text. Raises InputError with the nearest column or what would be right."""
        found = _SHAPE.fullmatch(text)
        if found is None:
            raise InputError(f'--where "{text}": write it as COLUMN, one of = != < <= > >=, and a value')
        name, sign, value = found.groups()
        if name not in columns:
            near = nearest(name, columns)
            told = f"; did you mean {near}?" if near else ""
            raise InputError(f'--where "{text}": there is no column {name}{told}')
        kind = columns[name].kind
        if kind in ("int64", "float64"):
            try:
                return cls(text, condition(name, sign, float(value)).sql)
            except ValueError:
                raise InputError(f'--where "{text}": {name} is a number; compare it with one') from None
        if kind == "bool":
            if value.lower() not in ("true", "false") or sign not in ("=", "!="):
                raise InputError(f'--where "{text}": {name} is true or false; write {name} = true')
            return cls(text, condition(name, sign, value.lower() == "true").sql)
        return cls(text, condition(name, sign, value).sql)


def condition(name: str, sign: str, value: float | bool | str) -> Condition:
    """A condition on a column."""
    told = "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)
    return Condition(f"{name} {sign} {value}", f"{quoted(name)} {sign} {told}")


def quoted(name: str) -> str:
    """A column's name for DuckDB."""
    return '"' + name.replace('"', '""') + '"'
