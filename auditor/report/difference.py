"""How far apart the sides of a conflict are: a tenth less, two months, 6.1 to 5.9."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from auditor.model import Claim
from auditor.report.days import apart, shown, stretch
from auditor.values.display import amount, number

TIMES = 3
"""From this ratio on, a difference is told as "5 times" and not in per cent."""
_POINTS = ("percent", "%", "percentage point")


@dataclass(frozen=True, slots=True)
class Difference:
    """short: the difference alone ("−10%"). told: what differs by it, in words."""

    short: str
    told: str


def difference(sides: Sequence[Sequence[Claim]]) -> Difference | None:
    """The difference of the other sides from the first one; None where the answers are neither figures nor dates.

    Of several other sides the one farthest from the first counts.
    """
    figures = [figure(claims) for claims in sides]
    known = [claim for claim in figures if claim is not None]
    if len(known) < len(sides) or len(known) < 2:
        return None
    if all(isinstance(c.value, Decimal) and c.value.is_finite() for c in known):
        return _numbers(known) if len({(c.value_type, c.unit) for c in known}) == 1 else None
    return _dates(known)


def figure(claims: Sequence[Claim]) -> Claim | None:
    """The claim that tells the side's figure best: an exact one where there is any."""
    exact = [c for c in claims if c.bound == "=" and c.upper is None]
    return next(iter(exact or claims), None)


def _numbers(known: Sequence[Claim]) -> Difference | None:
    base = _value(known[0])
    other = max(map(_value, known[1:]), key=lambda value: abs(value - base))
    if other == base:
        return None
    unit = known[0].unit
    if unit == "score":
        return None
    one, two = amount(other, None, unit), amount(base, None, unit)
    gap, way = amount(abs(other - base), None, unit), "more" if other > base else "less"
    if unit in _POINTS:
        points = f"{number(abs(other - base))} percentage point{'' if abs(other - base) == 1 else 's'}"
        return Difference(points, f"{one} against {two}")
    if unit == "magnitude" or base <= 0 or other <= 0:
        return Difference(f"{number(base)} to {number(other)}", f"{gap} apart" if unit != "magnitude" else "")
    return Difference(_relative(base, other), f"{one} is {gap} {way} than {two}")


def _relative(base: Decimal, other: Decimal) -> str:
    ratio = other / base
    if ratio >= TIMES:
        return f"{_rounded(ratio)} times"
    if ratio <= 1 / Decimal(TIMES):
        return f"1/{_rounded(1 / ratio)}"
    sign = "+" if other > base else "−"
    return f"{sign}{_rounded(abs(ratio - 1) * 100)}%"


def _rounded(value: Decimal) -> str:
    """Whole from 10 on, with one digit below, two below 1: "12", "2.7", "0.25"."""
    digits = 0 if value >= 10 else 1 if value >= 1 else 2
    return number(round(value, digits).normalize())


def _dates(known: Sequence[Claim]) -> Difference | None:
    base, *others = [stretch(str(c.value)) for c in known]
    found = [(span, c) for span, c in zip(others, known[1:], strict=True) if span]
    if not base or not found or any(not isinstance(c.value, str) for c in known):
        return None
    span, claim = max(found, key=lambda pair: abs(pair[0][0] - base[0]))
    days = abs(span[0] - base[0])
    way = "later" if span[0] > base[0] else "earlier"
    told = f"{shown(str(claim.value))} is {way} than {shown(str(known[0].value))}"
    return Difference(apart(days), told) if days else None


def _value(claim: Claim) -> Decimal:
    assert isinstance(claim.value, Decimal)
    return claim.value
