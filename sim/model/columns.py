"""What is kept for a person: every trait and every state column, once, with its type, unit and meaning.

`Traits` and `State` serve twice: with numbers in their fields they are one person; with arrays in their fields they are
all people, a column a field. The rule computes in 64-bit floats; storing rounds to the type declared here.
"""

from typing import Annotated, Any, NamedTuple, TypeVar, get_type_hints

import numpy as np

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

    attitude: U8  # privacy attitude: 0 fundamentalist, 1 pragmatist, 2 unconcerned
    objection: F32  # how strongly a quiet sale offends, 0 = does not object [units of one quiet sale]
    experience_counts: U8  # 1 where experience counts in staying
    likes_personalisation: U8  # 1 where personalisation is liked
    leave_hazard: F32  # hazard of leaving for reasons that have nothing to do with data [per month]
    patience: F32  # grievance that is borne without acting [units of one quiet sale]
    traceable: U8  # 1 where the address tells who sold it
    digital: U8  # 1 where the digital edition is (or will be) on, so that e-mail reaches the person
    margin: I32  # contribution while a customer [MONEY_UNIT dollars per month]
    consents_below: F32  # consents where this threshold lies below the rate [share]
    opts_out_below: F32  # opts out where this threshold lies below the rate [share]
    profile_below: F32  # fills in a profile where this threshold lies below the rate [share]


class State(NamedTuple):
    """What a person carries through the months."""

    status: U8  # 0 prospect, 1 customer, 2 former customer
    months: I16  # months as a customer, of the present or last time
    told: U8  # 1 where the company has said plainly that it sells
    profiled: U8  # 1 where a profile has been declared
    last_sold: I16  # month of the latest sale of the record, 0 = never
    first_sold: I16  # month of the first sale of the record, 0 = never
    exposure: F32  # sales of the record, weighted by severity and number of buyers [quiet sales]
    copies: F32  # copies of the record in circulation
    pieces_magazines: U32  # pieces noticed so far, by kind of sender
    pieces_charities: U32
    pieces_travel: U32
    pieces_political: U32
    annoyance: F32  # [units of one quiet sale]
    knows: U8  # 0 unaware, 1 aware that this company sells, 2 knows that it sold his or her record
    learned_how: U8  # 1 mail, 2 reading the privacy policy, 3 talk, 4 press, 5 notified; 0 = has not learned
    betrayal_fast: F32  # the part that fades in weeks [units of one quiet sale]
    betrayal_slow: F32  # the part that fades over years [units of one quiet sale]
    talking: U8  # months of talking left
    content: U8  # 1 where a customer with nothing to complain of, who recommends the company
    join_clock: F32  # hazard left until the clock rings [expected events]; the same for the other clocks
    return_clock: F32
    leave_clock: F32
    mail_clock: F32
    learn_clock: F32
    complain_clock: F32
    returns: U16  # rings so far of each clock that can ring more than once
    leavings: U16
    learnings: U8
    complaints: U16
    first_joined: I16  # month of first joining; 0 = a customer at the start, or not yet joined
    learned_month: I16  # month of learning that the record was sold, 0 = has not
    first_left: I16  # month of first leaving, 0 = has not
    money: F64  # contribution to the company so far, discounted [dollars, this person alone]


_Row = TypeVar("_Row", Traits, State)


def types(row: type[Traits] | type[State]) -> dict[str, Any]:
    """The column types of `Traits` or `State`: name -> numpy type, in the order of declaration."""
    hints = get_type_hints(row, include_extras=True)
    return {name: hint.__metadata__[0] for name, hint in hints.items()}


def empty(row: type[_Row], people: int) -> _Row:
    """Columns of zeros for so many people."""
    return row(*(np.zeros(people, kind) for kind in types(row).values()))


def person(columns: _Row, i: int) -> _Row:
    """One person, as plain Python numbers."""
    return type(columns)(*(column[i].item() for column in columns))  # type: ignore[attr-defined]


def stored(row: _Row) -> _Row:
    """The same person with every value rounded to the type of its column, as storing in an array does."""
    kinds = types(type(row)).values()
    return type(row)(*(kind(value).item() for kind, value in zip(kinds, row, strict=True)))


def bytes_per_person(row: type[Traits] | type[State]) -> int:
    """Memory of one person's row [bytes]."""
    return sum(np.dtype(kind).itemsize for kind in types(row).values())
