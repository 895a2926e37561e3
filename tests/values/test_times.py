"""Finding times in prose: what is found, what is left alone, and what holds for any text."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.values.times import find_times

PUBLISHED = "2010-09-10"  # a Friday

FOUND = [
    # absolute dates
    ("The bridge opened on 10 September 2010.", "10 September 2010", "2010-09-10", "on"),
    ("The bridge opened Sept. 10, 2010, in rain.", "Sept. 10, 2010", "2010-09-10", "on"),
    ("The bridge opened Sept 9th.", "Sept 9th", "2010-09-09", "on"),
    ("The 9th of November 1989 was cold.", "9th of November 1989", "1989-11-09", "on"),
    ("It opened in September 2010.", "September 2010", "2010-09", "on"),
    ("BRIDGE OPENS SEPT. 8", "SEPT. 8", "2010-09-08", "on"),
    ("Logged 2010-09-10 by staff", "2010-09-10", "2010-09-10", "on"),
    ("Logged 2010-09-10T08:30:00Z by staff", "2010-09-10T08:30:00Z", "2010-09-10T08:30Z", "on"),
    ("Logged 11 / 28 / 05 by staff", "11 / 28 / 05", "2005-11-28", "on"),
    ("Logged 28/11/2005 by staff", "28/11/2005", "2005-11-28", "on"),
    ("Logged 10/09/2010 by staff", "10/09/2010", "", "on"),
    ("The fair runs September 10-12, 2010.", "September 10-12, 2010", "2010-09-10/2010-09-12", "on"),
    ("It met Wednesday, Sept. 8, to vote.", "Wednesday, Sept. 8", "2010-09-08", "on"),
    ("Sales rose in May, it said.", "May", "2010-05", "on"),
    ("Sales\xa0rose in September\xa02009.", "September\xa02009", "2009-09", "on"),
    ("The heating failed in November this year.", "November this year", "2010-11", "on"),
    ("It closed last March.", "last March", "2010-03", "on"),
    ("The shop will close in March.", "March", "2011-03", "on"),
    # years
    ("The lease runs through 2032.", "through 2032", "2032", "until"),
    ("They paid under its 2019 agreement.", "2019", "2019", "on"),
    ("The mill has stood empty since 2008.", "since 2008", "2008", "since"),
    ("Prices fell in mid - 2008 again.", "mid - 2008", "2008", "on"),
    ("The tax stays until late 2026.", "until late 2026", "2026", "until"),
    ("The line opens by the end of 2026.", "by the end of 2026", "2026", "by"),
    ("The rule lasts until a vote or 2030, whichever is first.", "2030", "2030", "on"),
    ("Rents doubled in the 1990s.", "1990s", "1990/1999", "on"),
    ("Rents doubled in the late ’90s.", "late ’90s", "1990/1999", "on"),
    ("He led the firm (2003-2007) well.", "2003-2007", "2003/2007", "on"),
    ("Unrest after the 2007 elections grew.", "2007", "2007", "on"),
    # quarters, fiscal years, seasons
    ("Sales fell in Q3 2024.", "Q3 2024", "2024-07/2024-09", "on"),
    ("Sales fell in the third quarter.", "third quarter", "2010-07/2010-09", "on"),
    ("Sales fell in the first half of 2025.", "first half of 2025", "2025-01/2025-06", "on"),
    ("The plan for fiscal 2026 is out.", "fiscal 2026", "2026", "on"),
    ("Sales in the second quarter of fiscal 2026 fell.", "second quarter of fiscal 2026", "", "on"),
    ("They met in the summer of 2009.", "summer of 2009", "2009-06/2009-09", "on"),
    # weekdays and days
    ("The council met Tuesday.", "Tuesday", "2010-09-07", "on"),
    ("The council met Thursday night.", "Thursday night", "2010-09-09", "on"),
    ("The council met last Friday.", "last Friday", "2010-09-03", "on"),
    ("The council meets next Monday.", "next Monday", "2010-09-13", "on"),
    ("The council will meet on Monday.", "Monday", "2010-09-13", "on"),
    ("The road is shut until Monday.", "until Monday", "2010-09-13", "until"),
    ("The storm hit early Sunday.", "early Sunday", "2010-09-05", "on"),
    ("The storm hit last night.", "last night", "2010-09-09", "on"),
    ("The storm hits tomorrow.", "tomorrow", "2010-09-11", "on"),
    ("Officials surveyed it after Sunday's storm.", "Sunday", "2010-09-05", "on"),
    ("They met the following Friday.", "following Friday", "", "on"),
    # weeks, months, distances
    ("The plant closed last week.", "last week", "2010-W35", "on"),
    ("The plant closed earlier this month.", "earlier this month", "2010-09", "on"),
    ("The plant closes next year.", "next year", "2011", "on"),
    ("The plant closed two weeks ago.", "two weeks ago", "2010-W34", "on"),
    ("The plant closed 3 months ago.", "3 months ago", "2010-06", "on"),
    ("The plant closed two years ago.", "two years ago", "2008", "on"),
    ("The plant closed exactly two years ago.", "exactly two years ago", "2008-09-10", "on"),
    ("The plant closed five years ago today.", "five years ago today", "2005-09-10", "on"),
    ("The plant closed a year later.", "a year later", "", "on"),
    ("The plant closes in two weeks.", "in two weeks", "2010-W38", "on"),
    ("It will pay within 90 days.", "within 90 days", "2010-12-09", "by"),
    ("It is the main supplier for the next decade.", "for the next decade", "2020", "until"),
    ("It will spend it over the next two years.", "over the next two years", "2012", "until"),
    ("It spent it over the past three years.", "over the past three years", "2007", "since"),
    ("They were out over the weekend.", "weekend", "2010-09-11/2010-09-12", "on"),
    # holidays
    ("They wed on New Year’s Eve 2011.", "New Year’s Eve 2011", "2011-12-31", "on"),
    ("They wed on Christmas Day.", "Christmas Day", "2010-12-25", "on"),
    # clock times
    ("It began shortly after 8:30 p.m. Thursday.", "shortly after 8:30 p.m. Thursday", "2010-09-09T20:30", "after"),
    ("It began at 2:22 pm local time.", "2:22 pm local time", "T14:22", "on"),
    ("It began at 1430 GMT.", "1430 GMT", "T14:30Z", "on"),
    ("It began at 14:00 sharp.", "14:00", "T14:00", "on"),
    ("It began at around 9pm on Friday, 10 Sept 2010.", "9pm on Friday, 10 Sept 2010", "2010-09-10T21:00", "on"),
    ("It began at 5 a.m. (0100 GMT) Monday.", "5 a.m. (0100 GMT) Monday", "2010-09-06T05:00", "on"),
    ("It began at 0910 hours.", "0910 hours", "T09:10", "on"),
    ("It began at 8.49pm.", "8.49pm", "T20:49", "on"),
    ("It began at noon today.", "noon today", "2010-09-10T12:00", "on"),
    # roles
    ("File it no later than 1 June 2027.", "no later than 1 June 2027", "2027-06-01", "by"),
    ("It was built prior to 1975.", "prior to 1975", "1975", "before"),
    ("It was rebuilt after 1975.", "after 1975", "1975", "after"),
    ("It is valid up to 2032.", "up to 2032", "2032", "until"),
    ("It is valid through at least 2032.", "through at least 2032", "2032", "until"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "text", "value", "role"), FOUND, ids=[row[0] for row in FOUND])
def test_finds(sentence: str, text: str, value: str, role: str) -> None:
    (time,) = find_times(sentence, PUBLISHED)
    assert (time.text, time.value, time.role) == (text, value, role)


LEFT_ALONE = [
    "It may rain and they march 10 miles a day.",
    "She came second, a second late, and asked for a second look.",
    "The army sent 2000 troops and 2030 people fled.",
    "Police counted 2015 homes.",
    "It rose to 2014 points.",
    "They won 21-14 after leading 3:2.",
    "It cost $2010 or £1999.",
    "Call 0845 125 2222 or 800-555-2010.",
    "It runs 24/7 and began on 9/11.",
    "Version 2.0.2010 fixes version 3.11.",
    "The driver, 43, is in her 20s.",
    "They fought for two weeks over an eight-year offer.",
    "That was the day it ended.",
    "Black Friday sales fell.",
    "The Sunday Times and the Friday Herald asked.",
    "The Mail on Sunday asked.",
    "It was the first win in five years.",
    "The bomb was a 2015-pound shell in the 2500 block.",
    "A book by June Smith sold well.",
    "The next-generation chip is a decade-long effort.",
    "He finished in 12:34.",
]


@pytest.mark.parametrize("sentence", LEFT_ALONE)
def test_leaves_alone(sentence: str) -> None:
    assert find_times(sentence, PUBLISHED) == ()


def test_range_has_both_ends() -> None:
    since, until = find_times("It holds from 2019 to 2032.")
    assert [(t.text, t.value, t.role) for t in (since, until)] == [
        ("from 2019", "2019", "since"),
        ("to 2032", "2032", "until"),
    ]


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("It is open from Monday to Wednesday.", ["2010-09-06", "2010-09-08"]),
        ("It was open between March and May 2003.", ["2003-03", "2003-05"]),
        ("It was open from May until August.", ["2010-05", "2010-08"]),
    ],
)
def test_range_ends_date_each_other(sentence: str, values: list[str]) -> None:
    assert [time.value for time in find_times(sentence, PUBLISHED)] == values


@pytest.mark.parametrize(
    ("sentence", "name", "value"),
    [
        ("It struck Thursday  night.", "thursday night", ""),
        ("It struck shortly after 8:30 p.m. Thursday.", "8:30 p.m. thursday", "T20:30"),
        ("It struck on Sept. 10.", "sept. 10", "--09-10"),
        ("It lasts for the next decade.", "next decade", ""),
        ("Out by the end of the year.", "end of the year", ""),
        ("Out mid - 2008.", "mid-2008", "2008"),
        ("It struck New Year ’ s Eve.", "new year's eve", "--12-31"),
    ],
)
def test_undated_article_keeps_names(sentence: str, name: str, value: str) -> None:
    (time,) = find_times(sentence)
    assert (time.name, time.value) == (name, value)


@pytest.mark.parametrize(("words", "relative"), [("on Tuesday", True), ("on 7 Sept 2010", False), ("on 7 Sept", True)])
def test_relative(words: str, relative: bool) -> None:
    (time,) = find_times(f"They met {words}.", PUBLISHED)
    assert time.relative is relative


def test_published_may_be_a_datetime_or_nonsense() -> None:
    assert find_times("It met today.", "2010-09-10T23:00:00Z")[0].value == "2010-09-10"
    assert find_times("It met today.", "yesterday-ish")[0].value == ""


PIECES = (
    *("2010", "May", "10", "Friday", "p.m.", "8:30", "until", "next", "years", "ago", "Q3", "the", "to", "-", "/", "’"),
    *("Sept.", ",", " ", "\n", "and", "between", "the 1990s", "fiscal", "in", "9/"),
)
TEXTS = st.text() | st.lists(st.sampled_from(PIECES)).map(" ".join)
DAYS = st.dates().map(date.isoformat) | st.just("")


@given(TEXTS, DAYS)
def test_sorted_exact_and_without_overlaps(text: str, published: str) -> None:
    times = find_times(text, published)
    assert all(text[time.start : time.end] == time.text and time.text for time in times)
    assert all(one.end <= other.start for one, other in pairwise(times))


@given(TEXTS, DAYS)
def test_text_in_front_only_shifts(text: str, published: str) -> None:
    front = "A line of its own.\n"
    moved = [(t.start - len(front), t.text, t.value, t.role) for t in find_times(front + text, published)]
    assert moved == [(t.start, t.text, t.value, t.role) for t in find_times(text, published)]


FORMATS = (
    "{d} {B} {y}", "{B} {d}, {y}", "{b} {d}, {y}", "{d} {b} {y}", "{B} {d} {y}", "the {d} of {B}, {y}",
    "{A}, {B} {d}, {y}", "{y}-{m}-{D}",
)  # fmt: skip


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(FORMATS))
@settings(max_examples=200)
def test_reads_back_what_was_written(day: date, form: str) -> None:
    short = f"{day:%b}" + ("" if day.month == 5 else ".")
    words = form.format(d=day.day, B=f"{day:%B}", b=short, y=day.year, A=f"{day:%A}", m=f"{day:%m}", D=f"{day:%d}")
    (time,) = find_times(f"It opened on {words}.")
    assert (time.value, time.relative) == (day.isoformat(), False)


def test_long_text_takes_linear_time() -> None:
    for piece in ("1 ", "from 2010 to ", "Monday ", "the ", "\xa0"):
        find_times(piece * 5_000)
