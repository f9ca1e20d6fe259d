"""What is kept for a person: every trait and every state column, once, with its type, unit and meaning.

`Traits` and `State` are one person, in plain numbers. All people are kept by the same declarations, laid out by how
often they are needed: what every month touches (`Moving`, and the hazard of leaving) has an array a column, so that a
month streams through it; the rest are rows of two tables, so that somebody to whom something happens is in one place.
The rule computes in 64-bit floats; storing rounds to the type declared here.
"""

from typing import Annotated, Any, NamedTuple, TypeAlias, TypeVar, get_type_hints

import numpy as np
import numpy.typing as npt

U8 = Annotated[int, np.uint8]
U16 = Annotated[int, np.uint16]
I16 = Annotated[int, np.int16]
I32 = Annotated[int, np.int32]
U32 = Annotated[int, np.uint32]
F32 = Annotated[float, np.float32]
F64 = Annotated[float, np.float64]

# values of `status`
PROSPECT, CUSTOMER, FORMER = 0, 1, 2
# values of `attitude`
FUNDAMENTALIST, PRAGMATIST, UNCONCERNED = 0, 1, 2
# values of `knows`
UNAWARE, AWARE, KNOWS = 0, 1, 2
# values of `learned_how`
BY_MAIL, BY_READING, BY_TALK, BY_PRESS, BY_NOTICE = 1, 2, 3, 4, 5
# kinds of buyer that write to people, in the order of the story
KINDS = ("magazines", "charities", "travel", "political")

MONEY_UNIT = 1e-4  # dollars: margins are whole numbers of this, so that their sums are exact in any order


class Traits(NamedTuple):
    """What a person is born with: the same under every policy."""

    leave_hazard: F32  # hazard of leaving for reasons that have nothing to do with data [per month]; its own array
    objection: F32  # how strongly a quiet sale offends, 0 = does not object [units of one quiet sale]
    patience: F32  # grievance that is borne without acting [units of one quiet sale]
    margin: I32  # contribution while a customer [MONEY_UNIT dollars per month]
    consents_below: F32  # consents where this threshold lies below the rate [share]
    opts_out_below: F32  # opts out where this threshold lies below the rate [share]
    profile_below: F32  # fills in a profile where this threshold lies below the rate [share]
    attitude: U8  # privacy attitude: 0 fundamentalist, 1 pragmatist, 2 unconcerned
    experience_counts: U8  # 1 where experience counts in staying
    likes_personalisation: U8  # 1 where personalisation is liked
    traceable: U8  # 1 where the address tells who sold it
    digital: U8  # 1 where the digital edition is (or will be) on, so that e-mail reaches the person


class State(NamedTuple):
    """What a person carries through the months. The columns down to `knows` move every month, the others seldom."""

    copies: F32  # copies of the record in circulation
    annoyance: F32  # [units of one quiet sale]
    status_clock: F32  # hazard left until a prospect joins, a customer leaves, a former one returns [expected events]
    mail_clock: F32  # hazard left until the clock rings [expected events]; the same for the other clocks
    learn_clock: F32
    first_sold: I16  # month of the first sale of the record, 0 = never
    status: U8  # 0 prospect, 1 customer, 2 former customer
    knows: U8  # 0 unaware, 1 aware that this company sells, 2 knows that it sold his or her record

    money: F64  # contribution to the company so far, discounted [dollars, this person alone]
    exposure: F32  # sales of the record, weighted by severity and number of buyers [quiet sales]
    pieces_magazines: U32  # pieces noticed so far, by kind of sender
    pieces_charities: U32
    pieces_travel: U32
    pieces_political: U32
    betrayal_fast: F32  # the part that fades in weeks [units of one quiet sale]
    betrayal_slow: F32  # the part that fades over years [units of one quiet sale]
    complain_clock: F32
    months: I16  # months as a customer, of the present or last time
    last_sold: I16  # month of the latest sale of the record, 0 = never
    returns: U16  # rings so far of each clock that can ring more than once
    leavings: U16
    complaints: U16
    first_joined: I16  # month of first joining; 0 = a customer at the start, or not yet joined
    learned_month: I16  # month of learning that the record was sold, 0 = has not
    first_left: I16  # month of first leaving, 0 = has not
    learnings: U8
    learned_how: U8  # 1 mail, 2 reading the privacy policy, 3 talk, 4 press, 5 notified; 0 = has not learned
    talking: U8  # months of talking left
    content: U8  # 1 where a customer with nothing to complain of, who recommends the company
    profiled: U8  # 1 where a profile has been declared
    told: U8  # 1 where the company has said plainly that it sells


class Moving(NamedTuple):
    """The state that moves every month, of everybody: an array a column, as in `State`."""

    copies: npt.NDArray[np.float32]
    annoyance: npt.NDArray[np.float32]
    status_clock: npt.NDArray[np.float32]
    mail_clock: npt.NDArray[np.float32]
    learn_clock: npt.NDArray[np.float32]
    first_sold: npt.NDArray[np.int16]
    status: npt.NDArray[np.uint8]
    knows: npt.NDArray[np.uint8]


_Row = TypeVar("_Row", Traits, State)
Table: TypeAlias = npt.NDArray[np.void]


def types(row: type[Traits] | type[State]) -> dict[str, Any]:
    """The column types of `Traits` or `State`: name -> numpy type, in the order of declaration."""
    hints = get_type_hints(row, include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items()}


def _table(columns: dict[str, Any], width: int) -> np.dtype[np.void]:
    """Rows of so many bytes, a whole number of them to a line of the cache: to look somebody up is one look there."""
    kinds = [np.dtype(kind) for kind in columns.values()]
    places = [sum(kind.itemsize for kind in kinds[:n]) for n in range(len(kinds))]
    return np.dtype({"names": [*columns], "formats": kinds, "offsets": places, "itemsize": width})


# The tables of everybody; a row is a person. Beside the state stands the last month whose money and months as a
# customer have been booked in it.
TRAITS = _table({name: kind for name, kind in types(Traits).items() if name != "leave_hazard"}, 32)
SELDOM = _table(
    {**{name: kind for name, kind in types(State).items() if name not in Moving._fields}, "booked": np.int16}, 64
)


def stored(row: _Row) -> _Row:
    """The same person with every value rounded to the type of its column, as storing in a table does."""
    kinds = types(type(row)).values()
    return type(row)(*(kind(value).item() for kind, value in zip(kinds, row, strict=True)))
