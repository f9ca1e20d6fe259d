"""The best data policy over its fields, for net present value alone or with customers who trust, by Optuna.

Every policy tried is lived by the same people with the same luck. Among many tries the best one is also the luckiest:
what is found is lived again by other people, and only those figures are reported.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sim import __version__
from sim.errors import InputError, Stopped
from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.model.columns import CUSTOMER, UNAWARE
from sim.study.arguments import check_scenario, check_whole
from sim.study.intervals import Estimate, mean_interval
from sim.study.plan import behaviour
from sim.study.run import cores, pool, run
from sim.study.sweeps.sweep import NOBODY
from sim.study.trials_file import STORE, trials_in

if TYPE_CHECKING:
    import optuna
    import pandas as pd

    from sim.model.people import Born

Floats = npt.NDArray[np.float64]
Progress = Callable[[int, int], None]

OBJECTIVES = ("value", "trust")
TRIALS, PEOPLE, REPLICATES, AGAIN = 200, 5_000, 4, 16
FRONT = 12  # policies of a front that are lived again


@dataclass(frozen=True)
class Found:
    """A policy and what it comes to, lived again by people who had no part in the search.

    value: net present value less the baseline's [dollars]. trust: customers at the end who do not know or suspect that
    the company sells records, less the baseline's [people of the real company].
    """

    policy: Policy
    value: Estimate
    trust: Estimate


@dataclass(frozen=True)
class Search:
    """What a search found. best: of most value. front: with two objectives, policies of which none is better in both.

    tried: a row a trial with its values, by the people of the search [trial, (value, trust)].
    """

    scenario: Scenario
    baseline: str
    objectives: tuple[str, ...]
    fields: tuple[str, ...]
    people: int
    replicates: int
    best: Found
    front: tuple[Found, ...]
    tried: Floats = field(repr=False)

    def table(self) -> "pd.DataFrame":
        """A row a policy that was found: its fields, and its figures with 90 % intervals."""
        import pandas as pd

        rows = []
        for one in self.front or (self.best,):
            held = {name: value for name, value in one.policy.in_force(1).items() if value is not None}
            changes = "; ".join(f"month {change.month}: {change.fields()}" for change in one.policy.changes)
            figures = {
                f"{name}{part}": value
                for name in OBJECTIVES
                for part, value in zip(("", "_low", "_high"), getattr(one, name), strict=True)
            }
            rows.append(held | {"changes": changes} | figures)
        return pd.DataFrame(rows)


def search(
    scenario: Scenario,
    objectives: Sequence[str] = ("value",),
    fields: Sequence[str] | None = None,
    *,
    baseline: str = NOBODY,
    trials: int = TRIALS,
    people: int = PEOPLE,
    replicates: int = REPLICATES,
    out: str | Path | None = None,
    resume: bool = False,
    threads: int | None = None,
    progress: Progress = lambda _done, _to_do: None,
) -> Search:
    """Search the best policy over some of its fields; what is not searched is as in the baseline.

    objectives: "value", or "value" and "trust" for the front between both. fields: of `search_space.FIELDS`; all but
    the price if left out. trials: how many policies are tried in all. out: a folder for the trials, which resume goes
    on with. InputError for what cannot be asked, or where another search lies in the folder; RunError where the file
    of trials there cannot be used; Stopped after Ctrl-C.
    """
    try:
        from sim.study.search_space import USUAL, checked_fields, policy_from, suggested, values_of
    except ImportError:
        raise InputError("A search needs Optuna: pip install 'twenty-cents[search]'") from None
    check_scenario(scenario)
    chosen = checked_fields(USUAL if fields is None else fields)
    goals = _goals(objectives)
    check_whole("trials", trials, 1, 1_000_000)
    check_whole("people", people, 1, 10_000_000)
    check_whole("replicates", replicates, 2, 1_000)
    small = scenario.changed({"market.people": min(people, int(scenario["market.people"]))})
    start = small.policy(baseline)
    arena = Arena(small, start, range(replicates), cores(threads))
    with trials_in(out):
        study = _study(small, goals, chosen, baseline, replicates, out, resume)
        if not study.trials:
            for policy in small.policies.values():
                if (known := values_of(policy, chosen, small)) is not None:
                    study.enqueue_trial(known)
        done = len(_complete(study))
        progress(done, trials)
        try:
            while done < trials:
                trial = study.ask()
                value, trust = arena.means(policy_from(suggested(trial, chosen, small), start))
                trial.set_user_attr("trust", trust)
                study.tell(trial, [value, trust][: len(goals)])
                done += 1
                progress(done, trials)
        except KeyboardInterrupt:
            kept = "" if out is None else f" {done:,} of {trials:,} tries are kept in {out}; to go on, add --resume."
            raise Stopped(f"Stopped.{kept}") from None
        complete = _complete(study)
    tried = np.array([[one.values[0], one.user_attrs["trust"]] for one in complete])
    again = Arena(small, start, range(replicates, replicates + AGAIN), cores(threads))
    front = _front(tried) if len(goals) == 2 else [int(tried[:, 0].argmax())]
    policies: dict[Any, Policy] = {}
    for number in front:
        policy = policy_from(complete[number].params, start)
        policies.setdefault(behaviour(small, policy), policy)
    found = tuple(again.found(policy) for policy in policies.values())
    return Search(
        scenario=small,
        baseline=baseline,
        objectives=goals,
        fields=chosen,
        people=int(small["market.people"]),
        replicates=replicates,
        best=max(found, key=lambda one: one.value.mean),
        front=found if len(goals) == 2 else (),
        tried=tried,
    )


class Arena:
    """Some people, who live one policy after another; the same policy once."""

    def __init__(self, scenario: Scenario, start: Policy, replicates: range, workers: int) -> None:
        from sim.model.people import born

        self._scenario, self._workers = scenario, workers
        self._born: list[tuple[int, Born]] = [(replicate, born(scenario, replicate)) for replicate in replicates]
        self._known: dict[Any, Floats] = {}
        self._base = self._lived(start)

    def differences(self, policy: Policy) -> Floats:
        """Value and trust less the baseline's [replicate, (value, trust)]."""
        return self._lived(policy) - self._base

    def means(self, policy: Policy) -> tuple[float, float]:
        """The same on average."""
        value, trust = self.differences(policy).mean(axis=0).tolist()
        return value, trust

    def found(self, policy: Policy) -> Found:
        """The same with intervals."""
        apart = self.differences(policy)
        return Found(policy, mean_interval(apart[:, 0]), mean_interval(apart[:, 1]))

    def _lived(self, policy: Policy) -> Floats:
        does = behaviour(self._scenario, policy)
        if does not in self._known:
            lives = pool(self._workers).map(lambda one: self._one(policy, *one), self._born)
            self._known[does] = np.array(list(lives))
        return self._known[does]

    def _one(self, policy: Policy, replicate: int, people: "Born") -> tuple[float, float]:
        life = run(self._scenario, policy, replicate, threads=1, people=people)
        status, knows = life.people.column("status"), life.people.column("knows")
        return life.net_present_value, float(((status == CUSTOMER) & (knows == UNAWARE)).sum()) * life.scale


