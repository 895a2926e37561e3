"""Checks of dates and terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from auditor.align.similar import common
from auditor.checks.case import Case, Finding, sides, sources
from auditor.model import Claim
from auditor.values.compare import compare
from auditor.values.display import display
from auditor.values.time_compare import days_of

_APART = timedelta(366)
"""Dates further from each other are of two happenings, unless the words are nearly the same."""
_ALIKE = 0.5
"""Share of the words of both, from which they are nearly the same."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def date_mismatch(case: Case) -> Iterator[Finding]:
    """Sources give different dates for the same event, start or end.

    Why: a date that is off puts the event before or after others, and a deadline where there is none.

    Example: "the sale closes in March" against "the sale closes in May".

    Not one: a more precise form of the same date ("in March" and "on 3 March"), dates of different events.
    """
    for claims in _happenings(case):
        parts = _differing(claims)
        if len(parts) < 2:
            continue
        listed = [(display(part[0]), part) for part in parts]
        yield Finding(
            "medium" if case.declared else "low",
            sides(listed),
            case.message(listed),
            ("the dates do not overlap", *case.because),
            0.6 if case.declared else 0.4,
        )


def _happenings(case: Case) -> list[list[Claim]]:
    """The question's dated claims, by the verb of what happened where no known kind says what is dated.

    A date that stands alone on its line is the page's own.
    """
    dated = [c for c in case.all if c.value_type == "date" and not _of_saying(c)]
    if case.declared:
        return [dated]
    by_verb: dict[str, list[Claim]] = {}
    for claim in dated:
        if verb := claim.qualifier("verb"):
            by_verb.setdefault(verb, []).append(claim)
    return list(by_verb.values())


def _differing(claims: list[Claim]) -> list[tuple[Claim, ...]]:
    """The best supported date that others differ from, and these; dates that one article tells of are of two events."""
    groups: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda c: (-len(str(c.value)), c.id)):
        home = next((g for g in groups if all(compare(claim, c).agree for c in g)), None)
        if home is None:
            groups.append([claim])
        else:
            home.append(claim)
    groups.sort(key=lambda g: (-sources(tuple(g)), str(g[0].value)))
    found = ([g, *(other for other in groups[n:] if _rivals(g, other))] for n, g in enumerate(groups, 1))
    return next(([tuple(g) for g in some] for some in found if len(some) > 1), [])


def _rivals(first: list[Claim], other: list[Claim]) -> bool:
    differ = all(compare(x, y).agree is False for x in first for y in other)
    return differ and not {c.article for c in first} & {c.article for c in other}


def one_happening(a: Claim, b: Claim) -> bool:
    """Could two dates be of one? Years apart, in words that are only alike, they are of two."""
    return _gap(a, b) <= _APART or common(a.words, b.words) >= _ALIKE


def _gap(a: Claim, b: Claim) -> timedelta:
    """Between the last day of the earlier and the first day of the later; none where that cannot be told."""
    x, y = (days_of(str(c.value).partition("T")[0]) for c in (a, b))
    return max(x[0] - y[1], y[0] - x[1]) if x and y else timedelta(0)


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
