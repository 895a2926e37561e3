"""Do two answers agree? Ordered, labelled levels; the first that holds wins, and its label explains the outcome.

A level either makes the two answers the same ("equal", "equal once rounded"), or lets both stand ("a bound that the
other meets"); the last level is a difference. The labels are worded for readers: they stand in the reports.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from auditor.model import Claim
from auditor.values.times import compare_times

ABOUT = Decimal("0.10")
"""How far "about" reaches: two figures of which one is hedged agree within a tenth."""


@dataclass(frozen=True, slots=True)
class Level:
    """The outcome of a comparison: agree is True (same answer), None (cannot be told) or False (they differ)."""

    label: str
    agree: bool | None


_COUNTED = 1000
"""Whole numbers below this are exact unless hedged: 31 dead are not 30 dead."""

EQUAL = Level("equal", True)
UNKNOWN = Level("cannot be compared", None)
BOUND_MET = Level("a bound that the other figure meets", None)
DIFFERENT = Level("different", False)


def compare(a: Claim, b: Claim) -> Level:
    """How the values of two claims of one question compare. Symmetric."""
    if isinstance(a.value, Decimal) and isinstance(b.value, Decimal):
        return _numbers(a, b)
    if isinstance(a.value, bool) and isinstance(b.value, bool):
        return EQUAL if a.value == b.value else DIFFERENT
    if a.value_type == b.value_type == "date":
        return _DATES[compare_times(str(a.value), str(b.value))]
    if type(a.value) is not type(b.value):
        return UNKNOWN
    return EQUAL if str(a.value).casefold() == str(b.value).casefold() else DIFFERENT


_DATES = {
    "equal": EQUAL,
    "compatible": Level("one is a more precise form of the other", True),
    "different": DIFFERENT,
    "unknown": UNKNOWN,
}


def _numbers(a: Claim, b: Claim) -> Level:
    if a.unit != b.unit and not (a.unit in _PEOPLE and b.unit in _PEOPLE):
        return UNKNOWN
    return next((level for level, holds in _LEVELS if holds(a, b) or holds(b, a)), DIFFERENT)


_PEOPLE = frozenset(
    {
        "",
        "person",
        "people",
        "man",
        "woman",
        "victim",
        "body",
        "resident",
        "civilian",
        "life",
        "other",
        "death",
        "fatality",
        "dead",
    }
)
"""Words for people that count the same when the rest of the claim agrees ("10 bodies", "10 people", "killed 10")."""


def _ends(claim: Claim) -> tuple[Decimal, Decimal]:
    assert isinstance(claim.value, Decimal)
    return claim.value, claim.upper if claim.upper is not None else claim.value


def _equal(a: Claim, b: Claim) -> bool:
    return _ends(a) == _ends(b)


def _rounded(a: Claim, b: Claim) -> bool:
    """Is b what a becomes when written with as few digits as b? Small whole numbers are counted, not rounded."""
    if a.upper is not None or b.upper is not None:
        return False
    x, y = _ends(a)[0], _ends(b)[0]
    if not y or digits(x) <= digits(y) or (x == int(x) and abs(x) < _COUNTED):
        return False
    unit = Decimal(1).scaleb(_last_place(y))
    return abs(x - y) <= unit / 2 and abs(x - y) <= ABOUT / 2 * abs(y)


def digits(value: Decimal) -> int:
    """The number of significant digits as written: trailing zeros of whole numbers do not count."""
    return len(value.normalize().as_tuple().digits)


def _last_place(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _ranges_meet(a: Claim, b: Claim) -> bool:
    (low, high), (other_low, other_high) = _ends(a), _ends(b)
    return (a.upper is not None or b.upper is not None) and low <= other_high and other_low <= high


def _about(a: Claim, b: Claim) -> bool:
    x, y = _ends(a)[0], _ends(b)[0]
    return "~" in (a.bound, b.bound) and abs(x - y) <= ABOUT * max(abs(x), abs(y))


def _bound_met(a: Claim, b: Claim) -> bool:
    """Does b lie where a's bound allows? "At least 11" allows 12, "up to 80" allows 70."""
    x, y = _ends(a)[0], _ends(b)[1]
    return (a.bound in (">", ">=") and y >= x) or (a.bound in ("<", "<=") and y <= x)


_LEVELS: tuple[tuple[Level, Callable[[Claim, Claim], bool]], ...] = (
    (EQUAL, _equal),
    (Level("equal once rounded", True), _rounded),
    (Level("ranges that overlap", True), _ranges_meet),
    (Level("within what 'about' allows", True), _about),
    (BOUND_MET, _bound_met),
)
