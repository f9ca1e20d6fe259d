"""The model against what was published: V1 to V12, each on a small scenario of its own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sim import __version__
from sim.inputs.layers import VALIDATION
from sim.inputs.scenario import Scenario, load
from sim.study.intervals import SHOWN, Estimate, mean_interval
from sim.study.run import cores, pool
from sim.study.validation.asking import asking, paying
from sim.study.validation.breach import breach
from sim.study.validation.exposure import exposure
from sim.study.validation.keeping import keeping
from sim.study.validation.selling import selling
from sim.study.validation.talk import talk
from sim.study.validation.targets import TARGETS, Target

Trial = Callable[[Scenario, int], Mapping[str, float]]
Progress = Callable[[int, int], None]

# What is done with each scenario of `scenarios/validation`.
TRIALS: Mapping[str, Trial] = {
    "v01-breach": breach,
    "v02-recovery": breach,
    "v03-unaware": selling,
    "v04-receipts": selling,
    "v04-app": selling,
    "v05-fan-out": selling,
    "v06-settlement": selling,
    "v07-multiples": selling,
    "v08-asked": asking,
    "v08-experiment": paying,
    "v09-complaints": selling,
    "v10-print": keeping,
    "v10-annual": keeping,
    "v10-monthly": keeping,
    "v11-bad-news": talk,
    "v12-exposed": exposure,
}


@dataclass(frozen=True)
class Finding:
    """A target beside the model's own figure: its mean over replicates, and the interval that chance leaves."""

    target: Target
    modelled: Estimate
    sources: tuple[str, ...]
    digest: str  # of the scenario

    @property
    def met(self) -> bool:
        """Whether the mean lies within the published limits."""
        return within(self.target, self.modelled.mean)

    @property
    def why(self) -> str:
        """How the model comes by its figure; what it means where that lies elsewhere; whether chance may decide."""
        sentences = [self.target.why] if self.met else [self.target.why, self.target.if_missed]
        if within(self.target, self.modelled.low) != within(self.target, self.modelled.high):
            sentences.append("Too close to the limit to tell beyond chance.")
        return " ".join(sentence for sentence in sentences if sentence)


def within(target: Target, value: float) -> bool:
    """Whether a value lies within a target's limits."""
    slack = 1e-9 * abs(value)  # a product of inputs may miss a limit by its last bit
    above = target.low is None or value >= target.low - slack
    return above and (target.high is None or value <= target.high + slack)


def validate(
    *,
    people: int | None = None,
    replicates: int | None = None,
    threads: int | None = None,
    progress: Progress | None = None,
) -> list[Finding]:
    """Live the scenarios behind V1 to V12 and set each figure beside its target, in the order of the targets.

    people, replicates: instead of the scenarios' own. progress: called with runs done and runs to do.
    """
    size = {"market.people": people, "market.replicates": replicates}
    changes = {key: value for key, value in size.items() if value is not None}
    worlds = {name: load(f"{VALIDATION}/{name}").changed(changes) for name in TRIALS}
    jobs = [(name, n) for name, world in worlds.items() for n in range(int(world["market.replicates"]))]
    answers: dict[str, list[Mapping[str, float]]] = {name: [] for name in TRIALS}
    lived = pool(cores(threads)).map(lambda job: TRIALS[job[0]](worlds[job[0]], job[1]), jobs)
    for done, ((name, _), answer) in enumerate(zip(jobs, lived, strict=True), start=1):
        answers[name].append(answer)
        if progress:
            progress(done, len(jobs))
    return [_finding(target, worlds[target.scenario], answers[target.scenario]) for target in TARGETS]


def _finding(target: Target, world: Scenario, answers: Sequence[Mapping[str, float]]) -> Finding:
    modelled = mean_interval([answer[target.figure] for answer in answers])
    return Finding(target, modelled, world.sources, world.digest)


def as_json(findings: Sequence[Finding]) -> dict[str, Any]:
    """Everything of a validation, as plain lists and dictionaries."""
    return {
        "version": __version__,
        "interval": SHOWN,
        "met": sum(finding.met for finding in findings),
        "not_met": sum(not finding.met for finding in findings),
        "targets": [_row(finding) for finding in findings],
    }


def _row(finding: Finding) -> dict[str, Any]:
    target = finding.target
    return {
        "target": target.key,
        "what": target.what,
        "class": target.group,
        "unit": target.unit,
        "modelled": finding.modelled._asdict(),
        "published": {"text": target.published, "low": target.low, "high": target.high},
        "met": finding.met,
        "why": finding.why,
        "sources": list(finding.sources),
        "scenario": f"{VALIDATION}/{target.scenario}",
        "figure": target.figure,
        "digest": finding.digest,
    }
