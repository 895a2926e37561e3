"""The date that an article gives for itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.values.times import dateline

CASES = [
    ("OSLO, Norway, March 3, 2011 (Wire) - A ferry ran aground.", "2011-03-03"),
    ("Ferry aground\nPublished: 12 May 2020\nA ferry ran aground.", "2020-05-12"),
    ("Ferry aground\nPosted on June 4th, 2019 by Bob\nA ferry ran aground.", "2019-06-04"),
    ("Posted 11 / 27 / 2005 7:21 AM\nFerry aground", "2005-11-27"),
    ("Last Updated: Monday, 28 November 2005, 02:24 GMT\nFerry aground", "2005-11-28"),
    ("Updated 3 May 2001\nPublished 1 May 2001\nFerry aground", "2001-05-01"),
    ("Friday, Sep 10, 2010 | Updated 8:52 PM EDT\nFerry aground", "2010-09-10"),
    ("Ferry aground\nBy Jane Roe | May 3, 2011\nA ferry ran aground.", "2011-05-03"),
    ("27 NOVEMBER, 2005\nFerry aground", "2005-11-27"),
    ("Published on Friday\nFerry aground", ""),
    ("On September 10, 2010, a ferry ran aground off the coast and dozens of people had to be taken ashore.", ""),
    ("The report was published on 3 May 2001 and read by all.", ""),
    ("A ferry ran aground in May 2010.", ""),
    ("\n".join(["A line."] * 40 + ["Published: 12 May 2020"]), ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_dateline(text: str, expected: str) -> None:
    assert dateline(text) == expected


@given(st.text())
def test_any_text_has_a_dateline_or_none(text: str) -> None:
    assert len(dateline(text)) in {0, 10}
