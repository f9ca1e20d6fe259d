"""What everybody sees once a round is revealed: each team's policy, prediction, outcome and points."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, select

from sim.inputs.policy import Policy
from sim.study.made_by import by_another_version
from sim.workshop import lives
from sim.workshop.answers import Answer, own, revealed_answers
from sim.workshop.database import reading
from sim.workshop.lives import Fields, Outcomes
from sim.workshop.plan import Plan, Round
from sim.workshop.scoring import Points, points
from sim.workshop.sessions import Session, seen
from sim.workshop.tables import outcomes
from sim.workshop.teams import Team, teams_of

Answers = Mapping[tuple[int, int], Answer]  # by team and round


@dataclass(frozen=True)
class Result:
    """One team in one revealed round. name: its name, or a letter while names are not shown.

    answer: None where it did not answer, so that it went on as before; points: None likewise. came, asked: what came of
    its policy, and of the one that it was asked about; None while their lives are not lived yet. total: points of all
    revealed rounds up to this one.
    """

    team: Team
    name: str
    policy: Policy
    answer: Answer | None
    came: Outcomes | None
    asked: Outcomes | None
    points: Points | None
    total: int


def results(engine: Engine, number: int) -> dict[int, list[Result]]:
    """The teams' results in each revealed round, by round; teams in the order of their letters."""
    with reading(engine) as connection:
        session = seen(connection, number)
        answers = revealed_answers(connection, number)
        teams = sorted((one for one in teams_of(connection, number) if not one.removed), key=lambda one: one.letter)
        kept = {one: kept_outcomes(connection, number, one) for one in session.revealed_rounds}
    totals, found = dict.fromkeys((team.id for team in teams), 0), {}
    for one in session.revealed_rounds:
        found[one] = [
            _result(session, session.plan.rounds[one - 1], team, answers, kept[one], totals) for team in teams
        ]
    return found


def _result(
    session: Session, one: Round, team: Team, answers: Answers, kept: Mapping[str, Outcomes], totals: dict[int, int]
) -> Result:
    policy = policy_so_far(session.plan, one.number, team, answers)
    answer, came = answers.get((team.id, one.number)), kept.get(digest(policy))
    asked = kept.get(digest(lives.asked_about(session.plan, one, policy)))
    scored = points(answer.prediction, asked, one) if answer and asked else None
    totals[team.id] += scored.total if scored else 0
    name = team.name if session.names_shown else team.lettered
    return Result(team, name, policy, answer, came, asked, scored, totals[team.id])


def by_another(rounds: Mapping[int, Sequence[Result]]) -> str | None:
    """What to know of revealed rounds that another version lived; None of this one's own."""
    again = "What was revealed stands; what is lived from now on is this one's."
    lived = [one for teams in rounds.values() for result in teams for one in (result.came, result.asked) if one]
    return next((said for one in lived if (said := by_another_version(one.version, again))), None)


def policy_so_far(plan: Plan, until: int, team: Team, answers: Answers) -> Policy:
    """What a team has chosen up to a round: without an answer it went on as before, at first without selling."""
    chosen: list[Fields] = []
    for one in plan.rounds[:until]:
        answer = answers.get((team.id, one.number))
        chosen.append(answer.fields if answer else chosen[-1] if chosen else lives.never(plan, one))
    return lives.policy_of(plan, chosen, f"team-{team.id}", team.lettered)


def predicts_neighbour(engine: Engine, team: Team, number: int, fields: Fields) -> bool:
    """Whether a team that chose these terms in a round would be asked about its neighbour, going by its own answers."""
    with reading(engine) as connection:
        plan = seen(connection, team.session).plan
        earlier = {
            (team.id, one): stands.answer for one in range(1, number) if (stands := own(connection, team.id, one))
        }
    before = policy_so_far(plan, number - 1, team, earlier) if number > 1 else None
    now = lives.policy_of(plan, [fields])
    return all(lives.does_nothing(policy) for policy in (before, now) if policy)


def ends(came: Mapping[str, Outcomes]) -> tuple[str, str] | None:
    """The digests of the policies that came off best and worst; None where there are no two, or none is lived."""
    ordered = sorted(came, key=lambda one: (came[one].value.mean, one))
    return (ordered[-1], ordered[0]) if len(ordered) > 1 else None


def digest(policy: Policy) -> str:
    """Of all that a policy does, whatever it is called."""
    stages: Sequence[object] = list(policy.stages())
    return hashlib.sha256(json.dumps(stages, sort_keys=True).encode()).hexdigest()[:32]


def kept_outcomes(connection: Connection, session: int, number: int) -> dict[str, Outcomes]:
    """What policies came to by the end of a round, as far as they were lived, by digest."""
    asked = select(outcomes.c.policy, outcomes.c.content)
    rows = connection.execute(asked.where(outcomes.c.session == session, outcomes.c.round == number)).all()
    return {row.policy: Outcomes.from_json(row.content) for row in rows}
