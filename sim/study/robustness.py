"""How choices hold up where the assumptions are open: how often each policy is best, and what one would regret.

Every parameter that evidence leaves open moves over its range; in each plausible world all policies are lived by the
same people. The regret of a policy in a world is what the best policy there brings more (Savage 1951). In markets so
small, luck makes the best look better than it is: regrets are, if anything, too large.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sim.errors import InputError
from sim.inputs.scenario import Scenario
from sim.study.arguments import check_scenario, check_whole
from sim.study.certainty.discovery import Discovery, discover
from sim.study.certainty.plausible import open_parameters, world
from sim.study.intervals import Estimate, mean_interval, share_interval
from sim.study.lives import live_all
from sim.study.plan import behaviour
from sim.study.run import cores, pool

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]
Progress = Callable[[int, int], None]

WORLDS, PEOPLE, REPLICATES = 256, 2_000, 2  # with fewer worlds hardly any box can be told from luck
FEWEST_WORLDS, MOST_WORLDS = 16, 65_536
HIGH = 0.9  # the regret that nine worlds of ten stay below
_SEED = 20  # of the places in the ranges; the people's luck is the scenario's


@dataclass(frozen=True)
class PolicyRobustness:
    """One policy over the plausible worlds. Shares are of worlds; money is dollars of the real company.

    wins: where it is the best of all; policies that come to exactly the same share the win. ahead: where it beats the
    baseline; None for the baseline. regret: mean over worlds; regret_high: nine worlds of ten stay below it.
    """

    key: str
    label: str
    wins: Estimate
    ahead: Estimate | None
    regret: Estimate
    regret_high: float


@dataclass(frozen=True)
class Robustness:
    """Policies over plausible worlds, in the order asked for.

    agree: share of worlds in which other luck names the same best policy. places: where each world lies in the range
    of each parameter, 0 to 1 [world, parameter]. values: net present value [world, policy].
    discoveries: by policy, where in the ranges it beats the baseline; none where it does nearly always or never.
    """

    scenario: Scenario
    baseline: str
    worlds: int
    people: int
    replicates: int
    parameters: tuple[str, ...]
    policies: tuple[PolicyRobustness, ...]
    agree: float
    discoveries: Mapping[str, Discovery]
    places: Floats = field(repr=False)
    values: Floats = field(repr=False)

    @property
    def winner(self) -> PolicyRobustness:
        """The policy that is best most often."""
        return max(self.policies, key=lambda one: one.wins.mean)

    @property
    def least_regret(self) -> PolicyRobustness:
        """The policy with the smallest mean regret."""
        return min(self.policies, key=lambda one: one.regret.mean)

    def table(self) -> "pd.DataFrame":
        """A row a policy: shares of worlds and regret, each with its 90 % interval."""
        import pandas as pd

        rows = []
        for one in self.policies:
            figures = {"wins": one.wins, "ahead": one.ahead, "regret": one.regret}
            row: dict[str, object] = {"policy": one.key, "label": one.label}
            for name, estimate in figures.items():
                for part, value in zip(("", "_low", "_high"), estimate or (None, None, None), strict=True):
                    row[f"{name}{part}"] = value
            rows.append(row | {"regret_nine_in_ten": one.regret_high})
        return pd.DataFrame(rows)

    def frame(self) -> "pd.DataFrame":
        """A row a world: the value of every parameter, then each policy's net present value [dollars]."""
        import pandas as pd

        from sim.study.certainty.plausible import spread

        around = [spread(key, self.scenario) for key in self.parameters]
        columns = {
            key: [one.at(place) for place in self.places[:, n].tolist()]
            for n, (key, one) in enumerate(zip(self.parameters, around, strict=True))
        }
        values = {f"value_{one.key}": self.values[:, n] for n, one in enumerate(self.policies)}
        return pd.DataFrame({**columns, **values})


