"""What is drawn and told by number: differences, values on a line, answers over time, articles that repeat another."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import claim, dates, figures, number

from auditor.model import Article, Audit, Claim, Family
from auditor.report.difference import difference
from auditor.report.pictures import TICKS, Answer, Picture, _placed, number_line, timeline
from auditor.report.repeats import repeats


def money(value: str, **slots: Any) -> Claim:
    return number(value, "money", unit="USD", **slots)


@pytest.mark.parametrize(
    ("sides", "short", "told"),
    [
        (["250E+9", "225E+9"], "−10%", "$225 billion is $25 billion less than $250 billion"),
        (["200", "215"], "+7.5%", "$215 is $15 more than $200"),
        (["100", "101", "90"], "−10%", "$90 is $10 less than $100"),
        (["2", "11"], "5.5 times", "$11 is $9 more than $2"),
        (["50", "10"], "1/5", "$10 is $40 less than $50"),
        (["1000", "1002"], "+0.2%", "$1,002 is $2 more than $1,000"),
    ],
)
def test_differences_of_money(sides: list[str], short: str, told: str) -> None:
    found = difference([[money(value)] for value in sides])
    assert found
    assert (found.short, found.told) == (short, told)


def test_differences_of_shares_scales_and_dates() -> None:
    shares = difference([[number("27", "percent", unit="percent")], [number("32.5", "percent", unit="percent")]])
    scale = difference([[number("6.1", "score", unit="magnitude")], [number("5.9", "score", unit="magnitude")]])
    days = difference([[claim("2031-03", "date")], [claim("2031-05", "date")]])
    assert shares
    assert scale
    assert days
    assert (shares.short, shares.told) == ("5.5 percentage points", "32.5% against 27%")
    assert scale.short == "6.1 to 5.9"
    assert (days.short, days.told) == ("2 months", "May 2031 is later than March 2031")


def test_no_difference_between_unlike_things() -> None:
    assert difference([[money("5")], [number("5", "money", unit="EUR")]]) is None
    assert difference([[money("5")], [claim("2031", "date")]]) is None
    assert difference([[claim(True, "flag")], [claim(False, "flag")]]) is None
    assert difference([[money("5")], [money("5")]]) is None
    assert difference([[money("5")], []]) is None


def answer(label: str, *claims: Claim, published: str = "", side: bool = True) -> Answer:
    names = tuple(f"Source {n}" for n, _ in enumerate(claims))
    return Answer(label, claims, names, tuple(published for _ in claims), side)


def test_values_stand_in_order_on_the_line() -> None:
    found = number_line(
        [answer("a", money("10"), money("10")), answer("b", money("30")), answer("c", money("20 to 25"))]
    )
    assert found
    (low,), (high,), (between,) = (strip.marks for strip in found.strips)
    assert low.at < between.at < (between.to or 0) < high.at
    assert (low.weight, low.to) == (2, None)
    assert low.radius > high.radius
    assert [words for _, words in found.ticks] == ["$10", "$15", "$20", "$25", "$30"][: len(found.ticks)]


def test_the_scale_divides_no_people() -> None:
    found = number_line([answer("a", number("11", unit="person")), answer("b", number("12", unit="person"))])
    assert found
    assert [words for _, words in found.ticks] == ["11 people", "12 people"]


def test_hedges_and_bounds_show() -> None:
    found = number_line([answer("a", money("100", bound="~")), answer("b", money("300", bound=">="))])
    assert found
    about, least = found.strips[0].marks[0], found.strips[1].marks[0]
    assert about.hollow
    assert about.to is not None
    assert least.way == "up"


def test_no_line_for_one_value_or_for_two_units() -> None:
    assert number_line([answer("a", money("5")), answer("b", money("5"))]) is None
    assert number_line([answer("a", money("5")), answer("b", number("6", "money", unit="EUR"))]) is None
    assert number_line([answer("a", claim(True, "flag")), answer("b", claim(False, "flag"))]) is None


@given(st.lists(figures | dates, min_size=1, max_size=8))
def test_everything_drawn_stands_within_the_picture(claims: list[Claim]) -> None:
    assert_within(number_line([answer(f"{n}", one) for n, one in enumerate(claims)]))


@given(st.lists(st.dates(), min_size=1, max_size=6))
def test_days_stand_within_the_picture(days: list[Any]) -> None:
    told = [answer(f"{n}", money("1"), published=day.isoformat()) for n, day in enumerate(days)]
    assert_within(timeline(told))


def assert_within(found: Picture | None) -> None:
    if found is None:
        return
    marks = [mark for strip in found.strips for mark in strip.marks]
    assert all(0 <= mark.at <= (mark.to if mark.to is not None else mark.at) <= 100 for mark in marks)
    assert all(0 <= at <= 100 for at, _ in found.ticks)
    assert len(found.ticks) <= TICKS + 2
    assert all(words for _, words in found.ticks)
    assert all(strip.told.startswith(f"{strip.label}: ") for strip in found.strips)


def test_an_update_looks_like_one() -> None:
    early = answer("31%", money("1"), published="2031-02-01")
    late = answer("27%", money("1"), published="2031-03-01")
    found = timeline([early, late])
    assert found
    assert found.strips[0].marks[0].at < found.strips[1].marks[0].at
    assert found.strips[0].told == "31%: 1 February 2031, Source 0"
    assert [words for _, words in found.ticks] == ["1 Feb 2031", "1 Mar 2031"]


def test_no_timeline_without_days_or_where_all_said_it_at_once() -> None:
    assert timeline([answer("a", money("1")), answer("b", money("2"))]) is None
    same = [answer(label, money("1"), published="2031-02-01") for label in "ab"]
    assert timeline(same) is None
    assert timeline([answer("a", money("1"), published="2031-02"), same[1]]) is None, "a month is no day"


def test_the_family_with_most_articles_comes_first_with_the_share_of_each(audit: Audit) -> None:
    articles = tuple(Article(f"x{n}", f"{n}.txt", f"T{n}", f"S{n}", "The ferry was late.") for n in range(5))
    pair = Family("article", ("x1", "x0"), "", ("it is older",), (0.6, 1.0))
    three = Family("article", ("x2", "x3", "x4"), "", ("it is older",), (0.5, 0.9, 0.9))
    most, other = repeats(replace(audit, articles=articles, families=(pair, three)))
    assert [one.source for one in most.articles] == ["S2", "S3", "S4"]
    assert [(one.source, one.title, one.share) for one in other.articles] == [("S1", "T1", 0.6), ("S0", "T0", 1.0)]
    assert "probably from S1: it is older" in other.told
    assert repeats(audit) == ()


def test_exact_figures_come_before_rounded_ones() -> None:
    found = difference([[money("100", bound="~"), money("104")], [money("208")]])
    assert found
    assert found.short == "+100%"
    assert Decimal("104") == money("104").value


def test_the_words_of_a_scale_do_not_touch() -> None:
    values = (7.4, 7.45, 7.5, 7.55, 7.6)
    placed = _placed(values, lambda value: 4 + 460 * (value - 7.4), lambda value: f"magnitude {value:g}")
    assert [told for _, told in placed] == ["magnitude 7.4", "magnitude 7.5", "magnitude 7.6"]
    assert len(_placed(values, lambda value: 4 + 460 * (value - 7.4), lambda value: f"{value:g}")) == 5
