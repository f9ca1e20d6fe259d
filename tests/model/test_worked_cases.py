"""Every hand-worked case of the rule, as its file tells it."""

import pytest

from sim.study.proof.worked import Case, cases, folder, wrong

CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=[f"{case.file}: {case.words}" for case in CASES])
def test_the_rule_does_what_is_worked_out_by_hand(case):
    assert wrong(case) == []


def test_a_case_that_is_wrong_is_found():
    case = Case("selling", "Nothing is sold.", {}, {"sale": "quiet"}, {}, {"records": 0})
    assert wrong(case) == ["selling: Nothing is sold. records is 1, expected 0"]


def test_a_misspelt_column_is_found():
    given = Case("selling", "Nothing.", {}, {}, {"patiense": 1}, {"records": 0})
    expected = Case("selling", "Nothing.", {}, {}, {}, {"recrods": 0})
    assert wrong(given) == ["selling: given patiense: there is no such column"]
    assert wrong(expected)


def test_the_cases_of_the_checkout_are_read(root):
    assert folder() == root / "tests" / "worked"
