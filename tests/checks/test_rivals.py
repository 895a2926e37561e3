"""Answers that stand against each other: each pair is told, and none of them twice."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from test_differing import claim

from auditor.checks.case import Case
from auditor.checks.rivals import _against, _with_support
from auditor.model import Claim, Question
from auditor.sources.origins import Origins

CLAIMS = [claim(f"c{n}", f"a{n}", Decimal(value)) for n, value in enumerate((40, 60, 75, 90, 120))]
PAIRS = list(combinations(CLAIMS, 2))
ratings_of = st.lists(st.floats(0.0, 1.0), min_size=len(PAIRS), max_size=len(PAIRS))


def told(pairs: list[tuple], rated: dict[tuple, float] | None = None) -> list[set[str]]:
    """The ids of the claims of each finding. rated: 0.5 each where left out."""
    ratings = dict.fromkeys(pairs, 0.5) | (rated or {})
    return [{c.id for _, claims in listed for c in claims} for listed in _against(pairs, ratings)]


def test_answers_that_all_differ_stand_together_once() -> None:
    assert told(PAIRS) == [{c.id for c in CLAIMS}]


@given(st.lists(st.sampled_from(PAIRS), min_size=1, unique=True), ratings_of)
def test_no_claim_of_a_pair_is_lost_and_each_finding_has_two_answers(pairs: list[tuple], rated: list[float]) -> None:
    found = told(pairs, dict(zip(PAIRS, rated, strict=True)))
    assert set().union(*found) == {c.id for pair in pairs for c in pair}
    assert all(len(ids) > 1 for ids in found)


@given(st.permutations(PAIRS), ratings_of)
def test_the_order_of_the_pairs_does_not_matter(pairs: list[tuple], rated: list[float]) -> None:
    ratings = dict(zip(PAIRS, rated, strict=True))
    assert sorted(map(sorted, told(pairs, ratings))) == sorted(map(sorted, told(PAIRS, ratings)))


def test_answers_that_no_pair_connects_are_told_apart() -> None:
    assert sorted(map(sorted, told([PAIRS[0], (CLAIMS[2], CLAIMS[3])]))) == [["c0", "c1"], ["c2", "c3"]]


def test_answers_that_an_unlikely_pair_leads_to_are_told_apart() -> None:
    """A weak link between two good pairs: the four are not of one thing."""
    one, two, weak = (CLAIMS[0], CLAIMS[1]), (CLAIMS[2], CLAIMS[3]), (CLAIMS[1], CLAIMS[2])
    found = told([one, two, weak], {one: 0.8, two: 0.7, weak: 0.3})
    assert sorted(map(sorted, found)) == [["c0", "c1"], ["c2", "c3"]]


def test_a_pair_that_fits_no_finding_is_told_alone() -> None:
    """Its second claim stands against one of five alone."""
    last, rest = CLAIMS[4], list(combinations(CLAIMS[:4], 2))
    found = told([*rest, (CLAIMS[0], last)], {(CLAIMS[0], last): 0.3})
    assert sorted(map(sorted, found)) == [["c0", "c1", "c2", "c3"], ["c0", "c4"]]


def supported(more: list[Claim], *listed: tuple[str, tuple[Claim, ...]]) -> list[set[str]]:
    """The ids on each side, where the question also has those claims."""
    asked = {c.id: c for c in (*more, *(c for _, claims in listed for c in claims))}
    case = Case(Question("q", "How many?", "open", tuple(asked), ()), asked, {}, {}, Origins({}, {}, (), {}))
    return [{c.id for c in claims} for _, claims in _with_support(case, list(listed))]


def of(claim: Claim, person: str) -> Claim:
    return replace(claim, qualifiers=(("person", person),))


FORTY, SIXTY = CLAIMS[0], CLAIMS[1]
SIDES = ("40", (FORTY,)), ("60", (SIXTY,))


def test_a_side_holds_the_claims_of_the_question_that_give_its_answer() -> None:
    more = [
        claim("c7", "a7", Decimal(40)),
        claim("c8", "a8", Decimal(20)),
        claim("c9", "a9", Decimal(40), sort="money"),
    ]
    assert supported(more, *SIDES) == [{"c0", "c7"}, {"c1"}]


def test_no_article_comes_to_stand_on_two_sides() -> None:
    assert supported([claim("c7", SIXTY.article, Decimal(40))], *SIDES) == [{"c0"}, {"c1"}]


def test_figures_of_another_person_support_nobody() -> None:
    jones = of(claim("c7", "a7", Decimal(40)), "Jones")
    assert supported([jones], ("40", (FORTY, of(claim("c6", "a6", Decimal(40)), "Smith"))), SIDES[1]) == [
        {"c0", "c6"}, {"c1"},
    ]  # fmt: skip
    assert supported([jones], SIDES[0], ("60", (of(SIXTY, "Smith"),))) == [{"c0"}, {"c1"}]


def test_what_does_not_contradict_every_claim_of_the_other_sides_supports_none() -> None:
    about, least = claim("c7", "a7", Decimal(105), "~"), claim("c8", "a8", Decimal(50), ">=")
    hundred = "100", (claim("c5", "a5", Decimal(100)),)
    assert supported([about], hundred, ("130", (claim("c6", "a6", Decimal(130)),))) == [{"c5", "c7"}, {"c6"}]
    others = claim("c6", "a6", Decimal(130)), claim("c4", "a4", Decimal(114), "~")
    assert supported([about], hundred, ("130", others)) == [{"c5"}, {"c6", "c4"}]
    assert supported([least], *SIDES) == [{"c0"}, {"c1"}]


def at(claim: Claim, place: str) -> Claim:
    return replace(claim, qualifiers=(("where", place),))


def test_figures_of_another_place_support_nobody() -> None:
    listed = ("40", (at(FORTY, "Kragen"),)), SIDES[1]
    assert supported([at(claim("c7", "a7", Decimal(40)), "Holm")], *listed) == [{"c0"}, {"c1"}]
    assert supported([at(claim("c7", "a7", Decimal(40)), "Kragen")], *listed) == [{"c0", "c7"}, {"c1"}]
