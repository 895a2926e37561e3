"""Do two answers agree? Ordered, labelled levels; the first that holds wins, and its label explains the outcome.

A level either makes the two answers the same ("equal", "equal once rounded"), or lets both stand ("a bound that the
other meets"); the last level is a difference. The labels are worded for readers: they stand in the reports.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from auditor.model import Claim
from auditor.values.people import ANYBODY, senses
from auditor.values.quantities import quantities
from auditor.values.time_compare import compare_times, earlier

ABOUT = Decimal("0.10")
"""How far "about" reaches: two figures of which one is hedged agree within a tenth."""
SHARP = Decimal("0.05")
"""How far "an estimated $217 million" reaches: nobody writes three digits who is a tenth off."""
_OVER = Decimal("1.02")
"""How far "nearly" may be overrun by what it was rounded from."""
_NEARLY = re.compile(r"\b(?:nearly|almost|close to|approaching)\W+$", re.IGNORECASE)


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
        return _dates(a, b)
    if a.value_type == b.value_type == "name":
        return _names(str(a.value), str(b.value))
    if type(a.value) is not type(b.value):
        return UNKNOWN
    return EQUAL if str(a.value).casefold() == str(b.value).casefold() else DIFFERENT


def _dates(a: Claim, b: Claim) -> Level:
    x, y = str(a.value), str(b.value)
    met = (
        (a.qualifier("role") in _ENDS and earlier(y, x))
        or (b.qualifier("role") in _ENDS and earlier(x, y))
        or (a.qualifier("role") == "after" and earlier(x, y))
        or (b.qualifier("role") == "after" and earlier(y, x))
    )
    if met and a.qualifier("role") != b.qualifier("role"):
        return BOUND_MET
    if _other_span(x, y):
        return DIFFERENT
    ends = {a.qualifier("role"), b.qualifier("role")} - {"on", ""}
    if ends and not (x[:1] in _ISO and y[:1] in _ISO):
        return UNKNOWN  # "by Friday" and "on Thursday" may both hold, and weekdays have no order
    return _DATES[compare_times(x, y)]


def _other_span(a: str, b: str) -> bool:
    """ "two months later" and "three months later" differ, whenever they count from."""
    if " " not in a or " " not in b:
        return False
    x, y = quantities(a), quantities(b)
    if len(x) != 1 or len(y) != 1 or x[0].unit != y[0].unit or a[: x[0].start] or b[: y[0].start]:
        return False
    return a[x[0].end :].strip() == b[y[0].end :].strip() != "" and x[0].value != y[0].value


_ENDS = ("before", "by")
_ISO = frozenset("0123456789-T")
_DATES = {
    "equal": EQUAL,
    "compatible": Level("one is a more precise form of the other", True),
    "different": DIFFERENT,
    "unknown": UNKNOWN,
}


def _names(a: str, b: str) -> Level:
    """First and last words count, without accents; what stands between them is a fuller form, and so is "Benjamin" of
    "Ben"."""
    x, y = (_unaccented(name).replace(".", "").split() for name in (a, b))
    if x == y:
        return EQUAL
    one = x[-1] == y[-1] and (x[0] == y[0] or _short_for(x[0], y[0]) or _short_for(y[0], x[0]))
    return Level("one is a fuller form of the other", True) if one else DIFFERENT


def _short_for(short: str, long: str) -> bool:
    """ "Ben" for "Benjamin" and "J" for "John", not "Paul" for "Paula" nor "Maria" for "Mariana"."""
    another = long.endswith("a") or len(short) == 2
    return long.startswith(short) and (len(short) == 1 or (len(long) > len(short) + 1 and not another))


def _unaccented(name: str) -> str:
    """The name in lower case and without accents: newspapers leave them out."""
    letters = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    return "".join(c for c in letters if not unicodedata.combining(c))


_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})


def _numbers(a: Claim, b: Claim) -> Level:
    if a.unit == b.unit == "score":
        return _scores(a, b)
    if a.unit != b.unit and not _alike(a, b):
        return _converted(a, b)
    return next((level for level, holds in _LEVELS if holds(a, b) or holds(b, a)), DIFFERENT)


def _scores(a: Claim, b: Claim) -> Level:
    """3-1 is 1-3, told from the other side; of a score whose second number is not known nothing can be told."""
    if a.upper is None or b.upper is None:
        return EQUAL if a.upper is b.upper and a.value == b.value else UNKNOWN
    return EQUAL if {a.value, a.upper} == {b.value, b.upper} else DIFFERENT


def _alike(a: Claim, b: Claim) -> bool:
    """Do both count people that may be the same? Of an unknown kind, only where both may be said of anybody.

    Three nurses may be among five people, but five nurses are not among three.
    """
    x, y = senses(a.unit), senses(b.unit)
    if ANYBODY in x & y:
        return True
    if a.kind != b.kind or a.kind == "open" or not (x and y):
        return False
    if ANYBODY in x | y:
        some, whole = (b, a) if ANYBODY in x else (a, b)
        return _ends(some)[0] >= _ends(whole)[1]
    return bool(x & y)


def _converted(a: Claim, b: Claim) -> Level:
    """Figures in two units of one dimension agree when they are within the rounding of a conversion."""
    (dimension, x), (other, y) = (_in_base(c) for c in (a, b))
    if not dimension or dimension != other:
        return UNKNOWN
    within = ABOUT if "~" in (a.bound, b.bound) else _CONVERSION
    if abs(x - y) <= within * max(abs(x), abs(y)):
        return Level("equal once converted", True)
    first, second = sorted(tuple(end * _scale(c) for end in _ends(c)) for c in (a, b))
    if second[0] <= first[1] * (1 + within):
        return UNKNOWN
    return DIFFERENT if {a.bound, b.bound} <= {"=", "~"} else UNKNOWN


def times_apart(a: Claim, b: Claim) -> Decimal:
    """How many times the greater of two figures of one dimension is the other; 1 where that cannot be told."""
    if not isinstance(a.value, Decimal) or not isinstance(b.value, Decimal):
        return Decimal(1)
    x, y = (a.value, b.value) if a.unit == b.unit else (_in_base(a)[1], _in_base(b)[1])
    low, high = sorted((abs(x), abs(y)))
    return high / low if low else Decimal(1)


def _in_base(claim: Claim) -> tuple[str, Decimal]:
    """The dimension of the claim's unit and its figure in that dimension's base unit; ("", 0) for other units."""
    assert isinstance(claim.value, Decimal)
    return next((d for d, scales in _SCALES.items() if claim.unit in scales), ""), claim.value * _scale(claim)


def _scale(claim: Claim) -> Decimal:
    return Decimal(next((scales[claim.unit] for scales in _SCALES.values() if claim.unit in scales), "0"))


_CONVERSION = Decimal("0.06")
_SCALES = {
    "time": {"second": "1", "minute": "60", "hour": "3600", "day": "86400", "week": "604800", "month": "2629800",
             "year": "31557600", "decade": "315576000"},
    "length": {"millimetre": "0.001", "centimetre": "0.01", "metre": "1", "kilometre": "1000", "inch": "0.0254",
               "foot": "0.3048", "yard": "0.9144", "mile": "1609.344", "nautical mile": "1852"},
    "mass": {"gram": "0.001", "kilogram": "1", "tonne": "1000", "ounce": "0.02835", "pound": "0.4536", "ton": "907.2"},
    "area": {"square metre": "1", "hectare": "10000", "acre": "4046.86", "square kilometre": "1000000",
             "square mile": "2589988"},
}  # fmt: skip


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
    unit = Decimal(1).scaleb(min(_last_place(y), 0) if b.value_type == "percent" else _last_place(y))
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
    if (_short_of(a) and y > x * _OVER) or (_short_of(b) and x > y * _OVER):
        return False
    hedged = [v for c, v in ((a, x), (b, y)) if c.bound == "~"]
    return any(abs(x - y) <= reach(v) * max(abs(x), abs(y)) for v in hedged)


def reach(value: Decimal) -> Decimal:
    """How far a hedge on this figure reaches, as a share of it: 125 and 2.25 are round, 217 is not."""
    return ABOUT if digits(value) < 3 or digits(4 * value) < 3 else SHARP


def _short_of(claim: Claim) -> bool:
    """Does it say that the figure is not quite reached: "nearly 40%"?"""
    if claim.bound != "~":
        return False
    own = [q for q in quantities(claim.text) if q.value == claim.value]
    return any(_NEARLY.search(claim.text[: q.start]) for q in own)


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
