"""Words that exclude one another."""

from __future__ import annotations

from itertools import combinations

import pytest
from test_told_once import told

from auditor.checks.contraries import _poles


def test_all_who_say_the_same_in_other_words_stand_on_one_side() -> None:
    text = "Finance minister Marek Holm {} on Thursday over the Gorle loan."
    [only] = told(*(text.format(how) for how in ("resigned", "was sacked", "quit")), code="P001")
    assert sorted(len(side.claims) for side in only.sides) == [1, 2]


@pytest.mark.parametrize("word", sorted(_poles()))
def test_no_word_excludes_itself(word: str) -> None:
    poles = _poles()[word]
    assert not any(n == m and others == more for ((n, _), others), ((m, _), more) in combinations(poles, 2))
