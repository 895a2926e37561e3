"""Checks of dates and terms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.checks.case import Case, Finding, sides
from auditor.model import Claim
from auditor.values.compare import compare

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def date_mismatch(case: Case) -> Iterator[Finding]:
    """Sources give different dates for the same event, start or end.

    Why: a date that is off puts the event before or after others, and a deadline where there is none.

    Example: "the sale closes in March" against "the sale closes in May".

    Not one: a more precise form of the same date ("in March" and "on 3 March"), dates of different events.
    """
    dated = [(p.label, tuple(c for c in case.of(p) if not _of_saying(c))) for p in case.question.positions]
    parts = [(label, claims) for label, claims in dated if claims and claims[0].value_type == "date"]
    if len(parts) < 2:
        return
    first = parts[0][1]
    parts = [parts[0], *(p for p in parts[1:] if all(compare(x, y).agree is False for x in first for y in p[1]))]
    if len(parts) < 2:
        return
    yield Finding(
        "medium" if case.declared else "low",
        sides(parts),
        case.message(parts),
        ("the dates do not overlap", *case.because),
        0.6 if case.declared else 0.4,
    )


def _of_saying(claim: Claim) -> bool:
    """Is it the day on which somebody said it, and not the day on which it happened?"""
    return claim.qualifier("verb") in ("say", "tell", "report", "announce", "add", "state", "write")


def open_or_fixed_term(case: Case) -> Iterator[Finding]:
    """One source ends something on a date, another with an event that has none.

    Why: a fixed end can be planned for; an open one may never come.

    Example: "payments continue until the loan is repaid" against "payments continue through 2029".

    Not one: a source that names both ("until the loan is repaid or 2029, whichever comes first").
    """
    fixed = tuple(c for c in case.all if c.value_type == "date")
    open_ = tuple(c for c in case.all if c.value_type == "condition")
    both = {c.article for c in fixed} & {c.article for c in open_}
    both |= {c.article for c in open_ if _YEAR.search(str(c.value))}  # "until it is repaid or until 2031"
    fixed, open_ = tuple(c for c in fixed if c.article not in both), tuple(c for c in open_ if c.article not in both)
    if not fixed or not open_:
        return
    parts = [(f"until {open_[0].value}", open_), (f"until {fixed[0].value}", fixed)]
    yield Finding(
        "high" if case.declared else "medium",
        sides(parts),
        case.message(parts),
        ("an open condition against a fixed date", *case.because),
        0.7,
    )
