"""Statements: which clauses are one, and whether they affirm."""

from __future__ import annotations

import pytest

from auditor import find_claims
from auditor.model import Article, Claim


def claims(text: str) -> list[Claim]:
    return find_claims(Article("a", "a.txt", "", "A source", text))


def statements(text: str) -> dict[str, bool]:
    """What is said to be so or not, by the verb."""
    return {c.attribute: c.value is True for c in claims(text) if c.value_type == "flag"}


@pytest.mark.parametrize(
    ("text", "verb", "so"),
    [
        ("The probe entered orbit around Venus on Sunday.", "enter", True),
        ("The probe failed to enter orbit around Venus on Sunday.", "enter", False),
        ("The minister refused to sign the treaty.", "sign", False),
        ("The side did not fail to win the cup.", "win", True),
        ("The side failed the test.", "fail", True),
        ("The driver pleaded not guilty to theft.", "plead", False),
        ("The driver pleaded not guilty to theft but guilty to fraud.", "plead", True),
        ("The jury found him not guilty.", "find", False),
        ("The deal is not binding.", "be", False),
        ("Though not fatal, the crash closed the tunnel on Monday.", "close", True),
        ("The suspect fled the court, not afraid of police.", "flee", True),
    ],
)
def test_a_statement_affirms_or_denies(text: str, verb: str, so: bool) -> None:
    assert statements(text)[verb] is so


def test_a_pronoun_with_a_verb_is_a_statement_where_it_is_known_who_it_is() -> None:
    [told] = [c for c in claims("Ann Teale met the board on Monday. She would resign.") if c.attribute == "resign"]
    assert told.subject == "Ann Teale"
    assert "rain" not in statements("It rained.")


@pytest.mark.parametrize(
    "text",
    [
        "Rovers bought Adeyemi for £27m. The striker scored 12 goals last season.",
        "The ferry left at 3 p.m. The captain, 44, was on the bridge.",
    ],
)
def test_an_abbreviation_that_ends_a_sentence_does_not_join_it_to_the_next(text: str) -> None:
    first = text[: text.index(" The ")]
    assert claims(text)
    assert not any(c.start < len(first) < c.end for c in claims(text))


def test_a_clock_time_before_a_day_stays_in_its_sentence() -> None:
    text = "The ferry left at 3 p.m. Tuesday for Norwick."
    assert any(c.text.startswith("The ferry") and "Norwick" in c.text for c in claims(text))
