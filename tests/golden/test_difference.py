"""The report of what a change moved tells movement from chance."""

from tests.golden.difference import FIGURES, Lived, Moved, moved, told


def policy(mean: float, half: float, price: float | None = None) -> dict[str, dict[str, float] | None]:
    one = {"mean": mean, "low": mean - half, "high": mean + half}
    even = None if price is None else {"mean": price, "low": price, "high": price}
    return {figure: even if figure == "break_even_price" else one for figure in FIGURES}


def test_what_is_the_same_is_not_told() -> None:
    assert list(moved("m", {"a": policy(5.0, 1.0)}, {"a": policy(5.0 + 1e-12, 1.0)})) == []


def test_what_moved_is_told_with_whether_chance_could_have_done_it() -> None:
    small, large = (list(moved("m", {"a": policy(5.0, 1.0)}, {"a": policy(to, 1.0)})) for to in (5.5, 7.0))
    assert len(small) == len(large) == len(FIGURES) - 1
    assert all(one.within for one in small) and not any(one.within for one in large)


def test_a_figure_that_is_there_in_one_of_the_two_is_told() -> None:
    found = list(moved("m", {"a": policy(5.0, 1.0, 0.3)}, {"a": policy(5.0, 1.0)}))
    assert found == [Moved("m", "a", "break_even_price", 0.3, None, False)]


def test_by_how_much_is_told() -> None:
    assert "-25.00%  BEYOND CHANCE" in str(Moved("m", "a", "difference", 8.0, 6.0, False))
    assert "none ->" in str(Moved("m", "a", "break_even_price", None, 0.3, False))


def test_what_only_one_of_the_two_has_is_told() -> None:
    assert [*map(str.split, told("m", Lived({"a": 1, "b": 1}), Lived({"a": 1, "c": 1})))] == [
        ["m", "b", "is", "there", "only", "before"],
        ["m", "c", "is", "there", "only", "now"],
    ]
    (line,) = told("m", Lived({}, "m: there is no such scenario"), Lived({"a": 1}))
    assert line.endswith("cannot be lived before: m: there is no such scenario")
