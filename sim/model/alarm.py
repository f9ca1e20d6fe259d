"""An alarm clock of the market: rings when its hazard reaches thresholds that no policy can change."""

from sim.model import draws


class Alarm:
    """A clock of the market (press, regulator or suit), with thresholds keyed by (seed, replicate, purpose, n)."""

    def __init__(self, seed: int, replicate: int, purpose: int) -> None:
        self._key = (seed, replicate, purpose)
        self.rings = 0
        self.left = self._step()  # hazard that it still has to add up before it rings [expected events]

    def _step(self) -> float:
        seed, replicate, purpose = self._key
        return float(draws.step(seed, replicate, draws.MARKET, purpose, self.rings))

    def run(self, hazard: float) -> bool:
        """Add up a month's hazard [expected events]; True where it rings (once at most) and starts afresh."""
        self.left -= hazard
        if self.left > 0.0:
            return False
        self.rings += 1
        self.left = self._step()
        return True

    def uniform(self) -> float:
        """A number between 0 and 1 that belongs to the latest ring."""
        seed, replicate, purpose = self._key
        return float(draws.uniform(draws.words(seed, replicate, draws.MARKET, purpose, self.rings)[1]))
