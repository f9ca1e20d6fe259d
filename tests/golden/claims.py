"""What a scenario's conclusion claims, read from its words, and what the scenario itself says to each claim.

A conclusion is prose around sentences of a fixed form, most of them those that `twenty-cents compare` prints. `With
KEY = VALUE: ` before one says that it holds with these settings changed. A figure may stand in such a sentence only.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sim.inputs.scenario import Scenario
from sim.show import wording
from sim.study.compare import compare
from sim.study.comparison import Comparison, PolicyResult

MONEY = r"-?\$[\d,.]*\d(?: [mb]illion)?"
NUMBER = r"-?\d[\d,.]*(?: [mb]illion)?(?<![,.])"
BETTER = rf"{MONEY} (?:better|worse)"
FORMS = {
    "difference": rf'(?:Not settled: )?"(?P<difference>[^"]+)" (?:leaves the company {BETTER} off than "[^"]+" '
    rf"\(90 % interval: {MONEY} to {MONEY} (?:better|worse)\)|comes out {BETTER} than \"[^\"]+\", but the "
    rf"90 % interval spans zero, from {BETTER} to {BETTER})\.",
    "in_short": rf'"(?P<in_short>[^"]+)": (?:{BETTER} \({MONEY} to {MONEY} (?:better|worse)\)|not settled, {BETTER} '
    rf"\({BETTER} to {BETTER}\))\.",
    "record": rf"A sold record brings {MONEY} net and costs {MONEY} \({MONEY} to {MONEY}\); (?:selling breaks even at "
    rf"a gross price of {MONEY} \({MONEY} to {MONEY}\)|the sale [^.]+)\.",
    "penalties": rf'"(?P<penalties>[^"]+)" is expected to pay {MONEY} \({MONEY} to {MONEY}\) in (?P<line>\w+)\.',
    "people": rf'Under "(?P<people>[^"]+)" {NUMBER} people \({NUMBER} to {NUMBER}\) find out and {NUMBER} customers '
    rf"\({NUMBER} to {NUMBER}\) leave earlier\.",
    "highest": r'(?:Of the \d+ policies, "(?P<none_better>[^"]+)" comes out highest\.|Highest of the \d+ policies: '
    r'(?=(?:Not settled: )?"(?P<highest>[^"]+)"))',
    "turning": r"(?:It turns on (?P<turning>[^.()]+)\.|Nothing that was tried turns this\.)",
}
NAMED = ("difference", "in_short", "penalties", "people", "none_better", "highest")
SETTING = r"[a-z_.-]+ = [\w.]+"
ANY = "|".join(f"(?P<is_{kind}>{form})" for kind, form in FORMS.items())
CLAIM = re.compile(rf"(?P<settings>With {SETTING}(?:, {SETTING})*: )?(?:{ANY})")


@dataclass(frozen=True)
class Claim:
    """One sentence: its kind, the policy that it is about, the settings it holds with, and where it stands."""

    kind: str
    label: str
    settings: tuple[tuple[str, str], ...]
    text: str
    place: tuple[int, int]

    @property
    def settled(self) -> bool:
        """Whether it is a difference whose interval leaves out zero."""
        return self.kind in ("difference", "in_short") and not re.match(
            r'(?:Not settled|"[^"]+": not settled)', self.text
        )

    def amounts(self) -> list[float]:
        """The sums of money in it [dollars]; for a difference (mean, low, high), negative where it is worse."""
        found = [_dollars(text) for text in re.findall(rf"{MONEY}(?: (?:better|worse))?", self.text)]
        if self.settled:
            sign = 1.0 if self.text.endswith("better).") else -1.0
            mean, *ends = (abs(amount) * sign for amount in found)
            return [mean, min(ends), max(ends)]
        return found


def _dollars(text: str) -> float:
    match = re.match(r"(-?)\$([\d,.]*\d)( [mb]illion)?(?: (worse))?", text)
    assert match
    sign = -1.0 if match[1] or match[4] else 1.0
    return sign * float(match[2].replace(",", "")) * {None: 1.0, " million": 1e6, " billion": 1e9}[match[3]]


def plain(conclusion: str) -> str:
    """The text in one line."""
    return " ".join(conclusion.split())


def claims(conclusion: str) -> list[Claim]:
    """Every claim in a conclusion. What stands without a policy of its own is about the one before."""
    found: list[Claim] = []
    for match in CLAIM.finditer(plain(conclusion)):
        kind = next(kind for kind in FORMS if match[f"is_{kind}"] is not None)
        named = next((match[group] for group in NAMED if match[group]), "")
        settings = tuple(tuple(one.split(" = ")) for one in (match["settings"] or "")[5:-2].split(", ") if one)
        if kind in ("record", "turning"):
            named = found[-1].label if found else ""
        start = match.start(f"is_{kind}")
        found.append(Claim(kind, named, settings, match[f"is_{kind}"], (start, match.end())))
    return found


def figures_beside(conclusion: str) -> str:
    """What is left of a conclusion without its claims; a figure in it would be one that nobody checks."""
    return CLAIM.sub(" ", plain(conclusion))


def comparisons(
    world: Scenario, said: Sequence[Claim], turns_on: bool = True
) -> dict[tuple[tuple[str, str], ...], Comparison]:
    """The comparisons that bear on the claims, by the settings they hold with."""
    found = {}
    for settings in dict.fromkeys(claim.settings for claim in said):
        here = [claim for claim in said if claim.settings == settings]
        keys = {policy.label: key for key, policy in world.policies.items()}
        every = any(claim.kind in ("highest", "turning") for claim in here)
        chosen = None if every else [keys[claim.label] for claim in here]
        turning = turns_on and any(claim.kind == "turning" for claim in here)
        found[settings] = compare(world.changed(dict(settings)), chosen, turns_on=turning, why=False)
    return found


def says_now(claim: Claim, found: Comparison) -> str:
    """What a comparison says in the claim's place."""
    result = next(one for one in found.policies.values() if one.label == claim.label)
    match claim.kind:
        case "difference":
            return wording.difference(found, result)
        case "in_short":
            return _in_short(result)
        case "record":
            return wording.price_of_a_record(result)[0]
        case "penalties":
            return _penalties(result, "settlements" if "settlements" in claim.text else "fines")
        case "people":
            return _people(result)
        case "highest":
            return _highest(found)
        case _:
            return _turning(found, result)


