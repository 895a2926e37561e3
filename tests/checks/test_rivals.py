"""Answers that stand against each other: each pair is told, and none of them twice."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from test_differing import claim

from auditor.checks.case import Case
from auditor.checks.rivals import _against, _with_support
from auditor.model import Question
from auditor.sources.origins import Origins

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


def test_a_side_holds_all_claims_of_the_question_that_give_its_answer_and_no_other() -> None:
    a, b = CLAIMS[0], CLAIMS[1]
    same, both = claim("c7", "a7", a.value), claim("c8", "a8", Decimal(20), "~")
    other = claim("c9", "a9", a.value, sort="money")
    asked = (*CLAIMS, same, both, other)
    question = Question("q", "How many?", "open", tuple(c.id for c in asked), ())
    case = Case(question, {c.id: c for c in asked}, {}, {}, Origins({}, {}, (), {}))
    listed = _with_support(case, [("40", (a,)), ("60", (b,))])
    assert listed == [("40", (a, same)), ("60", (b,))]
    vague = claim("c8", "a8", Decimal(50), "~")
    wide = Case(question, case.claims | {"c8": vague}, {}, {}, Origins({}, {}, (), {}))
    near = [("48", (claim("c1", "a1", Decimal(48)),)), ("52", (claim("c2", "a2", Decimal(52)),))]
    assert _with_support(wide, near) == near
