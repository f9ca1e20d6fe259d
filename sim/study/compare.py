"""Data policies compared on the same people, and how sure the difference is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sim import __version__
from sim.inputs.parameters import PARAMETERS
from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.study.arguments import check_keys, check_scenario, check_whole
from sim.study.causes.why import why_of
from sim.study.causes.why_asked import Asked, check_asked, reason_for_none, why_asked
from sim.study.certainty.doubt import Doubt, doubts
from sim.study.certainty.flip import Flips, what_flips
from sim.study.certainty.turning import SmallMarkets, TurnsOn, turning_points
from sim.study.comparison import Comparison
from sim.study.intervals import SETTLING, SHOWN, Unbounded, doubled, settles, variance_ratio
from sim.study.lives import live_all
from sim.study.outcome import Outcome, outcomes
from sim.study.plan import Plan, plan
from sim.study.run import check_size
from sim.study.summary import summary

Progress = Callable[[int, int], None]
MOST_EVER = int(PARAMETERS["market.replicates"].maximum or 0)
MOST = 200  # replicates at which `until_settled` gives up unless told otherwise


def compare(
    scenario: Scenario,
    policies: Sequence[str] | None = None,
    baseline: str = "never-sell",
    *,
    replicates: int | None = None,
    until_settled: bool = False,
    most: int = MOST,
    threads: int | None = None,
    using: str = "engine",
    turns_on: bool = True,
    why: Asked = True,
    doubt: bool = False,
    progress: Progress | None = None,
) -> Comparison:
    """Live each policy and the baseline on the same people, in paired replicates, and compare them.

    policies: keys; None means all of the scenario's. The baseline is always among them.
    replicates: instead of the scenario's market.replicates. until_settled: doubles them until a 99 % interval
    of every difference leaves out zero, or `most` is reached.
    turns_on: also ask which assumptions turn the verdict on the headline policy and on the best one.
    why: also ask what differences are made of, for the policies named, else for the best and for sell-quietly;
    "all" asks for every policy, and keys ask for these.
    doubt: also ask how much of the doubt about the verdicts rests on assumptions, and which is the smallest change
    of them that turns the headline's verdict round; takes some twenty seconds more. progress: called with runs done
    and runs to do; then with those of why, of the changes that turn the verdict, and of the worlds of doubt.
    InputError for an unknown policy, fewer than two replicates, a `most` below these, or more than the plain
    Mesa model can live.
    """
    check_scenario(scenario)
    if replicates is not None:
        scenario = scenario.changed({"market.replicates": replicates})
    if until_settled:
        check_whole("most", most, int(scenario["market.replicates"]), MOST_EVER)
    chosen = choose(scenario, policies, baseline)
    check_asked(why, [policy.key for policy in chosen])
    layout = plan(scenario, chosen)
    check_size(scenario, len(layout.runs), using)
    study = _Study(scenario, layout, baseline, using, threads, progress)
    study.live_to(int(scenario["market.replicates"]))
    while until_settled and not study.settled() and study.replicates < most:
        study.live_to(doubled(study.replicates, most))
    settling = {"level": SETTLING, "most": most, "settled": study.settled()} if until_settled else None
    found = _comparison(scenario, chosen, baseline, study, settling)
    if turns_on:
        found = replace(found, turns_on=_turns_on(found, scenario, threads))
    found = _with_why(found, scenario, why, policies, threads, progress)
    if not doubt:
        return found
    flips = _flips(found, scenario, threads, progress)
    return replace(found, doubt=_doubt(found, scenario, threads, progress), flips=flips)


def choose(scenario: Scenario, policies: Sequence[str] | None, baseline: str) -> list[Policy]:
    """The policies of a comparison, the baseline first and each once. InputError for an unknown key."""
    if policies is not None:
        check_keys("policies", policies)
    keys = [baseline, *(scenario.policies if policies is None else policies)]
    return [scenario.policy(key) for key in dict.fromkeys(map(str, keys))]


class _Study:
    """Outcomes gathered so far: one for each policy in each replicate."""

    def __init__(
        self,
        scenario: Scenario,
        layout: Plan,
        baseline: str,
        using: str,
        threads: int | None,
        progress: Progress | None,
    ) -> None:
        self._scenario, self._layout, self._baseline = scenario, layout, baseline
        self._using, self._threads, self._progress = using, threads, progress
        self._runs_done = 0
        self.replicates = 0
        self.outcomes: dict[str, list[Outcome]] = {key: [] for key in layout.with_sale}

    def use(self, threads: int | None, progress: Progress | None) -> None:
        """Live on so many threads from now on, all cores for None, and tell another of it."""
        self._threads, self._progress = threads, progress

    def live_to(self, replicates: int) -> None:
        """Add replicates up to so many."""
        runs = self._layout.runs
        to_do = replicates * len(runs)

        def lived() -> None:
            self._runs_done += 1
            if self._progress:
                self._progress(self._runs_done, to_do)

        more = range(self.replicates, replicates)
        for lives in live_all(self._scenario, runs, more, using=self._using, threads=self._threads, lived=lived):
            for key, outcome in outcomes(self._layout, self._baseline, lives).items():
                self.outcomes[key].append(outcome)
        self.replicates = replicates

    def values(self, key: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return np.array([outcome.net_present_value for outcome in self.outcomes[key]])

    def settled(self) -> bool:
        """Whether the sign of every difference to the baseline is beyond chance at the stricter level."""
        base = self.values(self._baseline)
        return all(settles(self.values(key) - base) for key in self.outcomes)


def _comparison(
    scenario: Scenario,
    chosen: Sequence[Policy],
    baseline: str,
    study: _Study,
    settling: Mapping[str, Any] | None,
) -> Comparison:
    base = study.values(baseline)
    ratios = [variance_ratio(study.values(policy.key), base) for policy in chosen if policy.key != baseline]
    known = [ratio for ratio in ratios if not isinstance(ratio, Unbounded)]
    reasons = {} if known else {"variance_ratio": ratios[0].reason if ratios else "nothing to compare with"}  # type: ignore[union-attr]
    if settling is None:
        reasons["settling"] = "not asked for; --until-settled adds replicates until every sign is beyond chance"
    commission = float(scenario["data_market.commission"])
    return Comparison(
        scenario=scenario.name,
        title=scenario.title,
        digest=scenario.digest,
        version=__version__,
        seed=int(scenario["market.seed"]),
        people=int(scenario["market.people"]),
        months=int(scenario["market.months"]),
        replicates=study.replicates,
        interval=SHOWN,
        baseline=baseline,
        variance_ratio=min(known) if known else None,
        policies={
            policy.key: summary(policy, study.outcomes[policy.key], study.outcomes[baseline], commission)
            for policy in chosen
        },
        differs={key: scenario[key] for key in scenario.differs},
        turns_on={},
        settling=settling,
        reasons=reasons,
        inputs=scenario,
    )


def _turns_on(found: Comparison, scenario: Scenario, threads: int | None) -> dict[str, TurnsOn]:
    """What the verdicts on the headline policy and on the best one turn on."""
    base, markets = scenario.policies[found.baseline], SmallMarkets(scenario)
    answers = {
        policy.key: turning_points(
            scenario,
            policy,
            base,
            reported=found.policies[policy.key].difference.mean,
            threads=threads,
            markets=markets,
        )
        for policy in _with_verdicts(found, scenario)
    }
    return {key: answer for key, answer in answers.items() if answer}


def _with_why(
    found: Comparison,
    scenario: Scenario,
    asked: Asked,
    named: Sequence[str] | None,
    threads: int | None,
    progress: Progress | None,
) -> Comparison:
    """The comparison with why its policies differ, as far as that was asked, and with the reason where it was not."""
    policies = [scenario.policies[key] for key in why_asked(asked, found, named)]
    base = scenario.policies[found.baseline]
    answers = why_of(scenario, policies, base, threads=threads, progress=progress) if policies else {}
    results = {
        key: result if key in answers else replace(result, reasons={**result.reasons, **_no_why(key, found, asked)})
        for key, result in found.policies.items()
    }
    return replace(found, why=answers, policies=results)


def _no_why(key: str, found: Comparison, asked: Asked) -> dict[str, str]:
    return dict.fromkeys(("why", "difference_why"), reason_for_none(key, found, asked))


def _doubt(found: Comparison, scenario: Scenario, threads: int | None, progress: Progress | None) -> dict[str, Doubt]:
    """What the doubt about the same two verdicts rests on."""
    base = scenario.policies[found.baseline]
    return doubts(scenario, _with_verdicts(found, scenario), base, threads=threads, progress=progress)


def _flips(found: Comparison, scenario: Scenario, threads: int | None, progress: Progress | None) -> dict[str, Flips]:
    """The smallest changes that turn the headline's verdict round; nothing where the two behave alike."""
    if found.headline is None:
        return {}
    key, told = found.headline.key, progress or (lambda _done, _to_do: None)
    answer = what_flips(scenario, key, found.baseline, threads=threads, progress=told)
    return {key: answer} if answer else {}


