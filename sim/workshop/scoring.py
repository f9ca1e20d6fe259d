"""Points for a prediction: for being right, and for being rightly sure.

Both rules are proper: on average nobody can do better than to say what he or she truly thinks. Both give 0 for
"no idea", 100 for sure and right, and lose up to 300 for sure and wrong.

- *Does it pay?* a chance p: 100 (1 - 4 (p - o)^2), with o = 1 where it paid and 0 where it did not (Brier 1950, Monthly
  Weather Review 78:1).
- *How much, how many?* two ends between which the outcome lies as likely as not: the interval score of a 50 % interval
  (Winkler 1972, JASA 67:187; Gneiting and Raftery 2007, JASA 102:359), its width plus four times the distance by which
  it misses, as a share of the dial: 100 (1 - share). What lies beyond the dial counts as its last mark.

A round is lived several times with new luck. The points are the mean over these lives, so that luck counts as luck.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sim.errors import InputError
from sim.workshop.lives import Outcomes
from sim.workshop.plan import Round

SURE = 0.5  # chance that an outcome lies between the two ends
MOST, LEAST = 100.0, -300.0


@dataclass(frozen=True)
class Prediction:
    """What a team expects of its policy by the end of a round, against never selling.

    pays: chance that it is better off. value: two ends [dollars]. left: two ends [real people who leave because of it].
    """

    pays: float
    value: tuple[float, float]
    left: tuple[float, float]

    def check(self, one: Round) -> None:
        """InputError where it is not what the dials of the round can say."""
        if not 0.0 <= self.pays <= 1.0:
            raise InputError(f"pays = {self.pays!r:.40}: must be a chance from 0 to 1")
        for name, (low, high), least, most in (
            ("value", self.value, -one.gain, one.gain),
            ("left", self.left, 0.0, one.leave),
        ):
            if not least <= low <= high <= most:
                raise InputError(
                    f"{name} = {low!r:.40} to {high!r:.40}: must be two ends within {least:,.0f} to {most:,.0f}"
                )


@dataclass(frozen=True)
class Points:
    """The points of one prediction, from -300 to 100 each."""

    pays: float
    value: float
    left: float

    @property
    def total(self) -> int:
        """The round's points: the mean of the three, whole."""
        return round((self.pays + self.value + self.left) / 3)


def chance_points(chance: float, happened: bool) -> float:
    """Points for a chance: 0 at 50 %, whatever happens."""
    return 100.0 * (1.0 - 4.0 * (chance - happened) ** 2)


def range_points(low: float, high: float, outcome: float, dial: tuple[float, float]) -> float:
    """Points for two ends on a dial: 0 for the whole dial, 100 for a hit with no width."""
    least, most = dial
    needle = min(max(outcome, least), most)
    missed = max(low - needle, needle - high, 0.0)
    score = (high - low) + 2.0 / (1.0 - SURE) * missed
    return 100.0 * (1.0 - score / (most - least))


def points(said: Prediction, came: Outcomes, one: Round) -> Points:
    """The points of a prediction over all lives of a round."""
    return Points(
        _mean([chance_points(said.pays, value > 0.0) for value in came.difference]),
        _mean([range_points(*said.value, value, (-one.gain, one.gain)) for value in came.difference]),
        _mean([range_points(*said.left, value, (0.0, one.leave)) for value in came.left]),
    )


def prediction_of(kept: dict[str, Any]) -> Prediction:
    """A prediction as it was kept."""
    return Prediction(float(kept["pays"]), tuple(kept["value"]), tuple(kept["left"]))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
