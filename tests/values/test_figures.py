"""What the grammar reads from plain text: values, units, ranges and bounds."""

from __future__ import annotations

import itertools
import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.values.numbers import parse_digits, read_number
from auditor.values.quantities import quantities
from auditor.values.tokens import tokenize


def read(text: str) -> list[tuple[str, str]]:
    """Value (or range) and unit of everything found, as text."""
    return [(f"{q.value}" if q.upper is None else f"{q.value}..{q.upper}", q.unit) for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("a deal of US$1.2bn", "1200000000", "USD"),
        ("a fine of \u20ac3,5 Mio", "3500000", "EUR"),
        ("it raised \u00a374m", "74000000", "GBP"),
        ("310 billion dollars", "310000000000", "USD"),
        ("the $310B plan", "310000000000", "USD"),
        ("a $170-million bridge", "170000000", "USD"),
        ("Rs 500 crore", "5000000000", "INR"),
        ("e64 million", "64000000", "EUR"),
        ("Bank Paid 2,000 Pounds To Harlan", "2000", "GBP"),
        ("5 Marks", "5", "DEM"),
        ("Rs. 35 lakh", "3500000", "INR"),
        ("US $170 million", "170000000", "USD"),
        ("C$20MM", "20000000", "CAD"),
        ("u.s. $ 15", "15", "USD"),
        ("c $ 1.5 million", "1500000", "CAD"),
        ("a three - million - euro loss", "3000000", "EUR"),
        ("\u20ac 1,4 Milliarden", "1400000000", "EUR"),
        ("40 MUSD", "40000000", "USD"),
        ("EUR 125", "125", "EUR"),
        ("115USD", "115", "USD"),
        ("5,000 yen", "5000", "JPY"),
        ("3 billion won", "3000000000", "KRW"),
        ("900 Swiss francs", "900", "CHF"),
        ("30 million Australian dollars", "30000000", "AUD"),
        ("10 million Chilean pesos", "10000000", "CLP"),
        ("a 50p coin", "0.5", "GBP"),
        ("45 cents", "0.45", "USD"),
        ("three dollars and forty cents", "3.4", "USD"),
        ("fined 600 pounds", "600", "GBP"),
        ("millions of euros", "1000000", "EUR"),
        ("75 USD million", "75000000", "USD"),
        ("half a million dollars", "500000", "USD"),
        ("a dime: 10 $", "10", "USD"),
    ],
)
def test_money(text: str, value: str, unit: str) -> None:
    assert read(text) == [(value, unit)]


@pytest.mark.parametrize("sign", ["%", " %", " per cent", " percent", "pc", "-per-cent", " pct"])
def test_percent(sign: str) -> None:
    assert read(f"it holds 27{sign} of the shares") == [("27", "percent")]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("half of the mayors", "50", "percent"),
        ("a quarter of all trams", "25", "percent"),
        ("two-thirds of voters", "66.67", "percent"),
        ("by a third", "33.33", "percent"),
        ("one in five pupils", "20", "percent"),
        ("one in every 500 trees", "0.2", "percent"),
        ("2.5 percentage points", "2.5", "percentage point"),
        ("25 basis points", "25", "basis point"),
        ("half an hour", "0.5", "hour"),
        ("three-quarters of a mile", "0.75", "mile"),
    ],
)
def test_shares(text: str, value: str, unit: str) -> None:
    assert read(text) == [(value, unit)]


