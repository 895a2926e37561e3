"""To which event, person and part a figure belongs."""

from __future__ import annotations

import pytest

from auditor import find_claims
from auditor.model import Article


def figure(text: str, value: int, qualifier: str, published: str = "2026-03-04") -> str:
    claims = find_claims(Article("a", "a.txt", "A title", "A source", text, published=published))
    return next(c.qualifier(qualifier) for c in claims if c.value == value and not isinstance(c.value, bool))


@pytest.mark.parametrize(
    ("text", "value", "occasion"),
    [
        ("A quake killed 10 people on Tuesday.", 10, ""),
        ("A quake killed 10 people on 3 March.", 10, ""),
        ("In December 2023 a quake killed 612 people.", 612, "2023-12"),
        ("In December 2023 a quake hit the coast, killing 612 people.", 612, "2023-12"),
        ("A quake in 2023 which killed 612 people is remembered.", 612, "2023"),
        ("In December 2023 a quake hit the coast. It killed 612 people.", 612, "2023-12"),
        ("In December 2023 a quake hit the coast. The fire killed 12 people.", 12, ""),
        ("Officials said in March that the quake killed 10 people.", 10, ""),
    ],
)
def test_the_occasion_is_the_date_of_another_event(text: str, value: int, occasion: str) -> None:
    assert figure(text, value, "occasion") == occasion


@pytest.mark.parametrize(
    ("text", "value", "person"),
    [
        ("John Thompson (12 goals, 4 assists) was named in the squad.", 12, "John Thompson"),
        ("John Thompson, 52, was found in the garden.", 52, "John Thompson"),
        ("John Thompson scored 12 goals.", 12, "John Thompson"),
        ("John Thompson arrived. He scored 12 goals.", 12, "John Thompson"),
        ("The club scored 12 goals.", 12, ""),
        ("The club hired Ann Bell, a 52-year-old former judge.", 52, "Ann Bell"),
        ("The 52-year-old driver Ann Bell was hurt.", 52, "Ann Bell"),
    ],
)
def test_the_person_whose_figure_it_is(text: str, value: int, person: str) -> None:
    assert figure(text, value, "person") == person


@pytest.mark.parametrize(
    ("text", "value", "part"),
    [
        ("Another 12 people were hurt.", 12, "another"),
        ("Fire damaged 30 of the houses.", 30, "of"),
        ("More than 12 people were hurt.", 12, ""),
        ("Some 12 people were hurt.", 12, ""),
        ("The blast killed three people and hurt 12 others.", 12, ""),  # besides the dead: all of them
        ("Ann Bell and 12 others were hurt.", 12, "others"),
        ("The police arrested 12 others.", 12, "others"),
        ("Help came within 12 minutes of the call.", 12, ""),
    ],
)
def test_a_part_or_an_addition_is_marked(text: str, value: int, part: str) -> None:
    assert figure(text, value, "part") == part
