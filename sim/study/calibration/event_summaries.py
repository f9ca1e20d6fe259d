"""An event in a few numbers: what those affected did beyond what the others did in the same months.

A season or a price rise that meets both groups alike cancels. Windows widen with time, since what people do about a
disclosure they do soon after.
"""

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from sim.inputs.company_files.event_file import Event, Floats
from sim.study.calibration.event_model import ratio_before
from sim.study.intervals import SHOWN, Estimate

_STARTS = (0, 1, 2, 4, 8, 14, 24, 48)  # months after the disclosure at which windows of leaving begin
_COARSE = (0, 2, 6, 12, 24)  # and those of complaints, and of people asked


def summaries(event: Event, complaints: bool) -> Floats:
    """Leaving of those affected beyond the others', complaints likewise, and the share who knew, by window.

    Rates per month; complaints' roots; shares of people asked as arcsines, whose errors do not depend on the share.
    """
    before, affected, others = event.before, event.affected, event.others
    ratio = float(np.exp(ratio_before(event)[0]))
    found = []
    for window in _windows(_STARTS, before, event.after):
        theirs = _rate(others.left, others.customers, window)
        found.append(_rate(affected.left, affected.customers, window) - ratio * theirs)
    if complaints:
        found += [
            float(np.sqrt(_rate(affected.complaints, affected.customers, window)))
            for window in _windows(_COARSE, before, event.after)
        ]
    if event.surveyed:
        for window in _windows(_COARSE, before, event.after):
            if affected.asked[window].any():
                share = affected.knew[window].sum() / max(affected.asked[window].sum(), 1e-9)
                found.append(float(np.arcsin(np.sqrt(min(max(share, 0.0), 1.0)))))
    return np.array(found)


def excess_leaving(event: Event) -> Estimate:
    """Share of those affected who left over the whole time beyond what the others' leaving lets expect.

    Its interval takes leavings for independent and few (Poisson), and counts the doubt about how readily those affected
    left before.
    """
    months = slice(event.before, None)
    affected, others = event.affected, event.others
    log_ratio, spread = ratio_before(event)
    here = affected.customers[months]
    weight = float(np.exp(log_ratio)) * here / np.maximum(others.customers[months], 1.0)
    left, expected = affected.left[months].sum(), weight @ others.left[months]
    variance = left + weight**2 @ others.left[months] + (spread * expected) ** 2
    half = float(ndtri(0.5 + SHOWN / 2.0)) * float(np.sqrt(variance))
    beyond = float(left - expected)
    return Estimate(beyond, beyond - half, beyond + half).scaled(1.0 / float(here[0]))


def _windows(starts: tuple[int, ...], before: int, after: int) -> list[slice]:
    inside = [start for start in starts if start < after]
    return [slice(before + a, before + b) for a, b in zip(inside, [*inside[1:], after], strict=True)]


def _rate(count: npt.NDArray[np.float64], customers: npt.NDArray[np.float64], window: slice) -> float:
    return float(count[window].sum() / max(customers[window].sum(), 1.0))
