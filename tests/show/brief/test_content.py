"""What a brief says: the verdict, no figure without its interval, and what rests on what."""

from dataclasses import replace
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

import sim
from sim.errors import InputError
from sim.inputs.parameters import PARAMETERS
from sim.show import repeat
from sim.show.brief import brief_bytes
from sim.show.brief.content import content
from sim.study.comparison import Comparison
from sim.study.intervals import Estimate
from tests.show.brief.cases import CASES, POLICIES


def test_the_verdict_comes_first_and_every_figure_has_its_interval(found: Comparison) -> None:
    brief = content(found)
    assert brief.verdict.count("Sell quietly") == 1 and "90 % interval" in brief.verdict
    assert len(brief.figures) == 3
    assert all("90 % interval: " in one.interval for one in brief.figures)


@pytest.mark.parametrize(
    ("mean", "better", "worse", "said"),
    [(-5.0, 2, 18, "In 18 of 20 runs it loses money."), (5.0, 18, 2, "In 18 of 20 runs it makes money.")]
    + [(0.0, 0, 0, "In every run it comes to exactly the same.")],
)
def test_runs_are_counted_in_words(found: Comparison, mean: float, better: int, worse: int, said: str) -> None:
    quiet = found.policies["sell-quietly"]
    quiet = replace(quiet, difference=Estimate(mean, mean - 1, mean + 1), better_in=better, worse_in=worse)
    many = replace(found, replicates=20, policies={**found.policies, "sell-quietly": quiet})
    assert content(many).figures[0].words == said


def test_runs_are_counted_as_they_were_lived(found: Comparison) -> None:
    for key, one in found.policies.items():
        assert one.better_in is not None and one.worse_in is not None
        assert one.better_in + one.worse_in == (0 if key == found.baseline else found.replicates)
        if one.difference.settled and key != found.baseline:
            assert (one.better_in > one.worse_in) == (one.difference.mean > 0)


def test_an_assumption_has_grade_and_source_and_one_set_here_is_called_so(found: Comparison) -> None:
    rows = {row.words: row for row in content(found).assumptions}
    quoted = rows["how easily ordinary people find out"]
    entry = PARAMETERS["people.trace_chance_ordinary"]
    assert (quoted.grade, quoted.tried) == ("assumption", "0.0005 to 0.015")
    assert quoted.source.lower() in entry.source.lower()
    here = replace(found, differs={**found.differs, "money.margin": 33.0})
    own = {row.words: row for row in content(here).assumptions}["what a customer is worth"]
    assert own.grade == "set here" and own.here.startswith("$33.00 ") and "assumption" in own.source


def test_what_was_not_asked_is_said_to_be_missing(found: Comparison) -> None:
    brief = content(CASES["nothing asked"](found))
    assert "not asked" in brief.turns_on and "not asked" in brief.parts.note and "not asked" in brief.rests_on[1]
    assert brief.assumptions == ()


def test_more_policies_than_fit_are_counted_and_the_verdicts_is_kept(found: Comparison) -> None:
    quiet = found.policies["sell-quietly"]
    many = {f"p{n}": replace(quiet, key=f"p{n}", net_present_value=Estimate(9e9, 9e9, 9e9)) for n in range(20)}
    brief = content(replace(found, policies={**found.policies, **many}))
    assert len(brief.policies) == 9 and "Sell quietly" in [row.label for row in brief.policies]
    assert brief.left_out.startswith("18 more")


def test_the_command_gives_the_same_numbers() -> None:
    """Typed as it stands, it asks for a comparison of the same digest."""
    few = {"market.people": 300, "market.months": 6, "market.replicates": 2}
    magazine = sim.load("eu-publisher").changed(few | {"data_market.price": 0.4, "policies.sell-quietly.price": 0.3})
    found = sim.compare(magazine, ["sell-quietly", "ask-first"], turns_on=False, why=False)
    command = repeat.comparison(found).command
    words = command.split()
    assert words[:3] == ["twenty-cents", "compare", "eu-publisher"]
    settings = dict(word.split("=") for before, word in pairwise(words) if before == "--set")
    options = {f"market.{name}": words[words.index(f"--{name}") + 1] for name in ("people", "months", "replicates")}
    again = sim.load(words[2]).changed(settings | options)
    assert again.digest == found.digest
    assert words[words.index("--policies") + 1] == "sell-quietly,ask-first"


def test_a_scenario_of_ones_own_is_repeated_from_its_file(found: Comparison) -> None:
    own = repeat.comparison(replace(found, scenario="ours", digest="0" * 16)).command
    assert own.startswith(f"twenty-cents compare scenario.toml --policies {','.join(POLICIES)}")
    assert own.endswith("--people 500 --months 12 --replicates 3 --seed 1")


def test_a_brief_needs_something_to_compare(found: Comparison) -> None:
    alone = replace(found, policies={found.baseline: found.policies[found.baseline]})
    with pytest.raises(InputError, match="Only the baseline"):
        brief_bytes(alone)


@pytest.mark.parametrize("case", CASES)
def test_markdown_holds_both_tables_whatever_is_in_them(found: Comparison, case: str) -> None:
    comparison = CASES[case](found)
    brief = content(comparison)
    text = brief_bytes(comparison, "md", url="https://example.org/a?b=1").decode()
    tokens = MarkdownIt().enable("table").parse(text)
    rows = sum(token.type == "tr_open" for token in tokens)
    assert rows == 1 + len(brief.policies) + (1 + len(brief.assumptions) if brief.assumptions else 0)
    assert sum(token.type == "heading_open" for token in tokens) == 6
    assert not [token for token in tokens if token.type.startswith("html")]
    assert "https://example.org/a?b=1" in text


@pytest.mark.parametrize("url", ["ftp://x", "javascript:alert(1)", "https://a b", "https://" + "x" * 1000])
def test_an_address_that_none_can_open_is_refused(found: Comparison, url: str) -> None:
    with pytest.raises(InputError, match="--url"):
        brief_bytes(found, "html", url=url)
