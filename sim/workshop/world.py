"""One market lived over several rounds: the same people, one policy with dated changes, and a world that changes too.

What happened stays: copies go round, people know, a class has its members. From a round's first month on, everybody
follows the new world's numbers. Only what `plan.MAY_CHANGE` allows differs between worlds, so that nobody is born
otherwise and money is counted alike.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import mesa

from sim.inputs.policy import Policy
from sim.inputs.scenario import Scenario
from sim.model.company import Company
from sim.model.people import Born
from sim.study.stories.one_life import WitnessMarket


class World(NamedTuple):
    """What holds from a month on."""

    since: int
    scenario: Scenario


class RoundsMarket(WitnessMarket):
    """A market whose scenario is another one from some months on. worlds: by month, the first from month 1; all of
    one length. who: people whose months are written down, for a story."""

    def __init__(
        self, worlds: Sequence[World], policy: Policy, replicate: int, people: Born, who: Sequence[int] = ()
    ) -> None:
        super().__init__(worlds[0].scenario, policy, replicate, people, who)
        self._later = {world.since: world.scenario for world in worlds[1:]}

    def live_on(self, last: int) -> None:
        """The coming months, in the world that then holds."""
        first = self.month + 1
        new = self._later.get(first)
        if new is not None and new != self.inputs:
            self._move_to(new)
        super().live_on(min([last, *(since - 1 for since in self._later if since > first)]))

    def _move_to(self, new: Scenario) -> None:
        before = self.inputs
        agents = (self.data_market, self.press, self.regulator)
        learned = [(agent, self._born_in(before, agent), self._born_in(new, agent)) for agent in agents]
        for agent, then, now in learned:
            for name, value in now.items():
                if value != then[name]:
                    setattr(agent, name, value)
        self.inputs = new
        had_sold, policy = self.company.has_sold, self.company.policy
        self.company.remove()
        self.company = Company(self, policy)  # what it knows of terms is the old world's
        self.company.has_sold = had_sold

    def _born_in(self, scenario: Scenario, agent: mesa.Agent) -> dict[str, Any]:
        """The plain numbers and texts of such an agent, were it new in a scenario: those that differ are the world's,
        all the others are its own and stay."""
        self.inputs = scenario
        twin = type(agent)(self)
        twin.remove()
        plain = (bool, int, float, str, tuple)
        return {name: value for name, value in vars(twin).items() if name != "unique_id" and isinstance(value, plain)}
