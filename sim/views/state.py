"""A frozen study, and the link that carries it: one parameter `s=`, versioned, checked, read back with care.

A link says who made it, what it started from, and every difference in words that a person can read:

    1~9c1f0a2b~by=0.1.0~digest=…~page=explore~start=magazine~against=never-sell~compare=sell-quietly~money.margin=20

A first part other than 1 would be another form of link; the second is a check of all that follows. Nothing is ever
dropped in silence: `read` opens what can be opened, and says of the rest where it stands, what it says, and what would
be right.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType

from sim import __version__
from sim.errors import InputError
from sim.inputs.parameters import nearest
from sim.inputs.scenario import Scenario, load, shipped
from sim.study.made_by import by_another_version
from sim.views.differences import differences, pairs, rebuilt

START, BASELINE, FIRST_PAGE = "magazine", "never-sell", "explore"
FIRST_CHOICE = ("sell-quietly", "opt-out", "ask-first", "golden-rule")
MOST_POLICIES = 6
FORM = "1"
LONGEST = 1_000_000  # characters of a link that is read at all
_VIEW = "view."
_TEXTS = ("title", "question")
_ESCAPES = (("!", "!e"), ("~", "!t"))


@dataclass(frozen=True)
class Study:
    """All that a page shows rests on: never changed, only replaced.

    start: the shipped scenario from which the link tells differences. policies: keys compared with the baseline.
    view: what pages keep of their own, by name, as text (a person's number, a currency).
    """

    scenario: Scenario
    start: str = START
    policies: tuple[str, ...] = FIRST_CHOICE
    baseline: str = BASELINE
    page: str = FIRST_PAGE
    view: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @staticmethod
    def of(start: str) -> "Study":
        """A shipped scenario as it comes. InputError where there is none of that name."""
        return Study.about(start_of(start), start)

    @staticmethod
    def about(scenario: Scenario, start: str) -> "Study":
        """Any scenario, with the policies that one looks at first."""
        keys = tuple(key for key in FIRST_CHOICE if key in scenario.policies)
        others = tuple(key for key in scenario.policies if key != BASELINE)
        return Study(scenario, start, keys or others[:4], BASELINE if BASELINE in scenario.policies else others[0])

    def with_settings(self, settings: Mapping[str, object]) -> "Study":
        """The same study with some of its scenario's values changed. InputError."""
        return replace(self, scenario=titled(self.scenario.changed(settings), self.scenario))

    def looking_at(self, **view: str | None) -> "Study":
        """The same study with something else in view; None forgets it."""
        kept = {name: text for name, text in {**self.view, **view}.items() if text is not None}
        return replace(self, view=MappingProxyType(kept))

    @property
    def kept_by(self) -> tuple[object, ...]:
        """What an answer depends on: numbers through the digest, and the names that it speaks of."""
        names = tuple((key, self.scenario.policy(key).label) for key in (self.baseline, *self.policies))
        return self.scenario.digest, __version__, self.scenario.title, names

    @property
    def digest(self) -> str:
        """Of everything in it, the page and the view too."""
        return _check(link(self))


@dataclass(frozen=True)
class Opened:
    """What a link led to. problems: what could not be used. remarks: what is worth knowing all the same."""

    study: Study
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@cache
def start_of(name: str) -> Scenario:
    """A shipped scenario, read once."""
    return load(name)


def titled(scenario: Scenario, like: Scenario | None = None, **texts: str) -> Scenario:
    """The scenario with other words about it; they count for nothing in its digest."""
    said = {name: getattr(like, name) for name in _TEXTS} if like else {}
    said |= texts
    written = replace(scenario.written, texts={**scenario.written.texts, **said})
    return replace(
        scenario,
        title=said.get("title", scenario.title),
        question=said.get("question", scenario.question),
        written=written,
    )


def link(study: Study) -> str:
    """The study as the text of `s=`."""
    start = start_of(study.start)
    said = {
        "by": __version__,
        "digest": study.scenario.digest,
        "page": study.page,
        "start": study.start,
        "against": study.baseline,
        "compare": ",".join(study.policies),
        **{name: text for name in _TEXTS if (text := getattr(study.scenario, name)) != getattr(start, name)},
        **differences(study.scenario, start),
        **{f"{_VIEW}{name}": text for name, text in study.view.items()},
    }
    body = "~".join(_escaped(pair) for pair in pairs(said))
    return f"{FORM}~{_check(body)}~{body}"


def read(text: str) -> Opened:
    """The study that a link carries, as far as it can be read; never an error."""
    problems, remarks = [], []
    form, _, rest = text[:LONGEST].partition("~")
    check, _, body = rest.partition("~")
    if form != FORM:
        problems.append(f"s = {_short(text)}: this is no link of Twenty Cents; one begins with {FORM}~")
        return Opened(Study.of(START), tuple(problems))
    if check != _check(body):
        problems.append(
            f"s = {_short(text)}: the link was damaged on its way (its check is {_short(check)} and should be "
            f"{_check(body)}). What could be read is shown; compare it with what was sent to you"
        )
    said, nameless = _pairs(body)
    problems += [f"{_short(part)}: the link says this without a name; it is left out" for part in nameless]
    study, wrong = _study(said)
    problems += wrong
    if remark := by_another_version(said.get("by", ""), "What you see is lived now, by this one."):
        remarks.append(remark)
    if said.get("digest") != study.scenario.digest and not problems:
        remarks.append(
            f"digest = {_short(said.get('digest', ''))}: the assumptions behind it have changed since "
            f"(now {study.scenario.digest}), so that its numbers may differ from those that were sent"
        )
    return Opened(study, tuple(problems), tuple(remarks))


def _study(said: Mapping[str, str]) -> tuple[Study, list[str]]:
    problems: list[str] = []
    start = said.get("start", START)
    if start not in shipped():  # a link never reaches for a file
        near = nearest(start, shipped())
        known = f"did you mean {near}?" if near else f"there are {', '.join(shipped())}"
        problems.append(f"start = {_short(start)}: there is no shipped scenario of that name; {known}")
        start = START
    study = Study.of(start)
    own = ("by", "digest", "page", "start", "against", "compare", *_TEXTS)
    flat = {key: value for key, value in said.items() if key not in own and not key.startswith(_VIEW)}
    scenario, wrong = rebuilt(study.scenario, flat)
    texts = {name: said[name][:200] for name in _TEXTS if said.get(name)}
    scenario = titled(scenario, study.scenario, **texts)
    view = {key.removeprefix(_VIEW): value for key, value in said.items() if key.startswith(_VIEW)}
    against, missing = _known(scenario, [said.get("against", study.baseline)], "against")
    chosen, unknown = _known(scenario, said.get("compare", "").split(","), "compare")
    made = Study(
        scenario,
        study.start,
        tuple(key for key in chosen if key not in against)[:MOST_POLICIES],
        against[0] if against else study.baseline,
        said.get("page", FIRST_PAGE),
        MappingProxyType(view),
    )
    return made, [*problems, *wrong, *missing, *unknown]


def _known(scenario: Scenario, keys: Sequence[str], place: str) -> tuple[list[str], list[str]]:
    known, problems = [], []
    for key in dict.fromkeys(key for key in keys if key):
        try:
            known.append(scenario.policy(key).key)
        except InputError as error:
            problems.append(f"{place} = {_short(key)}: {error}")
    return known, problems


def _pairs(body: str) -> tuple[dict[str, str], list[str]]:
    """The pairs of a body by name, and the parts that have no name."""
    parts = [_unescaped(part) for part in body.split("~") if part]
    named = [part.partition("=") for part in parts if part.partition("=")[1]]
    return {key: value for key, _, value in named}, [part for part in parts if "=" not in part]


def _check(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:8]


def _escaped(text: str) -> str:
    for plain, escape in _ESCAPES:
        text = text.replace(plain, escape)
    return text


def _unescaped(text: str) -> str:
    for plain, escape in reversed(_ESCAPES):
        text = text.replace(escape, plain)
    return text


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:50]}… ({len(text):,} characters)"
