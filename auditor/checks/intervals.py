"""Figures as intervals: what a rounded figure may stand for, and whether two of them can be one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from auditor.model import Claim
from auditor.values.compare import reach

_ROUNDED = Decimal("0.025")  # the most that rounding moves a figure: "$500 billion" is no rounded $450 billion
_COUNTED = 1000  # whole numbers below this are counted, not rounded


@dataclass(frozen=True, slots=True)
class Interval:
    """From ``low`` to ``high``, both of them included."""

    low: Decimal
    high: Decimal

    def times(self, other: Interval) -> Interval:
        ends = [x * y for x in (self.low, self.high) for y in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def over(self, other: Interval) -> Interval:
        """The quotient; ``other`` must not hold zero."""
        return self.times(Interval(1 / other.high, 1 / other.low))

    def plus(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def meets(self, other: Interval, slack: Decimal = Decimal(0)) -> bool:
        """Do they overlap, or come closer than ``slack`` of the greater of the two?"""
        gap = max(self.low - other.high, other.low - self.high)
        return gap <= slack * max(abs(self.high), abs(other.high))


def interval(claim: Claim) -> Interval | None:
    """What the claim's figure may stand for; None for a bound ("at least 11"), a score and what is no figure."""
    value = claim.value
    if not isinstance(value, Decimal) or not value.is_finite():
        return None
    if claim.bound not in ("=", "~") or claim.unit == "score":
        return None
    if claim.upper is not None:
        return Interval(value, claim.upper)
    about = reach(value) * abs(value) if claim.bound == "~" else _rounding(value, claim)
    return Interval(value - about, value + about)


def hull(intervals: Sequence[Interval]) -> Interval:
    """The smallest interval that holds all of them; there must be one."""
    return Interval(min(i.low for i in intervals), max(i.high for i in intervals))


def _rounding(value: Decimal, claim: Claim) -> Decimal:
    if claim.value_type == "count" and value == int(value) and abs(value) < _COUNTED:
        return Decimal(0)
    exponent = value.normalize().as_tuple().exponent
    half = Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
    return min(half, _ROUNDED * abs(value))
