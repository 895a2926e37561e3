"""Can two figures be of one bearer: one person, one event, one day, the same part of a whole?"""

from __future__ import annotations

import re
from decimal import Decimal

from auditor.align.similar import same_name
from auditor.checks.cues import risen
from auditor.model import Claim
from auditor.values.times import compare_times

_GOES_ON = re.compile(r"\b(?:toll|now)\b", re.IGNORECASE)


def same_person(claim: Claim, first: tuple[Claim, ...]) -> bool:
    """Is it nobody else's figure, as far as people are named?"""
    named = [x.qualifier("person") for x in first if x.qualifier("person")]
    own = claim.qualifier("person")
    return not own or not named or any(same_name(own, name) for name in named)


def other_names(a: Claim, b: Claim) -> bool:
    """Does each of the two name somebody or something that the other does not?"""
    some, others = (
        [name for name in x.names if not any(same_name(name, other) for other in y.names)] for x, y in ((a, b), (b, a))
    )
    return bool(some and others)


_YEARS_OFF = 3
"""How far the ages of one person that papers give lie apart, but for slips of the pen."""


def one_age(first: tuple[Claim, ...], other: tuple[Claim, ...]) -> bool:
    """Could two ages be one person's? Of people who are not both named: a few years off, or digits turned round."""
    if first[0].value_type != "age":
        return True
    if all(any(c.qualifier("person") for c in claims) for claims in (first, other)):
        return True  # and of one name, as ``same_person`` says
    x, y = Decimal(str(first[0].value)), Decimal(str(other[0].value))
    return abs(x - y) <= _YEARS_OFF or f"{x:02}" == f"{y:02}"[::-1]


def same_scope(a: Claim, b: Claim) -> bool:
    """May the two figures be of one event and one time, and both the whole or both the same part?"""
    return former(a) == former(b) and same_occasion(a, b) and a.qualifier("part") == b.qualifier("part")


def former(claim: Claim) -> bool:
    return claim.qualifier("time") == "former"


def same_occasion(a: Claim, b: Claim) -> bool:
    x, y = a.qualifier("occasion"), b.qualifier("occasion")
    return x == y or (bool(x and y) and compare_times(x, y) in ("equal", "compatible"))


def other_occasion(a: Claim, b: Claim) -> bool:
    """Are they of two events, each with a date of its own?"""
    return bool(a.qualifier("occasion") and b.qualifier("occasion")) and not same_occasion(a, b)


def other_day(first: tuple[Claim, ...], other: tuple[Claim, ...]) -> bool:
    """Do the two figures belong to events of different dates, by what their clauses say?"""
    if any(risen(c) or _GOES_ON.search(c.text) for c in (*first, *other)):
        return False  # a toll goes on being counted after the day, and what holds now may have begun on any
    days = [(x.qualifier("date"), y.qualifier("date")) for x in first for y in other]
    known = [compare_times(x, y) for x, y in days if x and y]
    return bool(known) and all(outcome == "different" for outcome in known)