@pytest.mark.parametrize(
    "text",
    ["magnitude 6.1", "magnitude - 6.1", "magnitude-6.1", "a magnitude of 6.1", "6.1-magnitude", "6.1 - magnitude",
     "6.1 on the Richter scale", "a 6.1 quake"],
)  # fmt: skip
def test_magnitude(text: str) -> None:
    assert read(text) == [("6.1", "magnitude")]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("15 km", "15", "kilometre"),
        ("a 15-km road", "15", "kilometre"),
        ("9.3 miles deep", "9.3", "mile"),
        ("40 square kilometers", "40", "square kilometre"),
        ("a 2,500 - square - meter hall", "2500", "square metre"),
        ("12km\u00b2", "12", "square kilometre"),
        ("12 km2", "12", "square kilometre"),
        ("60 mph", "60", "mile/hour"),
        ("60 miles per hour", "60", "mile/hour"),
        ("80 km/h", "80", "kilometre/hour"),
        ("20 knots", "20", "knot"),
        ("35\u00b0C", "35", "degree Celsius"),
        ("35 degrees Celsius", "35", "degree Celsius"),
        ("-5 degrees", "-5", "degree"),
        ("minus 7 degrees Fahrenheit", "-7", "degree Fahrenheit"),
        ("5 hectares", "5", "hectare"),
        ("200 metric tons", "200", "tonne"),
        ("900,000 barrels a day", "900000", "barrel/day"),
        ("7 MW", "7", "megawatt"),
        ("64GB", "64", "gigabyte"),
        ("two weeks", "2", "week"),
        ("the next decade", "10", "year"),
        ("a decade-long row", "10", "year"),
        ("three decades", "30", "year"),
        ("a fortnight", "2", "week"),
        ("a two-and-a-half-year term", "2.5", "year"),
        ("a 33-year-old", "33", "year of age"),
        ("a 36-year old clerk", "36", "year of age"),
        ("aged 33", "33", "year of age"),
        ("ten months old", "10", "month of age"),
        ("$70 per barrel", "70", "USD/barrel"),
        ("12 dollars an hour", "12", "USD/hour"),
        ("$ 40 - a - share", "40", "USD/share"),
        ("4% a year", "4", "percent/year"),
    ],
)
def test_measures(text: str, value: str, unit: str) -> None:
    assert read(text) == [(value, unit)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between 30 and 32.5%", [("30..32.5", "percent")]),
        ("7-8 years", [("7..8", "year")]),
        ("40 \u2013 50 metres", [("40..50", "metre")]),
        ("$50m-$80m", [("50000000..80000000", "USD")]),
        ("$240- $260 million", [("240000000..260000000", "USD")]),
        ("$5 to $10 million", [("5000000..10000000", "USD")]),
        ("from 5 to 7 percent", [("5..7", "percent")]),
        ("two or three weeks", [("2..3", "week")]),
        ("rose from 5% to 7%", [("5", "percent"), ("7", "percent")]),
        ("fell from 7 to 5 percent", [("7", "percent"), ("5", "percent")]),
        ("it climbed from 5 to 7 percent", [("5", "percent"), ("7", "percent")]),
        ("it grew by about 3 million to 45 million", [("3000000", ""), ("45000000", "")]),
        ("aged 18 to 65", [("18..65", "year of age")]),
        ("they won 2-1", [("2..1", "score")]),
        ("a 35-20 victory", [("35..20", "score")]),
        ("his record is 45-7-2", [("45", "score")]),
    ],
)
def test_ranges_and_scores(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("12 farms", "="),
        ("about 12 farms", "~"),
        ("nearly 12 farms", "~"),
        ("some 200 farms", "~"),
        ("an estimated 200 farms", "~"),
        ("200 or so", "~"),
        ("more than 12 farms", ">"),
        ("over $5m", ">"),
        ("hundreds of farms", ">"),
        ("at least 12 farms", ">="),
        ("no fewer than 12 farms", ">="),
        ("12 or more", ">="),
        ("30+ farms", ">="),
        ("30-plus farms", ">="),
        ("fewer than 12 farms", "<"),
        ("just under 12 farms", "<"),
        ("up to 12 farms", "<="),
        ("as many as 12 farms", "<="),
        ("no more than 12 farms", "<="),
    ],
)
def test_bounds(text: str, bound: str) -> None:
    assert [q.bound for q in quantities(text)] == [bound]


@pytest.mark.parametrize(
    "text",
    [
        "third parties", "first refusal", "the 2nd of them", "Boeing 747", "Flight 93", "Interstate 5", "AM 830", "G7",
        "COVID-19", "an AK-47", "version 3.2.1", "at 8:30 p.m.", "by 9pm", "at 1430 GMT", "17:06 UTC", "in 2019",
        "mid - 2008", "10 September 2010", "Sept. 10", "on 10/09/2010", "2010-09-10", "24/7", "9/11", "one-time fees",
        "one day", "one of the men", "that one", "call 555-0142", "call 800-555-0142", "Section 230", "a 4x4",
        "12 Elm Street", "the 1980s", "in his 30s", "the second half", "a third blast", "#5", "2008-09", "S&P 500",
        "several people", "both men", "o'clock", "5 o'clock", "room 12", "http://example.org/12/34", "a@b12.example",
    ],
)  # fmt: skip
def test_what_is_no_quantity(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200", "1200"), ("1.2bn", "1200000000"), ("three and a half million", "3500000"), ("two dozen", "24"),
        ("a dozen", "12"), ("12,34,567.89", "1234567.89"), ("1.234.567", "1234567"), ("3,5", "3.5"),
        ("10\u202f000", "10000"), ("10 000", "10000"), ("1 200 000", "1200000"), ("80, 000", "80000"),
        ("two hundred and five thousand three hundred and six", "205306"), ("twenty-three", "23"),
        ("ninety nine", "99"), ("a million and a half", "1500000"), ("10 1/2", "10.5"), ("3\u00bd", "3.5"),
        ("one hundred", "100"), ("half a dozen", "6"), ("tens of thousands", "10000"), ("500K", "500000"),
    ],
)  # fmt: skip
def test_numbers(text: str, value: str) -> None:
    assert [str(q.value) for q in quantities(f"they saw {text} cranes")] == [value]


