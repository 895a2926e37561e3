"""Figures as printers set them are read rightly, and every offset stays."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor import find_claims, find_quantities
from auditor.model import Article
from auditor.values.typography import plain_figures


@pytest.mark.parametrize(
    ("text", "figure", "value", "unit"),
    [
        ("It cost 215\u00a0347 euros.", "215\u00a0347 euros", 215347, "EUR"),
        ("Some 250\u2009000 people fled.", "250\u2009000", 250000, "person"),
        ("Some 1\u202f234\u202f567 people voted.", "1\u202f234\u202f567", 1234567, "person"),
        ("It paid €12\u00a0million.", "€12\u00a0million", 12000000, "EUR"),
        ("It holds a 27\u00a0per\u00a0cent stake.", "27\u00a0per\u00a0cent", 27, "percent"),
        ("It cost $5 mil\u00adlion.", "$5 mil\u00adlion", 5000000, "USD"),
        ("１，２００ people came.", "１，２００", 1200, "person"),
        ("Sales fell ３４％.", "３４％", 34, "percent"),
        ("It took 1’200’000 francs.", "1’200’000 francs", 1200000, "CHF"),
        ("It cost £1·5 million.", "£1·5 million", 1500000, "GBP"),
    ],
)
def test_a_figure_as_it_is_printed(text: str, figure: str, value: int, unit: str) -> None:
    found = [(q.text, q.value, q.unit) for q in find_quantities(text)]
    assert (figure, Decimal(value), unit) in found
    assert all(text[q.start : q.end] == q.text for q in find_quantities(text))


def test_figures_that_only_stand_side_by_side_stay_apart() -> None:
    assert "300" in [q.text for q in find_quantities("In 2020\u00a0300 people came.")]
    assert plain_figures("He said '300 of 400' and 5'10") == "He said '300 of 400' and 5'10"


def test_a_claims_text_is_the_articles_own_at_its_offsets() -> None:
    text = "In brief\n\nThe “Halden” carries 250\u2009400 people a year and cost ５ million dollars.\n"
    claims = find_claims(Article("a", "a.txt", "In brief", "s", text))
    assert {str(claim.value) for claim in claims} >= {"250400", "5000000"}
    assert all(claim.text == text[claim.start : claim.end] for claim in claims)


@given(st.text(alphabet="0123456789 .,'’·\u00a0\u2009\u202f\u00ad１２，％￡ax$", max_size=60))
def test_the_text_keeps_its_length(text: str) -> None:
    assert len(plain_figures(text)) == len(text)
    assert plain_figures(plain_figures(text)) == plain_figures(text)
