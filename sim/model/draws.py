"""Counter-based random numbers (Philox4x32-10) and the alarms and traits made from them.

A draw is a pure function of a key (seed, replicate) and a counter (person, n, purpose): nothing is consumed in order,
so a result does not depend on threads, workers, or who is visited first (Salmon, Moraes, Dror and Shaw 2011, "Parallel
random numbers: as easy as 1, 2, 3"). What a draw is for is part of its counter; every purpose has numbers of its own.

The logarithm and the exponential are our own few lines of plain arithmetic: then compiled and interpreted code agree to
the last bit, whatever mathematics library the machine has.
"""

import math

import numpy as np

from sim.model.compiled import frexp, part

# Purposes of a draw. Clocks of a person come first; FIRST_TRAIT + 0, 1, 2, 3 are blocks of four traits.
JOIN, RETURN, LEAVE, MAIL, LEARN, COMPLAIN = range(6)
CONTACT, BREACH, FIRST_TRAIT = 8, 9, 16
# Alarms of the market belong to nobody: the person's place in the counter holds MARKET.
PRESS, REGULATOR, SUIT = 32, 33, 34
MARKET = 0xFFFFFFFF

_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = np.uint64(0x9E3779B9)
_WEYL_1 = np.uint64(0xBB67AE85)
_UNIT = 2.0**-32
_ROOT_HALF = 0.7071067811865476
_LN2 = 0.6931471805599453
_LN2_HIGH = 0.693147180369123816490  # the first bits of ln 2, so that k x _LN2_HIGH is exact
_LN2_LOW = 1.90821492927058770002e-10


@part
def philox(c0, c1, c2, c3, k0, k1):  # type: ignore[no-untyped-def]
    """Philox4x32-10: four 32-bit words from a counter of four and a key of two (all np.uint64 below 2**32)."""
    for _ in range(10):
        product_0 = _MULTIPLIER_0 * c0
        product_1 = _MULTIPLIER_1 * c2
        c0, c1, c2, c3 = (
            (product_1 >> _HALF) ^ c1 ^ k0,
            product_1 & _LOW,
            (product_0 >> _HALF) ^ c3 ^ k1,
            product_0 & _LOW,
        )
        k0 = (k0 + _WEYL_0) & _LOW
        k1 = (k1 + _WEYL_1) & _LOW
    return c0, c1, c2, c3


@part
def words(seed, replicate, person, purpose, n):  # type: ignore[no-untyped-def]
    """The four 32-bit words of draw n of one purpose for one person (all arguments whole numbers >= 0)."""
    return philox(
        np.uint64(person), np.uint64(n), np.uint64(purpose), np.uint64(0), np.uint64(seed), np.uint64(replicate)
    )


@part
def uniform(word):  # type: ignore[no-untyped-def]
    """A number strictly between 0 and 1 from a 32-bit word."""
    return (float(word) + 0.5) * _UNIT


@part
def unit_exponential(word):  # type: ignore[no-untyped-def]
    """A unit-exponential step: how much hazard a clock adds up before its next ring [expected events]."""
    return -logarithm(uniform(word))


@part
def step(seed, replicate, person, clock, n):  # type: ignore[no-untyped-def]
    """The n-th step (n = 0, 1, ...) of a clock: the threshold that its hazard must reach [expected events]."""
    return unit_exponential(words(seed, replicate, person, clock, n)[0])


@part
def logarithm(x):  # type: ignore[no-untyped-def]
    """Natural logarithm of x > 0 by the series of the inverse hyperbolic tangent, to about a unit in the last place."""
    mantissa, exponent = frexp(x)
    if mantissa < _ROOT_HALF:
        mantissa = mantissa * 2.0
        exponent = exponent - 1
    s = (mantissa - 1.0) / (mantissa + 1.0)
    q = s * s
    series = 1.0 / 21.0
    for odd in (19.0, 17.0, 15.0, 13.0, 11.0, 9.0, 7.0, 5.0, 3.0):
        series = series * q + 1.0 / odd
    return exponent * _LN2 + 2.0 * s * (series * q + 1.0)


@part
def exponential(x):  # type: ignore[no-untyped-def]
    """e to the power x, for |x| below 700, by Taylor's series on the remainder after whole powers of two."""
    k = math.floor(x / _LN2 + 0.5)
    r = x - k * _LN2_HIGH - k * _LN2_LOW
    series = 1.0
    for n in (14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0):
        series = 1.0 + series * r / n
    return math.ldexp(series, int(k))


@part
def power(base, exponent):  # type: ignore[no-untyped-def]
    """base ** exponent for base > 0, by our own logarithm and exponential."""
    return exponential(exponent * logarithm(base))
