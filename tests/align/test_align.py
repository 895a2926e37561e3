"""Which claims of small made-up articles answer one question."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor import kinds
from auditor.align import align
from auditor.align.levels import match
from auditor.align.similar import overlap, same_name
from auditor.align.stories import stories
from auditor.extract.claims import find_claims
from auditor.model import Article, Claim, Question

KINDS = kinds.load()
TEXTS = {
    "courier": "Orrin Capital raises its stake in Tamsin Foods. Orrin Capital now holds a 31% stake in Tamsin Foods, "
    "up from 24%. Tamsin Foods has committed to buying $4 billion of cloud capacity from Halden Power.",
    "ledger": "Halden Power wins a large customer. Tamsin Foods will buy cloud capacity worth $3.5 billion from Halden "
    "Power. The dairy is controlled by Orrin Capital, whose stake in Tamsin Foods stands at 31 per cent.",
    "mercury": "Elsa Moen wins the Gorle marathon in 2 hours and 31 minutes. More than 4,000 runners took part in the "
    "race through the old town, and 31 of them were treated for heatstroke by doctors.",
}


def claims_of(name: str) -> list[Claim]:
    text = "In brief\n\n" + TEXTS[name]
    return find_claims(Article(name, f"{name}.txt", "In brief", name, text), KINDS)


CLAIMS = list(chain.from_iterable(map(claims_of, TEXTS)))


@pytest.fixture(scope="module")
def found() -> tuple[Question, ...]:
    return align(CLAIMS, KINDS)


def values(question: Question) -> set[str]:
    return {str(claim.value) for claim in CLAIMS if claim.id in question.claims}


def of_kind(found: tuple[Question, ...], kind: str) -> list[Question]:
    return [question for question in found if question.kind == kind]


def test_the_share_that_two_sources_give_is_one_question_without_the_former_one(found: tuple[Question, ...]) -> None:
    (stake,) = of_kind(found, "stake")
    assert values(stake) == {"31"}
    assert [position.sources for position in stake.positions] == [2]
    assert "Orrin Capital" in stake.label


def test_two_figures_for_one_purchase_are_one_question(found: tuple[Question, ...]) -> None:
    (purchase,) = of_kind(found, "purchase_commitment")
    assert values(purchase) == {"4000000000", "3500000000"}
    assert sorted(position.label for position in purchase.positions) == ["$3.5 billion", "$4 billion"]


def test_every_question_says_what_joined_its_claims(found: tuple[Question, ...]) -> None:
    assert all(question.because and question.label.endswith("?") for question in found)


def test_an_article_on_another_event_answers_nothing(found: tuple[Question, ...]) -> None:
    of_event = stories(CLAIMS)
    assert of_event["courier"] == of_event["ledger"] != of_event["mercury"]
    home = {claim.id: claim.article for claim in CLAIMS}
    mixed = [q for q in found if "mercury" in (articles := {home[c] for c in q.claims}) and len(articles) > 1]
    assert mixed == []


def test_a_question_has_claims_of_one_sort_of_answer_unless_its_kinds_merge(found: tuple[Question, ...]) -> None:
    sort = {claim.id: claim.value_type for claim in CLAIMS}
    assert all(len({sort[claim] for claim in question.claims}) == 1 for question in found if question.kind == "open")


def test_no_claims_no_questions() -> None:
    assert align([], KINDS) == ()
    assert stories([]) == {}


@settings(max_examples=10)
@given(st.permutations(CLAIMS))
def test_the_order_of_the_claims_does_not_matter(claims: list[Claim]) -> None:
    assert align(claims, KINDS) == align(CLAIMS, KINDS)


DECLARED = [claim for claim in CLAIMS if claim.kind != "open"]


@given(st.sampled_from(DECLARED), st.sampled_from(DECLARED))
def test_a_match_is_the_same_from_either_side(a: Claim, b: Claim) -> None:
    by_name = {kind.name: kind for kind in KINDS}
    assert match(a, b, {}, by_name).weight == pytest.approx(match(b, a, {}, by_name).weight)


# --- names ---


SAME = [
    ("Orrin Capital", "Orrin"),
    ("Moen", "Elsa Moen"),
    ("the Gorle Post", "Gorle Post"),
    ("GCC", "Gorle County Council"),
    ("Gavarzin", "Gavarzen"),
    ("Gavarzinski", "Gavarzinsky"),
    ("Tamsin's", "Tamsin"),
    ("U.N.", "UN"),
]
OTHER = [
    ("Orrin Capital", "Halden Power"),
    ("Norwick", "Norwood Beach"),
    ("Elsa Moen", "Anna Moen"),
    ("Gorle", "Marle"),
]


@pytest.mark.parametrize(("a", "b"), SAME)
def test_names_that_mean_the_same(a: str, b: str) -> None:
    assert same_name(a, b)
    assert same_name(b, a)


@pytest.mark.parametrize(("a", "b"), OTHER)
def test_names_that_do_not(a: str, b: str) -> None:
    assert not same_name(a, b)
    assert not same_name(b, a)


@given(st.text(max_size=12), st.text(max_size=12))
def test_likeness_of_names_is_mutual(a: str, b: str) -> None:
    assert same_name(a, b) == same_name(b, a)
    assert overlap(a, b) == overlap(b, a)
    assert 0 <= overlap(a, b) <= 1


def asked(*texts: str) -> list[set[str]]:
    """The values of the questions about figures that two or more of the made-up articles answer."""
    claims = [
        claim
        for n, text in enumerate(texts)
        for claim in find_claims(Article(f"a{n}", f"{n}.txt", "In brief", f"{n}", f"In brief\n\n{text}"), KINDS)
        if claim.value_type not in ("flag", "date", "name")
    ]
    value = {claim.id: str(claim.value) for claim in claims}
    return [{value[i] for i in question.claims} for question in align(claims, KINDS)]


def test_distances_from_two_towns_are_two_questions() -> None:
    found = asked(
        "The wreck lies 22 miles south of Ostvik. The wreck lies 90 miles west of Brannholm.",
        "The wreck lies 23 miles (37 km) south of Ostvik. The wreck lies 94 miles west of Brannholm.",
    )
    assert sorted(map(sorted, found)) == [["22", "23", "37"], ["90", "94"]]


def test_what_it_could_cost_is_not_what_it_costs() -> None:
    found = asked(
        "Repairing the lock gates of Ostvik harbour cost $4 million, the port said.",
        "Repairing the lock gates of Ostvik harbour could cost $6 million, the port said.",
        "Repairing the lock gates of Ostvik harbour cost $5 million, the port said.",
    )
    assert found == [{"4000000", "5000000"}]


def test_what_an_event_has_one_of_is_one_question_in_any_words() -> None:
    found = asked(
        "Turnout in Ostvik was 64 percent, the mayor said.",
        "Officials put the turnout at 71 percent after the polls had closed along the coast.",
    )
    assert found == [{"64", "71"}]
