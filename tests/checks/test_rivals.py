"""Answers that stand against each other: each pair is told, and none of them twice."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from test_differing import claim

from auditor.checks.rivals import _against

CLAIMS = [claim(f"c{n}", f"a{n}", Decimal(value)) for n, value in enumerate((40, 60, 75, 90, 120))]
PAIRS = list(combinations(CLAIMS, 2))


def test_answers_that_all_differ_stand_together_once() -> None:
    [listed] = _against(PAIRS)
    assert {c for _, claims in listed for c in claims} == set(CLAIMS)


@given(st.lists(st.sampled_from(PAIRS), min_size=1, unique=True))
def test_every_pair_is_told_and_nothing_that_stands_already(pairs: list[tuple]) -> None:
    told = [{c.id for _, claims in listed for c in claims} for listed in _against(pairs)]
    assert all(any({a.id, b.id} <= ids for ids in told) for a, b in pairs)
    assert not any(x <= y for n, x in enumerate(told) for m, y in enumerate(told) if n != m)