def _goals(objectives: Sequence[str]) -> tuple[str, ...]:
    asked = [objectives] if isinstance(objectives, str) else list(objectives)
    if asked not in ([OBJECTIVES[0]], list(OBJECTIVES)):
        raise InputError(f"--objectives {','.join(asked)}: choose value, or value,trust")
    return tuple(asked)


def _front(tried: Floats) -> list[int]:
    """Trials of which none is better in both, at most FRONT of them evenly along the front."""
    order = sorted(range(len(tried)), key=lambda n: (-tried[n, 0], -tried[n, 1]))
    front: list[int] = []
    most = -np.inf
    for number in order:
        if tried[number, 1] > most:
            front.append(number)
            most = tried[number, 1]
    kept = np.unique(np.linspace(0, len(front) - 1, min(FRONT, len(front))).round().astype(int))
    return [front[n] for n in kept]


def _study(
    scenario: Scenario,
    goals: tuple[str, ...],
    fields: tuple[str, ...],
    baseline: str,
    replicates: int,
    out: str | Path | None,
    resume: bool,
) -> "optuna.Study":
    """The study in the folder, or a new one. InputError where another one lies there."""
    import optuna

    optuna.logging.set_verbosity(logging.WARNING)
    asked = {
        "version": __version__,
        "scenario": scenario.digest,
        "baseline": baseline,
        "objectives": ",".join(goals),
        "fields": ",".join(fields),
        "replicates": replicates,
    }
    storage = None
    if out is not None:
        folder = Path(out)
        file = folder / STORE
        if file.exists() and not resume:
            raise InputError(f"{folder} holds a search already; go on with it by --resume, or give another folder.")
        folder.mkdir(parents=True, exist_ok=True)
        storage = f"sqlite:///{file.absolute()}"
    study = optuna.create_study(
        storage=storage, study_name="policy", directions=["maximize"] * len(goals), load_if_exists=True
    )
    before = dict(study.user_attrs) if study.user_attrs else None
    if before is None:
        for name, value in asked.items():
            study.set_user_attr(name, value)
    elif differences := [*_differences(before, asked)]:
        raise InputError(f"{out} holds another search, which cannot go on as this one:", *differences)
    seed = int(scenario["market.seed"]) + len(study.trials)
    study.sampler = (
        optuna.samplers.NSGAIISampler(seed=seed) if len(goals) == 2 else optuna.samplers.TPESampler(seed=seed)
    )
    return study


def _differences(before: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    for name, value in now.items():
        if before.get(name) != value:
            yield f"  {name}: {before.get(name)} before, {value} now"


def _complete(study: "optuna.Study") -> "list[optuna.trial.FrozenTrial]":
    from optuna.trial import TrialState

    return study.get_trials(deepcopy=False, states=(TrialState.COMPLETE,))
