"""Whether two answers agree: rounding, hedges, bounds and ranges let both stand, and nothing else does."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import making
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model import Bound, Claim
from auditor.values.compare import compare, digits

AGREE = [
    # one figure and its bound, the other, the reason in words
    ("31", "=", "31", "=", "equal"),
    ("31", "=", "31.0", "=", "equal"),
    ("31.4", "=", "31", "=", "rounded"),
    ("1380000000", "=", "1400000000", "=", "rounded"),
    ("0.254", "=", "0.25", "=", "rounded"),
    ("31", "=", "29", "~", "about"),
    ("97", "~", "103", "=", "about"),
    ("10 to 12", "=", "11", "=", "range"),
    ("10 to 12", "=", "12 to 15", "=", "range"),
]
DIFFER = [
    ("31", "=", "29", "="),
    ("31.6", "=", "31", "="),
    ("31", "=", "27", "~"),
    ("250000000000", "=", "225000000000", "="),
    ("4.2", "=", "4.4", "="),
    ("14", "=", "10", "="),
    ("11", "=", "58", "="),
    ("10 to 12", "=", "13", "="),
    ("11", ">=", "9", "="),
    ("80", "<=", "90", "="),
    ("0", "=", "3", "="),
]
CANNOT_BE_TOLD = [("11", ">=", "14", "="), ("100", ">", "120", "="), ("80", "<=", "70", "="), ("80", "<", "12", "=")]


def pair(a: str, a_bound: Bound, b: str, b_bound: Bound) -> tuple[Claim, Claim]:
    return making.number(a, bound=a_bound), making.number(b, bound=b_bound)


@pytest.mark.parametrize(("a", "a_bound", "b", "b_bound", "why"), AGREE)
def test_the_same_answer(a: str, a_bound: Bound, b: str, b_bound: Bound, why: str) -> None:
    found = compare(*pair(a, a_bound, b, b_bound))
    assert found.agree is True
    assert why in found.label


@pytest.mark.parametrize(("a", "a_bound", "b", "b_bound"), DIFFER)
def test_another_answer(a: str, a_bound: Bound, b: str, b_bound: Bound) -> None:
    assert compare(*pair(a, a_bound, b, b_bound)).agree is False


@pytest.mark.parametrize(("a", "a_bound", "b", "b_bound"), CANNOT_BE_TOLD)
def test_a_bound_that_the_other_meets_lets_both_stand(a: str, a_bound: Bound, b: str, b_bound: Bound) -> None:
    assert compare(*pair(a, a_bound, b, b_bound)).agree is None


def test_figures_in_different_units_are_not_compared() -> None:
    dollars, euros = making.number("4", "money", unit="USD"), making.number("5", "money", unit="EUR")
    assert compare(dollars, euros).agree is None


def test_counts_of_different_things_are_not_compared_but_people_are_people() -> None:
    people, ferries, bodies = (making.number(n, unit=u) for n, u in (("11", "person"), ("58", "ferry"), ("58", "body")))
    assert compare(people, ferries).agree is None
    assert compare(people, bodies).agree is False


def toll(value: str, unit: str, kind: str = "deaths") -> Claim:
    return replace(making.number(value, unit=unit), kind=kind)


@pytest.mark.parametrize(
    ("a", "b"), [("gunman", "attacker"), ("worker", "employee"), ("person", "victim"), ("", "person")]
)
def test_of_one_kind_the_nouns_for_people_need_not_be_the_same(a: str, b: str) -> None:
    assert compare(toll("11", a), toll("58", b)).agree is False
    assert compare(toll("11", a), toll("11", b)).agree is True


def test_some_may_be_among_all_but_not_all_among_some() -> None:
    assert compare(toll("3", "nurse"), toll("5", "person")).agree is None
    assert compare(toll("5", "nurse"), toll("3", "person")).agree is False


def test_soldiers_are_no_nurses_and_without_a_known_kind_nobody_can_tell() -> None:
    assert compare(toll("11", "soldier"), toll("58", "nurse")).agree is None
    assert compare(toll("11", "worker", "open"), toll("58", "employee", "open")).agree is None


@pytest.mark.parametrize(
    ("a", "a_unit", "b", "b_unit", "agree"),
    [
        ("3", "month", "6 to 8", "week", False),
        ("2", "month", "6 to 9", "week", None),
        ("2", "hour", "120", "minute", True),
        ("10", "kilometre", "2 to 3", "mile", False),
    ],
)
def test_ranges_are_compared_in_two_units(a: str, a_unit: str, b: str, b_unit: str, agree: bool | None) -> None:
    first, second = (making.number(v, "duration", unit=u) for v, u in ((a, a_unit), (b, b_unit)))
    assert compare(first, second).agree is agree


@pytest.mark.parametrize(("minutes", "agree"), [("10", False), ("28", True)])
def test_a_hedged_figure_in_another_unit_differs_where_it_is_far_off(minutes: str, agree: bool) -> None:
    about = replace(making.number(minutes, "duration", unit="minute"), bound="~")
    assert compare(making.number("0.5", "duration", unit="hour"), about).agree is agree


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [
        ("José Marín", "Jose Marin", True),
        ("Ben Holloway", "Benjamin Holloway", True),
        ("Mary Ann Holloway", "Mary Holloway", True),
        ("Søren Dahl", "Soren Dahl", True),
        ("Paul Holloway", "Paula Holloway", False),
        ("Maria Holloway", "Mariana Holloway", False),
        ("Jo Holloway", "John Holloway", False),
        ("Brian Holloway", "Ben Holloway", False),
        ("Ben Holloway", "Ben Galloway", False),
    ],
)
def test_a_name_without_its_accents_or_in_a_short_form_is_the_same(a: str, b: str, agree: bool) -> None:
    first, second = (replace(making.number("1"), value=name, value_type="name") for name in (a, b))
    assert compare(first, second).agree is agree


def test_a_round_figure_without_a_hedge_is_exact() -> None:
    assert compare(making.number("31", unit="person"), making.number("30", unit="person")).agree is False


def test_dates_of_another_precision_agree() -> None:
    month, day = making.claim("2031-05", "date"), making.claim("2031-05-03", "date")
    assert compare(month, day).agree is True
    assert compare(month, making.claim("2031-06-07", "date")).agree is False
    assert compare(month, making.claim("monday", "date")).agree is None


def test_yes_is_not_no() -> None:
    yes, no = making.claim(True, "flag"), making.claim(False, "flag")
    assert compare(yes, no).agree is False
    assert compare(yes, yes).agree is True


@given(making.anything, making.anything)
def test_it_does_not_matter_which_comes_first(a: Claim, b: Claim) -> None:
    assert compare(a, b) == compare(b, a)


@given(making.figures, st.sampled_from(making.BOUNDS))
def test_equal_figures_agree_whatever_the_hedge(a: Claim, bound: Bound) -> None:
    assert compare(a, replace(a, bound=bound)).agree is True


@given(making.flags | making.texts)
def test_an_answer_agrees_with_itself(a: Claim) -> None:
    assert compare(a, a).agree is True


@given(st.integers(1000, 10**9), st.integers(2, 6))
def test_a_figure_agrees_with_itself_rounded(value: int, places: int) -> None:
    exact = Decimal(value)
    rounded = Decimal(f"{exact:.{places - 1}e}")
    assert digits(rounded) <= places
    assert compare(making.claim(exact), making.claim(rounded)).agree is True


@given(st.integers(10, 10**6), st.integers(10, 10**6))
def test_plain_figures_more_than_a_tenth_apart_differ(x: int, y: int) -> None:
    if 10 * abs(x - y) > max(x, y):
        assert compare(making.claim(Decimal(x)), making.claim(Decimal(y))).agree is False


@pytest.mark.parametrize(
    ("value", "role", "other"),
    [("T21:00", "before", "T20:44"), ("2031-05-03", "by", "2031-04"), ("2031", "after", "2032")],
)
def test_a_date_that_is_only_a_bound_is_met(value: str, role: str, other: str) -> None:
    bound, day = making.claim(value, "date", qualifiers=(("role", role),)), making.claim(other, "date")
    assert compare(bound, day).agree is None
    assert compare(bound, making.claim(other, "date", qualifiers=(("role", role),))).agree is False


def test_a_date_on_the_other_side_of_a_bound_differs() -> None:
    bound = making.claim("2031-05-03", "date", qualifiers=(("role", "before"),))
    assert compare(bound, making.claim("2031-05-04", "date")).agree is False


def test_a_weekday_that_ends_something_is_no_other_day() -> None:
    first, last = (making.number("1"), making.number("2"))
    a = replace(first, value="friday", value_type="date", qualifiers=(("role", "by"),))
    b = replace(last, value="thursday", value_type="date", qualifiers=(("role", "on"),))
    assert compare(a, b).agree is None


def test_spans_from_an_unknown_day_differ_by_their_length() -> None:
    two, three = making.claim("two months later", "date"), making.claim("three months later", "date")
    assert compare(two, three).agree is False
    assert compare(two, making.claim("2 months later", "date")).agree is not False
    assert compare(two, making.claim("three months earlier", "date")).agree is None


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("3 to 1", "3 to 1", True), ("3 to 1", "1 to 3", True), ("3 to 1", "3 to 2", False),
        ("3 to 1", "2 to 0", False),
        ("2 to 2", "2 to 1", False), ("3 to 1", "3", None), ("1", "3 to 1", None), ("4", "3 to 1", None),
    ],
)  # fmt: skip
def test_a_score_is_a_pair_of_numbers_in_any_order(one: str, other: str, agree: bool | None) -> None:
    """Of one whose second number is not known, nothing can be told."""
    a, b = (making.number(text, "score", unit="score") for text in (one, other))
    assert compare(a, b).agree is compare(b, a).agree is agree
