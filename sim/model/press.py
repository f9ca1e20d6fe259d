"""The press: finds a story with a small chance for every new person who finds out first-hand, and tells it."""

from typing import TYPE_CHECKING

import mesa
import numpy as np
import numpy.typing as npt

from sim.model.alarm import Alarm
from sim.model.draws import PRESS

if TYPE_CHECKING:
    from sim.model.market import Market

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


class Press(mesa.Agent):
    """One story at a time: while it runs it tells a share of people and costs the company reputation."""

    def __init__(self, market: "Market") -> None:
        super().__init__(market)
        inputs = market.inputs
        on = bool(inputs["mechanisms.press"])
        self._chance = float(inputs["press.story_chance"]) if on else 0.0
        self._months = int(inputs["press.months"])
        self._damage = float(inputs["press.damage"])
        self._keep = float(inputs["press.recovery_keep"])
        self._alarm = Alarm(int(inputs["market.seed"]), market.replicate, PRESS)
        self._months_left = 0
        self._lost = 0.0
        self.stories: list[int] = []  # the months in which stories broke

    @property
    def story_runs(self) -> bool:
        """Whether a story is being told this month."""
        return self._months_left > 0

    @property
    def reputation(self) -> float:
        """Share of its pull that the company's advertising still has, 1 without a story."""
        return 1.0 - self._lost

    def outlook(self, months: int) -> tuple[Floats, Flags, Floats]:
        """The coming months unless a story breaks: reputation, whether a story runs, and the chance of one.

        The chance is that for every new first-hand finder [real people]: none while a story runs.
        """
        runs = np.arange(months) < self._months_left
        lost = np.full(months, self._keep)
        lost[0] = self._lost
        return 1.0 - np.multiply.accumulate(lost), runs, np.where(runs, 0.0, self._chance)

    @property
    def patience(self) -> float:
        """How much of these chances still has to add up before a story breaks [expected stories]."""
        return self._alarm.left

    def step(self, month: int, first_hand: float) -> None:
        """End of a month with so many new first-hand finders [real people]; a new story starts next month."""
        self._lost *= self._keep
        if self.story_runs:
            self._months_left -= 1
        elif self._alarm.run(self._chance * first_hand):
            self._months_left = self._months
            self._lost = max(self._lost, self._damage)
            self.stories.append(month + 1)
