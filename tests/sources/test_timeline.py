"""Times of claims, and answers over time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from told import article, claim, question

from auditor.sources.timeline import Period, timeline
from auditor.values.spells import Spell, spell

DAY = "2031-05-03"


@pytest.mark.parametrize(
    ("text", "qualifiers", "expected"),
    [
        ("The toll is 14", (), Spell(DAY, "", "", "publication")),
        ("The licence runs until 2041", (), Spell(DAY, "", "2041", "words")),
        ("Norwick has held 14 boats since 2029", (), Spell(DAY, "2029", "", "words")),
        ("14 boats sank yesterday", (), Spell("2031-05-02", "", "", "words")),
        ("It held 14 boats", (("time", "former"),), Spell("", "", DAY, "publication")),
    ],
)
def test_the_time_of_a_claim_is_resolved_against_the_articles_date(
    text: str, qualifiers: tuple[tuple[str, str], ...], expected: Spell
) -> None:
    home = article("a", text, published=DAY)
    assert spell(claim(home, text, "14", qualifiers=qualifiers), home) == expected


def test_without_any_date_the_time_is_unknown() -> None:
    home = article("a", "The toll is 14")
    assert spell(claim(home, "The toll is 14", "14"), home) == Spell()


def test_periods_follow_the_days_on_which_answers_were_given() -> None:
    days = ["2031-05-01", "2031-05-02", "2031-05-02", "2031-05-03", ""]
    figures = ["3", "3", "10", "10", "10"]
    articles = [article(f"a{n}", "The toll", published=day) for n, day in enumerate(days)]
    told = [claim(a, "The toll", figure) for a, figure in zip(articles, figures, strict=True)]
    asked = question(tuple(told[:2]), tuple(told[2:]))
    assert timeline(asked, {c.id: c for c in told}, {a.id: a for a in articles}) == (
        Period("2031-05-01", "2031-05-01", ("3",), ("a0",)),
        Period("2031-05-02", "2031-05-02", ("3", "10"), ("a1", "a2")),
        Period("2031-05-03", "2031-05-03", ("10",), ("a3",)),
    )


def test_days_with_one_answer_are_one_period_until_another_is_given() -> None:
    days = ["2031-05-04", "2031-05-01", "2031-05-02", "2031-05-03"]
    articles = [article(f"a{n}", "The toll", published=day) for n, day in enumerate(days)]
    told = [claim(a, "The toll", figure) for a, figure in zip(articles, "3353", strict=True)]
    asked = question((told[0], told[1], told[3]), (told[2],))
    assert timeline(asked, {c.id: c for c in told}, {a.id: a for a in articles}) == (
        Period("2031-05-01", "2031-05-01", ("3",), ("a1",)),
        Period("2031-05-02", "2031-05-02", ("5",), ("a2",)),
        Period("2031-05-03", "2031-05-04", ("3",), ("a0", "a3")),
    )


def test_what_is_told_as_former_is_not_of_the_day_of_publication() -> None:
    home = article("a", "The toll was 3", published=DAY)
    former = replace(claim(home, "The toll was 3", "3"), qualifiers=(("time", "former"),))
    assert timeline(question((former,)), {former.id: former}, {"a": home}) == ()
