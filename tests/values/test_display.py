"""Values as a reader would write them."""

from __future__ import annotations

from decimal import Decimal

import making
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model import Claim
from auditor.values.display import amount, display, number, plural

SHOWN = [
    (making.number("250000000000", "money", unit="USD"), "$250 billion"),
    (making.number("1350000", "money", unit="GBP"), "£1.35 million"),
    (making.number("4500", "money", unit="EUR", bound="~"), "about €4,500"),
    (making.number("90000000", "money", unit="SEK"), "SEK 90 million"),
    (making.number("27", "percent", unit="percent"), "27%"),
    (making.number("32.5", "percent", unit="percent"), "32.5%"),
    (making.number("11", unit="person", bound=">="), "at least 11 people"),
    (making.number("1", unit="person"), "1 person"),
    (making.number("10 to 12", unit="ferry"), "10 to 12 ferries"),
    (making.number("6.4", "measure", unit="magnitude"), "magnitude 6.4"),
    (making.number("60", "money", unit="USD/barrel"), "$60 per barrel"),
    (making.number("10", "duration", unit="year"), "10 years"),
    (making.number("3 to 1", "score", unit="score"), "3\u20131"),
    (making.number("9", "score", unit="score"), "9"),
    (making.claim(True, "flag"), "yes"),
    (making.claim(False, "flag"), "no"),
    (making.claim("2031", "date", qualifiers=(("role", "until"),)), "until 2031"),
    (making.claim("2031-05-03", "date", qualifiers=(("role", "on"),)), "2031-05-03"),
    (making.claim("the loan is repaid", "condition"), "until the loan is repaid"),
    (making.claim("launch partner", "role"), "launch partner"),
]


@pytest.mark.parametrize(("claim", "text"), SHOWN, ids=[text for _, text in SHOWN])
def test_shows(claim: Claim, text: str) -> None:
    assert display(claim) == text


def test_plurals() -> None:
    words = ["person", "bus", "box", "policewoman", "gunman", "german", "church", "ferry", "day", "year of age"]
    assert [plural(word) for word in words] == [
        "people", "buses", "boxes", "policewomen", "gunmen", "germans", "churches", "ferries", "days", "years of age"
    ]  # fmt: skip


@given(st.integers(0, 10**15))
def test_no_digit_of_a_whole_number_is_lost(value: int) -> None:
    text = number(Decimal(value))
    figure, _, scale = text.partition(" ")
    factor = {"trillion": 10**12, "billion": 10**9, "million": 10**6, "": 1}[scale]
    assert Decimal(figure.replace(",", "")) * factor == value


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.sampled_from(["USD", "person", "percent", "year"]))
def test_different_amounts_are_shown_differently(x: int, y: int, unit: str) -> None:
    assert (amount(Decimal(x), None, unit) == amount(Decimal(y), None, unit)) == (x == y)


@given(making.anything.filter(lambda claim: claim.value != ""))
def test_every_answer_has_words(claim: Claim) -> None:
    assert display(claim).strip()