def _with_verdicts(found: Comparison, scenario: Scenario) -> list[Policy]:
    """The headline policy and the best one, as far as they are not the baseline."""
    keys = [result.key for result in (found.headline, found.best) if result and result.key != found.baseline]
    return [scenario.policies[key] for key in dict.fromkeys(keys)]


class Refined(NamedTuple):
    """A comparison so far, and what each policy differed from the baseline in each replicate [dollars]."""

    comparison: Comparison
    differences: Mapping[str, npt.NDArray[np.float64]]


def refined(
    scenario: Scenario,
    policies: Sequence[str],
    baseline: str,
    stages: Sequence[int],
) -> Iterator[Callable[[int | None, Progress | None], Refined]]:
    """The same comparison after ever more replicates, for somebody who is waiting: a piece of work a stage.

    Each piece takes the threads to use (None: all cores) and what to call after each run, and returns what `compare`
    gives with so many replicates, without what it turns on. Pieces are done in turn. InputError as for `compare`.
    """
    chosen = choose(scenario, policies, baseline)
    study = _Study(scenario, plan(scenario, chosen), baseline, "engine", None, None)

    def lived(replicates: int, threads: int | None, progress: Progress | None) -> Refined:
        study.use(threads, progress)
        study.live_to(replicates)
        asked = scenario.changed({"market.replicates": replicates})
        base = study.values(baseline)
        differences = {policy.key: study.values(policy.key) - base for policy in chosen}
        return Refined(_comparison(asked, chosen, baseline, study, None), differences)

    for stage in stages:
        yield partial(lived, stage)
