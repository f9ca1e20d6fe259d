"""People made once for all worlds in which they are the same: making them reads few of a scenario's numbers."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from sim.inputs.parameter import Value
from sim.inputs.scenario import Scenario
from sim.inputs.segment import Segment

if TYPE_CHECKING:
    from sim.model.people import Born

KEPT = 3  # replicates' people held at a time: in a design for Sobol' indices, worlds alike are not always neighbours


class Births:
    """Makes people, and hands out those made before where nothing that made them has changed."""

    def __init__(self) -> None:
        self._made: deque[_Made] = deque(maxlen=KEPT)

    def of(self, scenario: Scenario, replicate: int) -> "Born":
        """The people of a scenario in a replicate, to share unchanged."""
        for made in self._made:
            if made.fits(scenario, replicate):
                self._made.remove(made)
                self._made.append(made)  # the longest unused makes room
                return made.people
        made = _make(scenario, replicate)
        self._made.append(made)
        return made.people


@dataclass(frozen=True, eq=False)
class _Made:
    """People, and all that made them. values: of every parameter that was read."""

    people: "Born"
    replicate: int
    values: Mapping[str, Value]
    segments: tuple[Segment, ...]

    def fits(self, scenario: Scenario, replicate: int) -> bool:
        """Whether the same people would come out."""
        return (
            replicate == self.replicate
            and scenario.segments == self.segments
            and all(scenario[key] == value for key, value in self.values.items())
        )


def _make(scenario: Scenario, replicate: int) -> _Made:
    from sim.model.people import born

    noting = Noting(scenario)
    people = born(cast(Scenario, noting), replicate)
    return _Made(people, replicate, noting.read, scenario.segments)


class Noting:
    """A scenario that notes which parameters are read of it, and their values."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self.read: dict[str, Value] = {}

    def __getitem__(self, key: str) -> Value:
        value = self.read[key] = self._scenario[key]
        return value

    def __getattr__(self, name: str) -> Any:
        return getattr(self._scenario, name)
