"""Comparing ISO values of different precision."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.values.time_compare import compare_times, earlier

CASES = [
    ("2010-09-10", "2010-09-10", "equal"),
    ("2010-09", "2010-09-09", "compatible"),
    ("2010", "2010-09-09T20:30", "compatible"),
    ("2010-09-09", "2010-09-09T20:30", "compatible"),
    ("2010-09-09T20:30", "2010-09-09T20:40", "different"),
    ("2010-09-09", "2010-09-10", "different"),
    ("2030", "2032", "different"),
    ("2024-07/2024-09", "2024-08", "compatible"),
    ("2024-07/2024-09", "2024-10", "different"),
    ("2010-06/2010-09", "2010-09/2010-12", "unknown"),
    ("2010-W36", "2010-09-10", "compatible"),
    ("2010-W36", "2010-09-13", "different"),
    ("1990/1999", "1994", "compatible"),
    ("--09-10", "2010-09-10", "compatible"),
    ("--09-10", "--09-11", "different"),
    ("--09", "--09-11", "compatible"),
    ("T20:30", "2010-09-09T20:30", "compatible"),
    ("T20:30", "T21:00", "different"),
    ("T20:49", "T21:00", "compatible"),
    ("T20:49Z", "T21:00Z", "compatible"),
    ("T20:44", "T21:00", "different"),
    ("2010-09-09T20:32", "2010-09-09T20:30", "compatible"),
    ("T20:52", "T20:47", "different"),
    ("T20:30", "2010-09-09", "unknown"),
    ("T14:30Z", "T18:30", "unknown"),
    ("2010-09-09T14:30Z", "2010-09-12T14:30", "different"),
    ("monday", "tuesday", "different"),
    ("monday", "last monday", "compatible"),
    ("monday morning", "monday", "compatible"),
    ("monday night", "tuesday", "unknown"),  # after midnight it is the next day
    ("monday", "sunday night", "unknown"),
    ("monday", "early tuesday", "unknown"),
    ("between monday and friday", "tuesday", "unknown"),
    ("since monday", "tuesday", "unknown"),
    ("monday", "2026-11-23", "unknown"),  # of any week
    ("monday", "2026-11-24", "different"),
    ("monday", "2026-11", "unknown"),
    ("monday", "next tuesday", "unknown"),
    ("monday", "yesterday", "unknown"),
    ("", "2010", "unknown"),
    ("", "", "unknown"),
    ("soon", "2010", "unknown"),
    ("2010-13", "2010", "unknown"),
]


@pytest.mark.parametrize(("a", "b", "expected"), CASES)
def test_compares(a: str, b: str, expected: str) -> None:
    assert compare_times(a, b) == expected
    assert compare_times(b, a) == expected


@pytest.mark.parametrize(
    ("a", "b"),
    [("2010-09-09", "2010-09-10"), ("T20:20", "T20:40"), ("2009", "2010-03"), ("--03-01", "2010-03-02"),
     ("2010-09-09T20:20", "2010-09-09T20:40")],
)  # fmt: skip
def test_earlier(a: str, b: str) -> None:
    assert earlier(a, b)
    assert not earlier(b, a)


@pytest.mark.parametrize(("a", "b"), [("2010", "2010-03"), ("T20:30", "2010-09-09"), ("", "2010"), ("2010", "2010")])
def test_neither_is_earlier(a: str, b: str) -> None:
    assert not earlier(a, b)
    assert not earlier(b, a)


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_text_is_compared(a: str, b: str) -> None:
    assert compare_times(a, b) in {"equal", "compatible", "different", "unknown"}
    assert compare_times(a, b) == compare_times(b, a)
