"""Answers that the pages show: at once from a few replicates, then ever surer while somebody looks.

A question is kept under all that it depends on, so that sessions that ask the same share the answer and none sees
another's edits; the number kept is bounded. The first answer is worked out where it is asked for, on all cores. What
follows is the work of one thread beside the sessions, which gives way to first answers and stops when nobody looks.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from sim import __version__
from sim.errors import TwentyCentsError
from sim.inputs.scenario import Scenario
from sim.study.certainty.turning import TurnsOn, turning_points
from sim.study.compare import refined
from sim.study.comparison import Comparison, PolicyResult
from sim.views.state import Study

KEPT = 48  # questions; one of five policies takes about 1 MB while it is refined and 0.1 MB afterwards
FIRST, STEP, USUAL, CAP = 2, 2, 10, 40  # replicates: at once, added at a time, at least, at most
PEOPLE = 20_000  # most people that the pages simulate; a command can simulate more
PERSON_MONTHS = 20_000 * 240  # the most under one policy at a time: with a long horizon fewer people are simulated
EVERY = 1.0  # seconds between a page's looks at an answer that is being refined
LEASE = 5.0  # seconds after which a question that nobody looks at any more is put aside
DRAWING, PATIENCE = 1.0, 1.0  # seconds: that a browser takes to draw a page; that a run beside waits for others
STAGES = (*range(FIRST, USUAL, STEP), *range(USUAL, CAP + 1, 2 * STEP + 1))


@dataclass(frozen=True)
class Answer:
    """What is known so far. differences: each policy's, replicate by replicate [dollars]. problem: why no more."""

    comparison: Comparison
    differences: Mapping[str, npt.NDArray[np.float64]]
    turns_on: Mapping[str, TurnsOn | None] = field(default_factory=dict)
    finished: bool = False
    problem: str = ""

    @property
    def settled(self) -> bool:
        """Whether the sign of every difference is beyond chance, at the level that is shown."""
        return all(result.difference.settled for result in self.comparison.policies.values())


class Question:
    """Policies of a scenario set against a baseline. `first` answers; `now` tells how far it has come since."""

    def __init__(self, study: Study) -> None:
        self._scenario = played(study.scenario)
        self._baseline = study.baseline
        self._stages = refined(self._scenario, study.policies, study.baseline, STAGES)
        self._lock, self._at_work, self._shown = threading.Lock(), False, False
        self._answer: Answer | None = None
        self._looked = 0.0

    def prepare(self) -> None:
        """Work out the first answer, unless it is there already. InputError."""
        with self._lock:
            if self._answer is None:
                self._answer = Answer(*next(self._stages)(None, None))

    def first(self) -> Answer:
        """The first answer, or a better one where it is there already. InputError."""
        is_new, self._shown = not self._shown, True
        with _hurrying() if is_new else nullcontext():
            if self._answer is None:  # else there is nothing to wait for, whoever is making it better
                self.prepare()
        return self.now()

    def now(self) -> Answer:
        """The best answer so far; asking keeps the work on it going."""
        self._looked = time.monotonic()
        answer = self._answer
        assert answer is not None, "first() comes first"
        if not answer.finished and not self._at_work:
            self._at_work = True
            _background().submit(self._go_on)
        return answer

    def so_far(self) -> Answer | None:
        """The best answer so far, if any; asking sets nothing going."""
        return self._answer

    def turned(self) -> Answer:
        """The best answer so far with what its verdicts turn on, waiting for that. InputError."""
        answer = self.first()
        with self._lock:
            answer = self._answer or answer
            while any(result.key not in answer.turns_on for result in verdicts(answer.comparison)):
                self._answer = answer = self._better(answer)
        return answer

    def _go_on(self) -> None:
        try:
            while self._answer and not self._answer.finished and time.monotonic() - self._looked < LEASE:
                _give_way()
                with self._lock:
                    self._answer = self._better(self._answer)
        except TwentyCentsError as error:
            if self._answer:
                self._answer = replace(self._answer, finished=True, problem=str(error))
        finally:
            self._at_work = False

    def _better(self, answer: Answer) -> Answer:
        """One piece of work more: what a verdict turns on first, then more replicates."""
        for result in verdicts(answer.comparison):
            if result.key not in answer.turns_on:
                return replace(answer, turns_on={**answer.turns_on, result.key: self._turning(result)})
        lived = answer.comparison.replicates
        stage = next(self._stages, None) if lived < USUAL or not answer.settled else None
        if stage is None:
            return replace(answer, finished=True)
        comparison, differences = stage(1, lambda _done, _to_do: _give_way())
        return replace(answer, comparison=comparison, differences=differences)

    def _turning(self, result: PolicyResult) -> TurnsOn | None:
        policy, base = self._scenario.policy(result.key), self._scenario.policy(self._baseline)
        return turning_points(self._scenario, policy, base, reported=result.difference.mean, threads=1, lived=_give_way)


def depends_on(scenario: Scenario) -> tuple[object, ...]:
    """What anything worked out from a scenario depends on: the digest leaves out what things are called."""
    labels = tuple(policy.label for policy in scenario.policies.values())
    return scenario.digest, __version__, scenario.name, scenario.title, labels


def played(scenario: Scenario) -> Scenario:
    """The scenario as the pages play it: of its people at most the first twenty thousand, or fewer over many years.

    With the most policies, and lives, that a page compares, this bounds what one visitor can ask of the server.
    """
    most = min(PEOPLE, PERSON_MONTHS // int(scenario["market.months"]))
    return scenario.changed({"market.people": min(int(scenario["market.people"]), most)})


def verdicts(comparison: Comparison) -> list[PolicyResult]:
    """The policies whose verdicts a page gives: the headline's, and the best one's where it is another."""
    results = [result for result in (comparison.headline, comparison.best) if result is not None]
    return list({result.key: result for result in results if result.key != comparison.baseline}.values())


_questions: "OrderedDict[tuple[object, ...], Question]" = OrderedDict()
_guard = threading.Lock()


def ask(study: Study) -> Question:
    """The question that a study asks, shared by all who ask it."""
    with _guard:
        if study.kept_by not in _questions:
            _questions[study.kept_by] = Question(study)
            while len(_questions) > KEPT:
                _questions.popitem(last=False)
        _questions.move_to_end(study.kept_by)
        return _questions[study.kept_by]


def known(study: Study) -> Answer | None:
    """What has been answered to a study before, if it is still kept."""
    question = _questions.get(study.kept_by)
    return question.so_far() if question else None


@lru_cache(maxsize=1)
def _background() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(1, thread_name_prefix="refine")


_hurry = threading.Lock()
_hurried, _drawn_by = [0], [0.0]  # how many wait for a first answer; until when the last is drawn [monotonic]


@contextmanager
def _hurrying() -> Iterator[None]:
    """While somebody waits for a first answer, and while it is drawn."""
    with _hurry:
        _hurried[0] += 1
    try:
        yield
    finally:
        with _hurry:
            _hurried[0] -= 1
            _drawn_by[0] = time.monotonic() + DRAWING


def _give_way() -> None:
    """Wait while somebody hurries, but not for ever: a crowd always does."""
    end = time.monotonic() + PATIENCE
    while (_hurried[0] or time.monotonic() < _drawn_by[0]) and time.monotonic() < end:
        time.sleep(0.02)
