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


def test_answers_that_all_differ_stand_together_once() -> None:
    [listed] = _against(PAIRS)
    assert {c for _, claims in listed for c in claims} == set(CLAIMS)


@given(st.lists(st.sampled_from(PAIRS), min_size=1, unique=True))
def test_every_pair_is_told_and_no_answer_twice(pairs: list[tuple]) -> None:
    told = [{c.id for _, claims in listed for c in claims} for listed in _against(pairs)]
    assert all(any({a.id, b.id} <= ids for ids in told) for a, b in pairs)
    assert all(x.isdisjoint(y) for x, y in combinations(told, 2))


def test_answers_that_no_pair_connects_are_told_apart() -> None:
    told = [{c.id for _, claims in listed for c in claims} for listed in _against([PAIRS[0], (CLAIMS[2], CLAIMS[3])])]
    assert sorted(map(sorted, told)) == [["c0", "c1"], ["c2", "c3"]]


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
