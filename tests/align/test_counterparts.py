"""Best partners in another article, and what they do to the weights of all pairs."""

from __future__ import annotations

import random

import making
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from auditor import kinds
from auditor.align import align_story
from auditor.align.counterparts import with_choice
from auditor.align.features import features, rarity
from auditor.extract.claims import find_claims
from auditor.model import Article, Claim

KINDS = kinds.load()
FERRY = {
    "courier": "A ferry lost power off Marle in heavy seas on Tuesday. Passengers spent nine hours in the dark before "
    "tugs arrived. The mayor gave a speech of ten minutes.",
    "ledger": "A ferry drifted off Marle after its engines failed. It took tugs some seven hours to reach the boat "
    "in the dark. Tickets for the next two weeks will be paid back.",
}


def claims() -> list[Claim]:
    return [c for name, text in FERRY.items() for c in find_claims(Article(name, name, "", name, text))]


def pairs(found: list[Claim]) -> set[frozenset[str]]:
    told = align_story(found, KINDS).counterparts
    return {frozenset(str(c.value) for c in pair[:2]) for pair in told if pair[0].value_type == "duration"}


def test_two_answers_in_other_words_are_counterparts_though_they_differ() -> None:
    assert frozenset({"9", "7"}) in pairs(claims())


def test_a_claim_has_one_counterpart_in_an_article() -> None:
    found = [pair[:2] for pair in align_story(claims(), KINDS).counterparts]
    assert found
    for side in (0, 1):
        assert len({pair[side].id for pair in found}) == len(found)


def test_the_order_of_the_claims_does_not_matter() -> None:
    mixed = claims()
    random.Random(7).shuffle(mixed)
    assert pairs(mixed) == pairs(claims())


weights = st.integers(2, 7).flatmap(
    lambda n: st.tuples(
        st.lists(st.sampled_from("abc"), min_size=n, max_size=n),
        st.lists(st.floats(-9, 9), min_size=n * n, max_size=n * n),
    )
)


@given(weights)
def test_weights_stay_symmetric_and_only_best_partners_gain(made: tuple[list[str], list[float]]) -> None:
    articles, values = made
    n = len(articles)
    square = np.array(values).reshape(n, n)
    given = (square + square.T) / 2
    changed = with_choice([making.claim("1", article=name) for name in articles], given) - given
    assert np.array_equal(changed, changed.T)
    for i in range(n):
        for j in range(n):
            rivals = [given[i, k] for k in range(n) if articles[k] == articles[j]]
            rivals += [given[k, j] for k in range(n) if articles[k] == articles[i]]
            if articles[i] == articles[j]:
                assert changed[i, j] == 0
            elif given[i, j] >= max(rivals):
                assert (changed[i, j] > 0) == (len(rivals) > 2)  # the pair itself is in both: there was a choice
            else:
                assert changed[i, j] <= 0


@given(st.lists(making.figures, min_size=2, max_size=6))
def test_a_pair_is_as_alike_whichever_comes_first(made: list[Claim]) -> None:
    for matrix in features(made, rarity(made)).values():
        assert np.array_equal(matrix, matrix.T)
