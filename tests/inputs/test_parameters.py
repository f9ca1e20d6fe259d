"""The table of parameters: complete, consistent, and telling what it rests on."""

import re

import pytest

from sim.inputs.parameters import GROUPS, PARAMETERS, Parameter, defaults, nearest

ADDRESS = re.compile(r"doi 10\.|\b[a-z0-9.-]+\.(com|org|ca|uk|gov|life|net)\b")
DATES = r"(\d{4}( to \d{4})?(, \d{4}( to \d{4})?)*)?"
EACH = pytest.mark.parametrize("entry", PARAMETERS.values(), ids=list(PARAMETERS))


@EACH
def test_a_number_has_its_default_in_its_range_and_its_range_within_the_limits(entry: Parameter) -> None:
    if entry.kind not in (int, float):
        assert entry.kind is bool or entry.default in entry.choices
        return
    assert None not in (entry.minimum, entry.low, entry.high, entry.maximum)
    assert entry.minimum <= entry.low <= entry.default <= entry.high <= entry.maximum  # type: ignore[operator]


@EACH
def test_the_source_says_what_the_grade_promises(entry: Parameter) -> None:
    if entry.grade in ("measured", "survey"):
        assert ADDRESS.search(entry.source), "observed or asked: say where it can be looked up"
    else:
        assert entry.source.startswith(f"{entry.grade}: "), "say why it is so"
    assert not ADDRESS.fullmatch(entry.source), "say what was found there, too"


@EACH
def test_evidence_carries_its_date_or_says_that_it_has_none(entry: Parameter) -> None:
    assert re.fullmatch(DATES, entry.date)
    if entry.grade in ("measured", "survey"):
        assert bool(entry.date) != ("undated" in entry.source)
    for year in re.findall(r"(?<![\d/.,])(?:19|20)\d\d(?![\d,./])", entry.source):
        assert within(int(year), entry.date), "the source tells of a year that its date leaves out"


def within(year: int, date: str) -> bool:
    """Whether a year lies in a date such as `2013, 2023` or `2016 to 2024`, give or take a year of publishing."""
    spans = [[int(end) for end in part.split(" to ")] for part in date.split(", ") if part]
    return any(span[0] - 1 <= year <= span[-1] + 1 for span in spans)


@EACH
def test_an_entry_is_explained_in_a_sentence(entry: Parameter) -> None:
    assert entry.group in GROUPS
    assert entry.unit
    assert entry.meaning.endswith(".")
    assert entry.meaning[0].isupper()


def test_groups_stand_together_in_the_order_in_which_they_are_shown() -> None:
    in_table = list(dict.fromkeys(entry.group for entry in PARAMETERS.values()))
    assert in_table == list(GROUPS)
    assert list(defaults()) == list(PARAMETERS)


def test_nine_in_ten_object_and_six_in_ten_renew_at_the_defaults() -> None:
    value = {name: float(number) for name, number in defaults().items() if not isinstance(number, str)}
    unconcerned = 1 - value["people.fundamentalist"] - value["people.pragmatist"]
    object_in_all = (
        value["people.fundamentalist"] * value["people.objects_fundamentalist"]
        + value["people.pragmatist"] * value["people.objects_pragmatist"]
        + unconcerned * value["people.objects_unconcerned"]
    )
    assert object_in_all == pytest.approx(0.90, abs=0.005)
    alpha, beta = value["company.retention_alpha"], value["company.retention_beta"]
    assert beta / (alpha + beta) == pytest.approx(0.60)


def test_what_nobody_has_measured_is_not_called_measured() -> None:
    unmeasured = (
        "people.patience_median",
        "people.trace_chance_ordinary",
        "people.traceable",
        "data_market.pieces",
        "people.severity_breach",  # set beside a sale, which is done by the company and not to it
        "people.objects_unconcerned",  # a survey gave the share of all people only
    )
    assert {PARAMETERS[name].grade for name in unmeasured} == {"assumption"}


@EACH
def test_what_people_say_is_never_taken_for_what_they_do(entry: Parameter) -> None:
    said = re.search(r"\b(say|call|would|claim)\b", entry.source)
    assert not (said and entry.grade == "measured"), "a survey, or an assumption"


def test_a_sweep_over_what_is_uncertain_leaves_choices_and_switches_alone() -> None:
    uncertain = {name for name, entry in PARAMETERS.items() if entry.is_uncertain}
    assert {"people.patience_median", "data_market.price", "people.fundamentalist"} <= uncertain
    assert not uncertain & {
        "market.people",
        "market.seed",
        "mechanisms.law",
        "law.regime",
        "data_market.sell_former",
    }


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("people.tracable", "people.traceable"),
        ("poeple.traceable", "people.traceable"),
        ("People.Traceable", "people.traceable"),
        ("price", "data_market.price"),
        ("market.price", "data_market.price"),
        ("market.peeple", "market.people"),
        ("xyzzy", None),
    ],
)
def test_the_nearest_name_is_what_was_meant(written: str, meant: str | None) -> None:
    assert nearest(written, PARAMETERS) == meant


def test_the_nearest_name_to_garbage_is_found_quickly() -> None:
    assert nearest("€" * 1_000_000, PARAMETERS) is None
