"""How likely customers leave for reasons that have nothing to do with data (shifted-beta-geometric).

Each person leaves with probability theta per contract period, theta ~ Beta(alpha, beta) over people (Fader and Hardie
2007, "How to project customer retention"). Customers at the start are not new: having stayed m periods, they have
theta ~ Beta(alpha, beta + m), and tenure m itself is drawn in proportion to survival S(m).
"""

from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv, betaln, expit

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

# The quantile is tabulated on even steps of log-odds: both tails of a Beta are straight lines there, so interpolation
# between nodes is monotone and close everywhere (tests hold it to 1 part in 1,000 of the odds).
_REACH = 23.0  # log-odds; a 32-bit uniform number lies within 22.9 of zero
_NODES = 921
_STEPS = np.linspace(-_REACH, _REACH, _NODES)


class Quantiles:
    """Log-odds of theta at even steps of the log-odds of u: [tenure in periods, 0 to oldest][node].

    Empty (nan) at first: a node is worked out when somebody first lies beside it, for a small market meets few of them.
    """

    def __init__(self, alpha: float, beta: float, oldest: int) -> None:
        self._alpha, self._beta = alpha, beta
        self._table = np.full((oldest + 1, _NODES), np.nan)

    def beside(self, tenure: Integers, left: Integers) -> Floats:
        """The table with what these people need. Threads that meet here write the same numbers."""
        wanted = np.zeros(self._table.shape, np.bool_)
        wanted[tenure, left] = wanted[tenure, left + 1] = True
        periods, node = np.nonzero(wanted & np.isnan(self._table))
        rows = self._beta + periods
        with np.errstate(divide="ignore"):
            leaves = np.log(betaincinv(self._alpha, rows, expit(_STEPS[node])))
            stays = np.log(betaincinv(rows, self._alpha, expit(-_STEPS[node])))
        self._table[periods, node] = np.clip(leaves - stays, -700.0, 700.0)
        return self._table


quantiles = lru_cache(maxsize=64)(Quantiles)


def leave_hazard(u: Floats, tenure: Integers, alpha: float, beta: float, period: int, longest: int = 0) -> Floats:
    """Hazard of leaving [per month] of people at quantile u (0 to 1) of Beta(alpha, beta + tenure).

    h0 = -ln(1 - theta) / L, with L the contract period in months. longest: a tenure [periods] that some may have; it
    changes nothing but lets the same table serve them all.
    """
    place = (np.log(u) - np.log1p(-u) + _REACH) * ((_NODES - 1) / (2.0 * _REACH))
    left = np.clip(place.astype(np.int64), 0, _NODES - 2)
    weight = place - left
    table = quantiles(alpha, beta, int(tenure.max(initial=longest))).beside(tenure, left)
    log_odds = table[tenure, left] * (1.0 - weight) + table[tenure, left + 1] * weight
    return np.logaddexp(0.0, log_odds) / period


def survival(alpha: float, beta: float, periods: int) -> Floats:
    """Share of new customers still there after 0, 1, ..., periods contract periods."""
    m = np.arange(periods + 1)
    return np.exp(betaln(alpha, beta + m) - betaln(alpha, beta))


def tenures(u: Floats, alpha: float, beta: float, oldest: int) -> Integers:
    """Tenure in whole periods of customers at the start, at quantile u: in proportion to survival, at most `oldest`."""
    cumulated = np.cumsum(survival(alpha, beta, oldest))
    return np.minimum(np.searchsorted(cumulated, u * cumulated[-1], side="right"), oldest)
