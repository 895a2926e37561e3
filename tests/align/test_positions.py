"""The answers to a question: every claim stands in one of them, and agreeing answers stand together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import making
from hypothesis import given
from hypothesis import strategies as st

from auditor import kinds
from auditor.align import questions
from auditor.model import Claim, Position

groups = (
    st.lists(making.figures, min_size=1, max_size=8)
    | st.lists(making.dates.filter(lambda claim: claim.value != ""), min_size=1, max_size=6)
    | st.lists(making.flags, min_size=1, max_size=6)
)


def positions(claims: Sequence[Claim]) -> tuple[Position, ...]:
    return questions.positions(claims, lambda a, b: 0.0)


def labels(*claims: Claim) -> list[tuple[str, int]]:
    return [(position.label, position.sources) for position in positions(claims)]


@given(groups)
def test_every_claim_stands_in_exactly_one_position(claims: list[Claim]) -> None:
    placed = [claim for position in positions(claims) for claim in position.claims]
    assert sorted(placed) == sorted(claim.id for claim in claims)


@given(groups, st.randoms(use_true_random=False))
def test_the_order_of_the_claims_does_not_matter(claims: list[Claim], random) -> None:  # type: ignore[no-untyped-def]
    assert positions(random.sample(claims, len(claims))) == positions(claims)


@given(groups)
def test_the_best_supported_answer_comes_first(claims: list[Claim]) -> None:
    found: tuple[Position, ...] = positions(claims)
    assert [position.sources for position in found] == sorted((position.sources for position in found), reverse=True)


@given(making.flags, making.flags)
def test_yes_and_no_stand_apart(a: Claim, b: Claim) -> None:
    assert len(positions([a, b])) == (1 if a.value == b.value else 2)


def test_rounded_and_hedged_figures_join_the_exact_one() -> None:
    exact, rounded = making.number("31.4", article="a1"), making.number("31", article="a2")
    hedged = making.number("30", article="a3", bound="~")
    assert labels(hedged, rounded, exact) in ([("31", 3)], [("31.4", 3)])


def test_two_figures_stand_apart() -> None:
    claims = [making.number("250", article=article) for article in ("a1", "a2", "a3")]
    assert labels(making.number("225", article="a1"), *claims) == [("250", 3), ("225", 1)]


def test_one_source_that_says_it_twice_counts_once() -> None:
    twice = [making.number("250", article="a1"), making.number("250", article="a1")]
    assert labels(*twice, making.number("225", article="a2"), making.number("225", article="a3")) == [
        ("225", 2),
        ("250", 1),
    ]


def test_a_bound_joins_the_figure_that_meets_it() -> None:
    bound = making.number("11", article="a1", bound=">=")
    assert labels(bound, making.number("14", article="a2")) == [("14", 2)]
    assert len(labels(bound, making.number("9", article="a2"))) == 2


def test_names_in_a_question_are_written_as_in_the_articles() -> None:
    kind = next(kind for kind in kinds.load() if "{object}" in kind.question)

    def label(*texts: str) -> str:
        told = [
            replace(making.number("5"), text=text, kind=kind.name, qualifiers=(("object", "ore"),)) for text in texts
        ]
        return questions.question(told, (), {kind.name: kind}, lambda a, b: 0.0).label

    assert " Ore" in label("It will buy Ore services", "a contract for Ore worth $5")
    assert " ore" in label("Ore for $5", "It will buy ore", "all the ore and Oregano")
    assert " ore" in label("It will buy minerals")
    assert " Ore" in label("BUYS ORE", "It will buy Ore services")


def test_a_yes_or_no_question_is_put_with_the_words_of_who_affirms() -> None:
    yes = replace(making.claim(True, "flag", article="a1"), text="The driver of the old bus pleaded guilty")
    no = replace(making.claim(False, "flag", article="a2"), text="He pleaded not guilty")
    label = questions.question([yes, no], (), {}, lambda a, b: 0.0).label
    assert label == "Is it so: \u201cThe driver of the old bus pleaded guilty\u201d?"
    assert "not guilty" in questions.question([no], (), {}, lambda a, b: 0.0).label
