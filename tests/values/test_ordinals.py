from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.values.display import ordinal
from auditor.values.ordinals import find_ordinals


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("the seventh round", [7]),
        ("his 12th title and her 21st", [12, 21]),
        ("the twenty-first floor, the 40th and the fortieth", [21, 40, 40]),
        ("a firsthand account, 5ths, secondly", []),
        ("SIXTH", [6]),
    ],
)
def test_ranks(text: str, ranks: list[int]) -> None:
    assert [rank for _, _, rank in find_ordinals(text)] == ranks


@given(st.integers(1, 999))
def test_every_rank_is_read_back(rank: int) -> None:
    text = f"the {ordinal(rank)} round"
    assert [(text[start:end], n) for start, end, n in find_ordinals(text)] == [(ordinal(rank), rank)]