def robustness(
    scenario: Scenario,
    policies: Sequence[str] | None = None,
    baseline: str = "never-sell",
    *,
    worlds: int = WORLDS,
    people: int = PEOPLE,
    replicates: int = REPLICATES,
    threads: int | None = None,
    progress: Progress = lambda _done, _to_do: None,
) -> Robustness:
    """How often each policy wins over plausible worlds, its regret, and where it beats the baseline.

    policies: all of the scenario's if left out; the baseline always stands among them. worlds: a power of two, spread
    evenly over all ranges. people: at most so many as the scenario has. progress: called with worlds lived and to live.
    InputError for a policy that does not exist, sizes out of range, or policies that all do the same.
    """
    check_scenario(scenario)
    keys = list(dict.fromkeys([baseline, *(scenario.policies if policies is None else policies)]))
    chosen = [scenario.policy(key) for key in keys]
    if len({behaviour(scenario, policy) for policy in chosen}) < 2:
        raise InputError("--policies: there is no choice; name at least one policy that differs from the baseline")
    check_whole("worlds", worlds, FEWEST_WORLDS, MOST_WORLDS)
    if worlds & (worlds - 1):
        raise InputError(f"worlds = {worlds}: must be a power of two, as {1 << worlds.bit_length() - 1}")
    check_whole("people", people, 1, 10_000_000)
    check_whole("replicates", replicates, 2, 100)
    small = scenario.changed({"market.people": min(people, int(scenario["market.people"]))})
    names = tuple(entry.name for entry in open_parameters())
    places = _places(worlds, len(names))

    def live(number: int) -> Floats:
        here = world(small, dict(zip(names, places[number].tolist(), strict=True)))
        luck = range(number * replicates, (number + 1) * replicates)
        return np.array([[life.net_present_value for life in row] for row in live_all(here, chosen, luck, threads=1)])

    lived = []
    for found in pool(cores(threads)).map(live, range(worlds)):
        lived.append(found)
        progress(len(lived), worlds)
    values = np.array(lived)  # [world, replicate, policy]
    means = values.mean(axis=1)
    wins, regret = _wins(means), means.max(axis=1, keepdims=True) - means
    ahead = means > means[:, :1]
    return Robustness(
        scenario=small,
        baseline=baseline,
        worlds=worlds,
        people=int(small["market.people"]),
        replicates=replicates,
        parameters=names,
        policies=tuple(
            PolicyRobustness(
                key=policy.key,
                label=policy.label,
                wins=share_interval(float(wins[:, n].mean()), worlds),
                ahead=share_interval(float(ahead[:, n].mean()), worlds) if n else None,
                regret=mean_interval(regret[:, n]),
                regret_high=float(np.quantile(regret[:, n], HIGH)),
            )
            for n, policy in enumerate(chosen)
        ),
        agree=_agreement(values),
        discoveries={
            policy.key: box
            for n, policy in enumerate(chosen)
            if n and (box := discover(places, ahead[:, n], names)) is not None
        },
        places=places,
        values=means,
    )


def _places(worlds: int, several: int) -> Floats:
    """Places in the ranges [world, parameter]: scrambled Sobol' points."""
    from scipy.stats import qmc

    return np.asarray(qmc.Sobol(several, scramble=True, rng=_SEED).random(worlds))


def _wins(values: Floats) -> Floats:
    """Each policy's part of the win [world, policy]: 1 for the only best, shared evenly between equals."""
    best = values == values.max(axis=1, keepdims=True)
    return np.asarray(best / best.sum(axis=1, keepdims=True))


def _agreement(values: Floats) -> float:
    """Share of worlds in which a replicate alone and the mean of the others name the same best policy."""
    agree = []
    for one in range(values.shape[1]):
        others = np.delete(values, one, axis=1).mean(axis=1)
        agree.append(values[:, one].argmax(axis=1) == others.argmax(axis=1))
    return float(np.mean(agree))