def _in_short(result: PolicyResult) -> str:
    found = result.difference
    if not found.settled:
        ends = f"{wording.better_or_worse(found.low)} to {wording.better_or_worse(found.high)}"
        return f'"{result.label}": not settled, {wording.better_or_worse(found.mean)} ({ends}).'
    low, high = sorted((abs(found.low), abs(found.high)))
    sign = "better" if found.mean > 0 else "worse"
    said = f"{wording.better_or_worse(found.mean)} ({wording.dollars(low)} to {wording.dollars(high)} {sign})"
    return f'"{result.label}": {said}.'


def _penalties(result: PolicyResult, line: str) -> str:
    paid = result.ledger[line]
    low, high = sorted((-paid.low, -paid.high))
    return (
        f'"{result.label}" is expected to pay {wording.dollars(-paid.mean)} ({wording.dollars(low)} to '
        f"{wording.dollars(high)}) in {line}."
    )


def _people(result: PolicyResult) -> str:
    knows, lost = result.people_who_know, result.customers_lost_to_policy

    def counted(mean: float, low: float, high: float, what: str) -> str:
        return f"{wording.count(mean)} {what} ({wording.count(low)} to {wording.count(high)})"

    return (
        f'Under "{result.label}" {counted(knows.mean, knows.low, knows.high, "people")} find out and '
        f"{counted(lost.mean, lost.low, lost.high, 'customers')} leave earlier."
    )


def _highest(found: Comparison) -> str:
    if found.best.key == found.baseline:
        return f'Of the {len(found.policies)} policies, "{found.best.label}" comes out highest.'
    return f"Highest of the {len(found.policies)} policies: "


def _turning(found: Comparison, result: PolicyResult) -> str:
    answer = found.turns_on[result.key]
    names = [point.words for point in answer.turning]
    return f"It turns on {wording.listed(names)}." if names else "Nothing that was tried turns this."