def test_years_are_told_from_counts() -> None:
    assert read("more than 2000 trees") == [("2000", "")]
    assert read("it planted 1600 trees in 1850") == [("1600", "")]
    assert read("I am 50 years old") == [("50", "year of age")]
    assert read("in 2007 it sold 2000 miles of wire to 2000 people") == [("2000", "mile"), ("2000", "")]


@given(st.integers(min_value=0, max_value=10**15))
def test_grouped_digits_read_back(number: int) -> None:
    assert parse_digits(f"{number:,}") == number
    assert parse_digits(str(number)) == number


@given(st.integers(min_value=0, max_value=999_999_999))
def test_words_read_back(number: int) -> None:
    tokens = tokenize(in_words(number))
    read_back = read_number(tokens, 0)
    assert read_back is not None
    assert (read_back.value, read_back.stop) == (number, len(tokens))


@given(
    st.integers(min_value=1, max_value=999), st.sampled_from([("m", 6), ("bn", 9), (" million", 6), ("-billion", 9)])
)
def test_scales_read_back(number: int, scale: tuple[str, int]) -> None:
    name, power = scale
    assert [(q.value, q.unit) for q in quantities(f"${number}{name}")] == [(Decimal(number) * 10**power, "USD")]


PIECES = st.sampled_from(
    [
        "12",
        "1,5",
        "$",
        "US$",
        "%",
        "and",
        "to",
        "-",
        "–",
        "half",
        "a",
        "third",
        "one",
        "of",
        "million",
        "bn",
        "km",
        "per",
        "/",
        "(",
        ")",
        ".",
        ",",
        ":",
        "two",
        "dozen",
        "pence",
        "won",
        "year",
        "old",
        "aged",
        "magnitude",
        "between",
        "from",
        "+",
        "½",
        "p",
        "m",
        "EUR",
        "2019",
        "May",
        "10th",
        "9:30",
        "\n",
        "\xa0",
        "'",
        "’",
        "#",
    ]
)


@settings(max_examples=300)
@given(
    st.one_of(
        st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES, max_size=25).map("".join)
    )
)
def test_offsets_hold_on_any_text(text: str) -> None:
    found = quantities(text)
    assert all(text[q.start : q.end] == q.text for q in found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))
    ranges = [q for q in found if q.unit != "score"]
    assert all(q.upper is None or q.upper > q.value for q in ranges)


@pytest.mark.parametrize("piece", ["1", "1,", "12-", "one hundred and ", "$", "May ", "a.b", "+1 ", " ", "-", "half "])
def test_time_grows_with_length_only(piece: str) -> None:
    def seconds(size: int) -> float:
        text = (piece * size)[:size]
        start = time.perf_counter()
        quantities(text)
        return time.perf_counter() - start

    seconds(100)
    assert seconds(40_000) < 20 * seconds(8_000) + 0.5


ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number: int) -> str:
    """The number in British words."""
    for scale, name in ((10**6, "million"), (1000, "thousand")):
        if number >= scale:
            rest = number % scale
            return f"{in_words(number // scale)} {name}" + (f" {in_words(rest)}" if rest else "")
    if number >= 100:
        return f"{ONES[number // 100]} hundred" + (f" and {in_words(number % 100)}" if number % 100 else "")
    if number >= 20:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    return ONES[number]


def test_a_person_called_like_a_currency_is_no_money() -> None:
    assert ("DEM" in {q.unit for q in quantities("the team has offered 2B Mark Orrin a contract")}) is False


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The line cancelled 52 flights. Two crew members were hurt.", [52, 2]),
        ("They lost the game. Three players were sent off.", [3]),
        ("Last week 12 people died in the ward. Four survived.", [12, 4]),
        ("That day five men were arrested in the district two miles away.", [5, 2]),
        ("Flight 93, a Boeing 747, left from gate 5 in week three.", []),
        ("See vol. 3, fig. 2.", []),
    ],
)
def test_a_number_names_something_only_where_it_stands_behind_it_at_once(text: str, values: list[int]) -> None:
    assert [int(q.value) for q in quantities(text)] == values
